import History
import PolicyCore
import Testing

@testable import Impact

/// The gate that counts the loosening parts of a change that no record exercises.
struct EvidenceTests {
  /// A change, records, and the parts that none of them exercises.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var before: PolicyText
    var after: PolicyText
    var records: [RecordText]
    var parts: [String]

    var testDescription: String { name }

    init(
      _ name: String, _ before: PolicyText, _ after: PolicyText, _ records: [RecordText],
      leaves parts: [String]
    ) {
      self.name = name
      self.before = before
      self.after = after
      self.records = records
      self.parts = parts
    }
  }

  private static let orders = #"resource.id == "orders""#
  private static let both = #"resource.id in ["orders", "wages"]"#
  private static let narrow = PolicyText(rule("a", "approve", when: orders))
  private static let wide = PolicyText(rule("a", "approve", when: both))
  private static let wages = RecordText(id: "w", resource: "wages")
  private static let order = RecordText(id: "o")

  private static func team(_ members: String) -> PolicyText {
    PolicyText(
      rule("a", "review", when: orders, review("1 security")),
      directory: PolicyText.standardDirectory.replacing("[ alice, bob ]", with: members))
  }

  private static let cases = [
    Case("a wider approval that a record tries", narrow, wide, [wages], leaves: []),
    Case(
      "a wider approval that none tries", narrow, wide, [order],
      leaves: ["rule a: condition, wider"]),
    Case("no history", narrow, wide, [], leaves: ["rule a: condition, wider"]),
    Case("a narrower approval", wide, narrow, [], leaves: []),
    Case(
      "a narrower denial that none tries", PolicyText(rule("a", "deny", when: both)),
      PolicyText(rule("a", "deny", when: orders)), [order],
      leaves: ["rule a: condition, narrower"]),
    Case(
      "a narrower denial that a record tries", PolicyText(rule("a", "deny", when: both)),
      PolicyText(rule("a", "deny", when: orders)), [wages], leaves: []),
    Case("a new approval", PolicyText(), narrow, [wages], leaves: ["rule a is new"]),
    Case("a new approval that matches", PolicyText(), narrow, [order], leaves: []),
    Case(
      "a denial that goes", PolicyText(rule("a", "deny", when: orders)), PolicyText(), [wages],
      leaves: ["rule a is gone"]),
    Case("a new denial", PolicyText(), PolicyText(rule("a", "deny")), [], leaves: []),
    Case(
      "a longer limit", PolicyText(rule("a", "approve", when: orders, "limits: { duration: 1h }")),
      PolicyText(rule("a", "approve", when: orders, "limits: { duration: 2h }")), [wages],
      leaves: ["rule a: limit"]),
    Case(
      "a longer limit of a rule that matches",
      PolicyText(rule("a", "approve", when: orders, "limits: { duration: 1h }")),
      PolicyText(rule("a", "approve", when: orders, "limits: { duration: 2h }")), [order],
      leaves: []),
    Case(
      "in force only", narrow, PolicyText(rule("a", "approve", when: both, "since: 2030-01-01")),
      [wages], leaves: []),
    Case(
      "an approver more, who is asked", team("[ alice ]"), team("[ alice, carol ]"), [order],
      leaves: []),
    Case(
      "an approver more, who is not asked", team("[ alice ]"), team("[ alice, carol ]"), [wages],
      leaves: ["team security: carol joins"]),
    Case(
      "a default that no record meets", PolicyText(rule("a", "approve")),
      PolicyText(rule("a", "approve"), settings: "default: { \(review("1 data")) }"), [order],
      leaves: ["setting default: otherwise"]),
  ]

  @Test(arguments: cases)
  func countsWhatNoRecordExercises(_ input: Case) async throws {
    let radius = try await simulate(input.before, input.after, input.records)
    let gate = try #require(radius.gates.first { $0.kind == .looseningWithoutEvidence })
    #expect(gate.parts == input.parts)
    #expect(gate.measured == input.parts.count && gate.records.isEmpty)
    #expect(gate.verdict == (input.parts.isEmpty ? .passed : .tripped))
    #expect(radius.isRefused == !input.parts.isEmpty)
  }

  @Test func asManyAsTheGateSaysPass() async throws {
    let gates = ["id: evidence, looseningWithoutEvidence: 1"]
    var (before, after) = (Self.narrow, Self.wide)
    (before.gates, after.gates) = (gates, gates)
    let radius = try await simulate(before, after, [Self.order])
    let gate = try #require(radius.gates.first { $0.id == "evidence" })
    #expect(gate.measured == 1 && gate.verdict == .passed)
  }

  @Test func anAcceptanceCountsParts() async throws {
    let after = try Self.wide.load()
    let trailer = "evidence 1 \(after.digest)"
    let acceptance = try #require(
      Acceptance(trailer: trailer, committer: "alice", commit: "c0ffee"))
    var terms = Simulation.Terms(from: .old, to: .new)
    terms.claims = AcceptanceClaims(acceptances: [acceptance])
    let radius = try await simulate(Self.narrow.load(), after, [Self.order.line], terms: terms)
    let gate = try #require(radius.gates.first { $0.id == "evidence" })
    #expect(gate.verdict == .accepted(acceptance))
  }

  @Test func aLaxerGateIsALoweredSafeguard() throws {
    let before = try PolicyText(gates: ["id: evidence, looseningWithoutEvidence: 0"]).load()
    let after = try PolicyText(gates: ["id: evidence, looseningWithoutEvidence: 2"]).load()
    #expect(
      LoweredSafeguard.between(before, after) == [
        LoweredSafeguard(
          kind: .gate, name: "evidence", change: "is `at most 2` instead of `at most 0`")
      ])
    #expect(LoweredSafeguard.between(after, before) == [])
  }
}
