extension PublishedSchemas {
  /// `precedent.recertification/v1`.
  package static let recertification = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:recertification:v1",
      "title": "Recertification",
      "description": "What a rule did since it was last looked at, and what was written.",
      "type": "object",
      "required": ["schema", "kind", "id", "owner", "every", "certified", "use", "edit"],
      "properties": {
        "schema": { "const": "precedent.recertification/v1" },
        "kind": { "enum": ["rule", "break-glass"] },
        "id": { "type": "string" },
        "owner": { "description": "The team that answers for it.", "type": "string" },
        "every": { "description": "How often it must be looked at.", "type": "string" },
        "certified": {
          "description": "The certification before; null if there was none.",
          "type": ["object", "null"], "required": ["on", "by"],
          "properties": { "on": { "type": "string" }, "by": { "type": "string" } }
        },
        "use": {
          "description": "What recorded requests show; null without a history.",
          "type": ["object", "null"],
          "required": [
            "records", "unreplayable", "since", "matched", "lifted", "approvedAlone",
            "approvedWithOthers", "approvedByHuman", "deniedByHuman", "deniedThoughApproved",
            "recipients", "last"
          ],
          "properties": {
            "records": { "$ref": "#/$defs/count" },
            "unreplayable": { "$ref": "#/$defs/count" },
            "since": {
              "description": "Records decided since it was last certified; those below are of them.",
              "$ref": "#/$defs/count"
            },
            "matched": { "$ref": "#/$defs/count" },
            "lifted": { "description": "Where an exception lifted it.", "$ref": "#/$defs/count" },
            "approvedAlone": {
              "description": "Approved without a human, with no other rule that matched.",
              "$ref": "#/$defs/count"
            },
            "approvedWithOthers": { "$ref": "#/$defs/count" },
            "approvedByHuman": { "$ref": "#/$defs/count" },
            "deniedByHuman": { "$ref": "#/$defs/count" },
            "deniedThoughApproved": {
              "description": "Denied by a human, and approved by the policy without one.",
              "type": "object", "required": ["records", "first"],
              "properties": {
                "records": { "$ref": "#/$defs/count" },
                "first": { "type": "array", "items": { "type": "string" } }
              }
            },
            "recipients": {
              "description": "Who received most, at most twenty.",
              "type": "array",
              "items": {
                "type": "object", "required": ["subject", "requests"],
                "properties": {
                  "subject": { "type": "string" }, "requests": { "$ref": "#/$defs/count" }
                }
              }
            },
            "last": {
              "description": "The last request that it matched.",
              "type": ["object", "null"], "required": ["request", "at"],
              "properties": { "request": { "type": "string" }, "at": { "type": "string" } }
            }
          }
        },
        "edit": {
          "description": "What the file says now; null where nothing was written.",
          "type": ["object", "null"],
          "required": ["file", "line", "on", "by", "until", "changed"],
          "properties": {
            "file": { "description": "From the top of the repository.", "type": "string" },
            "line": { "type": "integer", "minimum": 1 },
            "on": { "type": "string" },
            "by": { "type": "string" },
            "until": { "type": ["string", "null"] },
            "changed": {
              "description": "False where it said the same before.", "type": "boolean"
            }
          }
        }
      },
      "$defs": { "count": { "type": "integer", "minimum": 0 } }
    }

    """#

  /// `precedent.suspension/v1`.
  package static let suspension = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:suspension:v1",
      "title": "Suspension",
      "description": "The exception that turns a rule into a review by its owner, as written.",
      "type": "object",
      "required": [
        "schema", "rule", "exception", "owner", "approvedBy", "ticket", "reason", "from", "until",
        "file", "line", "breakGlass"
      ],
      "properties": {
        "schema": { "const": "precedent.suspension/v1" },
        "rule": { "type": "string" },
        "exception": { "description": "The id of the new exception.", "type": "string" },
        "owner": { "description": "The team that reviews.", "type": "string" },
        "approvedBy": { "type": "string" },
        "ticket": { "type": "string" },
        "reason": { "type": "string" },
        "from": { "type": "string" },
        "until": { "description": "Exclusive.", "type": "string" },
        "file": { "description": "From the top of the repository.", "type": "string" },
        "line": { "type": "integer", "minimum": 1 },
        "breakGlass": {
          "description": "Break-glass that lifts the rule too, and waits for the review as well.",
          "type": "array", "items": { "type": "string" }
        }
      }
    }

    """#
}
