package import CEL
import PolicyCore

/// Counts the entries of a log, one after the other.
///
/// Memory grows with the number of different requests.
package struct PopulationCount: Sendable {
  private let period: LogPeriod
  private var first: LogPopulation.Entry?
  private var last: LogPopulation.Entry?
  private var kinds: [LogContent.Kind: Int] = [:]
  private var outcomes: [LogPopulation.Outcome: Int] = [:]
  private var signed = 0
  private var requests: [String: Requested] = [:]
  private var commits: [String: LogPopulation.CommitUse] = [:]

  private struct Requested: Sendable {
    /// Of the period.
    var decisions = 0
    /// Also by a decision after the period: then it is open no more.
    var isFinal = false
    var requestedAt: Timestamp?
    var decidedAt: Timestamp
    var deadline: Timestamp?
  }

  /// Starts to count.
  package init(period: LogPeriod) { self.period = period }

  /// Takes in an entry.
  /// - Returns: the decision that it holds, where it is one of the period.
  /// - Throws: `damaged`, where it holds a decision that cannot be read; nothing more is counted.
  package mutating func add(
    _ entry: LogEntry, at place: LogPlace
  ) throws(LogFailure) -> LoggedDecision? {
    let decision = try LoggedDecision.reading(entry, at: place)
    let isInPeriod = period.contains(entry.recordedAt)
    if let decision { note(decision, isInPeriod) }
    guard isInPeriod else { return nil }
    let shown = LogPopulation.Entry(
      index: entry.index, recordedAt: entry.recordedAt, decisionID: decision?.id)
    first = first ?? shown
    last = shown
    kinds[entry.content.kind, default: 0] += 1
    return decision
  }

  private mutating func note(_ decision: LoggedDecision, _ isInPeriod: Bool) {
    let at = decision.stored.at
    var request = requests[decision.requestID] ?? Requested(decidedAt: at)
    request.isFinal = request.isFinal || decision.isFinal
    request.requestedAt = decision.requestedAt
    request.decidedAt = at
    request.deadline = decision.deadline
    if isInPeriod {
      request.decisions += 1
      count(decision)
    }
    requests[decision.requestID] = request
  }

  private mutating func count(_ decision: LoggedDecision) {
    outcomes[.init(tier: decision.tier, status: decision.status), default: 0] += 1
    signed += decision.signatures.isEmpty ? 0 : 1
    let commit = decision.stored.commit
    var use =
      commits[commit]
      ?? LogPopulation.CommitUse(
        commit: commit, decisions: 0, first: decision.index, last: decision.index)
    use.decisions += 1
    use.last = decision.index
    commits[commit] = use
  }

  /// What was counted.
  /// - Parameters:
  ///   - end: how far the log could be followed.
  ///   - unread: where a decision could not be read.
  ///   - instant: at which ages and deadlines are judged.
  /// - Complexity: O(entries).
  package func population(
    of header: LogHeader, to end: LogEnd, unread: LogDamage? = nil, at instant: Timestamp
  ) -> LogPopulation {
    let asked = requests.filter { $0.value.decisions > 0 }
    return LogPopulation(
      header: header, period: period, at: instant,
      head: Checkpoint(origin: header.origin, size: end.size, root: end.tree.root),
      damage: unread ?? (end.isTail ? nil : end.damage),
      tornEnd: end.isTail ? end.damage : nil, first: first, last: last, kinds: kinds,
      outcomes: outcomes, signed: signed, requests: asked.count,
      repeated: Self.repeated(asked), open: Self.open(asked),
      commits: commits.values.sorted { $0.first < $1.first })
  }

  private static func repeated(_ requests: [String: Requested]) -> [LogPopulation.Repeated] {
    requests.filter { $0.value.decisions > 1 }
      .map { LogPopulation.Repeated(requestID: $0.key, decisions: $0.value.decisions) }
      .sorted {
        $0.decisions != $1.decisions
          ? $0.decisions > $1.decisions : ID($0.requestID) < ID($1.requestID)
      }
  }

  private static func open(_ requests: [String: Requested]) -> [LogPopulation.Open] {
    requests.filter { !$0.value.isFinal }
      .map { id, request in
        LogPopulation.Open(
          requestID: id, requestedAt: request.requestedAt, decidedAt: request.decidedAt,
          deadline: request.deadline)
      }
      .sorted {
        let (left, right) = ($0.requestedAt ?? $0.decidedAt, $1.requestedAt ?? $1.decidedAt)
        return left != right ? left < right : ID($0.requestID) < ID($1.requestID)
      }
  }
}
