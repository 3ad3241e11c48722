package import CEL

/// What a log holds of decisions that a good version of the policy would not have given.
package struct Remediation: Sendable {
  /// One end of the range of versions.
  package struct Version: Sendable, Hashable {
    /// As people named it.
    package var name: String
    /// 40 digits.
    package var commit: String

    /// Makes a version.
    package init(name: String, commit: String) {
      self.name = name
      self.commit = commit
    }
  }

  /// Which decisions are looked at, and how.
  package struct Terms: Sendable, Hashable {
    /// The first bad version.
    package var bad: Version
    /// The good version.
    package var good: Version
    /// The digest of the good version's policy.
    package var policySHA256: String
    /// As of when there is something to do.
    package var now: Timestamp
    /// Judges windows and recertification then; nil for the records' own instants.
    package var policyAt: Timestamp?
    /// Only what was written to the log then.
    package var period: LogPeriod

    /// Makes terms.
    package init(
      bad: Version, good: Version, policySHA256: String, now: Timestamp,
      policyAt: Timestamp? = nil, period: LogPeriod = LogPeriod()
    ) {
      self.bad = bad
      self.good = good
      self.policySHA256 = policySHA256
      self.now = now
      self.policyAt = policyAt
      self.period = period
    }
  }

  /// A decision that could not be decided again.
  package struct NotReplayed: Sendable, Hashable {
    /// Of its entry.
    package var index: Int
    /// The digest that names it.
    package var id: String
    /// As the request calls itself.
    package var requestID: String
    /// Names fields and reasons, never values.
    package var reason: String
  }

  /// A decision that says that it reverses one, and is about something else.
  package struct Misfit: Sendable, Hashable {
    /// What it says of itself.
    package var decision: LaterDecision
    /// The decision that it names.
    package var reverses: String
  }

  /// Which decisions are looked at, and how.
  package var terms: Terms
  /// What the log says of itself.
  package var header: LogHeader
  /// Entries of the log, of whatever kind.
  package var entries = 0
  /// Decisions that were decided again.
  package var judged = 0
  /// The commits that they name.
  package var commits = 0
  /// Of those in the window: made under a version that is not meant.
  package var outside = 0
  /// Commits that are not in this clone, by name: decisions under them.
  package var unknownCommits: [String: Int] = [:]
  /// In the order of the log, also what needs no doing any more.
  package var redresses: [Redress] = []
  /// What the good version decides otherwise without anybody having other access.
  package var otherChanges: [OutcomeChange: Int] = [:]
  /// In the order of the log.
  package var notReplayed: [NotReplayed] = []
  /// Records that are not what was written, in the order of the log.
  package var findings: [Verification.Finding] = []
  /// In the order of the log.
  package var misfits: [Misfit] = []
  /// Where the chain ends too early; nil where it is whole.
  package var damage: LogDamage?

  /// Nothing looked at yet.
  package init(terms: Terms, header: LogHeader) {
    self.terms = terms
    self.header = header
  }

  /// What is to be done, in the order of the log.
  package var open: [Redress] { redresses.filter { $0.standing.isOpen } }

  /// What is not to be done any more, in the order of the log.
  package var setApart: [Redress] { redresses.filter { !$0.standing.isOpen } }

  /// How many decisions nothing could be said about.
  package var unread: Int { notReplayed.count + unknownCommits.values.reduce(0, +) }

  /// Whether somebody must act, or look.
  package var hasFindings: Bool { !open.isEmpty || !findings.isEmpty || damage != nil }
}
