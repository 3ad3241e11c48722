extension PublishedSchemas {
  /// directory/**/*.yaml.
  package static let directory = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:directory",
      "title": "Precedent directory",
      "description": "A file below directory/. Teams and members share one namespace.",
      "type": "object", "additionalProperties": false,
      "properties": {
        "teams": {
          "type": "array",
          "items": {
            "type": "object", "required": ["id", "members"], "additionalProperties": false,
            "properties": {
              "id": { "$ref": "#/$defs/id" },
              "members": {
                "description": "Each is listed under members, too.",
                "type": "array", "items": { "$ref": "#/$defs/id" }
              },
              "suppress": { "$ref": "#/$defs/suppressions" }
            }
          }
        },
        "members": {
          "type": "array",
          "items": {
            "type": "object", "required": ["id"], "additionalProperties": false,
            "properties": {
              "id": { "$ref": "#/$defs/id" },
              "kind": { "enum": ["human", "workload", "agent"], "default": "human" },
              "owner": {
                "description": "Who answers for a workload or an agent.", "$ref": "#/$defs/id"
              },
              "aliases": {
                "description": "Other accounts of the same person.",
                "type": "array", "items": { "$ref": "#/$defs/id" }
              },
              "until": {
                "description": "When the membership ends.", "$ref": "#/$defs/instant"
              },
              "authority": {
                "description": "Which requests it may approve; not for humans, who need none.",
                "$ref": "#/$defs/condition"
              },
              "suppress": { "$ref": "#/$defs/suppressions" }
            },
            "if": {
              "properties": { "kind": { "enum": ["workload", "agent"] } }, "required": ["kind"]
            },
            "else": { "properties": { "authority": false } }
          }
        },
        "delegations": {
          "type": "array",
          "items": {
            "description": "One human acts for another for a while.",
            "type": "object", "required": ["from", "to", "starts", "ends", "reason"],
            "additionalProperties": false,
            "properties": {
              "from": { "description": "Whose place is lent.", "$ref": "#/$defs/id" },
              "to": { "description": "Who may act in it.", "$ref": "#/$defs/id" },
              "scope": {
                "description": "For which requests; without it for all.",
                "$ref": "#/$defs/condition"
              },
              "starts": { "$ref": "#/$defs/instant" },
              "ends": { "description": "Exclusive.", "$ref": "#/$defs/instant" },
              "reason": { "$ref": "#/$defs/sentence" },
              "suppress": { "$ref": "#/$defs/suppressions" }
            }
          }
        },
        "source": {
          "description": "Where the file comes from, for people.", "$ref": "#/$defs/sentence"
        },
        "syncedAt": {
          "description": "When it was read from there.", "$ref": "#/$defs/instant"
        },
        "maxAge": {
          "description": "How long it counts as fresh.", "$ref": "#/$defs/duration"
        }
      },
      "dependentRequired": { "syncedAt": ["maxAge"], "maxAge": ["syncedAt"] },
      "$defs": {
    \#(SharedDefinitions.members(SharedDefinitions.names))
      }
    }

    """#
}
