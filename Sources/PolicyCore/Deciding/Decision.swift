package import CEL

/// The outcome of one request under one policy version at one instant, with its reasons.
package struct Decision: Sendable, Equatable {
  /// Where the request stands.
  package enum Status: String, Sendable, Hashable, CaseIterable {
    case approved, denied, pending
  }

  /// Where the request stands.
  package var status: Status
  /// Who decided, or must.
  package var tier: Tier
  /// Every rule that matched and was not lifted, by id; then every exception that was active.
  package var matched: [MatchedRule]
  /// Rules that matched and that an exception lifted, sorted.
  package var lifted: [LiftedRule] = []
  /// Rules that act alone and have passed their recertification date; each is a review instead. Also
  /// break-glass that has, which lifts nothing then.
  package var lapsed: [ID]
  /// Rules and exceptions that act alone and rest on data that is too old; each is a review instead.
  package var stale: [ID] = []
  /// Invariants that turned the outcome into a review, or that ask for a human in one that would do
  /// without; sorted.
  package var invariants: [ID] = []
  /// Conditions that could not be evaluated, by rule.
  package var errors: [RuleError]
  /// Of a review; empty for every other decision.
  package var requirements: [RequirementState]
  /// Whether some place of a review must be filled by a human.
  package var needsHuman = false
  /// Of a review: who joins it later, or has joined, of every matched rule; sorted, without repeats.
  package var escalations: [Escalation] = []
  /// Whether all places are filled, and none by a human, although one must be.
  package var isHumanMissing = false
  /// Of every matched review.
  package var evidence: [ClauseState]
  /// Of every constrained rule that matched.
  package var conditions: [ClauseState]
  /// Approvals that did not count, and why.
  package var discounted: [DiscountedApproval]
  /// The denials that count; any of them denies.
  package var deniedBy: [ID]
  /// When an unfilled review is denied.
  package var deadline: Timestamp?
  /// How long an approval counts.
  package var approvalsValidFor: PolicyDuration?
  /// What is granted; nil unless approved.
  package var grant: Grant?
  /// The smallest limit of the matched rules.
  package var limit: PolicyDuration?
  /// Sorted, without repeats.
  package var obligations: [Obligation]
  /// Sorted, without repeats.
  package var rollback: [Rollback]
}

/// A rule that did not apply, and why.
package struct LiftedRule: Sendable, Hashable, Comparable {
  /// Of the policy.
  package var rule: ID
  /// The exception.
  package var by: ID

  /// By rule, then by exception.
  package static func < (left: LiftedRule, right: LiftedRule) -> Bool {
    left.rule != right.rule ? left.rule < right.rule : left.by < right.by
  }
}

/// A rule that matched a request, or an exception that was active.
package struct MatchedRule: Sendable, Hashable {
  /// Of the policy.
  package var rule: ID
  /// Whether it is an exception.
  package var isException = false
  /// What it amounted to here: a constrained rule whose condition failed is its `otherwise`, a
  /// lapsed one a review.
  package var effect: Effect
  /// The rule's title.
  package var because: String
  /// What a rule that denies says; nil for every other effect, and for a constraint that failed:
  /// its conditions say why.
  package var reason: String?
  /// The request fields its condition reads.
  package var fields: [String]
}

/// A condition that could not be evaluated.
package struct RuleError: Sendable, Hashable {
  /// Of the policy.
  package var rule: ID
  /// Names fields and reasons, never values.
  package var message: String
}

/// One requirement and who filled it.
package struct RequirementState: Sendable, Hashable {
  /// 1-based.
  package var stage: Int
  /// How many approvals it asks.
  package var count: Int
  /// Whom it asks.
  package var from: [Selector]
  /// Whether an approval without a reason does not count here.
  package var isReasonRequired = false
  /// Who could fill it, sorted.
  package var eligible: [ID]
  /// Who filled it, at most as many as it asks.
  package var filledBy: [FilledSeat]
  /// How many approvals it still needs.
  package var missing: Int { count - filledBy.count }
}

/// An approval that fills a place.
package struct FilledSeat: Sendable, Hashable {
  /// The person, under the directory's id.
  package var by: ID
  /// Whose seat it was, when not the own one.
  package var onBehalfOf: ID?
  /// When it was given.
  package var at: Timestamp
}

/// Whether a clause held.
package struct ClauseState: Sendable, Hashable {
  /// What became of the condition.
  package enum Truth: Sendable, Hashable {
    case holds, fails
    /// It could not be evaluated, which counts as failing.
    case errs(String)
  }

  /// The rule it belongs to; nil for the default's review.
  package var rule: ID?
  /// The condition as one line of CEL.
  package var that: String
  /// Shown to people when it does not hold.
  package var because: String
  /// What became of it.
  package var truth: Truth

  /// Whether it is plainly true.
  package var holds: Bool { truth == .holds }
}

/// An approval that did not count.
package struct DiscountedApproval: Sendable, Hashable, Comparable {
  /// The account, as the approval has it.
  package var by: ID
  /// When it was given.
  package var at: Timestamp
  /// Why it did not count.
  package var reason: DiscountReason

  /// By account, instant and reason, so that the order of approvals does not show.
  package static func < (left: Self, right: Self) -> Bool {
    if left.by != right.by { return left.by < right.by }
    return left.at != right.at ? left.at < right.at : left.reason < right.reason
  }
}

/// Why an approval does not count.
package enum DiscountReason: Sendable, Hashable, Comparable, CaseIterable {
  case beforeRequest, afterDecision, otherRequest, superseded, excluded, excludedSeat, notEligible
  case noDelegation, memberEnded, outsideAuthority, tooOld, afterDeadline, beforeEarlierStage
  case reasonMissing, seatTaken, notNeeded

  /// As a sentence about the approval has it.
  package var text: String {
    switch self {
    case .beforeRequest: "given before the request was made"
    case .afterDecision: "given after the instant of the decision"
    case .otherRequest: "bound to another request"
    case .superseded: "a later verdict of the same person counts"
    case .excluded: "the person is a party to the request"
    case .excludedSeat: "given for somebody who is a party to the request"
    case .notEligible: "the person is not among those asked"
    case .noDelegation: "no delegation lets the person act for another"
    case .memberEnded: "the person's membership has ended"
    case .outsideAuthority: "an approver that is not human has no authority here"
    case .beforeEarlierStage: "given before an earlier stage was complete"
    case .reasonMissing: "a reason is required, and it gives none"
    case .seatTaken: "the place it was given in has been used already"
    case .tooOld: "the approval is no longer valid"
    case .afterDeadline: "given after the review had expired"
    case .notNeeded: "every place was filled by others"
    }
  }
}

/// The access that is given or taken.
package struct Grant: Sendable, Hashable {
  /// Who gets or loses it.
  package var subject: ID
  /// What is done.
  package var action: String
  /// On what.
  package var resource: String
  /// The instant of the decision.
  package var from: Timestamp
  /// Exclusive; nil when nothing ends it.
  package var until: Timestamp?
}
