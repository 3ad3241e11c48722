extension SharedDefinitions {
  /// Who changed a policy, when, and who looked at it; with `texts`.
  static let commits = #"""
    "texts": { "type": "array", "items": { "type": "string" } },
    "commit": {
      "type": "object",
      "required": [
        "id", "author", "committer", "committedAt", "subject", "reviewers", "mergedAuthors"
      ],
      "properties": {
        "id": { "type": "string" },
        "author": { "type": "string" },
        "committer": { "description": "Null where it is the author.", "type": ["string", "null"] },
        "committedAt": { "type": ["string", "null"] },
        "subject": { "type": "string" },
        "reviewers": {
          "description": "Of the trailers Reviewed-by, Approved-by and Acked-by, also of what it merged.",
          "$ref": "#/$defs/texts"
        },
        "mergedAuthors": {
          "description": "Of a merge: who wrote what was merged.", "$ref": "#/$defs/texts"
        }
      },
      "additionalProperties": false
    }
    """#

  /// What one gate measured; needs `count`, `ids` and `instant`.
  static let gates = #"""
    "gate": {
      "type": "object",
      "required": [
        "id", "kind", "origin", "limit", "measured", "records", "parts", "inForceAt", "verdict"
      ],
      "properties": {
        "id": { "type": "string" },
        "kind": { "description": "The key in precedent.yaml.", "type": "string" },
        "origin": { "description": "Whose gate it is.", "enum": ["from", "to", "both"] },
        "limit": { "description": "What passes, in words.", "type": "string" },
        "measured": { "$ref": "#/$defs/count" },
        "records": { "$ref": "#/$defs/ids" },
        "parts": {
          "description": "The parts of the change that count, where no records do.",
          "$ref": "#/$defs/ids"
        },
        "inForceAt": {
          "description": "The instant of the replay that counted most; null for now.",
          "$ref": "#/$defs/instant"
        },
        "verdict": { "enum": ["passed", "tripped", "accepted"] },
        "returnsTo": {
          "description": "It passes because the change goes back to this recent tip.",
          "type": "string"
        },
        "acceptedBy": {
          "description": "The commit that accepts it.",
          "type": "object", "required": ["committer", "commit", "count"],
          "properties": {
            "committer": { "type": "string" },
            "commit": { "type": "string" },
            "count": { "$ref": "#/$defs/count" }
          }
        }
      }
    }
    """#
}
