extension PublishedSchemas {
  /// The output of `test --mutation --format json`.
  package static let mutation = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:mutation",
      "title": "Precedent mutation",
      "description": "What precedent test --mutation --format json prints, precedent.mutation/v1.",
      "type": "object",
      "required": [
        "schema", "edits", "noticed", "equivalent", "survivors", "unreviewed", "unshown", "rules",
        "tests", "written"
      ],
      "additionalProperties": false,
      "properties": {
        "schema": { "const": "precedent.mutation/v1" },
        "edits": { "description": "Small edits that were tried.", "$ref": "#/$defs/count" },
        "noticed": { "description": "Edits under which a test fails.", "$ref": "#/$defs/count" },
        "equivalent": {
          "description": "Edits that no request shows, which is proved.",
          "$ref": "#/$defs/count"
        },
        "survivors": {
          "description": "Edits that no test notices, and a request shows.",
          "$ref": "#/$defs/count"
        },
        "unreviewed": {
          "description": "Edits that only cases notice which nobody has reviewed.",
          "$ref": "#/$defs/count"
        },
        "unshown": {
          "description": "Edits that no test notices; no request was found that shows them.",
          "$ref": "#/$defs/count"
        },
        "rules": { "type": "array", "items": { "$ref": "#/$defs/rule" } },
        "tests": { "type": "array", "items": { "$ref": "#/$defs/test" } },
        "written": {
          "description": "The files that the tests were written into.",
          "type": "array", "items": { "type": "string" }
        }
      },
      "$defs": {
        "count": { "type": "integer", "minimum": 0 },
        "place": { "type": "integer", "minimum": 1 },
        "texts": { "type": "array", "items": { "type": "string" } },
        "rule": {
          "type": "object",
          "required": [
            "rule", "edits", "noticed", "survivors", "unreviewed", "unshown", "equivalent"
          ],
          "additionalProperties": false,
          "properties": {
            "rule": { "type": "string" },
            "edits": { "$ref": "#/$defs/count" },
            "noticed": { "$ref": "#/$defs/count" },
            "survivors": {
              "type": "array",
              "items": {
                "$ref": "#/$defs/edit", "required": ["differences", "test"],
                "unevaluatedProperties": false
              }
            },
            "unreviewed": { "$ref": "#/$defs/edits" },
            "unshown": { "$ref": "#/$defs/edits" },
            "equivalent": { "$ref": "#/$defs/edits" }
          }
        },
        "edits": {
          "type": "array",
          "items": { "$ref": "#/$defs/edit", "unevaluatedProperties": false }
        },
        "edit": {
          "type": "object",
          "required": [
            "id", "kind", "edit", "file", "line", "column", "firstLine", "old", "new"
          ],
          "properties": {
            "id": { "type": "string" },
            "kind": {
              "enum": [
                "condition", "operator", "constant", "boundary", "list-entry", "clause", "effect",
                "otherwise", "limit", "count", "selector", "reason", "stage", "requirement",
                "deadline", "escalation", "workloads", "obligation", "data-age", "window",
                "liftable"
              ]
            },
            "edit": { "description": "What changes, in words.", "type": "string" },
            "file": { "type": "string" },
            "line": { "$ref": "#/$defs/place" },
            "column": { "$ref": "#/$defs/place" },
            "firstLine": { "description": "Of old and new.", "$ref": "#/$defs/place" },
            "old": { "description": "The lines before.", "$ref": "#/$defs/texts" },
            "new": { "description": "The lines after.", "$ref": "#/$defs/texts" },
            "differences": {
              "type": "array", "minItems": 1,
              "items": {
                "type": "object", "required": ["part", "before", "after"],
                "additionalProperties": false,
                "properties": {
                  "part": { "type": "string" },
                  "before": { "type": "string" },
                  "after": { "type": "string" }
                }
              }
            },
            "test": {
              "description": "The place in tests of the one that would notice it, from 0.",
              "$ref": "#/$defs/count"
            }
          }
        },
        "test": {
          "type": "object", "required": ["rule", "name", "file", "yaml", "fixture", "from"],
          "additionalProperties": false,
          "properties": {
            "rule": { "type": "string" },
            "name": { "type": "string" },
            "file": { "description": "Where it belongs.", "type": "string" },
            "yaml": { "description": "The entry of tests.", "type": "string" },
            "fixture": {
              "description": "A request document that is written with it.",
              "type": ["object", "null"], "required": ["path", "document"],
              "additionalProperties": false,
              "properties": {
                "path": { "type": "string" }, "document": { "type": "object" }
              }
            },
            "from": {
              "description": "Where its request comes from.", "enum": ["test", "history", "made"]
            }
          }
        }
      }
    }

    """#
}
