extension PublishedSchemas {
  /// exceptions/**/*.yaml.
  package static let exceptions = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:exceptions",
      "title": "Precedent exceptions",
      "description": "A file below exceptions/. Each lifts the rules it names, for a while.",
      "type": "object", "required": ["exceptions"], "additionalProperties": false,
      "properties": {
        "exceptions": { "type": "array", "items": { "$ref": "#/$defs/exception" } }
      },
      "$defs": {
        "exception": {
          "description": "Of matching requests it lifts rules, and its effect applies instead.",
          "type": "object",
          "required": [
            "id", "title", "lifts", "when", "effect", "owner", "approvedBy", "reason", "ticket"
          ],
          "additionalProperties": false,
          "properties": {
            "id": { "description": "Unique among exceptions.", "$ref": "#/$defs/id" },
            "title": {
              "description": "One sentence, shown to people.", "$ref": "#/$defs/sentence"
            },
            "lifts": {
              "description": "Only these rules; a deny only where it is liftable.",
              "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/id" }
            },
            "when": { "$ref": "#/$defs/condition" },
            "owner": { "description": "A team of directory/.", "$ref": "#/$defs/id" },
            "approvedBy": {
              "description": "A member of directory/ who said yes.", "$ref": "#/$defs/id"
            },
            "reason": { "description": "Why, shown to people.", "$ref": "#/$defs/sentence" },
            "ticket": { "description": "Where it is written down.", "$ref": "#/$defs/sentence" },
            "from": { "description": "Not in force before.", "$ref": "#/$defs/instant" },
            "until": {
              "description": "Not in force from then on; only a standing break-glass has none.",
              "$ref": "#/$defs/instant"
            },
            "breakGlass": { "$ref": "#/$defs/breakGlass" },
            "suppress": { "$ref": "#/$defs/suppressions" },
    \#(SharedDefinitions.inner(SharedDefinitions.effectKeys))
          },
          "allOf": [
            {
              "if": { "required": ["breakGlass", "recertify"], "not": { "required": ["until"] } },
              "then": true,
              "else": {
                "required": ["from", "until"],
                "properties": { "recertify": false, "certified": false }
              }
            },
            {
              "if": { "properties": { "effect": { "const": "deny" } } },
              "else": { "properties": { "liftable": false } }
            },
    \#(SharedDefinitions.inner(SharedDefinitions.effectChoice))
          ]
        },
        "breakGlass": {
          "description": "Makes it one for emergencies; without an end it has `recertify`.",
          "type": "object", "required": ["who", "flag", "notify", "reviewWithin"],
          "additionalProperties": false,
          "properties": {
            "who": {
              "description": "Who may use it.",
              "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/selector" }
            },
            "flag": {
              "description": "The emergency, as the request says it.",
              "$ref": "#/$defs/condition"
            },
            "notify": {
              "description": "Who is told of each use: ids of teams or members, or selectors.",
              "type": "array", "minItems": 1,
              "items": { "oneOf": [{ "$ref": "#/$defs/id" }, { "$ref": "#/$defs/selector" }] }
            },
            "reviewWithin": {
              "description": "How soon after a use somebody looks at it.",
              "$ref": "#/$defs/duration"
            }
          }
        },
    \#(SharedDefinitions.members(
          SharedDefinitions.consequences, SharedDefinitions.names, SharedDefinitions.reviews))
      }
    }

    """#
}
