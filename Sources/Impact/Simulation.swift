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
  private let replayer: Replayer
  private let meaning: PolicyDifference
  private let probes: [EvidenceProbe]
  private let instants: [InForceInstant]

  /// Works out the instants in force; nothing is replayed yet.
  package init(before: Policy, after: Policy, terms: Terms) {
    self.before = before
    self.after = after
    self.terms = terms
    replayer = Replayer(
      before: before, after: after, policyAt: terms.policyAt,
      hasPolicyBefore: terms.from.hasPolicy)
    let meaning =
      terms.meaning
      ?? PolicyDifference(
        from: before, to: after, hasPolicyBefore: terms.from.hasPolicy)
    self.meaning = meaning
    probes = EvidenceProbe.all(of: meaning, from: before, to: after)
    instants = InForceInstant.between(before, after, now: terms.now)
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

  /// Replays every record of a history in batches of any size.
  func run(
    over reader: consuming HistoryReader, in batches: ReplayBatches
  ) async throws -> BlastRadius {
    var reader = reader
    let sums = try await batches.fold(
      over: &reader, into: ReplaySums(gateCount: replayer.gates.count, instants: instants.count),
      count: { count($0) },
      add: { $0.add($1) })
    let digest = try reader.finish()
    return report(sums, historySHA256: digest.sha256)
  }

  private func count(_ items: [HistoryItem]) -> ReplaySums {
    var sums = ReplaySums(gateCount: replayer.gates.count, instants: instants.count)
    for item in items {
      sums.main.records += 1
      switch item {
      case .unreadable(let unreadable): skip(NotReplayed(unreadable), &sums)
      case .record(let raw): count(raw, into: &sums)
      }
    }
    return sums
  }

  private func count(_ raw: RawRecord, into sums: inout ReplaySums) {
    let reading = replayer.read(raw)
    guard case .success(let old) = reading.before, case .success(let new) = reading.after else {
      if case .success(let new) = reading.after, approves(new) {
        sums.approvedOnceReadable.append(new.request.id)
      }
      return skip(NotReplayed(raw, reading), &sums)
    }
    let impact = replayer.replay(before: old, after: new, place: raw.place)
    sums.main.add(impact, replayer)
    probe(impact, &sums)
    for (index, instant) in instants.enumerated() {
      let impact = replayer.replay(
        before: old, after: new, place: raw.place, policyAt: instant.at)
      sums.inForce[index].records += 1
      sums.inForce[index].add(impact, replayer)
      probe(impact, &sums)
    }
  }

  /// Notes the parts of the change that a record exercises for the first time.
  private func probe(_ impact: RecordImpact, _ sums: inout ReplaySums) {
    for (index, probe) in probes.enumerated() where !sums.exercised.contains(index) {
      if probe.isExercised(by: impact) { sums.exercised.insert(index) }
    }
  }

  /// Whether the new version approves a record, now or when something is in force.
  private func approves(_ record: Record) -> Bool {
    ([terms.policyAt] + instants.map(\.at)).contains { policyAt in
      let decision = replayer.after.decide(
        record.request, approvals: record.approvals, at: record.decidedAt, policyAt: policyAt)
      return decision.status == .approved
    }
  }

  private func skip(_ entry: NotReplayed, _ sums: inout ReplaySums) {
    sums.main.addUnreplayable(entry, gates: replayer.gates.count)
    for index in sums.inForce.indices {
      sums.inForce[index].records += 1
      sums.inForce[index].addUnreplayable(entry, gates: replayer.gates.count)
    }
  }

  private func report(_ sums: ReplaySums, historySHA256: String) -> BlastRadius {
    let judge = GateJudge(
      gates: replayer.gates, before: before, after: after, claims: terms.claims,
      returnsTo: sums.approvedOnceReadable.isEmpty ? terms.returnsToRecentTip : nil,
      unexercised: probes.indices.filter { !sums.exercised.contains($0) }.map { probes[$0].name })
    let inForce = zip(instants, sums.inForce).map { (at: $0.at, tally: $1) }
    return BlastRadius(
      terms: terms, meaning: meaning, sums: sums,
      rules: RuleImpact.list(sums.main, before: before, after: after),
      invariants: InvariantImpact.list(sums.main.invariants, before: before, after: after),
      inForce: zip(instants, sums.inForce).map { InForceImpact($0, $1) },
      gates: judge.results(of: sums.main, inForce: inForce), historySHA256: historySHA256)
  }
}

/// The counts of the main replay and of those in force.
struct ReplaySums: Sendable {
  var main: Tally
  var inForce: [Tally]
  /// Records that only the old version cannot read, and the new one approves.
  var approvedOnceReadable: [String] = []
  /// The places of the probes that some record exercises.
  var exercised: Set<Int> = []

  init(gateCount: Int, instants: Int) {
    main = Tally(gateCount: gateCount)
    inForce = Array(repeating: Tally(gateCount: gateCount), count: instants)
  }

  mutating func add(_ later: ReplaySums) {
    main.add(later.main)
    approvedOnceReadable += later.approvedOnceReadable
    exercised.formUnion(later.exercised)
    for index in inForce.indices { inForce[index].add(later.inForce[index]) }
  }
}
