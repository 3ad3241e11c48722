extension PublishedSchemas {
  /// Definitions of what `test` says about coverage and the testing bar.
  static let testRunCoverage = #"""
        "kind": { "enum": ["rules", "conditions", "requirements", "exceptions", "invariants"] },
        "percentage": { "type": "string", "pattern": "^[0-9]{1,3}([.][0-9]{1,2})?%$" },
        "shortfall": {
          "type": "object",
          "required": ["kind", "reached", "goals", "percentage", "threshold"],
          "additionalProperties": false,
          "properties": {
            "kind": { "$ref": "#/$defs/kind" },
            "reached": { "type": "integer", "minimum": 0 },
            "goals": { "type": "integer", "minimum": 0 },
            "percentage": { "$ref": "#/$defs/percentage" },
            "threshold": { "$ref": "#/$defs/percentage" }
          }
        },
        "coverage": {
          "type": "object", "required": ["kinds", "goals"], "additionalProperties": false,
          "properties": {
            "kinds": {
              "type": "array",
              "items": {
                "type": "object", "required": ["kind", "reached", "goals", "percentage"],
                "additionalProperties": false,
                "properties": {
                  "kind": { "$ref": "#/$defs/kind" },
                  "reached": { "type": "integer", "minimum": 0 },
                  "goals": { "type": "integer", "minimum": 0 },
                  "percentage": { "$ref": "#/$defs/percentage" }
                }
              }
            },
            "goals": { "type": "array", "items": { "$ref": "#/$defs/goal" } }
          }
        },
        "goal": {
          "description": "One thing that some case should do.",
          "type": "object",
          "required": [
            "kind", "owner", "id", "aim", "part", "atom", "truth", "stage", "count", "from", "file",
            "line", "column", "reached"
          ],
          "additionalProperties": false,
          "properties": {
            "kind": { "$ref": "#/$defs/kind" },
            "owner": { "enum": ["rule", "exception", "invariant", "default"] },
            "id": { "type": "string" },
            "aim": {
              "enum": [
                "matches", "does-not-match", "decides", "fills", "lacks", "is-active", "applies",
                "does-not-apply"
              ]
            },
            "part": { "enum": ["when", "flag", "conditions", "evidence", null] },
            "atom": {
              "description": "A part of a condition that should decide it alone.",
              "type": ["string", "null"]
            },
            "truth": { "type": ["boolean", "null"] },
            "stage": { "type": ["integer", "null"], "minimum": 1 },
            "count": { "type": ["integer", "null"], "minimum": 1 },
            "from": { "type": "array", "items": { "type": "string" } },
            "file": { "type": "string" },
            "line": { "type": "integer", "minimum": 1 },
            "column": { "type": "integer", "minimum": 1 },
            "reached": { "type": "boolean" }
          }
        },
        "bar": {
          "type": "object", "required": ["bar", "base", "changed", "failures"],
          "additionalProperties": false,
          "properties": {
            "bar": { "enum": ["exercised", "conditions", "mutation"] },
            "base": { "type": "string" },
            "changed": { "type": "array", "items": { "type": "string" } },
            "failures": {
              "type": "array",
              "items": {
                "type": "object", "required": ["rule", "reason", "words", "file", "line", "column"],
                "additionalProperties": false,
                "properties": {
                  "rule": { "type": "string" },
                  "reason": { "enum": ["unmet", "survivor"] },
                  "words": { "type": "string" },
                  "file": { "type": "string" },
                  "line": { "type": "integer", "minimum": 1 },
                  "column": { "type": "integer", "minimum": 1 }
                }
              }
            }
          }
        }
    """#
}
