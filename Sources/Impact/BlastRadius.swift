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
    /// SHA-256 over the policy's files, in lower-case hexadecimal; empty without a policy.
    package var policySHA256: String
    /// Whether there is a policy at all: without one, everything is denied.
    package var hasPolicy: Bool

    /// A version as it was read; that the digest is the commit's is not checked.
    package init(name: String, commit: String?, policySHA256: String, hasPolicy: Bool) {
      self.name = name
      self.commit = commit
      self.policySHA256 = policySHA256
      self.hasPolicy = hasPolicy
    }
  }

  /// The history that was replayed.
  package struct HistorySummary: Sendable, Hashable {
    /// All that were read, also those that cannot be replayed.
    package var records: Int
    /// Those that both versions decided.
    package var replayed: Int
    /// Those that one version or both cannot read.
    package var unreplayable: Int
    /// When the first replayed request was made; nil when none was replayed.
    package var earliest: Timestamp?
    /// When the last replayed request was made; nil when none was replayed.
    package var latest: Timestamp?
    /// The digest of the stored history, in lower-case hexadecimal.
    package var sha256: String
  }

  /// The old version.
  package var from: Version
  /// The new version.
  package var to: Version
  /// What the change means, whatever the records.
  package var meaning: PolicyDifference
  /// What was replayed, and how much of it could be.
  package var history: HistorySummary
  /// How many of them the change touches, and why not the others.
  package var scope: Scope
  /// Records whose class is not `unchanged`, and those that only the new version cannot replay.
  package var changed: Int
  /// All records by what the change does to them; a class without records is absent.
  package var classes: [RecordClass: Int]
  /// Records that got looser or tighter, by what their action does; others are not counted.
  package var directions: [ActionDirection: [Direction: Int]]
  /// Of changed records: most records first, then by tier and status.
  package var transitions: [Transition]
  /// Unchanged records by the tier of both decisions.
  package var unchangedByTier: [Tier: Int]
  /// Of changed records: most records first, then by outcome, before and after.
  package var againstOutcome: [OutcomeShift]
  /// Ids of records that a human denied, and that the new version approves unlike the old.
  package var deniedThenNowApproved: [String]
  /// Ids of records that a human approved, and that the new version denies unlike the old.
  package var approvedThenNowDenied: [String]
  /// The same history, judged at each instant in force, in order of time.
  package var inForce: [InForceImpact]
  /// Those lowered outside the policy files first.
  package var safeguards: [LoweredSafeguard] { meaning.safeguards }
  /// Every rule of either version, also those that no record matches, then every exception; by id.
  package var rules: [RuleImpact]
  /// Every invariant of either version, also those that never held anything back; by id.
  package var invariants: [InvariantImpact]
  /// Whom and what the changed records are about.
  package var affected: Affected
  /// By the name of the team or person.
  package var load: [ApproverLoad]
  /// Records whose review the eligible people could not fill under the new version.
  package var noEligibleApprover: [String]
  /// Changed rules and exceptions that no record of the history matches, not even in force.
  package var noEvidence: [ID]
  /// Of both versions, by id; a gate that they differ in is there twice.
  package var gates: [GateResult]
  /// A few changed records of each class, in the order of the classes.
  package var samples: [Sample]
  /// Every record that one version or both cannot read.
  package var notReplayed: [NotReplayed]
  /// Of the records that only the old version cannot read, those that the new one approves, also if
  /// only in force: what was no valid request is let in.
  package var approvedOnceReadable: [String] = []
  /// With more records than this that cannot be replayed, the report is incomplete.
  package var allowedUnreplayable = 0

  /// How many records moved one way, whatever their action does.
  package func count(_ direction: Direction) -> Int {
    directions.values.reduce(0) { $0 + ($1[direction] ?? 0) }
  }

  /// Whether more records than allowed could not be replayed: what they would show is not known.
  package var isIncomplete: Bool { history.unreplayable > allowedUnreplayable }

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
  /// Where they came from and where they went.
  package struct Step: Sendable, Hashable {
    /// Under the old version.
    package var from: TierAndStatus
    /// Under the new version.
    package var to: TierAndStatus
  }

  /// The way that all these records moved.
  package var step: Step
  /// How many moved that way.
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
  /// One outcome and what either version decides instead.
  package struct Step: Sendable, Hashable {
    /// What the record says.
    package var recorded: RecordedOutcome
    /// What the old version decides.
    package var before: TierAndStatus
    /// What the new version decides.
    package var after: TierAndStatus
  }

  /// What these records have in common.
  package var step: Step
  /// How many changed records these are.
  package var records: Int
}

