extension PublishedSchemas {
  /// precedent.yaml.
  package static let settings = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:settings",
      "title": "Precedent settings",
      "description": "precedent.yaml at the root of a policy. Only the name is required.",
      "type": "object", "required": ["name"], "additionalProperties": false,
      "properties": {
        "name": { "description": "The policy's name.", "$ref": "#/$defs/sentence" },
        "default": {
          "description": "What applies when no rule matches.", "$ref": "#/$defs/otherwise",
          "default": "deny"
        },
        "protectedRef": {
          "description": "The branch whose commits are in force.", "type": "string",
          "pattern": "^refs/", "default": "refs/heads/main"
        },
        "history": {
          "description": "Folders or files of recorded requests.", "type": "array",
          "items": { "$ref": "#/$defs/sentence" }, "default": ["history/"]
        },
        "actions": {
          "description": "What each action does with access; reports are split by it.",
          "type": "object", "additionalProperties": { "enum": ["gives", "takes"] }
        },
        "floors": {
          "description": "The longest that rules and exceptions may ask for.",
          "type": "object", "additionalProperties": false,
          "properties": {
            "exceptionMaxDuration": { "$ref": "#/$defs/duration", "default": "30d" },
            "breakGlassMaxDuration": { "$ref": "#/$defs/duration", "default": "4h" },
            "recertifyEvery": { "$ref": "#/$defs/duration", "default": "365d" }
          }
        },
        "testing": {
          "type": "object", "additionalProperties": false,
          "properties": {
            "changedRules": {
              "description": "How well a changed rule must be tested.",
              "enum": ["exercised", "conditions", "mutation"], "default": "mutation"
            },
            "coverage": {
              "description": "How much of each kind the tests must reach; less fails `test`.",
              "type": "object", "additionalProperties": false,
              "properties": {
                "rules": { "$ref": "#/$defs/percentage" },
                "conditions": { "$ref": "#/$defs/percentage" },
                "requirements": { "$ref": "#/$defs/percentage" },
                "exceptions": { "$ref": "#/$defs/percentage" },
                "invariants": { "$ref": "#/$defs/percentage" }
              }
            }
          }
        },
        "gates": {
          "description": "Limits on blast radius; a change past one fails.",
          "type": "array", "items": { "$ref": "#/$defs/gate" }
        },
        "acceptedBy": {
          "description": "Teams whose members may accept a tripped gate of others' changes.",
          "type": "array", "items": { "$ref": "#/$defs/id" }
        },
        "invariants": {
          "description": "Floors under every decision; nothing lifts them.",
          "type": "array", "items": { "$ref": "#/$defs/invariant" }
        },
        "severities": {
          "description": "What findings weigh here, by code.",
          "type": "object",
          "additionalProperties": {
            "type": "object", "required": ["severity", "reason"], "additionalProperties": false,
            "properties": {
              "severity": { "enum": ["off", "note", "warning", "error"] },
              "reason": { "$ref": "#/$defs/sentence" }
            }
          }
        }
      },
      "$defs": {
        "percentage": {
          "type": "string", "pattern": "^[0-9]{1,3}([.][0-9]{1,2})?%$", "examples": ["5%"]
        },
        "invariant": {
          "description": "For which requests some effects may not win; they become a review.",
          "type": "object", "required": ["id", "title", "owner", "when", "never"],
          "additionalProperties": false,
          "properties": {
            "id": { "description": "Unique among invariants.", "$ref": "#/$defs/id" },
            "title": {
              "description": "One sentence, shown to people.", "$ref": "#/$defs/sentence"
            },
            "owner": { "description": "The team that reviews.", "$ref": "#/$defs/id" },
            "when": { "$ref": "#/$defs/condition" },
            "never": {
              "type": "array", "minItems": 1, "items": { "enum": ["approve", "constrain"] }
            },
            "breakGlass": {
              "description": "Whether break-glass may do what it forbids.",
              "enum": ["allowed", "forbidden"], "default": "forbidden"
            },
            "suppress": { "$ref": "#/$defs/suppressions" }
          }
        },
        "gate": {
          "description": "An id and exactly one test.",
          "type": "object", "required": ["id"], "minProperties": 2, "maxProperties": 2,
          "additionalProperties": false,
          "properties": {
            "id": { "$ref": "#/$defs/id" },
            "maxNewlyAutomatic": {
              "description": "So many records may lose the human who had to approve them.",
              "type": "object", "required": ["count"], "additionalProperties": false,
              "properties": {
                "where": {
                  "description": "Only records for which this holds.",
                  "$ref": "#/$defs/condition"
                },
                "count": { "type": "integer", "minimum": 0 }
              }
            },
            "maxChangedShare": {
              "description": "Such a share of the records may be decided differently.",
              "$ref": "#/$defs/percentage"
            },
            "noHumanDeniedApproved": {
              "description": "What a human denied may not become approved.", "const": true
            },
            "newlyUnreplayable": {
              "description": "So many records may become unreadable to the new version.",
              "type": "integer", "minimum": 0
            },
            "looseningWithoutEvidence": {
              "description": "So many loosening parts of a change may lack a record that tries them.",
              "type": "integer", "minimum": 0
            }
          }
        },
    \#(SharedDefinitions.members(SharedDefinitions.names, SharedDefinitions.reviews))
      }
    }

    """#
}
