extension PublishedSchemas {
  /// `precedent.cache/v1`.
  package static let cache = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:cache:v1",
      "title": "Cache",
      "description": "The histories that are kept in columns, so that they need not be read again.",
      "type": "object",
      "required": ["schema", "folder", "bytes", "entries"],
      "properties": {
        "schema": { "const": "precedent.cache/v1" },
        "folder": { "type": "string" },
        "bytes": { "description": "Of all files.", "$ref": "#/$defs/count" },
        "entries": {
          "description": "The last used first.",
          "type": "array", "items": { "$ref": "#/$defs/entry" }
        }
      },
      "$defs": {
        "count": { "type": "integer", "minimum": 0 },
        "entry": {
          "type": "object",
          "required": [
            "id", "bytes", "lastUsed", "usable", "sources", "records", "columns", "readAt",
            "versions"
          ],
          "properties": {
            "id": { "description": "Names its files.", "type": "string", "pattern": "^[0-9a-f]{64}$" },
            "bytes": { "$ref": "#/$defs/count" },
            "lastUsed": { "type": "string", "format": "date-time" },
            "usable": {
              "description": "False for what another version wrote, or what is damaged.",
              "type": "boolean"
            },
            "sources": {
              "description": "The bytes of each file of the history.",
              "type": "array", "items": { "$ref": "#/$defs/count" }
            },
            "records": { "type": ["integer", "null"], "minimum": 0 },
            "columns": { "type": ["integer", "null"], "minimum": 0 },
            "readAt": { "type": ["string", "null"], "format": "date-time" },
            "versions": {
              "description": "Results for versions of a policy that are kept beside it.",
              "type": "object", "required": ["files", "bytes"],
              "properties": {
                "files": { "$ref": "#/$defs/count" }, "bytes": { "$ref": "#/$defs/count" }
              }
            }
          }
        }
      }
    }
    """#
}
