import Impact
import PolicyCore
import Testing

struct CalibrationTests {
  /// What is recorded against what is decided.
  struct Case: CustomTestStringConvertible {
    var name: String
    var rules: String?
    var verdicts: [String] = []
    var outcome: String?
    /// Nil when the two cannot be compared; else why not, or an empty text.
    var why: String?

    var testDescription: String { name }
  }

  private static let approve = rule("a", "approve")
  private static let two = rule("a", "review", review("2 security"))
  private static let evidence = rule(
    "a", "review",
    review("1 security", terms: ", evidence: [ { that: \"false\", because: Say why. } ]"))
  private static let lapsed = rule(
    "a", "approve", "recertify: { every: 30d }", "certified: { on: 2026-01-01, by: alice }")

  private static let cases = [
    Case(name: "approved", rules: approve, outcome: "approved policy", why: ""),
    Case(name: "approved, now denied", outcome: "approved alice", why: "no rule matched"),
    Case(
      name: "approved, now denied by a rule", rules: rule("d", "deny"),
      outcome: "approved alice", why: "the rule denies"),
    Case(name: "denied", outcome: "denied policy", why: ""),
    Case(
      name: "denied, now approved", rules: approve, outcome: "denied bob",
      why: "the rule approves"),
    Case(
      name: "approved by too few", rules: two, verdicts: ["alice+"], outcome: "approved alice",
      why: "1 of 2 by security missing"),
    Case(
      name: "approved by enough", rules: two, verdicts: ["alice+", "bob+"],
      outcome: "approved bob", why: ""),
    Case(
      name: "approved against a denial", rules: two, verdicts: ["alice+", "bob-"],
      outcome: "approved alice", why: "somebody who was asked denied"),
    Case(
      name: "denied though all approved", rules: two, verdicts: ["alice+", "bob+"],
      outcome: "denied carol", why: "all approvals given"),
    Case(
      name: "approved without evidence", rules: evidence, verdicts: ["alice+"],
      outcome: "approved alice", why: "evidence does not hold"),
    Case(
      name: "approved without anything", rules: evidence, outcome: "approved alice",
      why: "1 of 1 by security missing, evidence does not hold"),
    Case(
      name: "approved by what has lapsed", rules: lapsed, outcome: "approved policy",
      why: "1 of 1 by data missing, a rule is past its recertification"),
    Case(name: "expired, still pending", rules: two, outcome: "expired", why: ""),
    Case(
      name: "expired, now approved", rules: approve, outcome: "expired",
      why: "the rule approves"),
    Case(name: "withdrawn", rules: approve, outcome: "withdrawn"),
    Case(name: "unknown", rules: approve),
  ]

  @Test(arguments: cases)
  func comparesAndSaysWhy(_ input: Case) async throws {
    let policy = try PolicyText(gates: [], rules: input.rules).load()
    let line = RecordText(id: "r", verdicts: input.verdicts, outcome: input.outcome).line
    let calibration = try await calibrate(policy, [line])
    #expect(calibration.comparable == (input.why == nil ? 0 : 1))
    #expect(calibration.reproduced == (input.why == "" ? 1 : 0))
    #expect(calibration.cells.map(\.reproduces) == [input.why.map(\.isEmpty)])
    let mismatches = input.why.map { $0.isEmpty ? [] : [$0] } ?? []
    #expect(calibration.mismatches.map(\.cause.why) == mismatches)
  }

  @Test
  func groupsMismatchesMostFirst() async throws {
    let policy = try PolicyText(
      rule("a", "deny", when: #"resource.id == "x""#), rule("b", "approve", when: "true")
    ).load()
    let lines =
      [RecordText(id: "r0", resource: "x", outcome: "approved alice").line]
      + (1...12).map { RecordText(id: "r\($0)", outcome: "denied bob").line } + ["{"]
    let calibration = try await calibrate(policy, lines)
    #expect(calibration.mismatches.map(\.cause.rules) == [["b"], ["a"]])
    #expect(calibration.mismatches.map(\.records.count) == [12, 1])
    #expect(calibration.mismatches[0].records.first == (1...10).map { "r\($0)" })
    #expect(calibration.history.unreplayable == 1)
    #expect(calibration.notReplayed.map(\.lineNumber) == [14])
    #expect(calibration.comparable == 13)
  }
}
