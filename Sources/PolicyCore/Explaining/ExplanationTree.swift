package import CEL
package import Diagnostics

/// Why a request was decided as it was: every rule, exception, invariant and requirement, and what
/// would have to be true for a better outcome. It contains values of the request.
package struct ExplanationTree: Sendable {
  /// Whom it is for; what that reader must not know is not in it.
  package var audience: Audience
  /// The request's id.
  package var requestID: String
  /// The instant of the decision.
  package var at: Timestamp
  /// What was decided.
  package var decision: Decision
  /// All of it as one paragraph in plain English.
  package var paragraph: String
  /// By id.
  package var rules: [RuleAccount]
  /// Rules that did not apply and are not told.
  package var untoldRules = 0
  /// By id.
  package var exceptions: [ExceptionAccount]
  /// Exceptions that were not active and are not told.
  package var untoldExceptions = 0
  /// By id.
  package var invariants: [InvariantAccount]
  /// Of a review; empty for every other decision.
  package var requirements: [RequirementAccount]
  /// Ways to a better outcome; each holds by itself. Empty where there is none, or none is told.
  package var remedies: [Remedy]
}

/// What became of one rule.
package struct RuleAccount: Sendable, Hashable {
  /// What became of it.
  package enum State: Sendable, Hashable {
    /// With the effect it amounts to here.
    case applies(Effect)
    case lifted(by: [ID])
    case notMatched
    /// Its window had not begun.
    case notYet(since: Timestamp)
    /// Its window had ended.
    case ended(until: Timestamp)
    /// It could not be evaluated, and so does not apply.
    case errs
  }

  /// Of the policy.
  package var rule: ID
  /// One sentence, shown to people.
  package var title: String
  /// As it is written.
  package var effect: Effect
  /// What became of it.
  package var state: State
  /// Whether it has passed its recertification date, so that it asks its owner.
  package var hasLapsed = false
  /// Whether it rests on data that is too old, so that it asks its owner.
  package var isStale = false
  /// Why its condition could not be evaluated; nil when it could.
  package var error: String?
  /// When it applies, in English; nil where that is not told.
  package var reading: String?
  /// What decided its condition; empty outside of its window.
  package var parts: [DecidingPart]
  /// Where its id stands.
  package var location: SourceLocation

  /// Whether it has a part in the decision.
  package var takesPart: Bool {
    switch state {
    case .applies, .lifted: true
    case .errs: true
    case .notMatched, .notYet, .ended: false
    }
  }
}

/// What became of one exception.
package struct ExceptionAccount: Sendable, Hashable {
  /// What became of it.
  package enum State: Sendable, Hashable {
    /// It lifted these rules, and its own effect joined.
    case active(lifted: [ID], effect: Effect)
    /// It could not be evaluated: it lifts nothing, but what it restricts joined.
    case joins(Effect)
    /// It could not be evaluated, and had no part.
    case errs
    case notYet(since: Timestamp)
    case ended(until: Timestamp)
    /// None of the rules that it lifts matched.
    case nothingToLift
    /// The rules that it lifts and that matched deny, and do not say that they may be lifted.
    case mayNotLift([ID])
    /// It is not for whoever receives the access or asks for it.
    case notForThem
    case notMatched
    /// Nobody has certified the standing break-glass in time.
    case lapsed
  }

  /// Of the policy.
  package var exception: ID
  /// One sentence, shown to people.
  package var title: String
  /// What it says about itself.
  package var isBreakGlass: Bool
  /// The rules it is meant for.
  package var lifts: [ID]
  /// What became of it.
  package var state: State
  /// What decided its conditions; empty where they were not asked.
  package var parts: [DecidingPart]
  /// Where its id stands.
  package var location: SourceLocation

  /// Whether it has a part in the decision.
  package var takesPart: Bool {
    switch state {
    case .active, .joins, .errs, .lapsed: true
    case .notYet, .ended, .nothingToLift, .mayNotLift, .notForThem, .notMatched: false
    }
  }
}

/// What became of one invariant.
package struct InvariantAccount: Sendable, Hashable {
  /// What became of it.
  package enum State: Sendable, Hashable {
    /// It turned the outcome into a review by its owner.
    case asksItsOwner
    /// It holds for this request, and nothing that it forbids would have won.
    case respected
    /// It is not about this request.
    case notAboutIt
  }

  /// Of the policy.
  package var invariant: ID
  /// One sentence, shown to people.
  package var title: String
  /// The team that reviews.
  package var owner: ID
  /// What became of it.
  package var state: State
  /// Why its condition could not be evaluated, which counts as holding; nil when it could.
  package var error: String?
  /// What decided its condition.
  package var parts: [DecidingPart]
  /// Where its id stands.
  package var location: SourceLocation
}

/// One requirement, and who could fill it.
package struct RequirementAccount: Sendable, Hashable {
  /// What it asks, and who filled it; without names of those who could, where they are not told.
  package var state: RequirementState
  /// How many people could fill it.
  package var eligibleCount: Int
  /// Who may act for them now; empty where names are not told.
  package var deputies: [Deputy]
}

/// Somebody who may act for one of those who are asked.
package struct Deputy: Sendable, Hashable, Comparable {
  /// Whose place it is.
  package var of: ID
  /// Who may act in it.
  package var by: ID

  /// By whose place it is, then by who acts.
  package static func < (left: Deputy, right: Deputy) -> Bool {
    left.of != right.of ? left.of < right.of : left.by < right.by
  }
}
