package import CEL
package import Diagnostics

/// A lifting of named rules for matching requests, for a while (design document, section 2.3).
package struct PolicyException: Sendable {
  /// Unique among exceptions.
  package let id: ID
  /// One sentence, shown to people.
  package var title: String
  /// The rules that it lifts; sorted, without repeats.
  package var lifts: [ID]
  /// For which requests.
  package var condition: Condition
  /// What applies instead.
  package var consequence: Consequence
  /// Nil when it does not say.
  package var limits: Limits?
  /// Nil when it does not say.
  package var rollback: Rollback?
  /// In the order of the file.
  package var obligations: [Obligation]
  /// A team of the directory.
  package var owner: ID
  /// The member who said yes.
  package var approvedBy: ID
  /// For people.
  package var reason: String
  /// Where it is written down.
  package var ticket: String
  /// Without an end only a standing break-glass.
  package var window: Window
  /// Nil for an ordinary exception.
  package var breakGlass: BreakGlass?
  /// Of a standing break-glass; nil otherwise.
  package var recertifyEvery: PolicyDuration?
  /// Nil before somebody has.
  package var certified: Certification?
  /// Findings about it that are expected for a while.
  package var suppressions: [Suppression]
  /// Where the id stands.
  package var location: SourceLocation

  /// Makes an exception from its parts.
  package init(
    id: ID, title: String, lifts: some Sequence<ID>, condition: Condition,
    consequence: Consequence, limits: Limits? = nil, rollback: Rollback? = nil,
    obligations: [Obligation] = [], owner: ID, approvedBy: ID, reason: String, ticket: String,
    window: Window, breakGlass: BreakGlass? = nil, recertifyEvery: PolicyDuration? = nil,
    certified: Certification? = nil, suppressions: [Suppression] = [], location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.lifts = Set(lifts).sorted()
    self.condition = condition
    self.consequence = consequence
    self.limits = limits
    self.rollback = rollback
    self.obligations = obligations
    self.owner = owner
    self.approvedBy = approvedBy
    self.reason = reason
    self.ticket = ticket
    self.window = window
    self.breakGlass = breakGlass
    self.recertifyEvery = recertifyEvery
    self.certified = certified
    self.suppressions = suppressions
    self.location = location
  }

  /// Whether it stands until somebody takes it away.
  package var isStanding: Bool { window.until == nil }

  /// Whether a standing break-glass has passed its recertification date at an instant; it then lifts
  /// nothing.
  package func hasLapsed(at instant: Timestamp) -> Bool {
    guard let recertifyEvery else { return false }
    guard let certified else { return true }
    guard let end = certified.on.adding(recertifyEvery) else { return false }
    return instant >= end
  }

  /// Whether both say the same; words for people, place and certification are no part of the
  /// meaning.
  package func hasSameMeaning(as other: PolicyException) -> Bool {
    id == other.id && lifts == other.lifts && condition == other.condition
      && consequence == other.consequence && limits == other.limits && rollback == other.rollback
      && obligations == other.obligations && owner == other.owner && window == other.window
      && breakGlass == other.breakGlass && recertifyEvery == other.recertifyEvery
  }
}

/// What makes an exception one for emergencies.
package struct BreakGlass: Sendable, Equatable {
  /// Who may use it: the subject, or the requester where there is one.
  package var who: [Selector]
  /// The emergency, as the request says it.
  package var flag: Condition
  /// Who is told of each use.
  package var notify: [Selector]
  /// How soon after a use somebody looks at it.
  package var reviewWithin: PolicyDuration

  /// Makes a break-glass.
  package init(who: [Selector], flag: Condition, notify: [Selector], reviewWithin: PolicyDuration) {
    self.who = Set(who).sorted()
    self.flag = flag
    self.notify = Set(notify).sorted()
    self.reviewWithin = reviewWithin
  }
}
