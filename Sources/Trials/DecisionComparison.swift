import CEL
import PolicyCore

/// Compares a decision with what a test expects.
struct DecisionComparison {
  private let decision: Decision
  private let expectation: Expectation
  private let policy: Policy

  init(_ decision: Decision, _ expectation: Expectation, _ policy: Policy) {
    self.decision = decision
    self.expectation = expectation
    self.policy = policy
  }

  var mismatches: [TestFailure] {
    let rules = decision.matched.filter { !$0.isException }.map(\.rule)
    let exceptions = decision.matched.filter(\.isException).map(\.rule)
    return [
      compare("error", expectation.error, nil) { $0 },
      compare("decision", expectation.decision, decision.status) { $0.rawValue },
      compare("tier", expectation.tier, decision.tier) { $0.rawValue },
      compare("rules", expectation.rules?.sorted(), rules.sorted(), Self.words),
      compare("exceptions", expectation.exceptions?.sorted(), exceptions.sorted(), Self.words),
      compare(
        "invariants", expectation.invariants?.sorted(), decision.invariants.sorted(), Self.words),
      compare("limits", expectation.limit, decision.limit) { $0.text },
      compare(
        "obligations", expectation.obligations?.sorted(),
        decision.obligations.map(\.id).sorted()
      ) { $0.joined(separator: ", ") },
      compareMissing(), compareGrant(),
    ].compactMap { $0 }
  }

  /// Nil where nothing is expected, or what is expected is there.
  private func compare<Part: Equatable>(
    _ part: String, _ expected: Part?, _ found: Part?, _ words: (Part) -> String
  ) -> TestFailure? {
    guard let expected, expected != found else { return nil }
    return .mismatch(
      .init(
        part: part, expected: Self.orNone(words(expected)), found: Self.orNone(found.map(words))))
  }

  private static func orNone(_ words: String?) -> String {
    guard let words, !words.isEmpty else { return "none" }
    return words
  }

  private static func words(_ ids: [ID]) -> String {
    ids.map(\.text).joined(separator: ", ")
  }

  // MARK: - Parts

  /// Every requirement that lacks approvals, in any order.
  private func compareMissing() -> TestFailure? {
    guard let expected = expectation.missing else { return nil }
    let found = decision.requirements.filter { $0.missing > 0 }.map {
      Expectation.Missing(count: $0.missing, from: $0.from)
    }
    let words = [expected, found].map { $0.map(Self.words).sorted() }
    guard words[0] != words[1] else { return nil }
    return .mismatch(
      .init(
        part: "missing", expected: Self.orNone(words[0].joined(separator: "; ")),
        found: Self.orNone(words[1].joined(separator: "; "))))
  }

  private static func words(_ missing: Expectation.Missing) -> String {
    "\(missing.count) from " + missing.from.map(\.description).joined(separator: " or ")
  }

  private func compareGrant() -> TestFailure? {
    guard let expected = expectation.grantUntil else { return nil }
    let words = expected?.description ?? "never"
    let found = decision.grant.map { $0.until?.description ?? "never" } ?? "no grant"
    guard words != found else { return nil }
    return .mismatch(.init(part: "grant", expected: "until \(words)", found: "until \(found)"))
  }
}
