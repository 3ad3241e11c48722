import CEL

/// What speaks in a policy as decisions go through it, made once for a policy.
final class PolicySpeakers: Sendable {
  /// Sorted by id.
  let rules: [Speaker]
  /// Sorted by id.
  let exceptions: [Speaker]
  /// Which rules a request can match at all.
  let filter: ConditionFilter
  /// What is asked where nothing matches; nil where that is denied.
  let defaultReview: ReviewPlan?

  init(_ policy: Policy) {
    var people = KnownPeopleTable(policy.directory)
    rules = policy.rules.map { Speaker($0, &people) }
    exceptions = policy.exceptions.map { Speaker($0, policy.settings.floors, &people) }
    filter = ConditionFilter(policy.rules.map(\.condition.program))
    switch policy.settings.defaultOutcome {
    case .deny: defaultReview = nil
    case .review(let review): defaultReview = ReviewPlan(review, of: nil, &people)
    }
  }
}
