/// The definitions of `precedent.explanation/v1`.
enum ExplanationDefinitions {
  static let accounts = #"""
    "rule": {
      "type": "object",
      "required": [
        "rule", "title", "effect", "state", "lapsed", "stale", "error", "inWords", "because", "at"
      ],
      "properties": {
        "rule": { "type": "string" },
        "title": { "type": "string" },
        "effect": { "description": "As it is written.", "$ref": "#/$defs/effect" },
        "state": {
          "enum": ["applies", "lifted", "not-matched", "not-yet", "ended", "in-error"]
        },
        "appliesAs": { "description": "What it amounts to here.", "$ref": "#/$defs/effect" },
        "liftedBy": { "$ref": "#/$defs/ids" },
        "since": { "$ref": "#/$defs/instant" },
        "until": { "$ref": "#/$defs/instant" },
        "lapsed": { "type": "boolean" },
        "stale": { "type": "boolean" },
        "error": {
          "description": "Why its condition could not be evaluated.", "type": ["string", "null"]
        },
        "inWords": { "description": "When it applies.", "type": ["string", "null"] },
        "because": { "$ref": "#/$defs/parts" },
        "at": { "description": "File and line.", "type": "string" }
      }
    },
    "exception": {
      "type": "object",
      "required": ["exception", "title", "breakGlass", "lifts", "state", "because", "at"],
      "properties": {
        "exception": { "type": "string" },
        "title": { "type": "string" },
        "breakGlass": { "type": "boolean" },
        "lifts": { "$ref": "#/$defs/ids" },
        "state": {
          "enum": [
            "active", "in-error", "not-yet", "ended", "nothing-to-lift", "may-not-lift",
            "not-for-them", "not-matched", "lapsed"
          ]
        },
        "lifted": { "$ref": "#/$defs/ids" },
        "denying": { "$ref": "#/$defs/ids" },
        "appliesAs": { "$ref": "#/$defs/effect" },
        "since": { "$ref": "#/$defs/instant" },
        "until": { "$ref": "#/$defs/instant" },
        "because": { "$ref": "#/$defs/parts" },
        "at": { "type": "string" }
      }
    },
    "invariant": {
      "type": "object",
      "required": ["invariant", "title", "owner", "state", "error", "because", "at"],
      "properties": {
        "invariant": { "type": "string" },
        "title": { "type": "string" },
        "owner": { "type": "string" },
        "state": { "enum": ["asks-its-owner", "respected", "not-about-it"] },
        "error": { "type": ["string", "null"] },
        "because": { "$ref": "#/$defs/parts" },
        "at": { "type": "string" }
      }
    },
    "requirement": {
      "type": "object",
      "required": [
        "stage", "count", "from", "reasonRequired", "eligible", "eligiblePeople", "deputies",
        "filledBy", "missing", "until"
      ],
      "properties": {
        "stage": { "type": "integer", "minimum": 1 },
        "count": { "$ref": "#/$defs/count" },
        "from": { "$ref": "#/$defs/ids" },
        "reasonRequired": { "type": "boolean" },
        "eligible": { "description": "How many could fill it.", "$ref": "#/$defs/count" },
        "eligiblePeople": {
          "description": "Null for a requester.", "type": ["array", "null"],
          "items": { "type": "string" }
        },
        "deputies": {
          "description": "Who may act for them now; null for a requester.",
          "type": ["array", "null"],
          "items": {
            "type": "object", "required": ["of", "by"],
            "properties": { "of": { "type": "string" }, "by": { "type": "string" } }
          }
        },
        "filledBy": {
          "type": "array",
          "items": {
            "type": "object", "required": ["by", "onBehalfOf", "at"],
            "properties": {
              "by": { "type": "string" },
              "onBehalfOf": { "type": ["string", "null"] },
              "at": { "$ref": "#/$defs/instant" }
            }
          }
        },
        "missing": { "$ref": "#/$defs/count" },
        "until": { "$ref": "#/$defs/instant" }
      }
    },
    "remedy": {
      "type": "object", "required": ["status", "tier", "needs"],
      "properties": {
        "status": { "$ref": "#/$defs/status" },
        "tier": { "$ref": "#/$defs/tier" },
        "needs": {
          "description": "All of them together.", "type": "array",
          "items": { "$ref": "#/$defs/need" }
        }
      }
    },
    "need": {
      "type": "object", "required": ["kind"],
      "properties": {
        "kind": {
          "enum": [
            "approvals", "human", "evidence", "conditions", "field", "not-denied",
            "certification", "fresh-data", "denial-taken-back", "earlier"
          ]
        },
        "rule": { "type": "string" },
        "by": { "type": "string" },
        "stage": { "type": "integer", "minimum": 1 },
        "count": { "$ref": "#/$defs/count" },
        "from": { "$ref": "#/$defs/ids" },
        "reasonRequired": { "type": "boolean" },
        "candidates": { "$ref": "#/$defs/ids" },
        "until": { "$ref": "#/$defs/instant" },
        "clauses": { "type": "array", "items": { "$ref": "#/$defs/clause" } },
        "because": { "$ref": "#/$defs/parts" },
        "field": { "type": "string" },
        "value": { "description": "What the request has; absent where it has nothing." },
        "wanted": { "description": "One of these.", "type": "array" }
      }
    }
    """#

  static let parts = #"""
    "count": { "type": "integer", "minimum": 0 },
    "ids": { "type": "array", "items": { "type": "string" } },
    "instant": {
      "description": "RFC 3339 in UTC; null when there is none.",
      "type": ["string", "null"], "format": "date-time"
    },
    "status": { "enum": ["approved", "denied", "pending"] },
    "tier": { "enum": ["automatic", "constrained", "human", "denied"] },
    "effect": { "enum": ["approve", "constrain", "review", "deny"] },
    "clause": {
      "type": "object", "required": ["rule", "that", "because", "holds"],
      "properties": {
        "rule": { "type": ["string", "null"] },
        "that": { "description": "Null for a requester.", "type": ["string", "null"] },
        "because": { "type": "string" },
        "holds": { "type": "boolean" },
        "error": { "type": "string" }
      }
    },
    "parts": {
      "description": "The parts of the condition that decided it; empty for a requester.",
      "type": "array",
      "items": {
        "type": "object", "required": ["that", "holds", "reads"],
        "properties": {
          "that": { "description": "CEL.", "type": "string" },
          "holds": { "type": "boolean" },
          "error": { "type": "string" },
          "reads": {
            "type": "array",
            "items": {
              "type": "object", "required": ["field"],
              "properties": {
                "field": { "type": "string" },
                "value": { "description": "What the request has there." },
                "present": { "type": "boolean" },
                "error": { "type": "string" }
              }
            }
          }
        }
      }
    },
    "source": {
      "type": "object",
      "required": ["commit", "policySha256", "decision", "recordedOutcome", "differences"],
      "properties": {
        "commit": { "type": "string" },
        "policySha256": { "type": "string" },
        "decision": {
          "description": "The id of the stored decision; null for a request or record.",
          "type": ["string", "null"]
        },
        "recordedOutcome": { "type": ["string", "null"] },
        "differences": {
          "description": "Where the stored decision says something else.",
          "type": "array", "items": { "type": "string" }
        }
      }
    }
    """#
}
