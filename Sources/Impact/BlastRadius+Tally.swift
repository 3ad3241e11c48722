import CEL
import Diagnostics
import History
import PolicyCore

extension BlastRadius {
  init(
    terms: Simulation.Terms, meaning: PolicyDifference, sums: ReplaySums, touching: Touching,
    rules: [RuleImpact], invariants: [InvariantImpact], inForce: [InForceImpact],
    gates: [GateResult],
    historySHA256: String
  ) {
    let tally = sums.main
    allowedUnreplayable = terms.allowedUnreplayable
    from = terms.from
    to = terms.to
    self.meaning = meaning
    history = HistorySummary(
      records: tally.records, replayed: tally.replayed,
      unreplayable: tally.classes[.unreplayable] ?? 0, earliest: tally.earliest,
      latest: tally.latest, sha256: historySHA256)
    scope = Scope(sums, touching)
    changed = tally.changed
    classes = tally.classes
    directions = tally.directions
    transitions = Transition.list(tally.transitions)
    unchangedByTier = tally.unchangedByTier
    againstOutcome = OutcomeShift.list(tally.againstOutcome)
    deniedThenNowApproved = tally.deniedThenNowApproved
    approvedThenNowDenied = tally.approvedThenNowDenied
    self.inForce = inForce
    self.rules = rules
    self.invariants = invariants
    affected = Affected(tally.affected)
    load = ApproverLoad.list(tally)
    noEligibleApprover = tally.noEligibleApprover
    let exercised = ([tally] + sums.inForce).reduce(into: Set<RuleName>()) {
      $0.formUnion($1.rules.keys)
    }
    noEvidence = rules.filter { $0.change.isOfMeaning && !exercised.contains($0.name) }.map(\.rule)
    self.gates = gates
    samples = RecordClass.allCases.flatMap { tally.samples[$0] ?? [] }
    notReplayed = tally.notReplayed
    approvedOnceReadable = sums.approvedOnceReadable
  }
}

extension Transition {
  static func list(_ counts: [Step: Int]) -> [Transition] {
    counts.map { Transition(step: $0.key, records: $0.value) }.sorted {
      $0.records != $1.records
        ? $0.records > $1.records : ($0.step.from, $0.step.to) < ($1.step.from, $1.step.to)
    }
  }
}

extension OutcomeShift {
  static func list(_ counts: [Step: Int]) -> [OutcomeShift] {
    counts.map { OutcomeShift(step: $0.key, records: $0.value) }.sorted {
      let left = $0.step
      let right = $1.step
      if left.recorded != right.recorded {
        return left.recorded.rawValue < right.recorded.rawValue
      }
      return (left.before, left.after) < (right.before, right.after)
    }
  }
}

extension Affected {
  private static let shownCount = 10

  init(_ tally: AffectedTally) {
    subjects = Self.top(tally.subjects)
    resources = Self.top(tally.resources)
    owners = Self.top(tally.owners)
  }

  private static func top(_ counts: [ID: Int]) -> [Entry] {
    counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .prefix(shownCount).map { Entry(id: $0.key.text, records: $0.value) }
  }
}

extension ApproverLoad {
  static func list(_ tally: Tally) -> [ApproverLoad] {
    let weeks = weeks(from: tally.earliest, to: tally.latest)
    return tally.load.sorted { $0.key.precedesInUTF8($1.key) }.map { approver, load in
      ApproverLoad(
        approver: approver, before: load.before.reviews, after: load.after.reviews,
        perWeekBefore: weeks.map { Double(load.before.reviews) / $0 },
        perWeekAfter: weeks.map { Double(load.after.reviews) / $0 },
        medianWaitMinutesBefore: load.before.waits.medianMinutes,
        medianWaitMinutesAfter: load.after.waits.medianMinutes)
    }
  }

  private static func weeks(from earliest: Timestamp?, to latest: Timestamp?) -> Double? {
    guard let earliest, let latest else { return nil }
    let seconds = latest.seconds - earliest.seconds
    return seconds < 86_400 ? nil : Double(seconds) / (7 * 86_400)
  }
}

extension InForceImpact {
  init(_ instant: InForceInstant, _ tally: Tally) {
    self.instant = instant
    changed = tally.changed
    classes = tally.classes
    transitions = Transition.list(tally.transitions)
    let directions = tally.directions.values.reduce(into: [Direction: Int]()) {
      $0.merge($1, uniquingKeysWith: +)
    }
    let both = directions[.both] ?? 0
    loosened = (directions[.loosened] ?? 0) + both
    tightened = (directions[.tightened] ?? 0) + both
    deniedThenNowApproved = tally.deniedThenNowApproved
    approvedThenNowDenied = tally.approvedThenNowDenied
  }
}

extension Sample {
  init(_ impact: RecordImpact) {
    id = impact.id
    recordClass = impact.change.recordClass
    direction = impact.change.direction
    from = TierAndStatus(impact.before.decision)
    to = TierAndStatus(impact.after.decision)
    recorded = RecordedOutcome(impact.outcome)
    rulesBefore = impact.before.decision.matched.map(\.rule)
    rulesAfter = impact.after.decision.matched.map(\.rule)
    request = impact.after.record.request.document
  }
}

extension NotReplayed {
  init(_ unreadable: UnreadableRecord) {
    file = unreadable.place.file
    lineNumber = unreadable.place.lineNumber
    id = nil
    blame = .both
    code = unreadable.diagnostic.code
    reason = unreadable.reason.message
  }

  /// - Precondition: at least one version cannot read it.
  init(_ raw: RawRecord, _ reading: Replayer.Reading) {
    file = raw.place.file
    lineNumber = raw.place.lineNumber
    id = raw.value["id"]?.string
    code = InvalidRequest.code
    switch (reading.before, reading.after) {
    case (.failure(let old), .failure(let new)):
      blame = .both
      reason = old == new ? new.message : "before: \(old.message); after: \(new.message)"
    case (.failure(let error), .success): (blame, reason) = (.from, error.message)
    case (.success, .failure(let error)): (blame, reason) = (.to, error.message)
    case (.success, .success): (blame, reason) = (.both, "")
    }
  }
}
