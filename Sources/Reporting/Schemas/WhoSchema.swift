extension PublishedSchemas {
  /// `precedent.who/v1`.
  package static let who = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:who:v1",
      "title": "What names a person",
      "description": "Every place of a policy that names a person, and what leaving would cost.",
      "type": "object",
      "required": ["schema", "version", "person", "mentions", "losses"],
      "properties": {
        "schema": { "const": "precedent.who/v1" },
        "version": { "description": "As it was asked for.", "type": "string" },
        "person": {
          "type": "object", "required": ["id", "asked", "kind", "aliases", "until", "owner"],
          "properties": {
            "id": { "type": "string" },
            "asked": { "description": "The account that was asked for.", "type": "string" },
            "kind": { "enum": ["human", "workload", "agent"] },
            "aliases": { "type": "array", "items": { "type": "string" } },
            "until": { "type": ["string", "null"], "format": "date-time" },
            "owner": { "type": ["string", "null"] }
          }
        },
        "mentions": {
          "description": "By file and line.",
          "type": "array",
          "items": {
            "type": "object", "required": ["in", "id", "as", "alias", "team", "at"],
            "properties": {
              "in": { "$ref": "#/$defs/subject" },
              "id": {
                "description": "Of a delegation, the person at the other end.", "type": "string"
              },
              "as": {
                "enum": [
                  "member", "owner", "rollback", "approver", "escalation", "certifier",
                  "condition", "sponsor", "emergency", "notified", "delegator", "delegate",
                  "acceptance"
                ]
              },
              "alias": {
                "description": "The account, when not the own id.", "type": ["string", "null"]
              },
              "team": {
                "description": "The team, when the person is named as a member of it.",
                "type": ["string", "null"]
              },
              "at": { "description": "File and line.", "type": "string" }
            }
          }
        },
        "losses": {
          "description": "What would be lost if the person left; null when it was not asked.",
          "type": ["array", "null"],
          "items": {
            "type": "object", "required": ["in", "id", "lost", "at"],
            "properties": {
              "in": { "$ref": "#/$defs/subject" },
              "id": { "type": "string" },
              "lost": {
                "enum": [
                  "quorum", "only-approver", "human", "owner", "rollback", "emergency",
                  "acceptance"
                ]
              },
              "at": { "description": "File and line.", "type": "string" },
              "count": { "description": "So many are asked.", "type": "integer", "minimum": 1 },
              "left": { "description": "So many are left.", "type": "integer", "minimum": 0 },
              "from": { "type": "array", "items": { "type": "string" } },
              "owner": { "type": "string" }
            }
          }
        }
      },
      "$defs": {
        "subject": {
          "enum": [
            "team", "rule", "exception", "invariant", "workload", "agent", "delegation", "settings"
          ]
        }
      }
    }

    """#
}
