extension PublishedSchemas {
  /// `precedent.policy-changes/v1`.
  package static let policyChanges = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:policy-changes:v1",
      "title": "Policy changes",
      "description": "Each change of a policy on a protected ref: who, what it means, what the gates say.",
      "type": "object",
      "required": ["schema", "line", "commits", "since", "until", "verdicts", "changes"],
      "properties": {
        "schema": { "const": "precedent.policy-changes/v1" },
        "line": { "description": "A ref or a range of commits.", "type": "string" },
        "commits": { "$ref": "#/$defs/count" },
        "since": { "$ref": "#/$defs/instant" },
        "until": { "$ref": "#/$defs/instant" },
        "verdicts": {
          "description": "How many changes have each verdict, zeros too.",
          "type": "object", "additionalProperties": { "$ref": "#/$defs/count" }
        },
        "changes": {
          "description": "The oldest first.",
          "type": "array",
          "items": {
            "type": "object",
            "required": [
              "commit", "base", "isBaseNext", "verdict", "files", "loosening", "tightening",
              "meaning", "phrases", "blastRadius", "gates"
            ],
            "properties": {
              "commit": { "$ref": "#/$defs/commit" },
              "base": {
                "description": "The commit it is compared with; null where there was no policy.",
                "type": ["string", "null"]
              },
              "isBaseNext": { "description": "Whether that is the commit before.", "type": "boolean" },
              "verdict": {
                "description": "Of the gates; bypassed, unusable and removed are findings.",
                "enum": [
                  "passed", "accepted", "bypassed", "unusable", "removed", "first-version",
                  "without-history", "unusable-before", "incomplete", "not-replayed"
                ]
              },
              "files": {
                "type": "array",
                "items": {
                  "type": "object", "required": ["path", "change"],
                  "properties": {
                    "path": { "type": "string" },
                    "change": { "enum": ["added", "removed", "changed", "moved"] }
                  }
                }
              },
              "loosening": { "description": "Entries that do or may.", "$ref": "#/$defs/count" },
              "tightening": { "description": "Entries that do or may.", "$ref": "#/$defs/count" },
              "meaning": {
                "description": "Null where there is nothing to compare.",
                "anyOf": [{ "$ref": "#/$defs/meaning" }, { "type": "null" }]
              },
              "phrases": {
                "description": "For people, one for each entry that means something else.",
                "$ref": "#/$defs/texts"
              },
              "blastRadius": {
                "description": "Null where nothing was replayed.",
                "anyOf": [{ "$ref": "#/$defs/replay" }, { "type": "null" }]
              },
              "gates": { "type": "array", "items": { "$ref": "#/$defs/gate" } }
            }
          }
        }
      },
      "$defs": {
        "count": { "type": "integer", "minimum": 0 },
        "instant": {
          "description": "RFC 3339 in UTC; null when there is none.",
          "type": ["string", "null"], "format": "date-time"
        },
        "ids": { "type": "array", "items": { "type": "string" } },
        "replay": {
          "type": "object",
          "required": [
            "records", "unreplayable", "changed", "direction", "deniedThenNowApproved",
            "approvedThenNowDenied"
          ],
          "properties": {
            "records": { "$ref": "#/$defs/count" },
            "unreplayable": { "$ref": "#/$defs/count" },
            "changed": { "$ref": "#/$defs/count" },
            "direction": {
              "description": "Changed records by the way they moved, zeros too.",
              "type": "object", "additionalProperties": { "$ref": "#/$defs/count" }
            },
            "deniedThenNowApproved": { "$ref": "#/$defs/ids" },
            "approvedThenNowDenied": { "$ref": "#/$defs/ids" }
          }
        },
    \#(SharedDefinitions.members(
      SharedDefinitions.commits, SharedDefinitions.gates, SharedDefinitions.meaning,
      SharedDefinitions.meaningChanges))
      }
    }

    """#
}
