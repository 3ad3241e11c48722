import CEL
import PolicyCore

/// Looks for a case that fails under an edit.
struct EditNoticing: Sendable {
  let policy: Policy
  let cases: [KnownCase]

  /// The first case that fails.
  /// - Parameters:
  ///   - truths: of the rule's condition, for each case.
  ///   - isUnreviewed: whether to ask the cases that nobody has reviewed, or all others.
  func firstFailing(
    under edit: RuleEdit, _ truths: [Bool?], isUnreviewed: Bool = false
  ) -> KnownCase? {
    let reach = EditReach(edit, in: policy)
    let edited = policy.replacing(edit.edited)
    let decider = Decider(policy: edited)
    return zip(cases, truths).first { known, truth in
      guard known.testCase.isUnreviewed == isUnreviewed,
        reach.includes(known.bindings, truth: truth)
      else { return false }
      let decision = decider.decide(
        known.request, approvals: known.testCase.approvals, at: known.at)
      let comparison = DecisionComparison(decision, known.testCase.expectation, edited)
      return !comparison.mismatches.isEmpty
    }?.0
  }
}
