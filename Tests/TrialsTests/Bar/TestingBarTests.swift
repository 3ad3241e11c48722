import Diagnostics
import PolicyCore
import Testing

@testable import Trials

/// What is asked of the rules that a change makes or alters.
struct TestingBarTests {
  private static func rule(_ id: String, when: String = "context.a && context.b") -> String {
    "  - { id: \(id), title: t., owner: data, when: \(when), effect: review, review: "
      + "{ stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ] } }\n"
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let before: String?
    let after: String
    let changed: [ID]
  }

  @Test(arguments: [
    Change(testDescription: "nothing", before: rule("r"), after: rule("r"), changed: []),
    Change(testDescription: "no policy before", before: nil, after: rule("r"), changed: ["r"]),
    Change(
      testDescription: "a new rule", before: rule("r"), after: rule("r") + rule("s"),
      changed: ["s"]),
    Change(
      testDescription: "a rule that is gone", before: rule("r") + rule("s"), after: rule("r"),
      changed: []),
    Change(
      testDescription: "a condition", before: rule("r") + rule("s"),
      after: rule("r") + rule("s", when: "context.a"), changed: ["s"]),
    Change(
      testDescription: "another title", before: rule("r"),
      after: rule("r").replacing("title: t.", with: "title: other."), changed: []),
    Change(
      testDescription: "a certification", before: rule("r"),
      after: rule("r").replacing(
        "id: r,", with: "id: r, certified: { on: 2026-06-01, by: ada },"), changed: []),
    Change(
      testDescription: "a count", before: rule("r"),
      after: rule("r").replacing("count: 1", with: "count: 2"), changed: ["r"]),
    Change(
      testDescription: "another id", before: rule("r"), after: rule("q"), changed: ["q"]),
  ])
  func findsTheRulesThatMeanSomethingElse(_ example: Change) throws {
    let before = try example.before.map { try TrialPolicy(rules: $0).policy }
    let after = try TrialPolicy(rules: example.after).policy
    #expect(ChangedRules.between(before, after) == example.changed)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var before = "conditions"
    var after = "conditions"
    let cases: String
    let bar: TestingBar
    let failures: [String]
  }

  private static let thorough = """
        cases:
          - expect: pending
          - { at: 2026-07-01T12:00:00Z, approvals: [ { by: ada, verdict: approve, at: "2026-07-01T11:00:00Z" } ], expect: approved }
          - { with: { context.a: false }, expect: denied }
          - { with: { context.b: false }, expect: denied }

    """
  private static let matching = "    cases: [ { expect: pending } ]\n"

  @Test(arguments: [
    Case(
      testDescription: "exercised asks for both ways", before: "exercised", after: "exercised",
      cases: matching, bar: .exercised, failures: ["r does not match"]),
    Case(
      testDescription: "exercised asks for no atoms", before: "exercised", after: "exercised",
      cases: """
            cases: [ { expect: pending }, { with: { context.a: false }, expect: denied } ]

        """, bar: .exercised, failures: []),
    Case(
      testDescription: "conditions asks for atoms and requirements", cases: matching,
      bar: .conditions,
      failures: [
        "r does not match", "r when context.a false", "r when context.b false", "r fills 1: 1 data",
      ]),
    Case(testDescription: "conditions met", cases: thorough, bar: .conditions, failures: []),
    Case(
      testDescription: "mutation asks for no atoms beside what survives", before: "mutation",
      after: "mutation", cases: matching, bar: .mutation,
      failures: ["r does not match", "r survivor w"]),
    Case(
      testDescription: "mutation asks for what survives too", before: "mutation",
      after: "mutation", cases: thorough, bar: .mutation, failures: ["r survivor w"]),
    Case(
      testDescription: "the bar before counts where it is stricter", before: "mutation",
      after: "exercised", cases: thorough, bar: .mutation, failures: ["r survivor w"]),
    Case(
      testDescription: "and the bar after where that is", before: "exercised",
      after: "conditions", cases: thorough, bar: .conditions, failures: []),
  ])
  func asksWhatTheStricterBarAsks(_ example: Case) throws {
    let before = try TrialPolicy(
      settings: "testing: { changedRules: \(example.before) }\n", rules: Self.rule("q"))
    let after = try TrialPolicy(
      settings: "testing: { changedRules: \(example.after) }\n",
      rules: Self.rule("r") + Self.rule("untouched", when: "context.c"), cases: example.cases)
    let judge = TestingBarJudge(before.policy, after.policy)
    #expect(judge.bar == example.bar)
    let survivors = ["r", "untouched"].map {
      SurvivingEdit(rule: ID($0), words: "w", location: .file("rules/r.yaml"))
    }
    let failures = judge.failures(of: ["r"], after.coverage, survivors: survivors)
    #expect(failures.map(summary) == example.failures)
  }

  @Test func withoutAPolicyBeforeTheNewBarCounts() throws {
    let after = try TrialPolicy(
      settings: "testing: { changedRules: exercised }\n", rules: Self.rule("r"))
    #expect(TestingBarJudge(nil, after.policy).bar == .exercised)
  }

  private func summary(_ failure: BarFailure) -> String {
    switch failure.reason {
    case .unmet(let goal): goal.summary
    case .survivor(let edit): "\(edit.rule) survivor \(edit.words)"
    }
  }
}
