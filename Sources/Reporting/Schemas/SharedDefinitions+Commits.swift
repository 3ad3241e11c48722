extension SharedDefinitions {
  /// Who changed a policy, when, and who looked at it; with `count` and `texts`.
  static let commits = #"""
    "count": { "type": "integer", "minimum": 0 },
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
}
