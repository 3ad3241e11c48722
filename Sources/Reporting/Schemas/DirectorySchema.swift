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
              }
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
              }
            }
          }
        }
      },
      "$defs": {
    \#(SharedDefinitions.members(SharedDefinitions.names))
      }
    }

    """#
}
