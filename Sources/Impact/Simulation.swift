package import CEL
package import History
package import PolicyCore

/// Replays a history under two versions of a policy.
///
/// The scalar path: every record is read and decided one by one, in batches over all cores. What
/// comes out does not depend on how the batches were scheduled.
package struct Simulation: Sendable {
  /// What to compare, and under which terms.
  package struct Terms: Sendable {
    /// The old version; without a policy it has no safeguards to lower.
    package var from: BlastRadius.Version
    /// The new version.
    package var to: BlastRadius.Version
    /// Replaces the instant at which windows and lapse are judged.
    package var policyAt: Timestamp?
    /// The instant of the simulation: what has ended by then hides nothing from now on. Nil for no
    /// such instant; then every end counts.
    package var now: Timestamp?
    /// What may let a tripped gate pass.
    package var claims: AcceptanceClaims
    /// The commit that the change goes back to, if its policy was the protected tip within seven
    /// days: nothing looser, such a change passes `maxChangedShare`.
    package var returnsToRecentTip: String?
    /// What the change means, with its tests; nil to work it out from the policies alone.
    package var meaning: PolicyDifference?
    /// With more records than this that cannot be replayed, there is no verdict.
    package var allowedUnreplayable: Int

    /// Without more: nothing is accepted, and one record that cannot be replayed is too many.
    package init(
      from: BlastRadius.Version, to: BlastRadius.Version, policyAt: Timestamp? = nil,
      now: Timestamp? = nil, claims: AcceptanceClaims = AcceptanceClaims(),
      returnsToRecentTip: String? = nil,
      meaning: PolicyDifference? = nil, allowedUnreplayable: Int = 0
    ) {
      self.from = from
      self.to = to
      self.policyAt = policyAt
      self.now = now
      self.claims = claims
      self.returnsToRecentTip = returnsToRecentTip
      self.meaning = meaning
      self.allowedUnreplayable = allowedUnreplayable
    }
  }

  private let before: Policy
  private let after: Policy
  private let terms: Terms
  private let meaning: PolicyDifference
  let scalar: ScalarReplay

  /// Works out the instants in force; nothing is replayed yet.
  package init(before: Policy, after: Policy, terms: Terms) {
    self.before = before
    self.after = after
    self.terms = terms
    let meaning =
      terms.meaning
      ?? PolicyDifference(
        from: before, to: after, hasPolicyBefore: terms.from.hasPolicy)
    self.meaning = meaning
    scalar = ScalarReplay(
      replayer: Replayer(
        before: before, after: after, policyAt: terms.policyAt,
        hasPolicyBefore: terms.from.hasPolicy),
      probes: EvidenceProbe.all(of: meaning, from: before, to: after),
      instants: InForceInstant.between(before, after, now: terms.now))
  }

  /// Replays every record of a history.
  /// - Parameters:
  ///   - reader: read to its end.
  ///   - parallelism: how many batches are decided at once, at least 1.
  ///   - progress: told now and then how far the reading is.
  /// - Throws: what the history throws, and `CancellationError`.
  /// - Complexity: O(records x (rules + 1) x (instants in force + 1)).
  package func run(
    over reader: consuming HistoryReader, parallelism: Int, progress: ReplayProgress
  ) async throws -> BlastRadius {
    try await run(
      over: reader,
      in: ReplayBatches(parallelism: parallelism, progress: progress))
  }

  /// Replays every record of some histories; records that nothing tells apart are decided once.
  ///
  /// The report is that of the replay over a reader of the same histories.
  /// - Parameters:
  ///   - sources: in order.
  ///   - settings: how they are read, and how much at once.
  ///   - progress: told now and then how far the reading is.
  /// - Throws: what the history throws, and `CancellationError`.
  /// - Complexity: O(records) for what the columns say, and one decision for each kind of record.
  package func run(
    over sources: [HistorySource], settings: ColumnSettings, progress: ReplayProgress
  ) async throws -> BlastRadius {
    guard let replay = ColumnReplay(scalar) else {
      return try await run(
        over: HistoryReader(sources: sources, limits: settings.limits),
        parallelism: settings.parallelism, progress: progress)
    }
    do {
      return try await run(replay, over: sources, settings: settings, progress: progress)
    } catch let error as HistoryError {
      guard case .corruptCache(let path) = error, settings.cache?.isReplaced == false else {
        throw error
      }
      var settings = settings
      settings.cache?.removeDamaged(path)
      settings.cache?.isReplaced = true
      return try await run(replay, over: sources, settings: settings, progress: progress)
    }
  }

  private func run(
    _ replay: ColumnReplay, over sources: [HistorySource], settings: ColumnSettings,
    progress: ReplayProgress
  ) async throws -> BlastRadius {
    var replay = replay
    let reader = RowGroups(
      sources: sources, layout: replay.plan.layout, schemas: [before.schema, after.schema],
      settings: settings)
    var records = 0
    let keeping = try VersionKeeping(of: terms, in: reader.origin)
    replay.base = keeping?.base ?? .judged(nil)
    let batches = ColumnBatches(replay: replay, parallelism: settings.parallelism)
    let (sums, digest) = try await reader.read { next in
      try await batches.fold(into: scalar.makeSums()) {
        guard let given = try await next() else { return nil }
        records += given.group.rowCount
        progress.report(records, given.byteCount)
        return given.group
      }
    }
    keeping?.keep(noting: settings.cache?.note)
    return report(sums, historySHA256: digest.sha256)
  }

  /// Replays every record of a history in batches of any size.
  func run(
    over reader: consuming HistoryReader, in batches: ReplayBatches
  ) async throws -> BlastRadius {
    var reader = reader
    let sums = try await batches.fold(
      over: &reader, into: scalar.makeSums(), count: { [scalar] in scalar.count($0) },
      add: { $0.add($1) })
    let digest = try reader.finish()
    return report(sums, historySHA256: digest.sha256)
  }

  func report(_ sums: ReplaySums, historySHA256: String) -> BlastRadius {
    let judge = GateJudge(
      gates: scalar.replayer.gates, before: before, after: after, claims: terms.claims,
      returnsTo: sums.approvedOnceReadable.isEmpty ? terms.returnsToRecentTip : nil,
      unexercised: scalar.unexercised(sums))
    let inForce = zip(scalar.instants, sums.inForce).map { (at: $0.at, tally: $1) }
    return BlastRadius(
      terms: terms, meaning: meaning, sums: sums, touching: scalar.touching,
      rules: RuleImpact.list(sums.main, before: before, after: after),
      invariants: InvariantImpact.list(sums.main.invariants, before: before, after: after),
      inForce: zip(scalar.instants, sums.inForce).map { InForceImpact($0, $1) },
      gates: judge.results(of: sums.main, inForce: inForce), historySHA256: historySHA256)
  }
}
