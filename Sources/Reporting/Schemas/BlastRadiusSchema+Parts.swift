extension PublishedSchemas {
  /// What a blast radius is made of, as members of `$defs`.
  static let blastRadiusParts = #"""
    "scope": {
      "description": "Which records the change can decide differently, and why not the others.",
      "type": "object", "required": ["touched", "untouched", "everyRecordBecauseOf", "entries"],
      "properties": {
        "touched": { "$ref": "#/$defs/count" },
        "untouched": {
          "description": "Both versions decide them alike, whatever they say.",
          "$ref": "#/$defs/count"
        },
        "everyRecordBecauseOf": {
          "description": "What makes the change touch every record; null where only entries do.",
          "enum": ["schema", "directory", "settings", null]
        },
        "entries": {
          "description": "Rules, then exceptions, that differ; none where every record is touched.",
          "type": "array", "items": { "$ref": "#/$defs/scopeEntry" }
        }
      }
    },
    "scopeEntry": {
      "type": "object", "required": ["kind", "id", "isConditionOnly", "touches"],
      "properties": {
        "kind": { "description": "Either may have an id of the other.", "enum": ["rule", "exception"] },
        "id": { "type": "string" },
        "isConditionOnly": {
          "description": "Whether nothing but its condition differs.", "type": "boolean"
        },
        "touches": {
          "description": "True or erring under a version; or only not the same under both.",
          "enum": ["where-it-has-a-say", "where-its-condition-differs"]
        }
      }
    },
    "classes": {
      "description": "Every class, zeros too; each record is in exactly one.",
      "type": "object", "additionalProperties": { "$ref": "#/$defs/count" },
      "required": [
        "unreplayable", "newly-automatic", "newly-constrained", "newly-human", "newly-denied",
        "more-approvals", "fewer-approvals", "different-approvers", "status-changed",
        "terms-changed", "longer-limits", "shorter-limits", "obligations-changed", "unchanged"
      ]
    },
    "direction": {
      "type": "object", "required": ["loosened", "tightened", "both"],
      "properties": {
        "loosened": { "$ref": "#/$defs/count" },
        "tightened": { "$ref": "#/$defs/count" },
        "both": { "$ref": "#/$defs/count" }
      }
    },
    "transitions": {
      "description": "Changed records by tier and status, before and after.",
      "type": "array",
      "items": {
        "type": "object", "required": ["from", "to", "records"],
        "properties": {
          "from": { "$ref": "#/$defs/step" },
          "to": { "$ref": "#/$defs/step" },
          "records": { "$ref": "#/$defs/count" }
        }
      }
    },
    "replay": {
      "type": "object",
      "required": [
        "policyAt", "rules", "exceptions", "delegations", "changed", "classes", "transitions",
        "loosened", "tightened", "deniedThenNowApproved", "approvedThenNowDenied"
      ],
      "properties": {
        "policyAt": { "$ref": "#/$defs/instant" },
        "rules": {
          "description": "Whose window or certification this is inside of, or just after.",
          "$ref": "#/$defs/ids"
        },
        "exceptions": { "description": "The same of exceptions.", "$ref": "#/$defs/ids" },
        "delegations": {
          "description": "The same of delegations, as `from -> to`.", "$ref": "#/$defs/ids"
        },
        "changed": { "$ref": "#/$defs/count" },
        "classes": { "$ref": "#/$defs/classes" },
        "transitions": { "$ref": "#/$defs/transitions" },
        "loosened": { "description": "In part or whole.", "$ref": "#/$defs/count" },
        "tightened": { "description": "In part or whole.", "$ref": "#/$defs/count" },
        "deniedThenNowApproved": { "$ref": "#/$defs/ids" },
        "approvedThenNowDenied": { "$ref": "#/$defs/ids" }
      }
    },
    "records": {
      "description": "How many, and the first of them.",
      "type": "object", "required": ["records", "first"],
      "properties": { "records": { "$ref": "#/$defs/count" }, "first": { "$ref": "#/$defs/ids" } }
    },
    "rule": {
      "type": "object",
      "required": [
        "kind", "rule", "title", "change", "inWords", "inWordsBefore", "matchedBefore",
        "matchedAfter", "liftedBefore", "liftedAfter", "gained", "lost"
      ],
      "properties": {
        "kind": { "description": "Either may have an id of the other.", "enum": ["rule", "exception"] },
        "rule": { "type": "string" },
        "title": { "type": "string" },
        "change": { "enum": ["added", "removed", "changed", "recertified", "unchanged"] },
        "inWords": {
          "description": "When the rule applies, in English; values stand between backticks.",
          "type": "string"
        },
        "inWordsBefore": {
          "description": "The same under the old version; null where it reads alike.",
          "type": ["string", "null"]
        },
        "matchedBefore": {
          "description": "Records that it matches and is not lifted for.", "$ref": "#/$defs/count"
        },
        "matchedAfter": { "$ref": "#/$defs/count" },
        "liftedBefore": {
          "description": "Records that it matches, and that an exception lifts it for.",
          "$ref": "#/$defs/count"
        },
        "liftedAfter": { "$ref": "#/$defs/count" },
        "gained": { "$ref": "#/$defs/records" },
        "lost": { "$ref": "#/$defs/records" }
      }
    },
    "invariant": {
      "type": "object",
      "required": [
        "invariant", "title", "change", "reviewsBefore", "reviewsAfter", "gained", "lost"
      ],
      "properties": {
        "invariant": { "type": "string" },
        "title": { "type": "string" },
        "change": { "enum": ["added", "removed", "changed", "unchanged"] },
        "reviewsBefore": {
          "description": "Records that it turned into a review.", "$ref": "#/$defs/count"
        },
        "reviewsAfter": { "$ref": "#/$defs/count" },
        "gained": { "$ref": "#/$defs/records" },
        "lost": { "$ref": "#/$defs/records" }
      }
    },
    "entries": {
      "type": "array",
      "items": {
        "type": "object", "required": ["id", "records"],
        "properties": { "id": { "type": "string" }, "records": { "$ref": "#/$defs/count" } }
      }
    },
    "load": {
      "type": "object",
      "required": ["approver", "before", "after", "perWeekBefore", "perWeekAfter"],
      "properties": {
        "approver": { "type": "string" },
        "before": { "$ref": "#/$defs/count" },
        "after": { "$ref": "#/$defs/count" },
        "perWeekBefore": {
          "description": "Null for a history of less than a day.",
          "type": ["number", "null"], "minimum": 0
        },
        "perWeekAfter": { "type": ["number", "null"], "minimum": 0 },
        "medianWaitMinutesBefore": {
          "description": "From request to recorded outcome, where a human decided.",
          "type": ["integer", "null"], "minimum": 0
        },
        "medianWaitMinutesAfter": { "type": ["integer", "null"], "minimum": 0 }
      }
    },
    "sample": {
      "description": "A changed record.",
      "type": "object",
      "required": [
        "id", "class", "direction", "from", "to", "recorded", "rulesBefore", "rulesAfter",
        "request"
      ],
      "properties": {
        "id": { "type": "string" },
        "class": { "type": "string" },
        "direction": { "enum": ["loosened", "tightened", "both", null] },
        "from": { "$ref": "#/$defs/step" },
        "to": { "$ref": "#/$defs/step" },
        "recorded": { "$ref": "#/$defs/recorded" },
        "rulesBefore": { "$ref": "#/$defs/ids" },
        "rulesAfter": { "$ref": "#/$defs/ids" },
        "request": { "description": "The request in normal form.", "type": "object" }
      }
    }
    """#
}
