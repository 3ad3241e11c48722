extension SharedDefinitions {
  /// What a change means, in every report that says it.
  static let meaning = #"""
    "meaning": {
      "description": "What changed in meaning; not what that does to recorded requests.",
      "type": "object",
      "required": [
        "verdict", "leaning", "differs", "safeguards", "tests", "hasAllTests", "changes",
        "reformattedFiles"
      ],
      "properties": {
        "verdict": { "$ref": "#/$defs/leaningVerdict" },
        "leaning": { "$ref": "#/$defs/leaning" },
        "differs": {
          "description": "Whether anything means something else, or guards less.",
          "type": "boolean"
        },
        "safeguards": { "$ref": "#/$defs/safeguards" },
        "tests": {
          "description": "Existing tests that expect or ask something else, or are gone.",
          "type": "array", "items": { "$ref": "#/$defs/testDifference" }
        },
        "hasAllTests": {
          "description": "Whether all tests of both versions could be read.", "type": "boolean"
        },
        "changes": { "type": "array", "items": { "$ref": "#/$defs/change" } },
        "reformattedFiles": {
          "description": "Files that differ without a meaning.",
          "type": "array", "items": { "type": "string" }
        }
      }
    },
    "leaningVerdict": {
      "description": "Unknown as soon as it is not known whether it loosens or tightens.",
      "enum": ["loosens", "tightens", "neither", "both", "unknown"]
    },
    "leaning": {
      "description": "What it does by itself.",
      "type": "object", "required": ["loosens", "tightens"],
      "properties": {
        "loosens": { "$ref": "#/$defs/answer" }, "tightens": { "$ref": "#/$defs/answer" }
      }
    },
    "answer": { "enum": ["yes", "no", "unknown"] },
    "safeguards": {
      "description": "Safeguards that the change lowers.",
      "type": "array",
      "items": {
        "type": "object", "required": ["kind", "name", "change"],
        "properties": {
          "kind": {
            "enum": [
              "gate", "floor", "invariant", "testing", "acceptedBy", "severity", "suppression",
              "schema", "location", "history"
            ]
          },
          "name": { "type": "string" },
          "change": { "description": "The end of a sentence.", "type": "string" }
        }
      }
    },
    "testDifference": {
      "type": "object", "required": ["name", "case", "change", "parts", "file", "line"],
      "properties": {
        "name": { "type": "string" },
        "case": { "description": "Its name, or its number from 1.", "type": "string" },
        "change": { "enum": ["expectation", "request", "removed"] },
        "parts": {
          "type": "array",
          "items": {
            "type": "object", "required": ["key", "before", "after"],
            "properties": {
              "key": { "type": "string" },
              "before": { "type": ["string", "null"] },
              "after": { "type": ["string", "null"] }
            }
          }
        },
        "file": { "type": "string" },
        "line": { "type": "integer", "minimum": 1 }
      }
    }
    """#

  /// The entries that a change is about, part by part.
  static let meaningChanges = #"""
    "change": {
      "type": "object",
      "required": [
        "kind", "id", "title", "change", "renamedFrom", "forms", "keepsTitle", "verdict",
        "leaning", "parts", "file", "line"
      ],
      "properties": {
        "kind": {
          "enum": [
            "rule", "exception", "team", "member", "delegation", "invariant", "setting", "gate",
            "field"
          ]
        },
        "id": { "type": "string" },
        "title": { "type": ["string", "null"] },
        "change": { "enum": ["added", "removed", "changed", "renamed"] },
        "renamedFrom": { "type": ["string", "null"] },
        "forms": {
          "description": "What differs without a meaning.",
          "type": "array", "items": { "enum": ["moved", "reworded", "reformatted", "certified"] }
        },
        "keepsTitle": {
          "description": "Whether the condition is another under the same title.",
          "type": "boolean"
        },
        "verdict": { "$ref": "#/$defs/leaningVerdict" },
        "leaning": { "$ref": "#/$defs/leaning" },
        "parts": {
          "description": "Empty where nothing means anything else.",
          "type": "array", "items": { "$ref": "#/$defs/part" }
        },
        "file": { "type": "string" },
        "line": { "type": "integer", "minimum": 1 }
      }
    },
    "part": {
      "type": "object",
      "required": [
        "part", "about", "before", "after", "gains", "losses", "uses", "inWords", "verdict",
        "leaning"
      ],
      "properties": {
        "part": { "description": "What differs, such as limit.", "type": "string" },
        "about": { "description": "Which of several.", "type": ["string", "null"] },
        "before": { "description": "Null where there was none.", "type": ["string", "null"] },
        "after": { "description": "Null where there is none.", "type": ["string", "null"] },
        "gains": {
          "description": "Requests for which only the new condition holds.",
          "$ref": "#/$defs/side"
        },
        "losses": {
          "description": "Requests for which only the old condition held.",
          "$ref": "#/$defs/side"
        },
        "uses": {
          "description": "The places that read it: who gains or loses by it.",
          "type": "array",
          "items": {
            "type": "object", "required": ["subject", "id", "role", "byRequest"],
            "properties": {
              "subject": { "type": "string" }, "id": { "type": "string" },
              "role": { "type": "string" },
              "byRequest": {
                "description": "Only where a request names the team.", "type": "boolean"
              }
            }
          }
        },
        "inWords": {
          "description": "In English.", "type": "array", "items": { "type": "string" }
        },
        "verdict": { "$ref": "#/$defs/leaningVerdict" },
        "leaning": { "$ref": "#/$defs/leaning" }
      }
    },
    "side": {
      "description": "Null for what is no condition.",
      "type": ["object", "null"], "required": ["happens", "leaning", "reasons"],
      "properties": {
        "happens": { "$ref": "#/$defs/answer" },
        "leaning": { "$ref": "#/$defs/leaning" },
        "reasons": {
          "type": "array",
          "items": {
            "type": "object", "required": ["because", "inWords"],
            "properties": {
              "because": { "description": "CEL.", "type": "string" },
              "inWords": { "type": "string" }
            }
          }
        }
      }
    }
    """#
}
