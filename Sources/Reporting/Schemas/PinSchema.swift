extension PublishedSchemas {
  /// `precedent.pin/v1`.
  package static let pin = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:pin:v1",
      "title": "Pinned record",
      "description": "A record of the history that became a test, and what is decided of it now.",
      "type": "object",
      "required": [
        "schema", "record", "file", "line", "fixture", "at", "decision", "recorded", "differs",
        "changedByReplacing", "replaced", "kept"
      ],
      "properties": {
        "schema": { "const": "precedent.pin/v1" },
        "record": { "description": "Its id.", "type": "string" },
        "file": {
          "description": "Of the test, from the top of the repository.", "type": "string"
        },
        "line": { "type": "integer", "minimum": 1 },
        "fixture": {
          "description": "Of the request, from the top of the repository.", "type": "string"
        },
        "at": { "description": "The instant of the decision.", "type": "string" },
        "decision": {
          "description": "What the policy of the work tree decides.",
          "type": "object", "required": ["status", "tier", "rules"],
          "properties": {
            "status": { "enum": ["approved", "denied", "pending"] },
            "tier": { "enum": ["automatic", "constrained", "human", "denied"] },
            "rules": { "type": "array", "items": { "type": "string" } }
          }
        },
        "recorded": {
          "description": "What really happened; null where the record does not say.",
          "enum": ["approved", "denied", "withdrawn", "expired", null]
        },
        "differs": {
          "description": "Whether the decision is not the recorded one.", "type": "boolean"
        },
        "changedByReplacing": {
          "description": "Whether the replaced values lead to another decision.", "type": "boolean"
        },
        "replaced": {
          "description": "Ids of people that --anonymize replaced.",
          "type": "array",
          "items": {
            "type": "object", "required": ["id", "by"],
            "properties": { "id": { "type": "string" }, "by": { "type": "string" } }
          }
        },
        "kept": {
          "description": "Ids that --anonymize kept: without them the decision would be another.",
          "type": "array", "items": { "type": "string" }
        }
      }
    }

    """#
}
