package import CEL
package import Diagnostics

/// One versioned statement: when a condition holds, this effect.
package struct Rule: Sendable {
  /// Unique among rules.
  package let id: ID
  /// One sentence, shown to people.
  package var title: String
  /// A team of the directory.
  package var owner: ID?
  /// When it matches.
  package var condition: Condition
  /// What it does then.
  package var consequence: Consequence
  /// Nil when it does not say.
  package var limits: Limits?
  /// Nil when it does not say.
  package var rollback: Rollback?
  /// In the order of the file.
  package var obligations: [Obligation]
  /// The signals that start an automated removal.
  package var triggers: [String]
  /// When it acts at all.
  package var window: Window
  /// How often somebody must look at it; nil when never.
  package var recertifyEvery: PolicyDuration?
  /// Nil before somebody has.
  package var certified: Certification?
  /// How old the data of subject and resource may be; nil when it does not matter.
  package var dataMaxAge: PolicyDuration?
  /// Findings about it that are expected for a while.
  package var suppressions: [Suppression]
  /// Where the id stands.
  package var location: SourceLocation

  /// Makes a rule from its parts.
  package init(
    id: ID, title: String, owner: ID?, condition: Condition, consequence: Consequence,
    limits: Limits? = nil, rollback: Rollback? = nil, obligations: [Obligation] = [],
    triggers: [String] = [], window: Window = Window(), recertifyEvery: PolicyDuration? = nil,
    certified: Certification? = nil, dataMaxAge: PolicyDuration? = nil,
    suppressions: [Suppression] = [], location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.owner = owner
    self.condition = condition
    self.consequence = consequence
    self.limits = limits
    self.rollback = rollback
    self.obligations = obligations
    self.triggers = triggers
    self.window = window
    self.recertifyEvery = recertifyEvery
    self.certified = certified
    self.dataMaxAge = dataMaxAge
    self.suppressions = suppressions
    self.location = location
  }

  /// Of its consequence, before conditions and lapse.
  package var effect: Effect { consequence.effect }

  /// Whether it has passed its recertification date at an instant; only a rule that acts
  /// without a human lapses.
  package func hasLapsed(at instant: Timestamp) -> Bool {
    guard effect.tier.actsAlone, let recertifyEvery else { return false }
    guard let certified else { return true }
    guard let end = certified.on.adding(recertifyEvery) else { return false }
    return instant >= end
  }

  /// Whether both say the same; place and certification are no part of the meaning.
  package func hasSameMeaning(as other: Rule) -> Bool {
    id == other.id && owner == other.owner && condition == other.condition
      && consequence == other.consequence && limits == other.limits && rollback == other.rollback
      && obligations == other.obligations
      && triggers.elementsEqual(other.triggers, by: { $0.hasSameUTF8(as: $1) })
      && window == other.window
      && recertifyEvery == other.recertifyEvery && dataMaxAge == other.dataMaxAge
  }
}

/// What a rule does, with what its effect needs.
package enum Consequence: Sendable, Equatable {
  case approve
  /// Approves while every condition holds; else `otherwise` applies.
  case constrain(conditions: [Clause], otherwise: Otherwise)
  case review(Review)
  case deny(reason: String, isLiftable: Bool)

  /// The effect without what it needs.
  package var effect: Effect {
    switch self {
    case .approve: .approve
    case .constrain: .constrain
    case .review: .review
    case .deny: .deny
    }
  }
}

/// What applies when a constrained rule's condition fails, or when no rule matched.
package enum Otherwise: Sendable, Equatable {
  case deny
  case review(Review)
}

/// From `since`, until before `until`.
package struct Window: Sendable, Hashable {
  /// Inclusive; nil for always.
  package var since: Timestamp?
  /// Exclusive; nil for ever.
  package var until: Timestamp?

  /// Makes a window; without bounds it is always open.
  package init(since: Timestamp? = nil, until: Timestamp? = nil) {
    self.since = since
    self.until = until
  }

  /// The end is exclusive.
  package func contains(_ instant: Timestamp) -> Bool {
    if let since, instant < since { return false }
    if let until, instant >= until { return false }
    return true
  }
}

/// When a rule was last looked at, and by whom.
package struct Certification: Sendable, Hashable {
  /// The instant from which `recertify` counts.
  package var on: Timestamp
  /// As the file has it.
  package var by: String

  /// Makes a certification.
  package init(on: Timestamp, by: String) {
    self.on = on
    self.by = by
  }
}
