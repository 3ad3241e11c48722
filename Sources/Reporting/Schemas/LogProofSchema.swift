extension PublishedSchemas {
  /// `precedent.log-proof/v1`.
  package static let logProof = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:log-proof:v1",
      "title": "Proof about a log",
      "description": "Hashes of RFC 9162 that show, against a checkpoint, that an entry is in a log (section 2.1.3) or that a log has only grown (section 2.1.4).",
      "type": "object", "required": ["schema", "origin", "size", "root", "hashes"],
      "oneOf": [{ "required": ["entry"] }, { "required": ["growth"] }],
      "properties": {
        "schema": { "const": "precedent.log-proof/v1" },
        "origin": { "description": "Which log.", "type": "string" },
        "size": { "description": "Of the checkpoint.", "$ref": "#/$defs/count" },
        "root": { "description": "Of the checkpoint.", "$ref": "#/$defs/hash" },
        "entry": {
          "type": "object", "required": ["index", "leaf"],
          "properties": {
            "index": { "$ref": "#/$defs/count" },
            "leaf": {
              "description": "SHA-256 over a zero byte and the canonical JSON (RFC 8785) of the entry.",
              "$ref": "#/$defs/hash"
            },
            "content": {
              "description": "The entry, as `precedent schema log-entry` describes it; left out where only its hash is told.",
              "type": "object"
            }
          },
          "additionalProperties": false
        },
        "growth": {
          "type": "object", "required": ["fromSize", "fromRoot"],
          "properties": {
            "fromSize": { "$ref": "#/$defs/count" }, "fromRoot": { "$ref": "#/$defs/hash" }
          },
          "additionalProperties": false
        },
        "hashes": {
          "description": "In the order in which they are needed.",
          "type": "array", "items": { "$ref": "#/$defs/hash" }
        }
      },
      "additionalProperties": false,
      "$defs": {
        "count": { "type": "integer", "minimum": 0 },
        "hash": { "type": "string", "pattern": "^[0-9a-f]{64}$" }
      }
    }
    """#
}
