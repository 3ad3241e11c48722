import CEL
import PolicyCore

/// Entries that are about to be written.
struct LogDraft {
  private let start: Int
  private(set) var entries: [LogEntry] = []
  private(set) var lines: [[UInt8]] = []
  private var last: MerkleHash
  private var recordedAt: Timestamp?
  private var commit: String?
  private var requests: [String: DecidedRequest] = [:]

  /// Clocks are set back by less than this when they are corrected.
  private static let greatestCorrection: Int64 = 5

  init(following memory: LogMemory) {
    start = memory.index
    last = memory.chain.last
    recordedAt = memory.chain.recordedAt
    commit = memory.commit
  }

  /// The entry that content becomes.
  /// - Parameter memory: what it was started with; it is not kept, so that nobody copies it.
  mutating func add(
    _ content: LogContent, after memory: LogMemory, _ rules: LogWriter.Rules
  ) async throws(LogFailure) -> LogEntry {
    let instant = try instant(rules.now())
    let index = start + entries.count
    switch content {
    case .decision(let record, _):
      try await follow(record, rules)
      try note(record, at: index, after: memory)
    case .rollback(let rollback):
      guard rollback.from == commit else {
        throw .commitWentBack(last: commit ?? "", now: rollback.from)
      }
      commit = rollback.to
    case .review: break
    }
    let entry = LogEntry(index: index, previous: last, recordedAt: instant, content: content)
    let line = entry.line
    entries.append(entry)
    lines.append(line)
    last = .leaf(line)
    recordedAt = instant
    return entry
  }

  /// The clock, or the last instant where the clock was just corrected.
  private func instant(_ now: Timestamp) throws(LogFailure) -> Timestamp {
    guard let recordedAt, now < recordedAt else { return now }
    guard recordedAt.seconds - now.seconds < Self.greatestCorrection else {
      throw .clockWentBack(last: recordedAt, now: now)
    }
    return recordedAt
  }

  private mutating func follow(
    _ record: JSONObject, _ rules: LogWriter.Rules
  ) async throws(LogFailure) {
    guard let now = record.stampedCommit else { return }
    if let commit, commit != now {
      guard try await rules.isForward(commit, now) else {
        throw .commitWentBack(last: commit, now: now)
      }
    }
    commit = now
  }

  private mutating func note(
    _ record: JSONObject, at index: Int, after memory: LogMemory
  ) throws(LogFailure) {
    guard let id = record.requestID, let digest = record.requestDigest else { return }
    let request = DecidedRequest(digest: digest, index: index)
    guard let earlier = requests[id] ?? memory.request(id) else {
      requests[id] = request
      return
    }
    guard earlier.digest == request.digest else {
      throw .otherRequest(id: id, index: earlier.index)
    }
  }
}
