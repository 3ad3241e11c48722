extension PublishedSchemas {
  /// `precedent.explanation/v1`.
  package static let explanation = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:explanation:v1",
      "title": "Explanation",
      "description": "Why a request is decided as it is, and what would change that.",
      "type": "object",
      "required": [
        "schema", "for", "request", "at", "status", "tier", "paragraph", "rules", "untoldRules",
        "exceptions", "untoldExceptions", "invariants", "requirements", "humanMissing", "deniedBy",
        "discounted", "evidence", "conditions", "grant", "limit", "obligations", "rollback",
        "remedies", "source"
      ],
      "properties": {
        "schema": { "const": "precedent.explanation/v1" },
        "for": {
          "description": "What this reader must not know is not in it.",
          "enum": ["requester", "approver", "auditor"]
        },
        "request": { "description": "Its id.", "type": "string" },
        "at": { "description": "The instant of the decision.", "$ref": "#/$defs/instant" },
        "status": { "$ref": "#/$defs/status" },
        "tier": { "$ref": "#/$defs/tier" },
        "paragraph": { "description": "In plain English.", "type": "string" },
        "rules": { "type": "array", "items": { "$ref": "#/$defs/rule" } },
        "untoldRules": {
          "description": "Rules that do not apply and are not told to this reader.",
          "$ref": "#/$defs/count"
        },
        "exceptions": { "type": "array", "items": { "$ref": "#/$defs/exception" } },
        "untoldExceptions": { "$ref": "#/$defs/count" },
        "invariants": { "type": "array", "items": { "$ref": "#/$defs/invariant" } },
        "requirements": { "type": "array", "items": { "$ref": "#/$defs/requirement" } },
        "humanMissing": {
          "description": "Everything is filled, and none of it by a human.", "type": "boolean"
        },
        "deniedBy": { "$ref": "#/$defs/ids" },
        "discounted": {
          "description": "Approvals that did not count, and why.",
          "type": "array",
          "items": {
            "type": "object", "required": ["by", "at", "reason"],
            "properties": {
              "by": { "type": "string" }, "at": { "$ref": "#/$defs/instant" },
              "reason": { "type": "string" }
            }
          }
        },
        "evidence": { "type": "array", "items": { "$ref": "#/$defs/clause" } },
        "conditions": { "type": "array", "items": { "$ref": "#/$defs/clause" } },
        "grant": { "type": ["object", "null"] },
        "limit": { "description": "A duration.", "type": ["string", "null"] },
        "obligations": { "type": "array", "items": { "type": "object" } },
        "rollback": { "type": "array", "items": { "type": "object" } },
        "remedies": {
          "description": "Ways to a better outcome; each holds by itself. Empty for a requester.",
          "type": "array", "items": { "$ref": "#/$defs/remedy" }
        },
        "source": { "$ref": "#/$defs/source" }
      },
      "$defs": {
    \#(SharedDefinitions.members(ExplanationDefinitions.accounts, ExplanationDefinitions.parts))
      }
    }

    """#
}
