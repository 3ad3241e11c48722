extension PublishedSchemas {
  /// `precedent.calibration/v1`.
  package static let calibration = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:calibration:v1",
      "title": "Calibration",
      "description": "How often a policy version reproduces what really happened, and why not.",
      "type": "object",
      "required": [
        "schema", "version", "history", "comparable", "reproduced", "matrix", "mismatches",
        "notReplayed"
      ],
      "properties": {
        "schema": { "const": "precedent.calibration/v1" },
        "version": { "$ref": "#/$defs/version" },
        "history": { "$ref": "#/$defs/history" },
        "comparable": {
          "description": "Records that say approved, denied or expired.", "$ref": "#/$defs/count"
        },
        "reproduced": {
          "description": "Those of them that are decided the same.", "$ref": "#/$defs/count"
        },
        "matrix": {
          "type": "array",
          "items": {
            "type": "object", "required": ["recorded", "decided", "records", "reproduced"],
            "properties": {
              "recorded": { "$ref": "#/$defs/recorded" },
              "decided": { "$ref": "#/$defs/step" },
              "records": { "$ref": "#/$defs/count" },
              "reproduced": {
                "description": "Null where there is nothing to compare with.",
                "type": ["boolean", "null"]
              }
            }
          }
        },
        "mismatches": {
          "description": "Records decided otherwise, by cause, the most frequent first.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["recorded", "decided", "rules", "because", "records", "first"],
            "properties": {
              "recorded": { "$ref": "#/$defs/recorded" },
              "decided": { "$ref": "#/$defs/step" },
              "rules": {
                "description": "The rules that decided; empty for the default.",
                "$ref": "#/$defs/ids"
              },
              "because": { "type": "string" },
              "records": { "$ref": "#/$defs/count" },
              "first": { "description": "Some of them, by id.", "$ref": "#/$defs/ids" }
            }
          }
        },
        "notReplayed": { "$ref": "#/$defs/notReplayed" }
      },
      "$defs": {
    \#(SharedDefinitions.members(SharedDefinitions.versions, SharedDefinitions.reports))
      }
    }

    """#
}
