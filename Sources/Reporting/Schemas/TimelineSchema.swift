extension PublishedSchemas {
  /// `precedent.timeline/v1`.
  package static let timeline = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:timeline:v1",
      "title": "Timeline",
      "description": "How the commits of a policy, one after the other, decide one request.",
      "type": "object",
      "required": ["schema", "request", "at", "commits", "bisect", "runs"],
      "properties": {
        "schema": { "const": "precedent.timeline/v1" },
        "request": { "type": "string" },
        "at": { "description": "The instant at which each decides.", "type": "string" },
        "commits": { "$ref": "#/$defs/count" },
        "bisect": {
          "type": "object", "required": ["outcome", "commit"],
          "properties": {
            "outcome": { "description": "Null where none is asked for.", "type": ["string", "null"] },
            "commit": { "description": "The first with it.", "type": ["string", "null"] }
          },
          "additionalProperties": false
        },
        "runs": {
          "description": "From the oldest to the newest.",
          "type": "array",
          "items": {
            "type": "object", "required": ["outcome", "commits", "first", "last", "causes", "otherFiles"],
            "properties": {
              "outcome": {
                "type": "object", "required": ["kind"],
                "properties": {
                  "kind": { "enum": ["decided", "invalid", "unusable", "no-policy"] },
                  "status": { "enum": ["approved", "denied", "pending"] },
                  "tier": { "enum": ["automatic", "constrained", "human", "denied"] },
                  "entries": {
                    "description": "Rules and exceptions that took part.", "$ref": "#/$defs/texts"
                  },
                  "limit": { "type": ["string", "null"] },
                  "reason": { "type": "string" }
                },
                "additionalProperties": false
              },
              "commits": { "$ref": "#/$defs/count" },
              "first": { "$ref": "#/$defs/commit" },
              "last": { "$ref": "#/$defs/commit" },
              "causes": {
                "description": "Rules and exceptions that made the difference.",
                "type": "array",
                "items": {
                  "type": "object", "required": ["id", "change", "file", "line", "lines"],
                  "properties": {
                    "id": { "type": "string" },
                    "change": { "enum": ["added", "removed", "changed"] },
                    "file": { "type": "string" },
                    "line": { "type": "integer", "minimum": 1 },
                    "lines": {
                      "description": "Those that differ; null where they cannot be told.",
                      "type": ["object", "null"], "required": ["from", "old", "new"],
                      "properties": {
                        "from": { "description": "The number of the first.", "type": "integer" },
                        "old": { "$ref": "#/$defs/texts" },
                        "new": { "$ref": "#/$defs/texts" }
                      },
                      "additionalProperties": false
                    }
                  },
                  "additionalProperties": false
                }
              },
              "otherFiles": {
                "description": "Files of the policy that differ, where no rule that took part does.",
                "$ref": "#/$defs/texts"
              }
            },
            "additionalProperties": false
          }
        }
      },
      "additionalProperties": false,
      "$defs": {
        "count": { "type": "integer", "minimum": 0 },
    \#(SharedDefinitions.members(SharedDefinitions.commits))
      }
    }

    """#
}
