extension PublishedSchemas {
  /// A request; a repository's own schema says more.
  package static let request = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:request",
      "title": "Access request",
      "description": "What every request has. schema/request.schema.json of a policy says more.",
      "type": "object", "required": ["id", "time", "subject", "action", "resource"],
      "properties": {
    \#(SharedDefinitions.members(RequestDefinitions.fields))
      },
      "$defs": {
    \#(SharedDefinitions.members(RequestDefinitions.parties))
      }
    }

    """#

  /// A line of a history.
  package static let record = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:record",
      "title": "Recorded request",
      "description": "A line of a history: a request, the approvals given, and what happened.",
      "type": "object", "required": ["id", "time", "subject", "action", "resource"],
      "properties": {
    \#(SharedDefinitions.members(RequestDefinitions.fields)),
        "approvals": { "type": "array", "items": { "$ref": "#/$defs/approval" } },
        "outcome": {
          "description": "What really happened.",
          "type": "object", "required": ["status"], "additionalProperties": false,
          "properties": {
            "status": { "enum": ["approved", "denied", "withdrawn", "expired"] },
            "at": { "type": "string", "format": "date-time" },
            "by": {
              "description": "policy, or the id of who decided.", "type": "string"
            },
            "policyCommit": {
              "description": "The commit of the policy that decided.", "type": "string"
            }
          }
        }
      },
      "$defs": {
    \#(SharedDefinitions.members(RequestDefinitions.approval, RequestDefinitions.parties))
      }
    }

    """#
}

/// What requests, records and decisions have in common.
enum RequestDefinitions {
  static let fields = #"""
    "id": { "description": "The request's id in the system that asks.", "type": "string" },
    "time": {
      "description": "When it was asked.", "type": "string", "format": "date-time"
    },
    "subject": {
      "description": "Who receives or loses the access.", "$ref": "#/$defs/entity"
    },
    "action": {
      "description": "What is asked; a name alone is enough.",
      "oneOf": [
        { "type": "string" },
        {
          "type": "object", "required": ["name"],
          "properties": { "name": { "type": "string", "examples": ["grant", "revoke"] } }
        }
      ]
    },
    "resource": {
      "description": "What the access is to.", "$ref": "#/$defs/entity"
    },
    "context": { "description": "Everything else that matters.", "type": "object" },
    "requester": {
      "description": "Who asks, when it is someone else.", "$ref": "#/$defs/party"
    },
    "actors": {
      "description": "The systems in between, in order.",
      "type": "array", "items": { "$ref": "#/$defs/party" }
    },
    "reverses": {
      "description": "The id of the decision that this request undoes.", "type": "string"
    }
    """#

  static let parties = #"""
    "entity": {
      "type": "object", "required": ["id"],
      "properties": {
        "id": { "type": "string" },
        "type": { "type": "string" },
        "owner": { "type": "string" },
        "observedAt": {
          "description": "When its attributes were read from their source.",
          "type": "string", "format": "date-time"
        },
        "properties": {
          "description": "As AuthZEN has it: its members count as members of this object.",
          "type": "object"
        }
      }
    },
    "party": {
      "oneOf": [
        { "type": "string" },
        {
          "type": "object", "required": ["id"],
          "properties": {
            "id": { "type": "string" },
            "type": { "type": "string" },
            "owner": { "type": "string" }
          }
        }
      ]
    }
    """#

  static let approval = #"""
    "approval": {
      "description": "What one person said of a request.",
      "type": "object", "required": ["by", "verdict", "at"], "additionalProperties": false,
      "properties": {
        "by": { "type": "string" },
        "verdict": { "enum": ["approve", "deny"] },
        "at": { "type": "string", "format": "date-time" },
        "onBehalfOf": { "type": "string" },
        "reason": { "type": "string" },
        "requestSha256": {
          "description": "The digest of the request that was looked at.", "type": "string"
        }
      }
    }
    """#
}
