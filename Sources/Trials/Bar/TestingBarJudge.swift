package import Diagnostics
package import PolicyCore

/// An edit of a rule that no test notices.
package struct SurvivingEdit: Sendable, Hashable {
  /// The rule that is edited.
  package var rule: ID
  /// What the edit does, such as `` `<` becomes `<=` ``.
  package var words: String
  /// What is edited.
  package var location: SourceLocation
  /// A test with a case that notices it, and that nobody has reviewed; nil where there is none.
  package var unreviewedTest: String?

  /// Makes an edit.
  package init(
    rule: ID, words: String, location: SourceLocation, unreviewedTest: String? = nil
  ) {
    self.rule = rule
    self.words = words
    self.location = location
    self.unreviewedTest = unreviewedTest
  }
}

/// Why a changed rule does not meet the testing bar.
package struct BarFailure: Sendable, Hashable {
  /// What is not tested.
  package enum Reason: Sendable, Hashable {
    /// No case does this.
    case unmet(CoverageGoal)
    /// No test notices this.
    case survivor(SurvivingEdit)
  }

  /// The changed rule.
  package var rule: ID
  /// What is not tested about it.
  package var reason: Reason

  /// Makes a failure.
  package init(rule: ID, reason: Reason) {
    self.rule = rule
    self.reason = reason
  }
}

/// Holds changed rules to the testing bar (design document, section 6).
package struct TestingBarJudge: Sendable {
  /// The stricter bar of two versions.
  package let bar: TestingBar

  /// The bar of a change.
  /// - Parameter before: nil where there was no policy.
  package init(_ before: Policy?, _ after: Policy) {
    bar = max(before?.settings.testing ?? .exercised, after.settings.testing)
  }

  /// What is not tested, by rule; what the weakest bar asks comes first.
  /// - Parameter survivors: edits of any rules that no test notices; they count only under the
  ///   bar `mutation`.
  package func failures(
    of changed: [ID], _ coverage: Coverage, survivors: [SurvivingEdit]
  ) -> [BarFailure] {
    changed.flatMap { rule in
      let unmet = coverage.only([rule]).unmet.filter { asks($0.kind) }
      let surviving = bar == .mutation ? survivors.filter { $0.rule == rule } : []
      return unmet.map { BarFailure(rule: rule, reason: .unmet($0)) }
        + surviving.map { BarFailure(rule: rule, reason: .survivor($0)) }
    }
  }

  private func asks(_ kind: CoverageKind) -> Bool {
    switch kind {
    case .rules: true
    // What an atom decides shows in the edits of it; one whose edits show in no decision, such as a
    // guard that another part repeats, could never be covered.
    case .conditions, .requirements: bar == .conditions
    case .exceptions, .invariants: false
    }
  }
}
