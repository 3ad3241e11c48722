/// Definitions that several schemas repeat, each as members of `$defs`: editors read one file.
enum SharedDefinitions {
  /// Members of an object one level deep, indented as a schema has them.
  static func members(_ parts: String...) -> String { joined(parts, indentation: 4) }

  /// Members of an object, or elements of a list, three levels deep.
  static func inner(_ parts: String...) -> String { joined(parts, indentation: 8) }

  private static func joined(_ parts: [String], indentation: Int) -> String {
    let blanks = String(repeating: " ", count: indentation)
    return parts.map { part in
      part.split(separator: "\n").map { blanks + $0 }.joined(separator: "\n")
    }
    .joined(separator: ",\n")
  }

  static let names = #"""
    "id": {
      "description": "A name: a letter or digit, then letters, digits and . _ @ : / + -",
      "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._@:/+-]{0,127}$"
    },
    "sentence": { "type": "string", "minLength": 1 },
    "condition": {
      "description": "A CEL expression over the request that is true or false.",
      "type": ["string", "boolean"]
    },
    "duration": {
      "description": "Such as 8h, 90m or 1d12h; a d is 24 hours.",
      "type": "string", "minLength": 2,
      "pattern": "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$", "examples": ["8h", "30d", "1d12h"]
    },
    "instant": {
      "description": "RFC 3339 with an offset; a date alone is its first instant in UTC.",
      "type": "string",
      "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt][0-9:.]+([Zz]|[+-][0-9]{2}:[0-9]{2}))?$"
    },
    "suppressions": {
      "description": "Findings about this entry that are expected for a while.",
      "type": "array",
      "items": {
        "type": "object", "required": ["code", "reason", "until"], "additionalProperties": false,
        "properties": {
          "code": { "description": "Of the finding.", "$ref": "#/$defs/id" },
          "reason": { "$ref": "#/$defs/sentence" },
          "until": {
            "description": "Then the finding is back.", "$ref": "#/$defs/instant"
          }
        }
      }
    }
    """#

  /// Needs `names`.
  static let reviews = #"""
    "clause": {
      "type": "object", "required": ["that", "because"], "additionalProperties": false,
      "properties": {
        "that": { "$ref": "#/$defs/condition" },
        "because": {
          "description": "The sentence shown when it does not hold.",
          "$ref": "#/$defs/sentence"
        }
      }
    },
    "selector": {
      "description": "Who may give an approval.",
      "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": false,
      "properties": {
        "team": { "description": "Any member of a team.", "$ref": "#/$defs/id" },
        "user": { "description": "One person.", "$ref": "#/$defs/id" },
        "attribute": {
          "description": "A field of the request with an id, or a list of ids, of teams or people.",
          "type": "string", "examples": ["resource.owner"]
        },
        "each": {
          "description": "A field with a list of owners, each of whom is asked.",
          "type": "string", "examples": ["resource.owners"]
        }
      }
    },
    "requirement": {
      "description": "So many approvals from such people.",
      "type": "object", "required": ["count", "from"], "additionalProperties": false,
      "properties": {
        "count": { "type": "integer", "minimum": 1 },
        "from": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/selector" } },
        "reason": {
          "description": "Whether an approval must say why.",
          "enum": ["required", "optional"], "default": "optional"
        }
      }
    },
    "review": {
      "description": "What people must approve, and on which terms.",
      "type": "object", "required": ["stages"], "additionalProperties": false,
      "properties": {
        "stages": {
          "description": "In order; the requirements of one stage may be filled in any order.",
          "type": "array", "minItems": 1,
          "items": {
            "type": "object", "required": ["require"], "additionalProperties": false,
            "properties": {
              "require": {
                "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/requirement" }
              }
            }
          }
        },
        "evidence": {
          "description": "What must hold before an approval helps.",
          "type": "array", "items": { "$ref": "#/$defs/clause" }
        },
        "expire": {
          "description": "Counted from the request's time; then it is denied.",
          "$ref": "#/$defs/duration"
        },
        "approvalsValidFor": {
          "description": "Older approvals do not count.", "$ref": "#/$defs/duration"
        },
        "escalate": {
          "description": "Who is asked too, once the review has waited.",
          "type": "array",
          "items": {
            "type": "object", "required": ["after", "to"], "additionalProperties": false,
            "properties": {
              "after": {
                "description": "Counted from the request's time.", "$ref": "#/$defs/duration"
              },
              "to": {
                "description": "They join every requirement.",
                "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/selector" }
              }
            }
          }
        },
        "workloadsSuffice": {
          "description": "Whether approvers that are not human may fill every requirement.",
          "type": "boolean", "default": false
        }
      }
    },
    "otherwise": {
      "description": "deny, or a review.",
      "oneOf": [
        { "const": "deny" },
        {
          "type": "object", "required": ["review"], "additionalProperties": false,
          "properties": { "review": { "$ref": "#/$defs/review" } }
        }
      ]
    }
    """#

  /// The versions that a report is about.
  static let versions = #"""
    "sha256": { "description": "Hexadecimal; empty without a policy.", "type": "string" },
    "version": {
      "description": "A policy version.",
      "type": "object", "required": ["name", "commit", "policySha256", "hasPolicy"],
      "properties": {
        "name": { "description": "As it was asked for.", "type": "string" },
        "commit": {
          "description": "Null for the index and the work tree.", "type": ["string", "null"]
        },
        "policySha256": { "$ref": "#/$defs/sha256" },
        "hasPolicy": {
          "description": "Without one, everything is denied.", "type": "boolean"
        }
      }
    }
    """#

  /// What reports have in common; each stands alone.
  static let reports = #"""
    "count": { "type": "integer", "minimum": 0 },
    "ids": { "type": "array", "items": { "type": "string" } },
    "instant": {
      "description": "RFC 3339 in UTC; null when there is none.",
      "type": ["string", "null"], "format": "date-time"
    },
    "step": {
      "description": "A tier and a status, such as human/approved.", "type": "string",
      "pattern": "^(automatic|constrained|human|denied)/(approved|denied|pending)$"
    },
    "recorded": {
      "description": "What really happened.",
      "enum": ["approved", "denied", "withdrawn", "expired", "unknown"]
    },
    "history": {
      "description": "The records that were replayed.",
      "type": "object",
      "required": ["records", "replayed", "unreplayable", "earliest", "latest", "sha256"],
      "properties": {
        "records": { "$ref": "#/$defs/count" },
        "replayed": { "$ref": "#/$defs/count" },
        "unreplayable": { "$ref": "#/$defs/count" },
        "earliest": { "$ref": "#/$defs/instant" },
        "latest": { "$ref": "#/$defs/instant" },
        "sha256": { "type": "string" }
      }
    },
    "notReplayed": {
      "description": "Every record that could not be replayed, and why.",
      "type": "array",
      "items": {
        "type": "object", "required": ["file", "line", "id", "blame", "code", "reason"],
        "properties": {
          "file": { "type": "string" },
          "line": { "type": "integer", "minimum": 1 },
          "id": { "description": "Null when it cannot be read.", "type": ["string", "null"] },
          "code": { "description": "Stable.", "type": "string" },
          "blame": {
            "description": "Which version cannot read it.", "enum": ["both", "from", "to"]
          },
          "reason": { "description": "Never values of the record.", "type": "string" }
        }
      }
    }
    """#
}
