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
        "outcome": {
          "type": "object",
          "required": ["status", "tier", "matched", "requirements", "explanation"],
          "properties": {
            "status": { "enum": ["approved", "denied", "pending"] },
            "tier": { "enum": ["automatic", "constrained", "human", "denied"] },
            "matched": {
              "description": "Every rule that matched.",
              "type": "array",
              "items": {
                "type": "object", "required": ["rule", "effect", "because"],
                "properties": {
                  "rule": { "type": "string" },
                  "effect": { "enum": ["approve", "constrain", "review", "deny"] },
                  "because": { "type": "string" }
                }
              }
            },
            "lifted": { "type": "array" },
            "lapsed": { "type": "array" },
            "stale": { "type": "array" },
            "errors": { "type": "array" },
            "invariants": { "type": "array" },
            "requirements": { "type": "array", "items": { "$ref": "#/$defs/requirement" } },
            "evidence": { "type": "array" },
            "conditions": { "type": "array" },
            "discounted": {
              "description": "Approvals that did not count, and why.",
              "type": "array",
              "items": {
                "type": "object", "required": ["by", "reason"],
                "properties": { "by": { "type": "string" }, "reason": { "type": "string" } }
              }
            },
            "grant": { "type": ["object", "null"] },
            "limits": { "type": ["object", "null"] },
            "obligations": { "type": "array" },
            "rollback": { "type": "array" },
            "explanation": { "description": "In plain English.", "type": "string" }
          }
        },
        "requirement": {
          "type": "object", "required": ["stage", "count", "from", "filledBy", "missing"],
          "properties": {
            "stage": { "type": "integer", "minimum": 1 },
            "count": { "type": "integer", "minimum": 1 },
            "from": { "type": "array" },
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
