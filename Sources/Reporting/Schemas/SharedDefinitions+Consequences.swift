extension SharedDefinitions {
  /// What rules and exceptions have in common; needs `names` and `reviews`.
  static let consequences = #"""
    "limits": {
      "description": "Bounds on what is granted, or why there are none.",
      "oneOf": [
        {
          "type": "object", "required": ["duration"], "additionalProperties": false,
          "properties": { "duration": { "$ref": "#/$defs/duration" } }
        },
        {
          "type": "object", "required": ["none"], "additionalProperties": false,
          "properties": {
            "none": { "description": "Why not.", "$ref": "#/$defs/sentence" }
          }
        }
      ]
    },
    "rollback": {
      "description": "Who takes back what was given, how fast, and how.",
      "type": "object", "required": ["by", "within", "steps"], "additionalProperties": false,
      "properties": {
        "by": { "$ref": "#/$defs/id" },
        "within": { "$ref": "#/$defs/duration" },
        "steps": { "$ref": "#/$defs/sentence" },
        "drilled": {
          "description": "When somebody last tried it.", "$ref": "#/$defs/instant"
        },
        "drillEvery": {
          "description": "How often somebody must try it.", "$ref": "#/$defs/duration"
        }
      }
    },
    "obligation": {
      "type": "object", "required": ["id", "type"], "additionalProperties": false,
      "properties": {
        "id": { "$ref": "#/$defs/sentence" },
        "type": { "$ref": "#/$defs/sentence" },
        "properties": { "type": "object" }
      }
    },
    "recertify": {
      "description": "How often somebody must look at it again.",
      "type": "object", "required": ["every"], "additionalProperties": false,
      "properties": { "every": { "$ref": "#/$defs/duration" } }
    },
    "certified": {
      "description": "When it was last looked at, and by whom.",
      "type": "object", "required": ["on", "by"], "additionalProperties": false,
      "properties": {
        "on": { "$ref": "#/$defs/instant" }, "by": { "$ref": "#/$defs/sentence" }
      }
    }
    """#

  /// The keys of rules and exceptions that go with an effect.
  static let effectKeys = #"""
    "effect": {
      "description": "From the loosest to the strictest.",
      "enum": ["approve", "constrain", "review", "deny"]
    },
    "conditions": {
      "description": "Of constrain: it approves only while all of them hold.",
      "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/clause" }
    },
    "otherwise": {
      "description": "Of constrain: what applies when a condition fails.",
      "$ref": "#/$defs/otherwise", "default": "deny"
    },
    "review": { "description": "Of review.", "$ref": "#/$defs/review" },
    "liftable": {
      "description": "Of deny: whether an exception may lift it.", "type": "boolean",
      "default": false
    },
    "limits": { "$ref": "#/$defs/limits" },
    "rollback": { "$ref": "#/$defs/rollback" },
    "recertify": { "$ref": "#/$defs/recertify" },
    "certified": { "$ref": "#/$defs/certified" },
    "obligations": {
      "description": "What must be done besides.",
      "type": "array", "items": { "$ref": "#/$defs/obligation" }
    }
    """#

  /// Which of those keys an effect needs, and which are not its own.
  static let effectChoice = #"""
    {
      "if": { "properties": { "effect": { "const": "constrain" } } },
      "then": { "required": ["conditions"] },
      "else": { "properties": { "conditions": false, "otherwise": false } }
    },
    {
      "if": { "properties": { "effect": { "const": "review" } } },
      "then": { "required": ["review"] },
      "else": { "properties": { "review": false } }
    }
    """#
}