/// The change judged at an instant when a moved window or certification is in force.
package struct InForceImpact: Sendable, Hashable {
  /// When it is in force, and because of whom.
  package var instant: InForceInstant
  /// Counted as in the main replay, with those that only the new version cannot replay.
  package var changed: Int
  /// All records by class; a class without records is absent.
  package var classes: [RecordClass: Int]
  /// Most records first.
  package var transitions: [Transition]
  /// Records that got looser, in part or in whole.
  package var loosened: Int
  /// Records that got tighter, in part or in whole; one that did both is in either count.
  package var tightened: Int
  /// Ids of records that a human denied, and that the new version approves unlike the old.
  package var deniedThenNowApproved: [String]
  /// Ids of records that a human approved, and that the new version denies unlike the old.
  package var approvedThenNowDenied: [String]
}

/// Those whom changed records are about most, at most ten of each.
package struct Affected: Sendable, Hashable {
  /// One of them, and how often.
  package struct Entry: Sendable, Hashable {
    /// As the request names it.
    package var id: String
    /// How many changed records are about it.
    package var records: Int
  }

  /// Who asked: most records first, then by id.
  package var subjects: [Entry]
  /// What was asked for: most records first, then by id.
  package var resources: [Entry]
  /// Who owns what was asked for, where the request says: most records first, then by id.
  package var owners: [Entry]
}

/// Reviews that ask a team or a person, before and after.
package struct ApproverLoad: Sendable, Hashable {
  /// The id of a team or a person.
  package var approver: String
  /// Reviews under the old version.
  package var before: Int
  /// Reviews under the new version.
  package var after: Int
  /// Over the time that the history spans; nil when it spans less than a day.
  package var perWeekBefore: Double?
  /// Reviews a week under the new version; nil when the history spans less than a day.
  package var perWeekAfter: Double?
  /// Half of the records that ask them waited no longer than this, from the request to the recorded
  /// outcome, where a human decided; to about a sixteenth. Nil when no record says.
  package var medianWaitMinutesBefore: Int?
  /// The same under the new version.
  package var medianWaitMinutesAfter: Int?
}

/// A changed record, to look at.
package struct Sample: Sendable, Hashable {
  /// Enough to see what a class is about, few enough to be read.
  package static let countPerClass = 5

  /// The id of the record.
  package var id: String
  /// What the change does to it.
  package var recordClass: RecordClass
  /// Nil when nothing got looser or tighter.
  package var direction: Direction?
  /// What the old version decides.
  package var from: TierAndStatus
  /// What the new version decides.
  package var to: TierAndStatus
  /// What really happened.
  package var recorded: RecordedOutcome
  /// The rules that match it under the old version.
  package var rulesBefore: [ID]
  /// The rules that match it under the new version.
  package var rulesAfter: [ID]
  /// As the new version reads it, without approvals and outcome.
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

  /// The name of the file, as shown to people.
  package var file: String
  /// 1-based.
  package var lineNumber: Int
  /// Nil when even that could not be read.
  package var id: String?
  /// Which version cannot read it.
  package var blame: Blame
  /// The stable code of the reason, with a page in docs/diagnostics.
  package var code: String
  /// As people read it; both reasons when the versions have different ones.
  package var reason: String

  /// Whether only the new version cannot read it.
  package var isNew: Bool { blame == .to }
}
