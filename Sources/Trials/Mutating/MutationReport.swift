package import PolicyCore

/// What mutation testing found out about some rules.
package struct MutationReport: Sendable {
  /// By id.
  package var rules: [RuleMutations]
  /// Tests that would notice the survivors, in the order of the first one each notices.
  package var suggestions: [SuggestedTest]

  /// Makes a report of its parts.
  package init(rules: [RuleMutations], suggestions: [SuggestedTest]) {
    self.rules = rules
    self.suggestions = suggestions
  }

  /// Every edit that no test notices although a request would show it.
  package var survivors: [Survivor] { rules.flatMap(\.survivors) }

  /// Every edit that is noticed only by a case that awaits its review.
  package var unreviewed: [NoticedEdit] { rules.flatMap(\.unreviewed) }

  /// Whether every edit that shows is noticed by a case that somebody has reviewed.
  package var isGood: Bool { survivors.isEmpty && unreviewed.isEmpty }

  /// All edits that were tried.
  package var editCount: Int { rules.reduce(0) { $0 + $1.editCount } }

  /// What no reviewed test notices, as the testing bar takes it.
  package var survivingEdits: [SurvivingEdit] {
    rules.flatMap { rule in
      rule.survivors.map { SurvivingEdit($0.edit, unreviewedTest: nil) }
        + rule.unreviewed.map { SurvivingEdit($0.edit, unreviewedTest: $0.test) }
    }
  }
}

/// What became of the edits of one rule; lists are in the order of the file.
package struct RuleMutations: Sendable {
  /// The rule.
  package var rule: Rule
  /// Edits that some test notices, with the first case that fails.
  package var noticed: [NoticedEdit] = []
  /// Edits that only cases notice which nobody has reviewed.
  package var unreviewed: [NoticedEdit] = []
  /// Edits that no request shows, which is proved.
  package var equivalent: [RuleEdit] = []
  /// Edits that no test notices, and a request shows.
  package var survivors: [Survivor] = []
  /// Edits that no test notices, and for which no request was found that shows them.
  package var unshown: [RuleEdit] = []

  /// Makes a result without edits.
  package init(rule: Rule) { self.rule = rule }

  /// All edits that were tried.
  package var editCount: Int {
    noticed.count + unreviewed.count + equivalent.count + survivors.count + unshown.count
  }
}

/// An edit that a test notices.
package struct NoticedEdit: Sendable {
  /// What was edited.
  package var edit: RuleEdit
  /// The name of the test.
  package var test: String
  /// The place of the case in it, from 1.
  package var caseNumber: Int
}

/// An edit that no test notices.
package struct Survivor: Sendable {
  /// What was edited.
  package var edit: RuleEdit
  /// The parts of a decision that a request shows to differ.
  package var differences: [TestFailure.Mismatch]
  /// The place in `suggestions` of the test that would notice it, from 0.
  package var suggestion: Int
}

/// A test that would notice some survivors.
package struct SuggestedTest: Sendable {
  /// Where its request comes from.
  package enum Origin: Sendable, Hashable {
    /// A case that exists, and does not look at what differs.
    case test(name: String, caseNumber: Int)
    /// A recorded request.
    case record(id: String)
    /// Made from the constants of the rule.
    case made
  }

  /// The rule whose edits it notices.
  package var rule: ID
  /// The file it belongs into, from the policy root.
  package var path: String
  /// What is written.
  package var test: WrittenTest
  /// A request document that must be written with it: its path from the policy root, and itself.
  package var fixture: Fixture?
  /// Where its request comes from.
  package var origin: Origin

  /// A request document.
  package struct Fixture: Sendable, Hashable {
    /// From the policy root.
    package var path: String
    /// The request.
    package var document: JSONObject
  }
}

extension SurvivingEdit {
  fileprivate init(_ edit: RuleEdit, unreviewedTest: String?) {
    self.init(
      rule: edit.rule.id, words: edit.words, location: edit.location,
      unreviewedTest: unreviewedTest)
  }
}
