import CEL
import GitStore
import History
import Impact
import PolicyCore

extension PolicyRepository {
  /// What a replay of a change is told besides the two policies.
  /// - Parameters:
  ///   - policyAt: judges windows and recertification at this instant instead of the records' own.
  ///   - now: the clock.
  func simulationTerms(
    of versions: ComparedVersions, before: Policy, after: Policy, policyAt: Timestamp? = nil,
    now: Timestamp, allowedUnreplayable: Int = 0
  ) throws -> Simulation.Terms {
    return Simulation.Terms(
      from: versions.before.reportVersion(before), to: versions.after.reportVersion(after),
      policyAt: policyAt, now: policyAt ?? now, claims: try acceptanceClaims(versions),
      returnsToRecentTip: Self.limitsShare(before, after)
        ? try recentTip(withPolicyOf: versions) : nil,
      meaning: try difference(of: versions, before: before, after: after),
      allowedUnreplayable: allowedUnreplayable)
  }

  /// Whether a gate asks for the share of changed records; only then does a way back matter.
  private static func limitsShare(_ before: Policy, _ after: Policy) -> Bool {
    (before.settings.gates + after.settings.gates).contains { gate in
      if case .maxChangedShare = gate.test { return true }
      return false
    }
  }
}

extension Simulation {
  /// Replays some histories, with a line of progress where that takes long.
  func run(
    over sources: [HistorySource], parallelism: Int, memory: HistoryMemory = .standard,
    cache: HistoryCache? = nil, showsProgress: Bool = true, in environment: CommandEnvironment
  ) async throws -> BlastRadius {
    let notes = CacheNotes()
    var settings = ColumnSettings(memory: memory, parallelism: parallelism)
    // What it comes to does not depend on the key; how fast a hostile history is read does.
    settings.key = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
    settings.cache = notes.collecting(cache)
    let total = showsProgress ? HistorySource.storedByteCount(of: sources) : nil
    let bar = ProgressBar(
      environment: environment, whole: .bytes(total), isShown: showsProgress)
    let radius = try await bar.during(sources) { [settings] sources, progress in
      try await run(over: sources, settings: settings, progress: progress)
    }
    try notes.write(to: environment)
    return radius
  }
}
