extension PublishedSchemas {
  /// `precedent.decision/v1`.
  package static let decision = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:decision:v1",
      "title": "Stamped decision",
      "description": "The outcome of one request under one policy commit, to be re-executed.",
      "type": "object",
      "required": [
        "schema", "id", "at", "request", "requestSha256", "approvals", "decision", "stamp"
      ],
      "properties": {
        "schema": { "const": "precedent.decision/v1" },
        "id": { "description": "The digest of this record.", "type": "string" },
        "at": {
          "description": "The instant of the decision.", "type": "string", "format": "date-time"
        },
        "request": { "description": "In normal form.", "type": "object" },
        "requestSha256": {
          "description": "SHA-256 over the canonical JSON (RFC 8785) of the request.",
          "$ref": "#/$defs/sha256"
        },
        "approvals": { "type": "array", "items": { "$ref": "#/$defs/approval" } },
        "decision": { "$ref": "#/$defs/outcome" },
        "stamp": { "$ref": "#/$defs/stamp" }
      },
      "$defs": {
        "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        "ids": { "type": "array", "items": { "type": "string" } },
        "outcome": {
          "type": "object",
          "required": [
            "status", "tier", "matched", "lifted", "lapsed", "stale", "errors", "invariants",
            "requirements", "humanNeeded", "humanMissing", "escalations", "approvalsValidFor",
            "evidence", "conditions",
            "discounted", "deniedBy", "grant", "limits", "obligations", "rollback", "explanation"
          ],
          "properties": {
            "status": { "enum": ["approved", "denied", "pending"] },
            "tier": { "enum": ["automatic", "constrained", "human", "denied"] },
            "matched": {
              "description": "Every rule that matched and every exception that was active.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["rule", "exception", "effect", "because", "fields"],
                "properties": {
                  "rule": { "type": "string" },
                  "exception": {
                    "description": "Whether it is an exception.", "type": "boolean"
                  },
                  "effect": { "enum": ["approve", "constrain", "review", "deny"] },
                  "because": { "type": "string" },
                  "fields": {
                    "description": "What its condition reads.", "$ref": "#/$defs/ids"
                  }
                }
              }
            },
            "lifted": {
              "description": "Rules that matched and do not apply, by an exception.",
              "type": "array",
              "items": {
                "type": "object", "required": ["rule", "by"],
                "properties": { "rule": { "type": "string" }, "by": { "type": "string" } }
              }
            },
            "lapsed": {
              "description": "What is past its recertification date.", "$ref": "#/$defs/ids"
            },
            "stale": {
              "description": "What rests on data that is too old.", "$ref": "#/$defs/ids"
            },
            "errors": {
              "description": "Conditions that could not be evaluated.",
              "type": "array",
              "items": {
                "type": "object", "required": ["rule", "message"],
                "properties": { "rule": { "type": "string" }, "message": { "type": "string" } }
              }
            },
            "invariants": {
              "description": "Those that asked for a human.", "$ref": "#/$defs/ids"
            },
            "requirements": { "type": "array", "items": { "$ref": "#/$defs/requirement" } },
            "humanNeeded": {
              "description": "Whether some place must be filled by a human.", "type": "boolean"
            },
            "escalations": {
              "description": "Who joins the review, and when, counted from the request's time.",
              "type": "array",
              "items": {
                "type": "object", "required": ["after", "to"],
                "properties": {
                  "after": { "type": "string" },
                  "to": { "type": "array", "items": { "type": "object" } }
                }
              }
            },
            "humanMissing": {
              "description": "Whether all places are filled, and none by a human.",
              "type": "boolean"
            },
            "approvalsValidFor": {
              "description": "Older approvals do not count.", "type": ["string", "null"]
            },
            "evidence": { "type": "array", "items": { "$ref": "#/$defs/clause" } },
            "conditions": { "type": "array", "items": { "$ref": "#/$defs/clause" } },
            "discounted": {
              "description": "Approvals that did not count, and why.",
              "type": "array",
              "items": {
                "type": "object", "required": ["by", "at", "reason"],
                "properties": {
                  "by": { "type": "string" },
                  "at": { "type": "string", "format": "date-time" },
                  "reason": { "type": "string" }
                }
              }
            },
            "deniedBy": {
              "description": "Whose denials count; any denies.", "$ref": "#/$defs/ids"
            },
            "grant": {
              "description": "Null unless approved.",
              "type": ["object", "null"],
              "required": ["subject", "action", "resource", "from", "until"],
              "properties": {
                "subject": { "type": "string" },
                "action": { "type": "string" },
                "resource": { "type": "string" },
                "from": { "type": "string", "format": "date-time" },
                "until": {
                  "description": "Exclusive; null when nothing ends it.",
                  "type": ["string", "null"], "format": "date-time"
                }
              }
            },
            "limits": {
              "type": "object", "properties": { "duration": { "type": "string" } }
            },
            "obligations": {
              "description": "What the enforcement point must do too.",
              "type": "array",
              "items": {
                "type": "object", "required": ["id", "type", "properties"],
                "properties": {
                  "id": { "type": "string" }, "type": { "type": "string" },
                  "properties": { "type": "object" }
                }
              }
            },
            "rollback": {
              "description": "Who takes back what was given, how fast, and how.",
              "type": "array",
              "items": {
                "type": "object", "required": ["by", "within", "steps"],
                "properties": {
                  "by": { "type": "string" }, "within": { "type": "string" },
                  "steps": { "type": "string" }
                }
              }
            },
            "explanation": { "description": "In plain English.", "type": "string" }
          }
        },
        "clause": {
          "type": "object", "required": ["rule", "that", "because", "holds"],
          "properties": {
            "rule": {
              "description": "Null for the review of the default.", "type": ["string", "null"]
            },
            "that": { "description": "As one line of CEL.", "type": "string" },
            "because": { "type": "string" },
            "holds": { "type": "boolean" },
            "error": { "description": "Why it could not be evaluated.", "type": "string" }
          }
        },
        "requirement": {
          "type": "object",
          "required": [
            "stage", "count", "from", "reasonRequired", "eligible", "filledBy", "missing", "until"
          ],
          "properties": {
            "stage": { "type": "integer", "minimum": 1 },
            "count": { "type": "integer", "minimum": 1 },
            "from": {
              "description": "Selectors, as policies write them.",
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "team": { "type": "string" }, "user": { "type": "string" },
                  "attribute": { "type": "string" }, "each": { "type": "string" }
                }
              }
            },
            "reasonRequired": {
              "description": "Whether an approval without a reason does not count.",
              "type": "boolean"
            },
            "eligible": {
              "description": "How many people could fill it.", "type": "integer", "minimum": 0
            },
            "filledBy": {
              "type": "array",
              "items": {
                "type": "object", "required": ["by", "at"],
                "properties": {
                  "by": { "type": "string" },
                  "onBehalfOf": { "type": ["string", "null"] },
                  "at": { "type": "string", "format": "date-time" }
                }
              }
            },
            "missing": { "type": "integer", "minimum": 0 },
            "until": { "type": ["string", "null"], "format": "date-time" }
          }
        },
        "stamp": {
          "description": "What makes the decision re-executable.",
          "type": "object", "required": ["commit", "policySha256"],
          "properties": {
            "repository": { "type": ["string", "null"] },
            "path": { "type": ["string", "null"] },
            "commit": { "type": "string" },
            "policyTree": { "type": "string" },
            "policySha256": { "$ref": "#/$defs/sha256" },
            "ref": { "type": ["string", "null"] },
            "committedAt": { "type": "string", "format": "date-time" },
            "engine": { "type": "string" },
            "semantics": { "type": ["string", "integer"] }
          }
        },
    \#(SharedDefinitions.members(RequestDefinitions.approval))
      }
    }

    """#
}
