import History
import PolicyCore
import Testing

@testable import Impact

struct GateTests {
  private static let approve = rule("a", "approve")
  private static let reviewed = rule("a", "review", review("1 security"))
  private static let constrained = rule(
    "a", "constrain", "conditions: [ { that: 'true', because: Use it. } ]")
  private static let critical = #"resource.sensitivity == "critical""#

  private static func newlyAutomatic(_ count: Int, where condition: String = "") -> String {
    let condition = condition.isEmpty ? "" : "where: '\(condition)', "
    return "id: auto, maxNewlyAutomatic: { \(condition)count: \(count) }"
  }

  /// A gate of both versions and how many records it counts.
  struct Case: CustomTestStringConvertible {
    var name: String
    var gate: String
    var before: String?
    var after: String?
    var records: [RecordText]
    var counted: [String]
    var isTripped: Bool

    var testDescription: String { name }

    init(
      _ name: String, _ gate: String, _ before: String?, _ after: String?,
      _ records: [RecordText] = [RecordText(id: "r")], counts counted: [String],
      trips isTripped: Bool
    ) {
      self.name = name
      self.gate = gate
      self.before = before
      self.after = after
      self.records = records
      self.counted = counted
      self.isTripped = isTripped
    }
  }

  private static let two = [RecordText(id: "r"), RecordText(id: "s")]
  private static let sensitive = [
    RecordText(id: "low", more: #""sensitivity":"low""#),
    RecordText(id: "critical", more: #""sensitivity":"critical""#), RecordText(id: "unknown"),
  ]
  private static let denied = [
    RecordText(id: "byPolicy", outcome: "denied policy"),
    RecordText(id: "byAlice", outcome: "denied alice"),
    RecordText(id: "bySomebody", outcome: "denied"),
    RecordText(id: "approved", outcome: "approved alice"),
    RecordText(id: "expired", outcome: "expired"), RecordText(id: "unknown"),
  ]
  private static let humansSaidNo = "id: no, noHumanDeniedApproved: true"

  private static let cases = [
    Case("automatic from review", newlyAutomatic(0), reviewed, approve, counts: ["r"], trips: true),
    Case(
      "constrained from review", newlyAutomatic(0), reviewed, constrained, counts: ["r"],
      trips: true),
    Case("automatic from denied", newlyAutomatic(0), nil, approve, counts: ["r"], trips: true),
    Case(
      "constrained from denied", newlyAutomatic(0), nil, constrained, counts: ["r"],
      trips: true),
    Case(
      "automatic from constrained", newlyAutomatic(0), constrained, approve, counts: ["r"],
      trips: true),
    Case(
      "constrained from automatic", newlyAutomatic(0), approve, constrained, counts: [],
      trips: false),
    Case("review from denied", newlyAutomatic(0), nil, reviewed, counts: [], trips: false),
    Case("automatic as before", newlyAutomatic(0), approve, approve, counts: [], trips: false),
    Case(
      "as many as may be", newlyAutomatic(2), nil, approve, two, counts: ["r", "s"],
      trips: false),
    Case(
      "one more than may be", newlyAutomatic(1), nil, approve, two, counts: ["r", "s"],
      trips: true),
    Case(
      "only where it holds, or errs", newlyAutomatic(1, where: critical), nil, approve,
      sensitive, counts: ["critical", "unknown"], trips: true),
    Case(
      "a human denied", humansSaidNo, reviewed, approve, denied,
      counts: ["byAlice", "bySomebody"], trips: true),
    Case(
      "a human denied what was approved before too", humansSaidNo, constrained, approve, denied,
      counts: [], trips: false),
    Case(
      "a human denied what still waits", humansSaidNo, nil, reviewed, denied, counts: [],
      trips: false),
    Case(
      "half of the records", "id: share, maxChangedShare: 50%", reviewed,
      rule("a", "approve", when: #"resource.id == "orders""#), two, counts: ["r", "s"],
      trips: true),
    Case(
      "no more than the share", "id: share, maxChangedShare: 100%", reviewed, approve, two,
      counts: ["r", "s"], trips: false),
    Case(
      "nothing changed of the share", "id: share, maxChangedShare: 0%", approve, approve, two,
      counts: [], trips: false),
  ]

  @Test(arguments: cases)
  func countsAndJudges(_ input: Case) async throws {
    let before = PolicyText(gates: [input.gate], rules: input.before)
    let after = PolicyText(gates: [input.gate], rules: input.after)
    let radius = try await simulate(before, after, input.records)
    let added = try #require(before.load().settings.gates.first)
    let gate = try #require(radius.gates.first { $0.id == added.id })
    #expect(gate.records == input.counted)
    #expect(gate.measured == input.counted.count)
    #expect(gate.verdict == (input.isTripped ? .tripped : .passed))
    #expect(gate.origin == .both)
    #expect(radius.isRefused == input.isTripped)
  }

  @Test
  func judgesWithTheGatesOfBothVersions() async throws {
    let old = PolicyText(
      gates: [
        "id: auto, maxNewlyAutomatic: { count: 0 }", "id: gone, maxNewlyAutomatic: { count: 0 }",
        "id: moved, maxNewlyAutomatic: { where: 'resource.id == \"orders\"', count: 0 }",
      ])
    let new = PolicyText(
      gates: [
        "id: auto, maxNewlyAutomatic: { count: 9 }", "id: fresh, maxChangedShare: 0%",
        "id: moved, maxNewlyAutomatic: { where: 'resource.id == \"other\"', count: 0 }",
      ], rules: Self.approve)
    let radius = try await simulate(old, new, [RecordText(id: "r")])
    let verdicts = radius.gates.map { "\($0.id) \($0.origin.rawValue) \($0.verdict)" }
    #expect(
      verdicts == [
        "auto from tripped", "auto to passed", "evidence both passed", "fresh to tripped",
        "gone from tripped",
        "moved from tripped", "moved to passed", "replayable both passed",
      ])
  }

  @Test
  func countsWhatOnlyTheNewVersionCannotReadInEveryGate() async throws {
    let gates = [
      "id: auto, maxNewlyAutomatic: { count: 0 }", "id: share, maxChangedShare: 10%",
      Self.humansSaidNo,
    ]
    var new = PolicyText(gates: gates)
    new.schema = #"{"type":"object","required":["context"]}"#
    let radius = try await simulate(PolicyText(gates: gates), new, [RecordText(id: "r")])
    #expect(radius.gates.count == 5)
    for gate in radius.gates where gate.kind != .looseningWithoutEvidence {
      #expect(gate.records == ["r"])
      #expect(gate.verdict == .tripped)
    }
    #expect(radius.changed == 1)
    #expect(radius.classes == [.unreplayable: 1])
    #expect(radius.notReplayed.map(\.blame) == [.to])
    #expect(radius.directions.isEmpty)
  }

  @Test
  func sharesAreOfWhatTheOldVersionReplays() async throws {
    let gates = ["id: share, maxChangedShare: 50%"]
    let condition = #"resource.id == "orders""#
    let before = try PolicyText(gates: gates).load()
    let after = try PolicyText(gates: gates, rules: rule("a", "approve", when: condition)).load()
    let lines = [
      RecordText(id: "r").line, RecordText(id: "s").line, RecordText(id: "t", resource: "x").line,
    ]
    // Two of three changed; lines that are no records do not make them fewer.
    let padding = Array(repeating: "{", count: 20)
    let radius = try await simulate(before, after, lines + padding)
    #expect(radius.history.records == 23)
    #expect(radius.gates.first { $0.id == "share" }?.verdict == .tripped)
  }

  // MARK: - Going back

  private static let shares = ["id: share, maxChangedShare: 0%"]

  private func goBack(
    from before: String?, to after: String?, schema: String? = nil, returning: String? = "c0ffee"
  ) async throws -> GateResult {
    var terms = Simulation.Terms(from: .old, to: .new)
    terms.returnsToRecentTip = returning
    var new = PolicyText(gates: Self.shares, rules: after)
    new.schema = schema
    let radius = try await simulate(
      PolicyText(gates: Self.shares, rules: before), new, [RecordText(id: "r")], terms: terms)
    return try #require(radius.gates.first { $0.id == "share" })
  }

  @Test
  func goingBackToARecentTipPassesTheShare() async throws {
    let gate = try await goBack(from: Self.approve, to: Self.reviewed)
    #expect(gate.verdict == .passed)
    #expect(gate.returnsTo == "c0ffee")
    #expect(gate.measured == 1)
  }

  @Test
  func goingBackToSomethingLooserDoesNot() async throws {
    let gate = try await goBack(from: Self.reviewed, to: Self.approve)
    #expect(gate.verdict == .tripped)
    #expect(gate.returnsTo == nil)
  }

  @Test
  func goingBackToSomethingLooserInForceDoesNot() async throws {
    let later = rule("b", "approve", "since: 2030-01-01")
    let gate = try await goBack(from: Self.approve, to: Self.reviewed)
    #expect(gate.verdict == .passed)
    let late = try await goBack(
      from: Self.approve, to: rule("d", "deny", "until: 2030-01-01") + later)
    #expect(late.verdict == .passed)
    let loose = try await goBack(
      from: rule("d", "deny"), to: rule("d", "deny", "until: 2030-01-01") + later)
    #expect(loose.verdict == .tripped)
  }

  @Test
  func goingBackToWhatCannotBeReadDoesNot() async throws {
    let gate = try await goBack(
      from: Self.approve, to: Self.reviewed,
      schema: #"{"type":"object","required":["context"]}"#)
    #expect(gate.verdict == .tripped)
  }

  @Test
  func whatDoesNotGoBackTrips() async throws {
    let gate = try await goBack(from: Self.approve, to: Self.reviewed, returning: nil)
    #expect(gate.verdict == .tripped)
  }
}

extension PolicyText {
  init(gates: [String], rules: String?) {
    self.init(gates: gates)
    self.rules = rules.map { [$0] } ?? []
  }
}
