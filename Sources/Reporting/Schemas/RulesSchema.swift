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
            "reason": {
              "description": "Of deny: why, shown to people.", "$ref": "#/$defs/sentence"
            },
            "dataMaxAge": {
              "description": "How old `observedAt` of subject and resource may be.",
              "$ref": "#/$defs/duration"
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
            },
            "suppress": { "$ref": "#/$defs/suppressions" },
    \#(SharedDefinitions.inner(SharedDefinitions.effectKeys))
          },
          "allOf": [
            {
              "if": { "properties": { "effect": { "const": "deny" } } },
              "then": { "required": ["reason"] },
              "else": { "properties": { "reason": false, "liftable": false } }
            },
    \#(SharedDefinitions.inner(SharedDefinitions.effectChoice))
          ]
        },
    \#(SharedDefinitions.members(
          SharedDefinitions.consequences, SharedDefinitions.names, SharedDefinitions.reviews))
      }
    }

    """#
}
