package import CEL
package import PolicyCore

/// What the rules of each owner did, and what the owner must look at.
package struct OwnerReport: Sendable {
  /// Decisions, by how they came out.
  package struct Tally: Sendable, Hashable {
    /// Without those that did not happen.
    package var outcomes: [LogPopulation.Outcome: Int] = [:]
    /// When the last of them was written to the log.
    package var last: Timestamp?

    /// Nothing counted yet.
    package init() {}

    /// All of them.
    package var decisions: Int { outcomes.values.reduce(0, +) }

    /// Those of a status, whoever decided.
    package func decisions(_ status: Decision.Status) -> Int {
      outcomes.reduce(0) { $0 + ($1.key.status == status ? $1.value : 0) }
    }

    /// Those of a tier, however they came out.
    package func decisions(_ tier: Tier) -> Int {
      outcomes.reduce(0) { $0 + ($1.key.tier == tier ? $1.value : 0) }
    }

    mutating func add(_ decision: LoggedDecision) {
      outcomes[.init(tier: decision.tier, status: decision.status), default: 0] += 1
      last = decision.recordedAt
    }
  }

  /// A rule or an exception.
  package struct Entry: Sendable, Hashable {
    /// What it is.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
      case rule, exception
      case breakGlass = "break-glass"
    }

    /// What it is.
    package var kind: Kind
    /// Of the policy.
    package var id: ID
    /// What it does.
    package var effect: Effect
    /// Shown to people.
    package var title: String
    /// Decisions in which it took part; nil without a log.
    package var use: Tally?
    /// When it ends, or must be looked at next; in the past where that is overdue.
    package var due: Timestamp?

    /// Makes an entry from its parts.
    package init(
      kind: Kind, id: ID, effect: Effect, title: String, use: Tally? = nil, due: Timestamp? = nil
    ) {
      self.kind = kind
      self.id = id
      self.effect = effect
      self.title = title
      self.use = use
      self.due = due
    }
  }

  /// A team with what it owns.
  package struct Owner: Sendable {
    /// Nil for rules that nobody owns.
    package var id: ID?
    /// By id.
    package var rules: [Entry]
    /// By id; break-glass too.
    package var exceptions: [Entry]
    /// Decisions in which a rule of the owner took part, each once; nil without a log.
    package var decisions: Tally?
    /// Uses of break-glass that nobody has reviewed yet, whatever the period; as the log has them.
    package var unreviewed: [BreakGlassUse]
    /// What ends or must be looked at; without reviews.
    package var due: [DueItem]

    /// Makes an owner from parts.
    package init(
      id: ID?, rules: [Entry], exceptions: [Entry], decisions: Tally? = nil,
      unreviewed: [BreakGlassUse] = [], due: [DueItem] = []
    ) {
      self.id = id
      self.rules = rules
      self.exceptions = exceptions
      self.decisions = decisions
      self.unreviewed = unreviewed
      self.due = due
    }

    /// Rules that no decision used; none without a log, as nothing is known then.
    package var unusedRules: [ID] { rules.filter { $0.use?.decisions == 0 }.map(\.id) }

    /// How much should have been looked at before an instant.
    package func overdueCount(at instant: Timestamp) -> Int {
      due.count { $0.state == .overdue } + unreviewed.count { $0.isOverdue(at: instant) }
    }
  }

  /// The log that was counted.
  package struct Log: Sendable, Hashable {
    /// As it names itself.
    package var header: LogHeader
    /// What of it was counted.
    package var period: LogPeriod
    /// Decisions of the period.
    package var decisions: Int
    /// Those in which nothing of this policy took part.
    package var others: Int

    /// Makes a count.
    package init(header: LogHeader, period: LogPeriod, decisions: Int, others: Int) {
      self.header = header
      self.period = period
      self.decisions = decisions
      self.others = others
    }
  }

  /// The instant at which everything is judged.
  package var at: Timestamp
  /// How far it looks ahead.
  package var within: PolicyDuration
  /// Nil without one.
  package var log: Log?
  /// By id; rules that nobody owns last.
  package var owners: [Owner]

  /// Makes a report from its parts.
  package init(at: Timestamp, within: PolicyDuration, log: Log?, owners: [Owner]) {
    self.at = at
    self.within = within
    self.log = log
    self.owners = owners
  }

  /// How much should have been looked at by now.
  package var overdueCount: Int { owners.reduce(0) { $0 + $1.overdueCount(at: at) } }
}
