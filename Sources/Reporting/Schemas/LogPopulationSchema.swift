extension PublishedSchemas {
  /// `precedent.log-population/v1`.
  package static let logPopulation = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:log-population:v1",
      "title": "Population of a log",
      "description": "What a log of decisions holds in a period, and whether it is whole.",
      "type": "object",
      "required": [
        "schema", "log", "period", "at", "whole", "damage", "tornEnd", "head", "entries", "kinds",
        "first", "last", "decisions", "outcomes", "signed", "unsigned", "requests", "repeated",
        "open", "commits"
      ],
      "properties": {
        "schema": { "const": "precedent.log-population/v1" },
        "log": {
          "type": "object", "required": ["origin", "replay"],
          "properties": { "origin": { "type": "string" }, "replay": { "type": "boolean" } }
        },
        "period": {
          "description": "By the log's own time; since is inclusive, until exclusive.",
          "type": "object", "required": ["since", "until"],
          "properties": {
            "since": { "type": ["string", "null"] }, "until": { "type": ["string", "null"] }
          }
        },
        "at": { "description": "When deadlines are judged.", "type": "string" },
        "whole": { "type": "boolean" },
        "damage": {
          "description": "Where the log is not what was written; nothing behind it is counted.",
          "$ref": "#/$defs/damage"
        },
        "tornEnd": {
          "description": "What a crash has left of an entry that was acknowledged to nobody.",
          "$ref": "#/$defs/damage"
        },
        "head": {
          "description": "Of all good entries, whatever the period.",
          "type": "object", "required": ["size", "root"],
          "properties": {
            "size": { "$ref": "#/$defs/count" },
            "root": { "type": "string", "pattern": "^[0-9a-f]{64}$" }
          }
        },
        "entries": { "description": "Of the period.", "$ref": "#/$defs/count" },
        "kinds": {
          "type": "object", "required": ["decision", "rollback", "review"],
          "properties": {
            "decision": { "$ref": "#/$defs/count" }, "rollback": { "$ref": "#/$defs/count" },
            "review": { "$ref": "#/$defs/count" }
          }
        },
        "first": { "$ref": "#/$defs/entry" },
        "last": { "$ref": "#/$defs/entry" },
        "decisions": { "description": "Of the period.", "$ref": "#/$defs/count" },
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
        },
        "signed": {
          "description": "Decisions with a signature; whose, `precedent verify` says.",
          "$ref": "#/$defs/count"
        },
        "unsigned": { "$ref": "#/$defs/count" },
        "requests": { "description": "Different ones.", "$ref": "#/$defs/count" },
        "repeated": {
          "description": "Requests that were decided more than once.", "type": "array",
          "items": {
            "type": "object", "required": ["request", "decisions"],
            "properties": {
              "request": { "type": "string" }, "decisions": { "type": "integer", "minimum": 2 }
            }
          }
        },
        "open": {
          "description": "Requests without a final decision, the oldest first.", "type": "array",
          "items": {
            "type": "object",
            "required": ["request", "requestedAt", "decidedAt", "deadline", "pastDeadline"],
            "properties": {
              "request": { "type": "string" },
              "requestedAt": { "type": ["string", "null"] },
              "decidedAt": { "type": "string" },
              "deadline": { "type": ["string", "null"] },
              "pastDeadline": { "type": "boolean" }
            }
          }
        },
        "commits": {
          "description": "Of the policy, in the order in which they decided first.",
          "type": "array",
          "items": {
            "type": "object", "required": ["commit", "decisions", "firstEntry", "lastEntry"],
            "properties": {
              "commit": { "type": "string" },
              "decisions": { "$ref": "#/$defs/count" },
              "firstEntry": { "$ref": "#/$defs/count" },
              "lastEntry": { "$ref": "#/$defs/count" }
            }
          }
        }
      },
      "$defs": {
        "count": { "type": "integer", "minimum": 0 },
        "entry": {
          "type": ["object", "null"], "required": ["index", "recordedAt", "decision"],
          "properties": {
            "index": { "$ref": "#/$defs/count" },
            "recordedAt": { "type": "string" },
            "decision": { "description": "Null for every other entry.", "type": ["string", "null"] }
          }
        },
        "damage": {
          "type": ["object", "null"], "required": ["index", "file", "line", "message"],
          "properties": {
            "index": { "$ref": "#/$defs/count" }, "file": { "type": "string" },
            "line": { "type": "integer", "minimum": 1 }, "message": { "type": "string" }
          }
        }
      }
    }

    """#
}
