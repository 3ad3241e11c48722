import CEL
import PolicyCore

/// Looks for a case that fails under an edit.
struct EditNoticing: Sendable {
  let policy: Policy
  let cases: [KnownCase]

  /// The first case that fails; one that nobody has reviewed does not count.
  /// - Parameter truths: of the rule's condition, for each case.
  func firstFailing(under edit: RuleEdit, _ truths: [Bool?]) -> KnownCase? {
    let reach = EditReach(edit, in: policy)
    let edited = policy.replacing(edit.edited)
    let decider = Decider(policy: edited)
    return zip(cases, truths).first { known, truth in
      guard !known.testCase.isUnreviewed, reach.includes(known.bindings, truth: truth) else {
        return false
      }
      let decision = decider.decide(
        known.request, approvals: known.testCase.approvals, at: known.at)
      let comparison = DecisionComparison(decision, known.testCase.expectation, edited)
      return !comparison.mismatches.isEmpty
    }?.0
  }
}
