import CEL
import History
import PolicyCore

/// Replays records one by one: in the main replay, and at every instant in force.
struct ScalarReplay: Sendable {
  let replayer: Replayer
  let probes: [EvidenceProbe]
  let instants: [InForceInstant]
  /// Which records the change can decide differently.
  let touching: Touching

  init(replayer: Replayer, probes: [EvidenceProbe], instants: [InForceInstant]) {
    self.replayer = replayer
    self.probes = probes
    self.instants = instants
    touching = Touching(
      from: replayer.before.policy, to: replayer.after.policy,
      isReplayedInForce: !instants.isEmpty)
  }

  /// Nothing counted yet.
  func makeSums() -> ReplaySums {
    ReplaySums(gateCount: replayer.gates.count, instants: instants.count)
  }

  /// What some items add.
  func count(_ items: [HistoryItem]) -> ReplaySums {
    var sums = makeSums()
    for item in items { count(item, into: &sums) }
    return sums
  }

  /// Adds an item.
  func count(_ item: HistoryItem, into sums: inout ReplaySums) {
    sums.main.records += 1
    switch item {
    case .unreadable(let unreadable): skip(NotReplayed(unreadable), &sums)
    case .record(let raw): count(raw, into: &sums)
    }
  }

  /// What becomes of an item in every replay: the main one, then those in force; nil where a version
  /// cannot read it.
  func impacts(of item: HistoryItem) -> [RecordImpact]? {
    impacts(of: item, at: [replayer.policyAt] + instants.map(\.at))
  }

  /// What becomes of an item in one of the replays.
  /// - Parameter part: 0 for the main one, then those in force.
  func impact(of item: HistoryItem, part: Int) -> RecordImpact? {
    impacts(of: item, at: [part == 0 ? replayer.policyAt : instants[part - 1].at])?.first
  }

  /// An item as the old version reads and decides it; nil where it cannot read it.
  func oldSide(of item: HistoryItem) -> RecordImpact.Side? {
    guard case .record(let raw) = item, case .success(let record) = replayer.read(raw).before
    else { return nil }
    return RecordImpact.Side(
      record: record,
      decision: replayer.before.decide(
        record.request, approvals: record.approvals, at: record.decidedAt,
        policyAt: replayer.policyAt))
  }

  private func impacts(of item: HistoryItem, at policyInstants: [Timestamp?]) -> [RecordImpact]? {
    guard case .record(let raw) = item else { return nil }
    let reading = replayer.read(raw)
    guard case .success(let old) = reading.before, case .success(let new) = reading.after else {
      return nil
    }
    return policyInstants.map { policyAt in
      replayer.replay(before: old, after: new, place: raw.place, policyAt: policyAt)
    }
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
    if !touching.touches(impact) { sums.untouched += 1 }
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
  func probe(_ impact: RecordImpact, _ sums: inout ReplaySums) {
    for (index, probe) in probes.enumerated() where !sums.exercised.contains(index) {
      if probe.isExercised(by: impact) { sums.exercised.insert(index) }
    }
  }

  /// The names of the parts of the change that no record exercises.
  func unexercised(_ sums: ReplaySums) -> [String] {
    probes.indices.filter { !sums.exercised.contains($0) }.map { probes[$0].name }
  }

  /// Conditions that it asks besides those that decide.
  var furtherQuestions: [ReplayQuestion] {
    let gates = replayer.gates.compactMap { gate -> ReplayQuestion? in
      guard case .maxNewlyAutomatic(let condition?, _) = gate.gate.test else { return nil }
      return ReplayQuestion(condition: condition, version: gate.origin == .to ? .after : .before)
    }
    let tried = probes.compactMap(\.conditions).flatMap { tried in
      [
        ReplayQuestion(condition: tried.old, version: .before),
        ReplayQuestion(condition: tried.new, version: .after),
      ]
    }
    return gates + tried
  }

  /// Whether the new version approves a record, now or when something is in force.
  private func approves(_ record: Record) -> Bool {
    ([replayer.policyAt] + instants.map(\.at)).contains { policyAt in
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
}
