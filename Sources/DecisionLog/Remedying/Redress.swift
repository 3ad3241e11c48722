package import CEL
package import PolicyCore

/// A decision that the good version of a policy would not have given, and what to do about it.
package struct Redress: Sendable, Hashable {
  /// What it takes to get where the good version would have led.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Access was given, or not taken away, that the good version would not have left.
    case takeBack = "take-back"
    /// Access was taken away, or not given, that the good version would have left.
    case giveBack = "give-back"
    /// Access was rightly given, and for too long.
    case shorten
  }

  /// Where it stands in the log now.
  package enum Standing: Sendable, Hashable {
    /// To be done.
    case open
    /// To be done: a request that reverses it is logged, and not approved.
    case asked(LaterDecision, request: JSONObject)
    /// The access is over by itself.
    case ended(Timestamp)
    /// A later decision has reversed it.
    case reversed(LaterDecision)
    /// The same request was decided again later: that is the word that counts.
    case superseded(LaterDecision)

    /// Whether something is left to do.
    package var isOpen: Bool {
      switch self {
      case .open, .asked: true
      case .ended, .reversed, .superseded: false
      }
    }
  }

  /// What to do.
  package var kind: Kind
  /// The decision.
  package var decision: FaultyDecision
  /// What was decided.
  package var before: GivenOutcome
  /// What the good version decides.
  package var after: GivenOutcome
  /// From when: that instant in the future, else at once.
  package var startsAt: Timestamp?
  /// Who does it; empty where nobody is named.
  package var duties: [RollbackDuty] = []
  /// Where it stands.
  package var standing = Standing.open
  /// Of the requests that would undo it, the first whose id the log does not know yet; from 1.
  package var attempt = 1

  /// Something that is to be done at once, by nobody yet.
  package init(
    kind: Kind, decision: FaultyDecision, before: GivenOutcome, after: GivenOutcome
  ) {
    self.kind = kind
    self.decision = decision
    self.before = before
    self.after = after
  }

  /// What a reversing request does.
  package var direction: ActionDirection {
    switch kind {
    case .takeBack, .shorten: .takes
    case .giveBack: .gives
    }
  }
}

/// What a version makes of a request.
package struct GivenOutcome: Sendable, Hashable {
  /// Where the request stands.
  package var status: Decision.Status
  /// Who decided, or must.
  package var tier: Tier
  /// When the access ends; nil where nothing ends it, or nothing is granted.
  package var until: Timestamp?

  /// Makes an outcome.
  package init(status: Decision.Status, tier: Tier, until: Timestamp?) {
    self.status = status
    self.tier = tier
    self.until = until
  }

  /// Whether one ends before another; without an end is the latest.
  func ends(before other: GivenOutcome) -> Bool {
    guard let until else { return false }
    return other.until.map { until < $0 } ?? true
  }
}

/// Who takes back what a decision did.
package struct RollbackDuty: Sendable, Hashable {
  /// What names him.
  package enum Source: String, Sendable, Hashable, CaseIterable {
    /// The `rollback` of the decision.
    case rollback
    /// No rollback: whoever owns a rule that matched.
    case ruleOwner = "rule-owner"
  }

  /// A team or a member.
  package var by: String
  /// How soon; nil where nothing says.
  package var within: PolicyDuration?
  /// What to do, for people; nil where nothing says.
  package var steps: String?
  /// What names him.
  package var source: Source

  /// Makes a duty.
  package init(by: String, within: PolicyDuration?, steps: String?, source: Source) {
    self.by = by
    self.within = within
    self.steps = steps
    self.source = source
  }

  /// Those of the record's own rollback.
  static func all(of decision: LoggedDecision) -> [RollbackDuty] {
    (decision["rollback"]?.array ?? []).compactMap { rollback in
      rollback["by"]?.string.map {
        RollbackDuty(
          by: $0, within: rollback["within"]?.string.flatMap { PolicyDuration($0) },
          steps: rollback["steps"]?.string, source: .rollback)
      }
    }
  }
}
