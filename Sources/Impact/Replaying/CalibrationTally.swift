import CEL
import PolicyCore

/// Counts of decisions against recorded outcomes that can be added up.
struct CalibrationTally: Sendable {
  struct Pair: Hashable {
    var recorded: RecordedOutcome
    var decided: TierAndStatus
  }

  var base = Tally(gateCount: 0)
  var pairs: [Pair: Int] = [:]
  var mismatches: [MismatchCause: RecordList] = [:]

  mutating func add(_ later: CalibrationTally) {
    base.add(later.base)
    pairs.merge(later.pairs, uniquingKeysWith: +)
    mismatches.merge(later.mismatches) { first, second in
      var list = first
      list.add(second)
      return list
    }
  }

  mutating func add(_ record: Record, _ replayer: Replayer) {
    let decision = replayer.after.decide(
      record.request, approvals: record.approvals, at: record.decidedAt,
      policyAt: replayer.policyAt)
    base.replayed += 1
    base.earliest = base.earliest.map { min($0, record.request.time) } ?? record.request.time
    base.latest = base.latest.map { max($0, record.request.time) } ?? record.request.time
    let recorded = RecordedOutcome(record.outcome)
    let decided = TierAndStatus(decision)
    pairs[Pair(recorded: recorded, decided: decided), default: 0] += 1
    guard recorded.isReproduced(by: decision.status) == false else { return }
    let cause = MismatchCause(
      recorded: recorded, decided: decided, rules: decision.decidingRules, why: decision.why)
    mismatches[cause, default: RecordList()].append(record.request.id)
  }
}

extension RecordedOutcome {
  /// Nil when the record does not say what should have been decided.
  func isReproduced(by status: Decision.Status) -> Bool? {
    switch self {
    case .approved: status == .approved
    case .denied: status == .denied
    // A request that ran out of time was not approved.
    case .expired: status != .approved
    case .withdrawn, .unknown: nil
    }
  }
}

extension Decision {
  /// The matched rules of the winning effect.
  fileprivate var decidingRules: [ID] {
    let winner = matched.map(\.effect).max()
    return matched.filter { $0.effect == winner }.map(\.rule)
  }

  /// The reason in a few words, without values of the request.
  fileprivate var why: String {
    if tier == .human { return reviewReason }
    if matched.isEmpty { return "no rule matched" }
    return "the rule \(status == .approved ? "approves" : "denies")"
  }

  private var reviewReason: String {
    if !deniedBy.isEmpty { return "somebody who was asked denied" }
    var reasons = requirements.filter { $0.missing > 0 }.map { requirement in
      let asked = requirement.from.map(\.description).joined(separator: " or ")
      let approvers = asked.isEmpty ? "nobody" : asked
      return "\(requirement.missing) of \(requirement.count) by \(approvers) missing"
    }
    if !evidence.allSatisfy(\.holds) { reasons.append("evidence does not hold") }
    if !lapsed.isEmpty { reasons.append("a rule is past its recertification") }
    return reasons.isEmpty ? "all approvals given" : reasons.joined(separator: ", ")
  }
}

extension Calibration {
  init(version: BlastRadius.Version, tally: CalibrationTally, historySHA256: String) {
    self.version = version
    let base = tally.base
    history = BlastRadius.HistorySummary(
      records: base.records, replayed: base.replayed,
      unreplayable: base.classes[.unreplayable] ?? 0, earliest: base.earliest,
      latest: base.latest, sha256: historySHA256)
    cells = tally.pairs.map { pair, records in
      Cell(
        recorded: pair.recorded, decided: pair.decided, records: records,
        reproduces: pair.recorded.isReproduced(by: pair.decided.status))
    }
    .sorted {
      $0.recorded != $1.recorded
        ? $0.recorded.rawValue < $1.recorded.rawValue : $0.decided < $1.decided
    }
    comparable = cells.reduce(0) { $0 + ($1.reproduces == nil ? 0 : $1.records) }
    reproduced = cells.reduce(0) { $0 + ($1.reproduces == true ? $1.records : 0) }
    mismatches = tally.mismatches.map { Mismatch(cause: $0.key, records: $0.value) }.sorted {
      $0.records.count != $1.records.count
        ? $0.records.count > $1.records.count : $0.cause.sortKey < $1.cause.sortKey
    }
    notReplayed = base.notReplayed
  }
}

extension MismatchCause {
  fileprivate var sortKey: String {
    "\(recorded.rawValue) \(decided) \(rules.map(\.text).joined(separator: " ")) \(why)"
  }
}
