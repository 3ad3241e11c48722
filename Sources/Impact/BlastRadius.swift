package import CEL
package import PolicyCore

/// What a change does to a history: the report of `precedent simulate`.
///
/// Every list is in a fixed order: records as the history has them, the rest by count and name.
package struct BlastRadius: Sendable, Hashable {
  /// One of the two versions.
  package struct Version: Sendable, Hashable {
    /// As people named it: a commit, `staged`, `worktree`.
    package var name: String
    /// The commit's object id; nil for the index and the work tree.
    package var commit: String?
    package var policySHA256: String
    /// Whether there is a policy at all: without one, everything is denied.
    package var hasPolicy: Bool

    package init(name: String, commit: String?, policySHA256: String, hasPolicy: Bool) {
      self.name = name
      self.commit = commit
      self.policySHA256 = policySHA256
      self.hasPolicy = hasPolicy
    }
  }

  /// The history that was replayed.
  package struct HistorySummary: Sendable, Hashable {
    package var records: Int
    package var replayed: Int
    package var unreplayable: Int
    package var earliest: Timestamp?
    package var latest: Timestamp?
    package var sha256: String
  }

  package var from: Version
  package var to: Version
  package var history: HistorySummary
  package var changed: Int
  package var classes: [RecordClass: Int]
  package var directions: [ActionDirection: [Direction: Int]]
  package var transitions: [Transition]
  package var unchangedByTier: [Tier: Int]
  package var againstOutcome: [OutcomeShift]
  package var deniedThenNowApproved: [String]
  package var approvedThenNowDenied: [String]
  package var inForce: [InForceImpact]
  package var safeguards: [LoweredSafeguard]
  package var rules: [RuleImpact]
  package var affected: Affected
  package var load: [ApproverLoad]
  /// Records whose review the eligible people could not fill under the new version.
  package var noEligibleApprover: [String]
  /// Changed rules that no record of the history matches, not even in force.
  package var noEvidence: [ID]
  package var gates: [GateResult]
  package var samples: [Sample]
  package var notReplayed: [NotReplayed]
  /// Of the records that only the old version cannot read, those that the new one approves, also if
  /// only in force: what was no valid request is let in.
  package var approvedOnceReadable: [String] = []

  /// How many records moved one way, whatever their action does.
  package func count(_ direction: Direction) -> Int {
    directions.values.reduce(0) { $0 + ($1[direction] ?? 0) }
  }

  /// Whether a gate trips, or a safeguard is lowered together with a loosening.
  package var isRefused: Bool {
    gates.contains { $0.verdict == .tripped } || lowersSafeguardsWithLoosening
  }

  /// Lowering a safeguard may not share a change with a loosening.
  package var lowersSafeguardsWithLoosening: Bool {
    let loosens =
      count(.loosened) + count(.both) > 0 || inForce.contains { $0.loosened > 0 }
      || !approvedOnceReadable.isEmpty
    return !safeguards.isEmpty && loosens
  }
}

/// Changed records that moved from one tier and status to another.
package struct Transition: Sendable, Hashable {
  package struct Step: Sendable, Hashable {
    package var from: TierAndStatus
    package var to: TierAndStatus
  }

  package var step: Step
  package var records: Int
}

/// What really happened, as far as the record says.
package enum RecordedOutcome: String, Sendable, Hashable, CaseIterable {
  case approved, denied, withdrawn, expired, unknown

  init(_ outcome: Outcome?) {
    switch outcome?.status {
    case .approved: self = .approved
    case .denied: self = .denied
    case .withdrawn: self = .withdrawn
    case .expired: self = .expired
    case nil: self = .unknown
    }
  }
}

/// Changed records against what really happened.
package struct OutcomeShift: Sendable, Hashable {
  package struct Step: Sendable, Hashable {
    package var recorded: RecordedOutcome
    package var before: TierAndStatus
    package var after: TierAndStatus
  }

  package var step: Step
  package var records: Int
}

/// The change judged at an instant when a moved window or certification is in force.
package struct InForceImpact: Sendable, Hashable {
  package var instant: InForceInstant
  package var changed: Int
  package var classes: [RecordClass: Int]
  package var transitions: [Transition]
  /// Records that got looser, in part or in whole.
  package var loosened: Int
  package var tightened: Int
  package var deniedThenNowApproved: [String]
  package var approvedThenNowDenied: [String]
}

/// What a change does to one rule.
package struct RuleImpact: Sendable, Hashable {
  package enum Change: String, Sendable, Hashable, CaseIterable {
    case added, removed, changed, recertified, unchanged
  }

  package var rule: ID
  package var title: String
  package var change: Change
  package var matchedBefore: Int
  package var matchedAfter: Int
  package var gained: RecordList
  package var lost: RecordList
}

/// Those whom changed records are about most, at most ten of each.
package struct Affected: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var id: String
    package var records: Int
  }

  package var subjects: [Entry]
  package var resources: [Entry]
  package var owners: [Entry]
}

/// Reviews that ask a team or a person, before and after.
package struct ApproverLoad: Sendable, Hashable {
  package var approver: String
  package var before: Int
  package var after: Int
  /// Over the time that the history spans; nil when it spans less than a day.
  package var perWeekBefore: Double?
  package var perWeekAfter: Double?
  /// Half of the records that ask them waited no longer than this, from the request to the recorded
  /// outcome, where a human decided; to about a sixteenth. Nil when no record says.
  package var medianWaitMinutesBefore: Int?
  package var medianWaitMinutesAfter: Int?
}

/// A changed record, to look at.
package struct Sample: Sendable, Hashable {
  package static let countPerClass = 5

  package var id: String
  package var recordClass: RecordClass
  package var direction: Direction?
  package var from: TierAndStatus
  package var to: TierAndStatus
  package var recorded: RecordedOutcome
  package var rulesBefore: [ID]
  package var rulesAfter: [ID]
  package var request: JSONObject
}

/// A record that one version or both could not replay.
package struct NotReplayed: Sendable, Hashable {
  /// Who cannot read it.
  package enum Blame: String, Sendable, Hashable {
    /// It is no record at all.
    case both
    case from
    case to
  }

  package var file: String
  package var lineNumber: Int
  /// Nil when even that could not be read.
  package var id: String?
  package var blame: Blame
  package var reason: String

  /// Whether only the new version cannot read it.
  package var isNew: Bool { blame == .to }
}
