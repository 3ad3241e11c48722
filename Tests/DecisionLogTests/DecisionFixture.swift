import DecisionLog
import PolicyCore
import Testing

/// Two rules, one request and what is decided about it.
struct DecisionFixture {
  let policy: Policy
  let record: Record
  let decision: Decision

  /// - Parameters:
  ///   - rules: replaces the rules.
  ///   - document: replaces the request.
  init(rules: String = Self.rules, document: JSONObject = Self.document) throws {
    let texts = [
      "precedent.yaml": "name: acme", "directory/people.yaml": Self.directory,
      "rules/all.yaml": rules,
    ]
    let files = texts.map { PolicyFile(path: $0.key, bytes: Array($0.value.utf8)) }
    let loaded = PolicyLoader().load(PolicyTree(files: files))
    policy = try #require(loaded.policy, "\(loaded.diagnostics)")
    record = try RecordReader(schema: policy.schema).record(document)
    decision = Decider(policy: policy).decide(
      record.request, approvals: record.approvals, at: record.decidedAt)
  }

  func stamped(commit: String = String(repeating: "c", count: 40)) -> DecisionRecord {
    DecisionRecord(
      request: record.request, approvals: record.approvals, at: record.decidedAt,
      decision: decision, stamp: stamp(commit: commit))
  }

  func stamp(commit: String = String(repeating: "c", count: 40)) -> Stamp {
    Stamp(
      repository: "https://example.com/policy.git", path: "", commit: commit,
      policyTree: String(repeating: "d", count: 40),
      policySHA256: String(repeating: "e", count: 64), ref: "refs/heads/main",
      committedAt: record.request.time, engine: "1.0.0")
  }

  static let directory = """
    teams:
      - id: data
        members: [ alice, bob ]
    members:
      - id: alice
      - id: bob
    """

  static let rules = """
    rules:
      - id: writers
        title: Writing to data needs its owner.
        owner: data
        when: resource.id == "orders"
        effect: review
        review:
          stages: [ { require: [ { count: 1, from: [ { team: data }, { attribute: resource.owner } ] } ] } ]
          evidence: [ { that: 'context.ticket != ""', because: A ticket is needed. } ]
          expire: 72h
          approvalsValidFor: 24h
        limits: { duration: 8h }
        obligations: [ { id: log, type: audit, properties: { level: high } } ]
        rollback: { by: data, within: 1h, steps: Revoke the role. }
      - id: fine
        title: Managed devices only.
        owner: data
        when: 'true'
        effect: constrain
        conditions: [ { that: context.emergency, because: Only in emergencies. } ]
        limits: { none: "The owner ends it." }
        otherwise: { review: { stages: [ { require: [ { count: 1, from: [ { user: bob } ] } ] } ] } }
      - id: broken
        title: A rule that cannot be evaluated.
        owner: data
        when: context.role == "admin"
        effect: approve
      - id: old
        title: A rule that nobody has looked at for long.
        owner: data
        when: 'true'
        effect: approve
        recertify: { every: 30d }
    """

  static let document: JSONObject = [
    "id": .string("req-1"), "time": .string("2026-03-01T10:00:00Z"),
    "subject": .object(["id": .string("eve"), "type": .string("human")]),
    "action": .string("grant"),
    "resource": .object(["id": .string("orders"), "owner": .string("data")]),
    "context": .object(["ticket": .string("CHG-1"), "emergency": .bool(false)]),
    "approvals": .array([
      .object([
        "by": .string("alice"), "verdict": .string("approve"),
        "at": .string("2026-03-01T11:00:00Z"), "reason": .string("Fine."),
      ]),
      .object([
        "by": .string("mallory"), "verdict": .string("approve"),
        "at": .string("2026-03-01T11:30:00Z"),
      ]),
      .object([
        "by": .string("bob"), "verdict": .string("approve"),
        "at": .string("2026-03-01T12:00:00Z"), "onBehalfOf": .string("bob"),
        "requestSha256": .string(String(repeating: "0", count: 64)),
      ]),
    ]),
    "outcome": .object([
      "status": .string("approved"), "at": .string("2026-03-01T12:30:00Z"),
    ]),
  ]
}
