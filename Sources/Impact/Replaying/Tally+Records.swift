import CEL
import History
import PolicyCore

extension Tally {
  /// Counts a record that both versions decide.
  mutating func add(_ impact: RecordImpact, _ replayer: Replayer) {
    countTime(impact.after.record.request.time)
    replayed += 1
    classes[impact.change.recordClass, default: 0] += 1
    countRules(impact)
    countInvariants(impact)
    countLoad(impact, replayer)
    for (index, gate) in replayer.gates.enumerated() where gate.counts(impact) {
      gateRecords[index].append(impact.id)
    }
    if !impact.after.canBeFilled(by: replayer.after.policy.directory) {
      noEligibleApprover.append(impact.id)
    }
    if impact.change.recordClass == .unchanged {
      unchangedByTier[impact.after.decision.tier, default: 0] += 1
    } else {
      countChange(impact, replayer)
    }
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

  private mutating func countTime(_ time: Timestamp) {
    earliest = earliest.map { min($0, time) } ?? time
    latest = latest.map { max($0, time) } ?? time
  }

  private mutating func countChange(_ impact: RecordImpact, _ replayer: Replayer) {
    let request = impact.after.record.request
    let before = TierAndStatus(impact.before.decision)
    let after = TierAndStatus(impact.after.decision)
    if let direction = impact.change.direction {
      directions[replayer.direction(ofAction: request.action), default: [:]][
        direction, default: 0] += 1
    }
    transitions[.init(from: before, to: after), default: 0] += 1
    let recorded = RecordedOutcome(impact.outcome)
    againstOutcome[.init(recorded: recorded, before: before, after: after), default: 0] += 1
    if impact.isHumanDenialNowApproved { deniedThenNowApproved.append(impact.id) }
    if impact.isHumanApprovalNowDenied { approvedThenNowDenied.append(impact.id) }
    affected.count(request)
    if samples[impact.change.recordClass, default: []].count < Sample.countPerClass {
      samples[impact.change.recordClass, default: []].append(Sample(impact))
    }
  }

  private mutating func countRules(_ impact: RecordImpact) {
    let old = impact.before.decision.matched.map(RuleName.init)
    let new = impact.after.decision.matched.map(RuleName.init)
    for rule in Set(impact.before.decision.lifted.map(RuleName.init)) {
      rules[rule, default: RuleTally()].liftedBefore += 1
    }
    for rule in Set(impact.after.decision.lifted.map(RuleName.init)) {
      rules[rule, default: RuleTally()].liftedAfter += 1
    }
    for rule in old {
      rules[rule, default: RuleTally()].matchedBefore += 1
      if !new.contains(rule) { rules[rule, default: RuleTally()].lost.append(impact.id) }
    }
    for rule in new {
      rules[rule, default: RuleTally()].matchedAfter += 1
      if !old.contains(rule) { rules[rule, default: RuleTally()].gained.append(impact.id) }
    }
  }

  private mutating func countInvariants(_ impact: RecordImpact) {
    let old = impact.before.decision.invariants
    let new = impact.after.decision.invariants
    for invariant in old {
      invariants[invariant, default: InvariantTally()].before += 1
      guard !new.contains(invariant) else { continue }
      invariants[invariant, default: InvariantTally()].lost.append(impact.id)
    }
    for invariant in new {
      invariants[invariant, default: InvariantTally()].after += 1
      guard !old.contains(invariant) else { continue }
      invariants[invariant, default: InvariantTally()].gained.append(impact.id)
    }
  }

  private mutating func countLoad(_ impact: RecordImpact, _ replayer: Replayer) {
    for approver in impact.before.approvers(in: replayer.before.policy.directory) {
      load[approver, default: LoadTally()].before.count(impact.before.record)
    }
    for approver in impact.after.approvers(in: replayer.after.policy.directory) {
      load[approver, default: LoadTally()].after.count(impact.after.record)
    }
  }
}

extension AffectedTally {
  mutating func count(_ request: Request) {
    subjects[request.subject.id, default: 0] += 1
    resources[ID(request.resourceID), default: 0] += 1
    if let owner = request.document["resource"]?["owner"]?.string {
      owners[ID(owner), default: 0] += 1
    }
  }
}

extension RuleName {
  fileprivate init(_ matched: MatchedRule) {
    self.init(kind: matched.isException ? .exception : .rule, id: matched.rule)
  }

  fileprivate init(_ lifted: LiftedRule) { self.init(kind: .rule, id: lifted.rule) }
}

extension RecordImpact.Side {
  /// Whether the people there are could fill all places, with a human among them where one is
  /// needed: he can take the place of any other who fills a requirement that asks him too.
  fileprivate func canBeFilled(by directory: Directory) -> Bool {
    guard ReviewDemand(decision.requirements).canBeFilled else { return false }
    guard decision.needsHuman else { return true }
    return decision.requirements.contains { requirement in
      requirement.eligible.contains { directory.members[$0]?.kind == .human }
    }
  }

  /// The teams and people that its requirements name, each once; an id that names nobody is none.
  fileprivate func approvers(in directory: Directory) -> Set<String> {
    var named: Set<ID> = []
    for selector in decision.requirements.flatMap(\.from) {
      switch selector {
      case .team(let id), .user(let id): named.insert(id)
      case .attribute(let path), .each(let path):
        named.formUnion(
          record.request.ids(at: path).filter {
            directory.teams[$0] != nil || directory.member($0) != nil
          })
      }
    }
    return Set(named.map { directory.teams[$0] == nil ? directory.person($0).text : $0.text })
  }
}
