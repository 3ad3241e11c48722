import CEL
import History
import PolicyCore

extension Tally {
  /// Counts a record that both versions decide.
  mutating func add(_ impact: RecordImpact, _ replayer: Replayer) {
    let summary = ImpactSummary(impact, replayer)
    let record = impact.after.record
    count(time: record.request.time)
    count(summary, times: 1)
    if summary.isNamed { name(record.request.id, summary) }
    if !summary.approvers.before.isEmpty || !summary.approvers.after.isEmpty {
      var waits = LoadTally.Side()
      waits.count(seconds: record.humanDecisionSeconds)
      count(waits, of: summary.approvers)
    }
    guard summary.recordClass != .unchanged else { return }
    affected.count(record.request)
    if wantsSample(of: summary.recordClass) { add(Sample(impact)) }
  }

  /// Counts a record that one version or both cannot read.
  mutating func addUnreplayable(_ entry: NotReplayed, gates: Int) {
    classes[.unreplayable, default: 0] += 1
    notReplayed.append(entry)
    guard entry.isNew else { return }
    let name = entry.id ?? "\(entry.file):\(entry.lineNumber)"
    newlyUnreplayable.append(name)
    for index in 0..<gates { gateRecords[index].append(name) }
  }

  /// Takes in when a record was made.
  mutating func count(time: Timestamp) {
    earliest = earliest.map { min($0, time) } ?? time
    latest = latest.map { max($0, time) } ?? time
  }

  /// Counts records of one kind.
  mutating func count(_ summary: ImpactSummary, times: Int) {
    replayed += times
    classes[summary.recordClass, default: 0] += times
    for rule in summary.lifted.before { rules[rule, default: RuleTally()].liftedBefore += times }
    for rule in summary.lifted.after { rules[rule, default: RuleTally()].liftedAfter += times }
    for rule in summary.rules.before { rules[rule, default: RuleTally()].matchedBefore += times }
    for rule in summary.rules.after { rules[rule, default: RuleTally()].matchedAfter += times }
    for id in summary.invariants.before {
      invariants[id, default: InvariantTally()].before += times
    }
    for id in summary.invariants.after { invariants[id, default: InvariantTally()].after += times }
    guard summary.recordClass != .unchanged else {
      unchangedByTier[summary.tierAfter, default: 0] += times
      return
    }
    if let direction = summary.direction {
      directions[summary.action, default: [:]][direction, default: 0] += times
    }
    transitions[.init(from: summary.before, to: summary.after), default: 0] += times
    againstOutcome[
      .init(recorded: summary.recorded, before: summary.before, after: summary.after),
      default: 0] += times
  }

  /// Names a record wherever its kind is listed.
  mutating func name(_ id: String, _ summary: ImpactSummary) {
    for gate in summary.gates { gateRecords[gate].append(id) }
    if summary.isUnfillable { noEligibleApprover.append(id) }
    if summary.isHumanDenialNowApproved { deniedThenNowApproved.append(id) }
    if summary.isHumanApprovalNowDenied { approvedThenNowDenied.append(id) }
    for rule in summary.rules.before where !summary.rules.after.contains(rule) {
      rules[rule, default: RuleTally()].lost.append(id)
    }
    for rule in summary.rules.after where !summary.rules.before.contains(rule) {
      rules[rule, default: RuleTally()].gained.append(id)
    }
    for invariant in summary.invariants.before
    where !summary.invariants.after.contains(invariant) {
      invariants[invariant, default: InvariantTally()].lost.append(id)
    }
    for invariant in summary.invariants.after
    where !summary.invariants.before.contains(invariant) {
      invariants[invariant, default: InvariantTally()].gained.append(id)
    }
  }

  /// Counts reviews, and how long they took, for whoever is asked.
  mutating func count(_ waits: LoadTally.Side, of approvers: ImpactSummary.Sides<Set<String>>) {
    for approver in approvers.before { load[approver, default: LoadTally()].before.add(waits) }
    for approver in approvers.after { load[approver, default: LoadTally()].after.add(waits) }
  }

  /// Whether another sample of a class is wanted.
  func wantsSample(of recordClass: RecordClass) -> Bool {
    samples[recordClass, default: []].count < Sample.countPerClass
  }

  mutating func add(_ sample: Sample) { samples[sample.recordClass, default: []].append(sample) }
}

extension AffectedTally {
  mutating func count(_ request: Request) {
    count(
      subject: request.subject.id, resource: ID(request.resourceID),
      owner: (request.document["resource"]?["owner"]?.string).map { ID($0) })
  }

  mutating func count(subject: ID, resource: ID, owner: ID?) {
    subjects[subject, default: 0] += 1
    resources[resource, default: 0] += 1
    if let owner { owners[owner, default: 0] += 1 }
  }
}
