import CEL
import PolicyCore
import Testing

/// A suspension never opens anything that was closed.
struct SuspensionTests {
  private static func tree(_ rules: String) -> PolicyTree {
    let texts = [
      "precedent.yaml": "name: acme\n", "rules/a.yaml": rules,
      "directory/people.yaml": """
      teams: [ { id: team, members: [ al, bo ] }, { id: other, members: [ cy ] } ]
      members: [ { id: al }, { id: bo }, { id: cy } ]

      """,
    ]
    return PolicyTree(files: texts.map { PolicyFile(path: $0.key, bytes: Array($0.value.utf8)) })
  }

  private static func rule(_ id: String, _ when: String, _ effect: String) -> String {
    """
      - id: \(id)
        title: T
        owner: team
        when: \(when)
        limits: { duration: 8h }
        effect: \(effect)

    """
  }

  private static let otherwise =
    "otherwise: { review: { stages: [ { require: [ { count: 1, from: [ { team: other } ] } ] } ] } }"
  private static let effects = [
    "approve",
    "constrain\n    conditions: [ { that: resource.id == \"x\", because: 'Only \"x\".' } ]",
    "constrain\n    conditions: [ { that: resource.id == \"x\", because: X } ]\n    \(otherwise)",
    "constrain\n    conditions: [ { that: resource.sensitivity == \"low\", because: It errs. } ]",
  ]
  private static let others = [
    "", rule("o", "resource.id == \"x\"", "deny\n    reason: No."),
    rule(
      "o", "action.name == \"grant\"",
      "review\n    review: { stages: [ { require: [ { count: 1, from: [ { team: other } ] } ] } ] }"
    ),
    rule("o", "resource.id == \"x\"", "approve"),
  ]

  @Test(arguments: effects, others)
  func opensNothing(_ effect: String, _ other: String) throws {
    let tree = Self.tree(
      "rules:\n" + Self.rule("r", "action.name == \"grant\"", effect) + other)
    let before = try #require(PolicyLoader().load(tree).policy)
    let rule = try #require(before.rule("r"))
    let at = instant("2026-03-01T10:00:00Z")
    let suspension = try Suspension(
      of: rule, in: before, from: at, lasting: nil, by: "cy", ticket: "T-1", reason: nil)
    let edited = try PolicyEditor(tree).suspending(suspension)
    var suspended = tree
    suspended.files.append(PolicyFile(path: edited.path, bytes: edited.bytes))
    let after = try #require(PolicyLoader().load(suspended).policy)
    for resource in ["x", "y"] {
      for people in [[], ["al"], ["cy"], ["al", "cy"]] as [[ID]] {
        let old = try Self.decide(before, resource, people, at)
        let new = try Self.decide(after, resource, people, at)
        #expect(!new.tier.actsAlone, "\(resource) \(people)")
        #expect(old.status == .approved || new.status != .approved, "\(resource) \(people)")
        #expect(new.status != .approved || people.contains("al"), "\(resource) \(people)")
        #expect(new.limit == old.limit)
      }
    }
    // Just after its end all is as before.
    let end = suspension.until
    let old = try Self.decide(before, "x", [], end)
    #expect(try Self.decide(after, "x", [], end) == old)
  }

  private static func decide(
    _ policy: Policy, _ resource: String, _ people: [ID], _ at: Timestamp
  ) throws -> Decision {
    let request = try RecordReader(schema: policy.schema).record([
      "id": "q", "time": .string(at.description), "subject": .object(["id": "sam"]),
      "action": "grant", "resource": .object(["id": .string(resource)]),
    ]).request
    let approvals = people.map { Approval(by: $0, verdict: .approve, at: at) }
    return Decider(policy: policy).decide(request, approvals: approvals, at: at)
  }

  @Test func aLongNameStaysAnID() throws {
    let id = String(repeating: "r", count: 128)
    let tree = Self.tree("rules:\n" + Self.rule(id, "\"true\"", "approve"))
    let policy = try #require(PolicyLoader().load(tree).policy)
    let suspension = try Suspension(
      of: try #require(policy.rule(ID(id))), in: policy, from: instant("10:00"), lasting: nil,
      by: "al", ticket: "T", reason: nil)
    #expect(ID.isValid(suspension.id.text))
    #expect(throws: Never.self) { try PolicyEditor(tree).suspending(suspension) }
  }
}
