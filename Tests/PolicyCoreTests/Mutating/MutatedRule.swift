import Diagnostics
import Testing

@testable import PolicyCore

/// A policy with one rule file, and the edits of a rule in it.
struct MutatedRule {
  let tree: PolicyTree
  let policy: Policy

  private static let directory = """
    teams:
      - { id: data, members: [ ada, ben ] }
      - { id: security, members: [ cleo ] }
    members: [ { id: ada }, { id: ben }, { id: cleo } ]

    """

  private static let schema = """
    { "type": "object", "properties": {
      "action": { "type": "object", "properties": {
        "name": { "type": "string", "enum": ["grant", "revoke"] } } },
      "subject": { "type": "object", "properties": {
        "groups": { "type": "array", "items": { "type": "string" } },
        "observedAt": { "type": "string", "format": "date-time" } } },
      "resource": { "type": "object", "properties": {
        "environment": { "type": "string", "enum": ["dev", "staging", "prod"] },
        "type": { "type": "string" }, "owner": { "type": "string" } } },
      "context": { "type": "object", "properties": {
        "risk": { "type": "integer" }, "share": { "type": "number" },
        "trusted": { "type": "boolean" }, "ticket": { "type": "string" },
        "duration": { "type": "string", "format": "duration" } } } } }
    """

  /// - Parameter file: all of rules/r.yaml.
  init(file: String) throws {
    let texts = [
      ("precedent.yaml", "name: t\n"), ("schema/request.schema.json", Self.schema),
      ("directory/d.yaml", Self.directory), ("rules/r.yaml", file),
    ]
    tree = PolicyTree(files: texts.map { PolicyFile(path: $0, bytes: Array($1.utf8)) })
    let loaded = PolicyLoader().load(tree)
    policy = try #require(loaded.policy, "\(loaded.diagnostics.map(\.message))")
  }

  /// A rule that denies, with a condition written in a literal block.
  init(when condition: String) throws {
    let lines = condition.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
    try self.init(
      file: """
        rules:
          - id: r
            title: A rule.
            when: |
        \(lines)
            effect: deny
            reason: No.

        """)
  }

  /// All edits of its first rule.
  func edits() throws -> [RuleEdit] {
    let file = try #require(tree.files.last)
    return RuleEditor(policy: policy).edits(of: Array(policy.rules.prefix(1)), in: file)
  }

  /// The policy after an edit, loaded anew.
  func loaded(after edit: RuleEdit) throws -> Policy {
    let files = tree.files.dropLast() + [PolicyFile(path: "rules/r.yaml", bytes: edit.bytes)]
    let loaded = PolicyLoader().load(PolicyTree(files: Array(files)))
    return try #require(loaded.policy, "\(edit.id): \(loaded.diagnostics.map(\.message))")
  }
}
