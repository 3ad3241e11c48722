extension PublishedSchemas {
  /// `precedent.verification/v1`.
  package static let verification = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:verification:v1",
      "title": "Verification",
      "description": "Whether stored decisions are what their commits make them.",
      "type": "object",
      "required": [
        "schema", "holds", "reexecuted", "protectedRef", "entries", "records", "commits", "signed", "checkpoint", "damage",
        "tornEnd", "findings"
      ],
      "properties": {
        "schema": { "const": "precedent.verification/v1" },
        "holds": { "description": "Whether everything does.", "type": "boolean" },
        "reexecuted": {
          "description": "Whether every decision was decided again, as `precedent verify` does; `precedent log verify` looks into the log alone.",
          "type": "boolean"
        },
        "protectedRef": {
          "description": "The ref that every commit must be reachable from; null where nothing was decided again.",
          "type": ["string", "null"]
        },
        "entries": {
          "description": "Entries of the log that follow each other; null for a record by itself.",
          "type": ["integer", "null"], "minimum": 0
        },
        "records": { "description": "Decisions looked at.", "$ref": "#/$defs/count" },
        "commits": { "description": "Different commits that they name.", "$ref": "#/$defs/count" },
        "signed": {
          "description": "Decisions signed by an allowed key; null where keys were not given.",
          "type": ["integer", "null"], "minimum": 0
        },
        "checkpoint": {
          "description": "Null where none was given.",
          "type": ["object", "null"], "required": ["holds", "message"],
          "properties": {
            "holds": { "type": "boolean" }, "message": { "type": "string" }
          },
          "additionalProperties": false
        },
        "damage": {
          "description": "Where the chain of a log ends too early; null where it is whole.",
          "$ref": "#/$defs/damage"
        },
        "tornEnd": {
          "description": "What a crash has left of an entry that was acknowledged to nobody.",
          "$ref": "#/$defs/damage"
        },
        "findings": {
          "description": "What does not hold or cannot be verified, in the order of the log.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["index", "decision", "request", "verdict", "problems"],
            "properties": {
              "index": {
                "description": "Of the entry; null for a record by itself.",
                "type": ["integer", "null"], "minimum": 0
              },
              "decision": { "type": "string" },
              "request": { "type": "string" },
              "verdict": {
                "description": "`unverified` where nothing can be said.",
                "enum": ["false", "unverified"]
              },
              "problems": {
                "type": "array", "minItems": 1,
                "items": {
                  "type": "object", "required": ["code", "message"],
                  "properties": {
                    "code": {
                      "enum": [
                        "not-a-record", "other-id", "other-request-digest", "other-semantics",
                        "unknown-commit", "no-policy", "unreachable-commit", "other-stamp",
                        "invalid-request", "other-content", "other-decision", "not-signed",
                        "key-not-valid"
                      ]
                    },
                    "message": { "type": "string" }
                  },
                  "additionalProperties": false
                }
              }
            },
            "additionalProperties": false
          }
        }
      },
      "additionalProperties": false,
      "$defs": {
        "count": { "type": "integer", "minimum": 0 },
        "damage": {
          "type": ["object", "null"], "required": ["index", "file", "line", "message"],
          "properties": {
            "index": { "$ref": "#/$defs/count" }, "file": { "type": "string" },
            "line": { "type": "integer", "minimum": 1 }, "message": { "type": "string" }
          },
          "additionalProperties": false
        }
      }
    }
    """#
}
