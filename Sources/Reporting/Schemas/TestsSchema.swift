extension PublishedSchemas {
  private static let testsParts = SharedDefinitions.members(
    RequestDefinitions.approval, SharedDefinitions.names, SharedDefinitions.reviews)

  /// tests/**/*.yaml.
  package static let tests = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:tests",
      "title": "Precedent tests",
      "description": "A file below tests/: requests, and the decisions that are expected.",
      "type": "object", "required": ["tests"], "additionalProperties": false,
      "properties": { "tests": { "type": "array", "items": { "$ref": "#/$defs/test" } } },
      "$defs": {
        "test": {
          "type": "object", "required": ["name", "base"], "additionalProperties": false,
          "anyOf": [{ "required": ["cases"] }, { "required": ["matrix"] }],
          "properties": {
            "name": { "description": "One sentence.", "$ref": "#/$defs/sentence" },
            "at": { "description": "The instant of the decision.", "$ref": "#/$defs/instant" },
            "base": {
              "description": "A request document, by its path from this file.",
              "$ref": "#/$defs/sentence"
            },
            "approvals": {
              "description": "Of every case that has none of its own.",
              "type": "array", "items": { "$ref": "#/$defs/approval" }
            },
            "cases": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/case" } },
            "matrix": { "$ref": "#/$defs/matrix" }
          }
        },
        "matrix": {
          "description": "Every subject with every resource and every action.",
          "type": "object", "required": ["subjects", "resources", "actions", "expect"],
          "additionalProperties": false,
          "properties": {
            "subjects": { "$ref": "#/$defs/axis" },
            "resources": { "$ref": "#/$defs/axis" },
            "actions": {
              "description": "Names of actions, or fields by a name.",
              "oneOf": [
                { "type": "array", "minItems": 1, "items": { "type": "string" } },
                { "$ref": "#/$defs/axis" }
              ]
            },
            "expect": {
              "description": "Expectations by subject, resource and action; * for all others.",
              "type": "object"
            }
          }
        },
        "axis": {
          "description": "Fields that differ from the base, by a name.",
          "type": "object", "minProperties": 1, "additionalProperties": { "type": "object" }
        },
        "case": {
          "type": "object", "required": ["expect"], "additionalProperties": false,
          "properties": {
            "with": {
              "description": "Fields that differ from the base, such as resource.environment.",
              "type": "object"
            },
            "without": {
              "description": "Fields that are taken away.",
              "type": "array", "items": { "type": "string" }
            },
            "name": { "$ref": "#/$defs/sentence" },
            "at": { "$ref": "#/$defs/instant" },
            "approvals": { "type": "array", "items": { "$ref": "#/$defs/approval" } },
            "unreviewed": {
              "description": "Written by a tool and looked at by nobody yet: it counts for no bar.",
              "type": "boolean", "default": false
            },
            "expect": { "$ref": "#/$defs/expectation" }
          }
        },
        "expectation": {
          "description": "What is not named is not looked at; a bare word is the decision.",
          "if": { "type": "string" }, "then": { "enum": ["approved", "denied", "pending"] },
          "type": ["object", "string"], "minProperties": 1, "additionalProperties": false,
          "properties": {
            "decision": { "enum": ["approved", "denied", "pending"] },
            "tier": { "enum": ["automatic", "constrained", "human", "denied"] },
            "rules": {
              "description": "All rules that match.",
              "type": "array", "items": { "$ref": "#/$defs/id" }
            },
            "obligations": {
              "description": "Ids of all obligations.",
              "type": "array", "items": { "type": "string" }
            },
            "exceptions": {
              "description": "All exceptions that are active.",
              "type": "array", "items": { "$ref": "#/$defs/id" }
            },
            "invariants": {
              "description": "All invariants that ask for a review.",
              "type": "array", "items": { "$ref": "#/$defs/id" }
            },
            "grant": {
              "description": "When the grant ends: an instant, or never.",
              "type": "object", "required": ["until"], "additionalProperties": false,
              "properties": { "until": { "type": "string" } }
            },
            "error": {
              "description": "The request is not valid, and the reason has this in it.",
              "type": "string", "minLength": 1
            },
            "limits": {
              "type": "object", "required": ["duration"], "additionalProperties": false,
              "properties": { "duration": { "$ref": "#/$defs/duration" } }
            },
            "missing": {
              "description": "The approvals that are missing; an empty list for none.",
              "type": "array",
              "items": {
                "type": "object", "required": ["count", "from"], "additionalProperties": false,
                "properties": {
                  "count": { "type": "integer", "minimum": 1 },
                  "from": {
                    "description": "A team, or selectors.",
                    "oneOf": [
                      { "$ref": "#/$defs/id" },
                      {
                        "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/selector" }
                      }
                    ]
                  }
                }
              }
            }
          }
        },
    \#(testsParts)
      }
    }

    """#
}
