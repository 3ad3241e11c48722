package import CEL
package import PolicyCore

/// What a log holds: what an auditor needs to know that he sees all of it.
package struct LogPopulation: Sendable {
  /// An entry by its place.
  package struct Entry: Sendable, Hashable {
    /// From 0.
    package var index: Int
    /// When it was written to the log.
    package var recordedAt: Timestamp
    /// Of a decision; nil for every other entry.
    package var decisionID: String?

    /// Makes a place.
    package init(index: Int, recordedAt: Timestamp, decisionID: String?) {
      self.index = index
      self.recordedAt = recordedAt
      self.decisionID = decisionID
    }
  }

  /// How a decision came out.
  package struct Outcome: Sendable, Hashable {
    /// Who decided, or must.
    package var tier: Tier
    /// What was decided.
    package var status: Decision.Status

    /// Makes an outcome.
    package init(tier: Tier, status: Decision.Status) {
      self.tier = tier
      self.status = status
    }
  }

  /// A request that was decided more than once.
  package struct Repeated: Sendable, Hashable {
    /// As the request calls itself.
    package var requestID: String
    /// Of the period.
    package var decisions: Int

    /// Makes a count.
    package init(requestID: String, decisions: Int) {
      self.requestID = requestID
      self.decisions = decisions
    }
  }

  /// A request that no decision of the log approved or denied.
  package struct Open: Sendable, Hashable {
    /// As the request calls itself.
    package var requestID: String
    /// When it was made; nil where the request does not say.
    package var requestedAt: Timestamp?
    /// The instant of the last decision.
    package var decidedAt: Timestamp
    /// When it is denied if nobody acts; nil where it waits for ever.
    package var deadline: Timestamp?

    /// Makes an open request.
    package init(
      requestID: String, requestedAt: Timestamp?, decidedAt: Timestamp, deadline: Timestamp?
    ) {
      self.requestID = requestID
      self.requestedAt = requestedAt
      self.decidedAt = decidedAt
      self.deadline = deadline
    }

    /// Whether it should have been decided for good by then.
    package func isPastDeadline(at instant: Timestamp) -> Bool {
      deadline.map { instant >= $0 } ?? false
    }
  }

  /// A commit of the policy that decided.
  package struct CommitUse: Sendable, Hashable {
    /// Its id.
    package var commit: String
    /// Of the period.
    package var decisions: Int
    /// The entry of the first of them.
    package var first: Int
    /// The entry of the last of them.
    package var last: Int

    /// Makes a use.
    package init(commit: String, decisions: Int, first: Int, last: Int) {
      self.commit = commit
      self.decisions = decisions
      self.first = first
      self.last = last
    }
  }

  /// What the log says of itself.
  package var header: LogHeader
  /// What of it is counted.
  package var period: LogPeriod
  /// The instant at which ages and deadlines are judged.
  package var at: Timestamp
  /// All good entries, whatever the period.
  package var head: Checkpoint
  /// Where the log is not what was written; nil where it is whole. Nothing behind it is counted.
  package var damage: LogDamage?
  /// What a crash has left of an entry at the end, which was acknowledged to nobody.
  package var tornEnd: LogDamage?
  /// The first entry of the period; nil without any.
  package var first: Entry?
  /// The last entry of the period; nil without any.
  package var last: Entry?
  /// Entries of the period.
  package var kinds: [LogContent.Kind: Int]
  /// Decisions of the period.
  package var outcomes: [Outcome: Int]
  /// Decisions of the period that carry a signature; whose, `verify` says.
  package var signed: Int
  /// Different requests that were decided in the period.
  package var requests: Int
  /// Most decisions first, then by id.
  package var repeated: [Repeated]
  /// The oldest first.
  package var open: [Open]
  /// In the order in which they decided first.
  package var commits: [CommitUse]

  /// Entries of the period.
  package var count: Int { kinds.values.reduce(0, +) }
  /// Decisions of the period.
  package var decisions: Int { kinds[.decision] ?? 0 }
  /// Whether the log is whole.
  package var isWhole: Bool { damage == nil }
}
