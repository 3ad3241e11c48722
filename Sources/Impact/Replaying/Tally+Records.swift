import CEL
import History
import PolicyCore

extension Tally {
  /// Counts a record that both versions decide.
  mutating func add(_ impact: RecordImpact, gates: [JudgedGate], actions: Settings) {
    countTime(impact.after.record.request.time)
    replayed += 1
    classes[impact.change.recordClass, default: 0] += 1
    countRules(impact)
    countLoad(impact)
    for (index, gate) in gates.enumerated() where gate.counts(impact) {
      gateRecords[index].append(impact.id)
    }
    if impact.after.decision.requirements.contains(where: { $0.eligible.count < $0.count }) {
      noEligibleApprover.append(impact.id)
    }
    if impact.change.recordClass == .unchanged {
      unchangedByTier[impact.after.decision.tier, default: 0] += 1
    } else {
      countChange(impact, actions: actions)
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

  private mutating func countChange(_ impact: RecordImpact, actions: Settings) {
    let request = impact.after.record.request
    let before = TierAndStatus(impact.before.decision)
    let after = TierAndStatus(impact.after.decision)
    if let direction = impact.change.direction {
      directions[actions.direction(ofAction: request.action), default: [:]][
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
    let old = impact.before.decision.matched.map(\.rule)
    let new = impact.after.decision.matched.map(\.rule)
    for rule in old {
      rules[rule, default: RuleTally()].matchedBefore += 1
      if !new.contains(rule) { rules[rule, default: RuleTally()].lost.append(impact.id) }
    }
    for rule in new {
      rules[rule, default: RuleTally()].matchedAfter += 1
      if !old.contains(rule) { rules[rule, default: RuleTally()].gained.append(impact.id) }
    }
  }

  private mutating func countLoad(_ impact: RecordImpact) {
    for team in impact.before.decision.askedTeams(impact.before.record.request) {
      load[team, default: LoadTally()].before += 1
    }
    for team in impact.after.decision.askedTeams(impact.after.record.request) {
      load[team, default: LoadTally()].after += 1
    }
  }
}

extension AffectedTally {
  mutating func count(_ request: Request) {
    subjects[request.subject.id.text, default: 0] += 1
    resources[request.resourceID, default: 0] += 1
    if let owner = request.document["resource"]?["owner"]?.string {
      owners[owner, default: 0] += 1
    }
  }
}

extension Decision {
  /// The teams and people its requirements name, each once.
  fileprivate func askedTeams(_ request: Request) -> Set<String> {
    var asked: Set<String> = []
    for selector in requirements.flatMap(\.from) {
      switch selector {
      case .team(let id), .user(let id): asked.insert(id.text)
      case .attribute(let path): asked.formUnion(request.ids(at: path).map(\.text))
      }
    }
    return asked
  }
}
