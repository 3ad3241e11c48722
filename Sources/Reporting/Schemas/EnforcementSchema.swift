extension PublishedSchemas {
  /// `precedent.enforcement/v1`.
  package static let enforcement = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:enforcement:v1",
      "title": "Enforcement",
      "description": "Whether an enforcement point may act on a request, by a log's last word on it.",
      "type": "object",
      "required": [
        "schema", "passes", "reason", "message", "request", "at", "protectedRef", "entries",
        "signatureAsked", "checkpoint", "decision", "differs"
      ],
      "properties": {
        "schema": { "const": "precedent.enforcement/v1" },
        "passes": { "description": "Whether to act.", "type": "boolean" },
        "reason": {
          "description": "Why not; null where it passes.",
          "enum": [
            null, "replay-log", "damaged-log", "checkpoint", "not-logged", "unreadable-entry",
            "other-request", "invalid-request", "pending", "denied", "reversed", "not-verified",
            "not-yet", "expired"
          ]
        },
        "message": { "description": "The same for people.", "type": ["string", "null"] },
        "request": { "description": "Its id.", "type": "string" },
        "at": { "description": "The instant of the question.", "type": "string" },
        "protectedRef": {
          "description": "The ref that the commit must be reachable from.", "type": "string"
        },
        "entries": { "description": "Of the log.", "$ref": "#/$defs/count" },
        "signatureAsked": {
          "description": "Whether an allowed key must have signed the decision.", "type": "boolean"
        },
        "checkpoint": {
          "description": "Null where none was given: entries cut off the end do not show then.",
          "type": ["object", "null"], "required": ["holds", "message"],
          "properties": {
            "holds": { "type": "boolean" }, "message": { "type": "string" }
          },
          "additionalProperties": false
        },
        "decision": {
          "description": "The last word on the request; null where there is none.",
          "type": ["object", "null"],
          "required": ["id", "index", "recordedAt", "commit", "until"],
          "properties": {
            "id": { "type": "string" },
            "index": { "$ref": "#/$defs/count" },
            "recordedAt": { "type": "string" },
            "commit": { "type": "string" },
            "until": {
              "description": "When the access ends, exclusive; null where nothing ends it.",
              "type": ["string", "null"]
            }
          },
          "additionalProperties": false
        },
        "differs": {
          "description": "With `other-request`: the fields that differ, without their values.",
          "type": "array", "items": { "type": "string" }
        }
      },
      "additionalProperties": false,
      "$defs": { "count": { "type": "integer", "minimum": 0 } }
    }
    """#
}
