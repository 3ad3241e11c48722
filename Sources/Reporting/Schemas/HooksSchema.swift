extension PublishedSchemas {
  /// `precedent.hooks/v1`.
  package static let hooks = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:precedent:schema:hooks:v1",
      "title": "Hooks",
      "description": "Hooks of git that were put into a repository, or taken away.",
      "type": "object",
      "required": ["schema", "action", "folder", "program", "hooks"],
      "properties": {
        "schema": { "const": "precedent.hooks/v1" },
        "action": { "enum": ["install", "uninstall"] },
        "folder": { "description": "Where git looks for hooks, absolute.", "type": "string" },
        "program": {
          "description": "The program that the hooks run; null when they find none, and block.",
          "type": ["string", "null"]
        },
        "hooks": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["name", "change"],
            "properties": {
              "name": {
                "enum": ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push", "pre-receive"]
              },
              "change": {
                "description": "With chained and restored there is another hook, which is kept.",
                "enum": [
                  "installed", "chained", "updated", "unchanged", "removed", "restored", "absent"
                ]
              }
            }
          }
        }
      }
    }

    """#
}
