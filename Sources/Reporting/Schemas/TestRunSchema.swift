extension PublishedSchemas {
  /// The output of `test --format json`.
  package static let testRun = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:test-run",
      "title": "Precedent test run",
      "description": "What precedent test --format json prints, precedent.test/v1.",
      "type": "object",
      "required": [
        "schema", "cases", "passed", "failed", "unreviewed", "results", "shortfalls", "coverage",
        "bar"
      ],
      "additionalProperties": false,
      "properties": {
        "schema": { "const": "precedent.test/v1" },
        "cases": { "type": "integer", "minimum": 0 },
        "passed": { "type": "integer", "minimum": 0 },
        "failed": { "type": "integer", "minimum": 0 },
        "unreviewed": { "type": "integer", "minimum": 0 },
        "results": { "type": "array", "items": { "$ref": "#/$defs/result" } },
        "shortfalls": {
          "description": "Of what less is reached than precedent.yaml asks.",
          "type": "array", "items": { "$ref": "#/$defs/shortfall" }
        },
        "coverage": {
          "description": "With --coverage only.",
          "oneOf": [{ "type": "null" }, { "$ref": "#/$defs/coverage" }]
        },
        "bar": {
          "description": "With --changed-since only.",
          "oneOf": [{ "type": "null" }, { "$ref": "#/$defs/bar" }]
        }
      },
      "$defs": {
    \#(testRunCoverage),
        "result": {
          "type": "object",
          "required": [
            "test", "case", "name", "file", "line", "unreviewed", "passed", "failures",
            "explanation"
          ],
          "additionalProperties": false,
          "properties": {
            "test": { "type": "string" },
            "case": { "type": "integer", "minimum": 1 },
            "name": { "type": ["string", "null"] },
            "file": { "type": "string" },
            "line": { "type": "integer", "minimum": 1 },
            "unreviewed": { "type": "boolean" },
            "passed": { "type": "boolean" },
            "failures": { "type": "array", "items": { "$ref": "#/$defs/failure" } },
            "explanation": { "type": ["string", "null"] }
          }
        },
        "failure": {
          "oneOf": [
            {
              "type": "object", "required": ["kind", "part", "expected", "found"],
              "additionalProperties": false,
              "properties": {
                "kind": { "const": "mismatch" },
                "part": { "type": "string" },
                "expected": { "type": "string" },
                "found": { "type": "string" }
              }
            },
            {
              "type": "object", "required": ["kind", "path"], "additionalProperties": false,
              "properties": { "kind": { "const": "no-fixture" }, "path": { "type": "string" } }
            },
            {
              "type": "object", "required": ["kind", "reason"], "additionalProperties": false,
              "properties": {
                "kind": { "const": "invalid-request" }, "reason": { "type": "string" }
              }
            }
          ]
        }
      }
    }

    """#
}
