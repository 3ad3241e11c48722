extension PublishedSchemas {
  /// `precedent.due/v1`.
  package static let due = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:due:v1",
      "title": "What is due",
      "description": "What of a policy ends, or must be looked at, in order of time.",
      "type": "object", "required": ["schema", "at", "within", "counts", "items"],
      "properties": {
        "schema": { "const": "precedent.due/v1" },
        "at": { "description": "The instant that was asked about.", "type": "string" },
        "within": {
          "description": "How far ahead it looks, and how far back for what has ended.",
          "type": "string"
        },
        "counts": {
          "type": "object", "required": ["overdue", "due", "ends", "ended"],
          "properties": {
            "overdue": { "$ref": "#/$defs/count" },
            "due": { "$ref": "#/$defs/count" },
            "ends": { "$ref": "#/$defs/count" },
            "ended": { "$ref": "#/$defs/count" }
          }
        },
        "items": {
          "description": "What was never done first, then by instant.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["kind", "id", "detail", "at", "state", "answers", "file", "line"],
            "properties": {
              "kind": {
                "enum": [
                  "certification", "break-glass", "drill", "directory", "rule", "exception",
                  "delegation", "member", "suppression", "break-glass-review"
                ]
              },
              "id": {
                "description": "Of the entry; the path of a directory file; the id of a decision.",
                "type": "string"
              },
              "detail": {
                "description": "To whom somebody delegates, which finding is suppressed, or which request used which break-glass.",
                "type": ["string", "null"]
              },
              "at": {
                "description": "Null where it has never been done.", "type": ["string", "null"]
              },
              "state": { "enum": ["overdue", "due", "ends", "ended"] },
              "answers": {
                "description": "Teams, else members, who answer for it.",
                "type": "array", "items": { "type": "string" }
              },
              "file": { "description": "From the policy root; of a decision the log's own.", "type": "string" },
              "line": { "type": "integer", "minimum": 1 }
            }
          }
        }
      },
      "$defs": { "count": { "type": "integer", "minimum": 0 } }
    }

    """#
}
