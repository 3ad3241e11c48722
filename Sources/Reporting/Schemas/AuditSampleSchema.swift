extension PublishedSchemas {
  /// `precedent.audit-sample/v1`.
  package static let auditSample = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:audit-sample:v1",
      "title": "Sample of a log of decisions",
      "description": "Decisions drawn for an audit, each decided again, with who last changed its rules.",
      "type": "object",
      "required": ["schema", "holds", "population", "method", "strata", "decisions"],
      "properties": {
        "schema": { "const": "precedent.audit-sample/v1" },
        "holds": { "description": "Whether every drawn decision does.", "type": "boolean" },
        "population": {
          "description": "What is drawn from; size and root are those of a checkpoint of the log.",
          "type": "object", "required": ["log", "size", "root", "since", "until", "decisions"],
          "properties": {
            "log": { "type": "string" },
            "size": { "description": "Entries.", "$ref": "#/$defs/count" },
            "root": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
            "since": { "$ref": "#/$defs/instant" },
            "until": { "$ref": "#/$defs/instant" },
            "decisions": { "$ref": "#/$defs/count" }
          }
        },
        "method": {
          "description": "With the log, all that is needed to draw the same again.",
          "type": "object",
          "required": ["seed", "count", "by", "order", "allocation", "signatures"],
          "properties": {
            "seed": { "type": "string" },
            "count": { "$ref": "#/$defs/count" },
            "by": {
              "type": "array", "items": { "enum": ["tier", "status", "owner", "rule"] }
            },
            "order": { "type": "string" },
            "allocation": { "type": "string" },
            "signatures": { "description": "Whether they were demanded.", "type": "boolean" }
          }
        },
        "strata": {
          "type": "array",
          "items": {
            "type": "object", "required": ["values", "decisions", "drawn"],
            "properties": {
              "values": { "description": "In the order of `by`.", "$ref": "#/$defs/texts" },
              "decisions": { "$ref": "#/$defs/count" },
              "drawn": { "$ref": "#/$defs/count" }
            }
          }
        },
        "decisions": {
          "description": "In the order of the log.",
          "type": "array",
          "items": {
            "type": "object",
            "required": [
              "index", "record", "recordedAt", "stratum", "request", "requestSha256", "subject",
              "action", "resource", "at", "commit", "status", "tier", "holds", "problems",
              "approvals", "rules"
            ],
            "properties": {
              "index": { "$ref": "#/$defs/count" },
              "record": { "type": "string" },
              "recordedAt": { "$ref": "#/$defs/instant" },
              "stratum": { "$ref": "#/$defs/texts" },
              "request": { "type": "string" },
              "requestSha256": { "type": "string" },
              "subject": { "type": "string" },
              "action": { "type": "string" },
              "resource": { "type": "string" },
              "at": { "$ref": "#/$defs/instant" },
              "commit": { "type": "string" },
              "status": { "enum": ["approved", "denied", "pending"] },
              "tier": { "enum": ["automatic", "constrained", "human", "denied"] },
              "holds": { "type": "boolean" },
              "problems": {
                "type": "array",
                "items": {
                  "type": "object", "required": ["code", "message"],
                  "properties": {
                    "code": { "type": "string" }, "message": { "type": "string" }
                  }
                }
              },
              "approvals": {
                "description": "Those that filled a place.",
                "type": "array",
                "items": {
                  "type": "object", "required": ["by", "onBehalfOf", "at"],
                  "properties": {
                    "by": { "type": "string" },
                    "onBehalfOf": { "type": ["string", "null"] },
                    "at": { "type": "string" }
                  }
                }
              },
              "rules": {
                "description": "Rules and exceptions that decided; none for the default.",
                "type": "array",
                "items": {
                  "type": "object", "required": ["id", "title", "owner", "lastChange"],
                  "properties": {
                    "id": { "type": "string" },
                    "title": { "type": ["string", "null"] },
                    "owner": { "type": ["string", "null"] },
                    "lastChange": {
                      "description": "The commit with which it came to mean what it meant then.",
                      "anyOf": [{ "$ref": "#/$defs/commit" }, { "type": "null" }]
                    }
                  }
                }
              },
              "requestDocument": {
                "description": "Only with --show values.", "type": ["object", "null"]
              }
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
    \#(SharedDefinitions.members(SharedDefinitions.commits))
      }
    }

    """#
}
