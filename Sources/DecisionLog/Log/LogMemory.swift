import CEL
import PolicyCore

/// What a writer knows of the entries that are on disk.
struct LogMemory: Sendable {
  let header: LogHeader
  private(set) var chain: LogChain
  /// By the id of the request: its digest, and where it was decided first.
  private(set) var requests: [String: DecidedRequest] = [:]
  /// Of the last decision or rollback.
  private(set) var commit: String?

  /// A request that has been decided.
  struct DecidedRequest: Sendable, Hashable {
    let digest: String
    let index: Int
  }

  init(_ header: LogHeader) {
    self.header = header
    chain = LogChain(header)
  }

  var index: Int { chain.index }

  var checkpoint: Checkpoint {
    Checkpoint(
      origin: header.origin, size: chain.index, root: MerkleTree(leaves: chain.leaves).root)
  }

  /// Takes in an entry that is on disk.
  mutating func note(_ entry: LogEntry) {
    switch entry.content {
    case .decision(let record, _):
      commit = record.stampedCommit ?? commit
      if let id = record.requestID, let digest = record.requestDigest, requests[id] == nil {
        requests[id] = DecidedRequest(digest: digest, index: entry.index)
      }
    case .rollback(let rollback): commit = rollback.to
    case .review: break
    }
  }

  /// Takes in how far a scan has come.
  mutating func take(_ chain: LogChain) { self.chain = chain }

  /// Takes in entries that have been written.
  mutating func take(_ draft: LogDraft) {
    for (entry, line) in zip(draft.entries, draft.lines) {
      // It was made to follow.
      _ = chain.add(entry, line)
      note(entry)
    }
  }
}

/// Entries that are about to be written.
struct LogDraft {
  private let memory: LogMemory
  private(set) var entries: [LogEntry] = []
  private(set) var lines: [[UInt8]] = []
  private var last: MerkleHash
  private var recordedAt: Timestamp?
  private var commit: String?
  private var requests: [String: LogMemory.DecidedRequest] = [:]

  /// Clocks are set back by less than this when they are corrected.
  private static let greatestCorrection: Int64 = 5

  init(following memory: LogMemory) {
    self.memory = memory
    last = memory.chain.last
    recordedAt = memory.chain.recordedAt
    commit = memory.commit
  }

  /// The entry that content becomes.
  mutating func add(
    _ content: LogContent, _ rules: LogWriter.Rules
  ) async throws(LogFailure) -> LogEntry {
    let instant = try instant(rules.now())
    let index = memory.index + entries.count
    switch content {
    case .decision(let record, _):
      try await follow(record, rules)
      try note(record, at: index)
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
      guard await rules.isForward(commit, now) else {
        throw .commitWentBack(last: commit, now: now)
      }
    }
    commit = now
  }

  private mutating func note(_ record: JSONObject, at index: Int) throws(LogFailure) {
    guard let id = record.requestID, let digest = record.requestDigest else { return }
    guard let earlier = requests[id] ?? memory.requests[id] else {
      requests[id] = LogMemory.DecidedRequest(digest: digest, index: index)
      return
    }
    guard earlier.digest == digest else { throw .otherRequest(id: id, index: earlier.index) }
  }
}

extension JSONObject {
  /// Of a decision record.
  var stampedCommit: String? { self["stamp"]?["commit"]?.string }

  /// Of a decision record.
  var requestID: String? { self["request"]?["id"]?.string }

  /// Of a decision record.
  var requestDigest: String? { self["requestSha256"]?.string }
}
