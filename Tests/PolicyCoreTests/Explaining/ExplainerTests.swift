import CEL
import Testing

@testable import PolicyCore

/// What became of every rule, exception and invariant, and what is told to whom.
struct ExplainerTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let environment: String
    var fields: KeyValuePairs<String, JSONValue?> = [:]
    let id: ID
    let expected: String
  }

  private static let rules = [
    Case(
      testDescription: "applies", environment: "staging", id: "staging",
      expected: "applies(approve)"),
    Case(
      testDescription: "does not match", environment: "prod", id: "staging",
      expected: "notMatched"),
    Case(
      testDescription: "its conditions fail", environment: "lab", id: "lab",
      expected: "applies(deny)"),
    Case(
      testDescription: "has lapsed", environment: "sandbox", id: "sandbox",
      expected: "applies(review) lapsed"),
    Case(
      testDescription: "errs", environment: "prod", id: "broken", expected: "errs"),
    Case(
      testDescription: "has ended", environment: "prod", id: "past",
      expected: "ended(2026-02-01T00:00:00Z)"),
    Case(
      testDescription: "has not begun", environment: "prod", id: "coming",
      expected: "notYet(2026-12-01T00:00:00Z)"),
    Case(
      testDescription: "is lifted", environment: "frozen",
      fields: ["context": ["incident": true]], id: "freeze", expected: "lifted(EX-1)"),
    Case(
      testDescription: "an exception does not match", environment: "frozen", id: "EX-1",
      expected: "notMatched"),
    Case(
      testDescription: "an exception is active", environment: "frozen",
      fields: ["context": ["incident": true]], id: "EX-1", expected: "active(freeze, approve)"),
    Case(
      testDescription: "an exception has nothing to lift", environment: "prod", id: "EX-1",
      expected: "nothingToLift"),
    Case(
      testDescription: "an exception may not lift a denial", environment: "vault", id: "EX-2",
      expected: "mayNotLift(wall)"),
    Case(
      testDescription: "an exception has ended", environment: "frozen", id: "EX-3",
      expected: "ended(2025-03-10T00:00:00Z)"),
    Case(
      testDescription: "break-glass that nobody certified", environment: "frozen",
      fields: ["context": ["emergency": true]], id: "BG-1", expected: "lapsed"),
    Case(
      testDescription: "break-glass for others", environment: "frozen",
      fields: ["context": ["emergency": true], "subject": ["id": "dana"]], id: "BG-1",
      expected: "notForThem"),
    Case(
      testDescription: "an invariant asks", environment: "staging",
      fields: [
        "resource": ["id": "db", "environment": "staging", "sensitivity": "critical"]
      ],
      id: "critical-needs-a-human", expected: "asksItsOwner"),
    Case(
      testDescription: "an invariant is respected", environment: "prod",
      fields: ["resource": ["id": "db", "environment": "prod", "sensitivity": "critical"]],
      id: "critical-needs-a-human", expected: "respected"),
    Case(
      testDescription: "an invariant is about others", environment: "staging",
      id: "critical-needs-a-human", expected: "notAboutIt"),
  ]

  @Test(arguments: rules)
  func saysWhatBecameOfIt(_ example: Case) throws {
    let tree = try ExplainedPolicy.explain(example.environment, example.fields)
    #expect(tree.state(of: example.id) == example.expected)
  }

  @Test func namesTheFirstValueThatDecided() throws {
    let tree = try ExplainedPolicy.explain("prod")
    let staging = try #require(tree.rules.first { $0.rule == "staging" })
    #expect(
      staging.parts == [
        DecidingPart(
          text: #"resource.environment == "staging""#, truth: .fails,
          values: [
            ReadValue(path: FieldPath(["resource", "environment"]), finding: .value("prod"))
          ])
      ])
  }

  @Test func aFieldThatIsAskedForAndReadHasItsValue() throws {
    let tree = try ExplainedPolicy.explain("frozen", ["context": ["incident": true]])
    let exception = try #require(tree.exceptions.first { $0.exception == "EX-1" })
    let path = FieldPath(["context", "incident"])
    #expect(
      exception.parts.map(\.values) == [
        [ReadValue(path: path, finding: .present)],
        [ReadValue(path: path, finding: .value(true))],
      ])
  }

  @Test func saysWhoMayActForWhom() throws {
    let tree = try ExplainedPolicy.explain("prod")
    #expect(tree.requirements.map(\.eligibleCount) == [1, 2])
    #expect(tree.requirements.last?.state.eligible == ["sara", "simon"])
    #expect(tree.requirements.last?.deputies == [Deputy(of: "sara", by: "dana")])
    let later = try ExplainedPolicy.explain("prod", at: "2026-05-01T00:00:00Z")
    #expect(later.requirements.last?.deputies == [])
  }

  @Test(arguments: ["staging", "lab", "sandbox", "prod", "frozen", "vault", "elsewhere"])
  func aRequesterIsNotToldHowToGetAround(_ environment: String) throws {
    let tree = try ExplainedPolicy.explain(environment, for: .requester)
    #expect(tree.remedies == [])
    #expect(tree.rules.allSatisfy { $0.takesPart && $0.parts.isEmpty && $0.reading == nil })
    #expect(tree.exceptions.allSatisfy { $0.takesPart && $0.parts.isEmpty })
    #expect(tree.invariants.allSatisfy { $0.state == .asksItsOwner && $0.parts.isEmpty })
    #expect((tree.decision.conditions + tree.decision.evidence).allSatisfy { $0.that.isEmpty })
    #expect(tree.decision.matched.allSatisfy { $0.fields.isEmpty })
    #expect(!tree.paragraph.contains("It applies when"))
  }

  @Test func aRequesterLearnsTeamsAndCountsButNoNames() throws {
    let tree = try ExplainedPolicy.explain("prod", for: .requester)
    #expect(tree.requirements.map(\.eligibleCount) == [1, 2])
    #expect(tree.requirements.map(\.state.from) == [[.team("data")], [.team("security")]])
    #expect(tree.requirements.allSatisfy { $0.state.eligible.isEmpty && $0.deputies.isEmpty })
    #expect(tree.decision.requirements.allSatisfy { $0.eligible.isEmpty })
  }

  @Test func anApproverIsToldHowManyRulesDoNotApply() throws {
    let all = try ExplainedPolicy.explain("prod")
    let some = try ExplainedPolicy.explain("prod", for: .approver)
    #expect(all.rules.count == 9 && all.untoldRules == 0)
    #expect(some.rules.map(\.rule) == ["broken", "prod"])
    #expect(some.untoldRules == 7)
    #expect(some.untoldExceptions == 4)
    #expect(some.remedies == all.remedies)
  }
}

