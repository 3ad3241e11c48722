extension PublishedSchemas {
  /// rules/**/*.yaml.
  package static let rules = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:rules",
      "title": "Precedent rules",
      "description": "A file below rules/. The strictest effect of all matching rules wins.",
      "type": "object", "required": ["rules"], "additionalProperties": false,
      "properties": { "rules": { "type": "array", "items": { "$ref": "#/$defs/rule" } } },
      "$defs": {
        "rule": {
          "description": "When a condition holds, this effect.",
          "type": "object", "required": ["id", "title", "when", "effect"],
          "additionalProperties": false,
          "properties": {
            "id": { "description": "Unique in the repository.", "$ref": "#/$defs/id" },
            "title": {
              "description": "One sentence, shown to people.", "$ref": "#/$defs/sentence"
            },
            "owner": { "description": "A team of directory/.", "$ref": "#/$defs/id" },
            "when": { "$ref": "#/$defs/condition" },
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
            "reason": {
              "description": "Of deny: why, shown to people.", "$ref": "#/$defs/sentence"
            },
            "liftable": {
              "description": "Of deny: whether an exception may lift it.", "type": "boolean",
              "default": false
            },
            "limits": { "$ref": "#/$defs/limits" },
            "rollback": { "$ref": "#/$defs/rollback" },
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
            },
            "obligations": {
              "description": "What must be done besides.",
              "type": "array", "items": { "$ref": "#/$defs/obligation" }
            },
            "triggers": {
              "description": "The signals that start an automated removal.",
              "type": "array", "items": { "$ref": "#/$defs/sentence" }
            },
            "since": {
              "description": "Not in force before.", "$ref": "#/$defs/instant"
            },
            "until": {
              "description": "Not in force from then on.", "$ref": "#/$defs/instant"
            }
          },
          "allOf": [
            {
              "if": { "properties": { "effect": { "const": "constrain" } } },
              "then": { "required": ["conditions"] },
              "else": { "properties": { "conditions": false, "otherwise": false } }
            },
            {
              "if": { "properties": { "effect": { "const": "review" } } },
              "then": { "required": ["review"] },
              "else": { "properties": { "review": false } }
            },
            {
              "if": { "properties": { "effect": { "const": "deny" } } },
              "then": { "required": ["reason"] },
              "else": { "properties": { "reason": false, "liftable": false } }
            }
          ]
        },
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
          "description": "Who takes back what the rule gave, how fast, and how.",
          "type": "object", "required": ["by", "within", "steps"], "additionalProperties": false,
          "properties": {
            "by": { "$ref": "#/$defs/id" },
            "within": { "$ref": "#/$defs/duration" },
            "steps": { "$ref": "#/$defs/sentence" }
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
    \#(SharedDefinitions.members(SharedDefinitions.names, SharedDefinitions.reviews))
      }
    }

    """#
}
