extension PublishedSchemas {
  /// `precedent.check/v1`.
  package static let check = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:check:v1",
      "title": "Findings",
      "description": "What is wrong with a policy, where, and what to do.",
      "type": "object", "required": ["schema", "findings", "suppressed", "counts"],
      "properties": {
        "schema": { "const": "precedent.check/v1" },
        "findings": { "type": "array", "items": { "$ref": "#/$defs/finding" } },
        "suppressed": {
          "description": "Findings that an entry of the policy expects for a while.",
          "type": "array", "items": { "$ref": "#/$defs/finding" }
        },
        "counts": {
          "type": "object", "required": ["errors", "warnings", "notes", "suppressed", "files"],
          "properties": {
            "errors": { "$ref": "#/$defs/count" },
            "warnings": { "$ref": "#/$defs/count" },
            "notes": { "$ref": "#/$defs/count" },
            "suppressed": { "description": "In none of the others.", "$ref": "#/$defs/count" },
            "files": { "description": "Files with a finding.", "$ref": "#/$defs/count" }
          }
        }
      },
      "$defs": {
        "count": { "type": "integer", "minimum": 0 },
        "file": {
          "description": "From the policy root; null where no file is meant.",
          "type": ["string", "null"]
        },
        "number": {
          "description": "From 1, in Unicode scalars; null where a whole file is meant.",
          "type": ["integer", "null"], "minimum": 1
        },
        "label": {
          "description": "A further place, and what it has to do with the first.",
          "type": "object", "required": ["text", "file", "line", "column", "endColumn"],
          "properties": {
            "text": { "type": "string" },
            "file": { "$ref": "#/$defs/file" },
            "line": { "$ref": "#/$defs/number" },
            "column": { "$ref": "#/$defs/number" },
            "endColumn": { "$ref": "#/$defs/number" }
          }
        },
        "finding": {
          "type": "object",
          "required": [
            "code", "severity", "message", "file", "line", "column", "endColumn", "help", "notes",
            "labels"
          ],
          "properties": {
            "code": { "description": "A stable name with a page of its own.", "type": "string" },
            "severity": { "enum": ["note", "warning", "error"] },
            "message": { "type": "string" },
            "file": { "$ref": "#/$defs/file" },
            "line": { "$ref": "#/$defs/number" },
            "column": { "$ref": "#/$defs/number" },
            "endColumn": { "description": "Exclusive.", "$ref": "#/$defs/number" },
            "help": { "description": "What to do next.", "type": ["string", "null"] },
            "notes": { "type": "array", "items": { "type": "string" } },
            "labels": { "type": "array", "items": { "$ref": "#/$defs/label" } },
            "suppression": {
              "description": "Only of suppressed findings: why, and until when.",
              "type": "object", "required": ["reason", "until"],
              "properties": {
                "reason": { "type": "string" },
                "until": { "description": "Exclusive; RFC 3339 in UTC.", "type": "string" }
              }
            }
          }
        }
      }
    }

    """#
}
