extension PublishedSchemas {
  /// `precedent.owner-report/v1`.
  package static let ownerReport = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:owner-report:v1",
      "title": "Owner report",
      "description": "What the rules of each owner did, and what the owner must look at.",
      "type": "object", "required": ["schema", "at", "within", "log", "overdue", "owners"],
      "properties": {
        "schema": { "const": "precedent.owner-report/v1" },
        "at": { "type": "string" },
        "within": { "description": "How far it looks ahead.", "type": "string" },
        "log": {
          "description": "Null without one: then nothing is known of decisions.",
          "type": ["object", "null"],
          "required": ["origin", "replay", "since", "until", "decisions", "others"],
          "properties": {
            "origin": { "type": "string" }, "replay": { "type": "boolean" },
            "since": { "type": ["string", "null"] }, "until": { "type": ["string", "null"] },
            "decisions": { "$ref": "#/$defs/count" },
            "others": {
              "description": "Decisions in which nothing of this policy took part.",
              "$ref": "#/$defs/count"
            }
          }
        },
        "overdue": { "$ref": "#/$defs/count" },
        "owners": {
          "type": "array",
          "items": {
            "type": "object",
            "required": [
              "owner", "overdue", "decisions", "rules", "exceptions", "unusedRules", "unreviewed",
              "due"
            ],
            "properties": {
              "owner": {
                "description": "A team; null for rules that nobody owns.",
                "type": ["string", "null"]
              },
              "overdue": { "$ref": "#/$defs/count" },
              "decisions": {
                "description": "In which a rule of the owner took part, each once.",
                "$ref": "#/$defs/tally"
              },
              "rules": { "type": "array", "items": { "$ref": "#/$defs/entry" } },
              "exceptions": { "type": "array", "items": { "$ref": "#/$defs/entry" } },
              "unusedRules": { "type": "array", "items": { "type": "string" } },
              "unreviewed": { "type": "array", "items": { "$ref": "#/$defs/use" } },
              "due": {
                "description": "As in precedent.due/v1.", "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "kind", "id", "detail", "at", "state", "answers", "file", "line"
                  ],
                  "properties": {
                    "kind": { "type": "string" }, "id": { "type": "string" },
                    "detail": { "type": ["string", "null"] },
                    "at": { "type": ["string", "null"] },
                    "state": { "enum": ["overdue", "due", "ends", "ended"] },
                    "answers": { "type": "array", "items": { "type": "string" } },
                    "file": { "type": "string" }, "line": { "type": "integer", "minimum": 1 }
                  }
                }
              }
            }
          }
        }
      },
      "$defs": {
        "count": { "type": "integer", "minimum": 0 },
        "tally": {
          "type": ["object", "null"], "required": ["decisions", "last", "outcomes"],
          "properties": {
            "decisions": { "$ref": "#/$defs/count" },
            "last": { "type": ["string", "null"] },
            "outcomes": {
              "type": "array",
              "items": {
                "type": "object", "required": ["tier", "status", "decisions"],
                "properties": {
                  "tier": { "enum": ["automatic", "constrained", "human", "denied"] },
                  "status": { "enum": ["approved", "denied", "pending"] },
                  "decisions": { "$ref": "#/$defs/count" }
                }
              }
            }
          }
        },
        "entry": {
          "type": "object", "required": ["kind", "id", "effect", "title", "use", "due"],
          "properties": {
            "kind": { "enum": ["rule", "exception", "break-glass"] },
            "id": { "type": "string" },
            "effect": { "enum": ["approve", "constrain", "review", "deny"] },
            "title": { "type": "string" },
            "use": {
              "description": "Decisions in which it took part.", "$ref": "#/$defs/tally"
            },
            "due": {
              "description": "When it ends or must be looked at next; null for never, and where it was never done.",
              "type": ["string", "null"]
            }
          }
        },
        "use": {
          "type": "object",
          "required": [
            "decision", "entry", "request", "subject", "resource", "exceptions", "at", "reviewBy",
            "overdue"
          ],
          "properties": {
            "decision": { "type": "string" }, "entry": { "$ref": "#/$defs/count" },
            "request": { "type": "string" }, "subject": { "type": "string" },
            "resource": { "type": "string" },
            "exceptions": { "type": "array", "items": { "type": "string" } },
            "at": { "type": "string" }, "reviewBy": { "type": ["string", "null"] },
            "overdue": { "type": "boolean" }
          }
        }
      }
    }

    """#
}
