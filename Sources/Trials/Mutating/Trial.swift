import CEL
import Diagnostics
import PolicyCore

/// A request with approvals at an instant, decided to see whether an edit shows.
struct Trial: Sendable {
  let request: Request
  var approvals: [Approval]
  var at: Timestamp
  /// Where the request comes from.
  var origin: SuggestedTest.Origin
  /// From which request document, with which fields set otherwise; nil where it is one of its own.
  var base: Base?

  struct Base: Sendable {
    let path: String
    let changes: [FieldChange]
  }
}

extension Trial {
  /// The request of a case, as it is.
  init(_ known: KnownCase) {
    self.init(
      request: known.request, approvals: known.testCase.approvals, at: known.at,
      origin: .test(name: known.test.name, caseNumber: known.number),
      base: Base(path: known.test.base, changes: known.testCase.changes))
  }

  /// A recorded request, when it was decided.
  init(_ record: Record) {
    self.init(
      request: record.request, approvals: record.approvals, at: record.decidedAt,
      origin: .record(id: record.request.id))
  }
}

/// Decides trials before and after an edit.
struct TrialJudge: Sendable {
  let before: Decider
  let after: Decider
  private let policy: Policy

  init(_ policy: Policy, edit: RuleEdit) {
    self.policy = policy
    before = Decider(policy: policy)
    after = Decider(policy: policy.replacing(edit.edited))
  }

  /// What a test of the trial could see; empty where the edit does not show.
  func differences(_ trial: Trial) -> [TestFailure.Mismatch] {
    let old = before.decide(trial.request, approvals: trial.approvals, at: trial.at)
    let new = after.decide(trial.request, approvals: trial.approvals, at: trial.at)
    return DecisionComparison(new, Expectation(everythingOf: old), policy).mismatches
      .compactMap { failure in
        switch failure {
        case .mismatch(let mismatch): mismatch
        case .noFixture, .invalidRequest: nil
        }
      }
  }
}

extension Expectation {
  /// All that a test can say of a decision.
  init(everythingOf decision: Decision) {
    self.init(location: .file("tests"))
    self.decision = decision.status
    tier = decision.tier
    rules = decision.matched.filter { !$0.isException }.map(\.rule)
    exceptions = decision.matched.filter(\.isException).map(\.rule)
    invariants = decision.invariants
    limit = decision.limit
    obligations = decision.obligations.map(\.id).sorted()
    let waiting = decision.requirements.filter { $0.missing > 0 }
    // What asks nobody cannot be written.
    if waiting.allSatisfy({ !$0.from.isEmpty }) {
      missing = waiting.map { Missing(count: $0.missing, from: $0.from) }
    }
    if let grant = decision.grant { grantUntil = .some(grant.until) }
  }

  /// Status, tier and rules, and of the other parts those named.
  func only(_ parts: Set<String>) -> Expectation {
    var expectation = Expectation(location: location)
    (expectation.decision, expectation.tier, expectation.rules) = (decision, tier, rules)
    if parts.contains("missing") { expectation.missing = missing }
    if parts.contains("limits") { expectation.limit = limit }
    if parts.contains("obligations") { expectation.obligations = obligations }
    if parts.contains("exceptions") { expectation.exceptions = exceptions }
    if parts.contains("invariants") { expectation.invariants = invariants }
    if parts.contains("grant") { expectation.grantUntil = grantUntil }
    return expectation
  }

  /// What must be expected beside status, tier and rules for one of the differences to show.
  static func needed(toShow differences: [TestFailure.Mismatch]) -> Set<String> {
    let parts = Set(differences.map(\.part))
    guard parts.isDisjoint(with: ["decision", "tier", "rules"]) else { return [] }
    let others = ["missing", "limits", "obligations", "exceptions", "invariants", "grant"]
    return others.first { parts.contains($0) }.map { [$0] } ?? []
  }
}
