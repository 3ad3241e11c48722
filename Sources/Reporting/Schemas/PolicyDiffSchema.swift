extension PublishedSchemas {
  /// `precedent.diff/v1`.
  package static let policyDiff = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:policy-diff:v1",
      "title": "Difference of two policy versions",
      "description": "What changed in meaning. Later versions of v1 may add members.",
      "type": "object", "required": ["schema", "from", "to", "meaning"],
      "properties": {
        "schema": { "const": "precedent.diff/v1" },
        "from": { "$ref": "#/$defs/version" },
        "to": { "$ref": "#/$defs/version" },
        "meaning": { "$ref": "#/$defs/meaning" }
      },
      "$defs": {
    \#(SharedDefinitions.members(
      SharedDefinitions.versions, SharedDefinitions.meaning, SharedDefinitions.meaningChanges))
      }
    }

    """#
}
