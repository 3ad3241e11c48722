package import CEL
package import History
package import PolicyCore

/// How often a policy version reproduces what really happened, and why not.
package struct Calibration: Sendable {
  /// One recorded outcome against one decision.
  package struct Cell: Sendable, Hashable {
    /// What the record says.
    package var recorded: RecordedOutcome
    /// What the version decides, with the approvals of the record.
    package var decided: TierAndStatus
    /// How many records these are.
    package var records: Int
    /// Nil when the record does not say what should have been decided.
    package var reproduces: Bool?
  }

  /// Records that are decided otherwise for the same reason.
  package struct Mismatch: Sendable, Hashable {
    /// What these records have in common.
    package var cause: MismatchCause
    /// How many they are, and the first of them in the order of the history.
    package var records: RecordList
  }

  /// The version that was replayed.
  package var version: BlastRadius.Version
  /// What was replayed, and how much of it could be.
  package var history: BlastRadius.HistorySummary
  /// Records whose outcome says approved, denied or expired.
  package var comparable: Int
  /// Of those that are comparable, how many are decided as they ended.
  package var reproduced: Int
  /// By the name of the outcome, then by tier and status.
  package var cells: [Cell]
  /// Most records first.
  package var mismatches: [Mismatch]
  /// Every record that the version cannot read.
  package var notReplayed: [NotReplayed]
}

/// Why a decision differs from what really happened.
package struct MismatchCause: Sendable, Hashable {
  /// What the record says.
  package var recorded: RecordedOutcome
  /// What the version decides instead.
  package var decided: TierAndStatus
  /// The rules that decided; empty means the default did.
  package var rules: [ID]
  /// Such as `1 of 2 approvals by security missing`.
  package var why: String
}

/// Replays a history under one version and compares with the recorded outcomes.
package struct Calibrator: Sendable {
  private let policy: Policy
  private let version: BlastRadius.Version
  private let replayer: Replayer

  /// Judges windows and lapse at `policyAt`, if given, instead of when each record was decided.
  package init(policy: Policy, version: BlastRadius.Version, policyAt: Timestamp? = nil) {
    self.policy = policy
    self.version = version
    replayer = Replayer(before: policy, after: policy, policyAt: policyAt)
  }

  /// - Throws: what the history throws, and `CancellationError`.
  package func run(
    over reader: consuming HistoryReader, parallelism: Int, progress: ReplayProgress
  ) async throws -> Calibration {
    var reader = reader
    let sums = try await ReplayBatches(parallelism: parallelism, progress: progress).fold(
      over: &reader, into: CalibrationTally(), count: { count($0) }, add: { $0.add($1) })
    return Calibration(
      version: version, tally: sums, historySHA256: try reader.finish().sha256)
  }

  private func count(_ items: [HistoryItem]) -> CalibrationTally {
    var tally = CalibrationTally()
    for item in items {
      tally.base.records += 1
      switch item {
      case .unreadable(let unreadable):
        tally.base.addUnreplayable(NotReplayed(unreadable), gates: 0)
      case .record(let raw):
        let reading = replayer.read(raw)
        if case .success(let record) = reading.after {
          tally.add(record, replayer)
        } else {
          tally.base.addUnreplayable(NotReplayed(raw, reading), gates: 0)
        }
      }
    }
    return tally
  }
}