extension ExplanationTree {
  /// In one line.
  fileprivate func state(of id: ID) -> String? {
    if let rule = rules.first(where: { $0.rule == id }) {
      return rule.state.line + (rule.hasLapsed ? " lapsed" : "") + (rule.isStale ? " stale" : "")
    }
    if let exception = exceptions.first(where: { $0.exception == id }) {
      return exception.state.line
    }
    return invariants.first { $0.invariant == id }.map { "\($0.state)" }
  }
}

extension RuleAccount.State {
  fileprivate var line: String {
    switch self {
    case .applies(let effect): "applies(\(effect))"
    case .lifted(let by): "lifted(\(by.map(\.text).joined(separator: ", ")))"
    case .notMatched: "notMatched"
    case .notYet(let since): "notYet(\(since))"
    case .ended(let until): "ended(\(until))"
    case .errs: "errs"
    }
  }
}

extension ExceptionAccount.State {
  fileprivate var line: String {
    switch self {
    case .active(let lifted, let effect):
      "active(\(lifted.map(\.text).joined(separator: ", ")), \(effect))"
    case .joins(let effect): "joins(\(effect))"
    case .errs: "errs"
    case .notYet(let since): "notYet(\(since))"
    case .ended(let until): "ended(\(until))"
    case .nothingToLift: "nothingToLift"
    case .mayNotLift(let rules): "mayNotLift(\(rules.map(\.text).joined(separator: ", ")))"
    case .notForThem: "notForThem"
    case .notMatched: "notMatched"
    case .lapsed: "lapsed"
    }
  }
}
