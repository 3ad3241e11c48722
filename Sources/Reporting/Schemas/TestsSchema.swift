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
          "type": "object", "required": ["name", "base", "cases"], "additionalProperties": false,
          "properties": {
            "name": { "description": "One sentence.", "$ref": "#/$defs/sentence" },
            "at": { "description": "The instant of the decision.", "$ref": "#/$defs/instant" },
            "base": {
              "description": "A request document, by its path from this file.",
              "$ref": "#/$defs/sentence"
            },
            "cases": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/case" } }
          }
        },
        "case": {
          "type": "object", "required": ["expect"], "additionalProperties": false,
          "properties": {
            "with": {
              "description": "Fields that differ from the base, such as resource.environment.",
              "type": "object"
            },
            "approvals": { "type": "array", "items": { "$ref": "#/$defs/approval" } },
            "expect": { "$ref": "#/$defs/expectation" }
          }
        },
        "expectation": {
          "description": "What is not named is not looked at.",
          "type": "object", "minProperties": 1, "additionalProperties": false,
          "properties": {
            "decision": { "enum": ["approved", "denied", "pending"] },
            "tier": { "enum": ["automatic", "constrained", "human", "denied"] },
            "rules": {
              "description": "All rules that match.",
              "type": "array", "items": { "$ref": "#/$defs/id" }
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
