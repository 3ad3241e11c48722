extension PublishedSchemas {
  /// `precedent.remediation/v1`.
  package static let remediation = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:remediation:v1",
      "title": "Remediation",
      "description": "Decisions of bad versions of a policy that the good one would not have given.",
      "type": "object",
      "required": [
        "schema", "from", "to", "at", "policyAt", "since", "until", "log", "judged", "commits",
        "outside", "open", "owners", "redresses", "setApart", "otherChanges", "notReplayed",
        "unknownCommits", "misfits", "findings", "damage"
      ],
      "properties": {
        "schema": { "const": "precedent.remediation/v1" },
        "from": {
          "description": "The first bad version.",
          "type": "object", "required": ["name", "commit"],
          "properties": { "name": { "type": "string" }, "commit": { "type": "string" } },
          "additionalProperties": false
        },
        "to": {
          "description": "The good version.",
          "type": "object", "required": ["name", "commit", "policySha256"],
          "properties": {
            "name": { "type": "string" }, "commit": { "type": "string" },
            "policySha256": { "type": "string" }
          },
          "additionalProperties": false
        },
        "at": { "description": "As of when there is something to do.", "type": "string" },
        "policyAt": {
          "description": "Where windows are judged at another instant.", "$ref": "#/$defs/end"
        },
        "since": { "description": "By the time of the log.", "$ref": "#/$defs/end" },
        "until": { "description": "By the time of the log, exclusive.", "$ref": "#/$defs/end" },
        "log": {
          "type": "object", "required": ["origin", "replay", "entries"],
          "properties": {
            "origin": { "type": "string" }, "replay": { "type": "boolean" },
            "entries": { "$ref": "#/$defs/count" }
          },
          "additionalProperties": false
        },
        "judged": { "description": "Decisions decided again.", "$ref": "#/$defs/count" },
        "commits": { "description": "That they name.", "$ref": "#/$defs/count" },
        "outside": { "description": "Decisions under other commits.", "$ref": "#/$defs/count" },
        "open": { "description": "How much, by kind.", "$ref": "#/$defs/kinds" },
        "owners": {
          "description": "Who must do what; whoever must be first comes first.",
          "type": "array",
          "items": {
            "type": "object", "required": ["owner", "deadline", "open", "tasks"],
            "properties": {
              "owner": {
                "description": "A team or a member; null where nobody is named.",
                "type": ["string", "null"]
              },
              "deadline": { "description": "The first.", "type": "string" },
              "open": { "$ref": "#/$defs/kinds" },
              "tasks": {
                "type": "array", "minItems": 1,
                "items": {
                  "type": "object",
                  "required": ["decision", "deadline", "within", "steps", "namedBy"],
                  "properties": {
                    "decision": { "description": "Of `redresses`.", "type": "string" },
                    "deadline": { "type": "string" },
                    "within": { "type": ["string", "null"] },
                    "steps": { "type": ["string", "null"] },
                    "namedBy": {
                      "description": "The decision's rollback, or whoever owns a rule that matched.",
                      "enum": ["rollback", "rule-owner", null]
                    }
                  },
                  "additionalProperties": false
                }
              }
            },
            "additionalProperties": false
          }
        },
        "redresses": {
          "description": "What is to be done, in the order of the log.",
          "type": "array", "items": { "$ref": "#/$defs/redress" }
        },
        "setApart": {
          "description": "What needs no doing any more, in the order of the log.",
          "type": "array", "items": { "$ref": "#/$defs/redress" }
        },
        "otherChanges": {
          "description": "Decided otherwise, with nothing to take or give back.",
          "type": "array",
          "items": {
            "type": "object", "required": ["from", "to", "end", "decisions"],
            "properties": {
              "from": { "$ref": "#/$defs/cell" }, "to": { "$ref": "#/$defs/cell" },
              "end": {
                "description": "How the end of the grant moves.",
                "enum": ["same", "earlier", "later"]
              },
              "decisions": { "$ref": "#/$defs/count" }
            },
            "additionalProperties": false
          }
        },
        "notReplayed": {
          "description": "Decisions that the good version cannot decide again.",
          "type": "array",
          "items": {
            "type": "object", "required": ["decision", "index", "request", "reason"],
            "properties": {
              "decision": { "type": "string" }, "index": { "$ref": "#/$defs/count" },
              "request": { "type": "string" }, "reason": { "type": "string" }
            },
            "additionalProperties": false
          }
        },
        "unknownCommits": {
          "description": "Commits of decisions that are not in this clone.",
          "type": "array",
          "items": {
            "type": "object", "required": ["commit", "decisions"],
            "properties": {
              "commit": { "type": "string" }, "decisions": { "$ref": "#/$defs/count" }
            },
            "additionalProperties": false
          }
        },
        "misfits": {
          "description": "Decisions that say they reverse one, about other access.",
          "type": "array",
          "items": {
            "type": "object", "required": ["later", "reverses"],
            "properties": {
              "later": { "$ref": "#/$defs/later" }, "reverses": { "type": "string" }
            },
            "additionalProperties": false
          }
        },
        "findings": {
          "description": "Records that are not what was written; nothing is concluded from them.",
          "type": "array",
          "items": {
            "type": "object", "required": ["index", "decision", "request", "problems"],
            "properties": {
              "index": { "type": ["integer", "null"], "minimum": 0 },
              "decision": { "type": "string" },
              "request": { "type": "string" },
              "problems": {
                "type": "array", "minItems": 1,
                "items": {
                  "type": "object", "required": ["code", "message"],
                  "properties": { "code": { "type": "string" }, "message": { "type": "string" } },
                  "additionalProperties": false
                }
              }
            },
            "additionalProperties": false
          }
        },
        "damage": {
          "description": "Where the chain ends too early; null where it is whole.",
          "type": ["object", "null"], "required": ["index", "file", "line", "message"],
          "properties": {
            "index": { "$ref": "#/$defs/count" }, "file": { "type": "string" },
            "line": { "type": "integer", "minimum": 1 }, "message": { "type": "string" }
          },
          "additionalProperties": false
        }
      },
      "additionalProperties": false,
      "$defs": {
    \#(SharedDefinitions.members(redressDefinitions))
      }
    }
    """#

  private static let redressDefinitions = #"""
    "count": { "type": "integer", "minimum": 0 },
    "end": { "type": ["string", "null"] },
    "kinds": {
      "type": "object", "required": ["take-back", "give-back", "shorten"],
      "properties": {
        "take-back": { "$ref": "#/$defs/count" }, "give-back": { "$ref": "#/$defs/count" },
        "shorten": { "$ref": "#/$defs/count" }
      },
      "additionalProperties": false
    },
    "cell": {
      "type": "object", "required": ["tier", "status"],
      "properties": {
        "tier": { "enum": ["automatic", "constrained", "human", "denied"] },
        "status": { "enum": ["approved", "denied", "pending"] }
      },
      "additionalProperties": false
    },
    "outcome": {
      "type": "object", "required": ["tier", "status", "until"],
      "properties": {
        "tier": { "enum": ["automatic", "constrained", "human", "denied"] },
        "status": { "enum": ["approved", "denied", "pending"] },
        "until": { "description": "When the access ends.", "$ref": "#/$defs/end" }
      },
      "additionalProperties": false
    },
    "later": {
      "type": "object", "required": ["decision", "index", "request", "status"],
      "properties": {
        "decision": { "type": "string" }, "index": { "$ref": "#/$defs/count" },
        "request": { "type": "string" }, "status": { "enum": ["approved", "denied", "pending"] }
      },
      "additionalProperties": false
    },
    "redress": {
      "type": "object",
      "required": [
        "kind", "state", "decision", "index", "recordedAt", "commit", "request", "subject",
        "action", "resource", "rules", "before", "after", "from", "owners", "endedAt", "later"
      ],
      "properties": {
        "kind": { "enum": ["take-back", "give-back", "shorten"] },
        "state": {
          "description": "`asked` is still to be done: its reversal is not approved.",
          "enum": ["open", "asked", "ended", "reversed", "superseded"]
        },
        "decision": { "description": "Its digest.", "type": "string" },
        "index": { "description": "Of its entry.", "type": ["integer", "null"], "minimum": 0 },
        "recordedAt": { "$ref": "#/$defs/end" },
        "commit": { "type": "string" },
        "request": { "description": "Its id.", "type": "string" },
        "subject": { "type": "string" },
        "action": { "type": "string" },
        "resource": { "type": "string" },
        "rules": {
          "description": "Rules and exceptions that matched.",
          "type": "array", "items": { "type": "string" }
        },
        "before": { "description": "What was decided.", "$ref": "#/$defs/outcome" },
        "after": { "description": "What would have been.", "$ref": "#/$defs/outcome" },
        "from": { "description": "Not before; null for at once.", "$ref": "#/$defs/end" },
        "owners": { "type": "array", "items": { "type": "string" } },
        "endedAt": { "$ref": "#/$defs/end" },
        "later": {
          "description": "The decision that reverses or supersedes it, or would.",
          "anyOf": [ { "$ref": "#/$defs/later" }, { "type": "null" } ]
        }
      },
      "additionalProperties": false
    }
    """#
}
