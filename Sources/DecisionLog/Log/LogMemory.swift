import CEL
import PolicyCore

/// What a writer knows of the entries that are on disk.
///
/// 56 bytes for each request that was decided, and the ids of the last ones.
struct LogMemory: Sendable {
  let header: LogHeader
  private(set) var chain: LogChain
  /// Behind the last entry.
  private(set) var place: LogPlace
  /// Where the last entry starts, in bytes.
  private var lastOffset: Int
  /// Of the last decision or rollback.
  private(set) var commit: String?
  /// Of the entries up to its end; the rest is in `recent`.
  private(set) var summary: LogSummary
  /// By the id of the request, without those of the summary.
  private var recent: [String: DecidedRequest] = [:]

  /// So many entries are read again, at most, when a log is opened after a crash.
  static let greatestUnsummarizedCount = 1_024

  /// What follows from a summary; the entries behind it are still to come.
  init(_ header: LogHeader, _ summary: LogSummary) {
    self.header = header
    self.summary = summary
    chain = summary.end?.chain ?? LogChain(header)
    place =
      summary.end?.place
      ?? LogPlace(file: LogFolder.segmentName(startingAt: 0), lineNumber: 1, offset: 0)
    lastOffset = summary.end?.lastOffset ?? 0
    commit = summary.end?.commit
  }

  var index: Int { chain.index }

  var checkpoint: Checkpoint {
    Checkpoint(origin: header.origin, size: chain.index, root: chain.frontier.root)
  }

  /// How many entries the summary does not cover.
  var unsummarizedCount: Int { chain.index - (summary.end?.chain.index ?? 0) }

  /// What was decided about a request; nil for a new one.
  func request(_ id: String) -> DecidedRequest? { recent[id] ?? summary.request(id) }

  /// Lets the summary cover all entries; nothing where there is no new one.
  mutating func summarize() {
    guard unsummarizedCount > 0 else { return }
    summary.add(
      recent,
      upTo: SummaryEnd(chain: chain, place: place, lastOffset: lastOffset, commit: commit),
      of: header)
    recent = [:]
  }

  /// Takes in an entry that was read, and how far that has come.
  mutating func take(_ entry: LogEntry, from offset: Int, upTo end: LogEnd) {
    note(entry)
    (chain, place, lastOffset) = (end.chain, end.place, offset)
  }

  /// Takes in entries that have been written.
  /// - Parameter place: behind them.
  mutating func take(_ draft: LogDraft, upTo place: LogPlace) {
    for (entry, line) in zip(draft.entries, draft.lines) {
      // It was made to follow.
      _ = chain.add(entry, line)
      note(entry)
      lastOffset = place.offset - line.count - 1
    }
    self.place = place
  }

  private mutating func note(_ entry: LogEntry) {
    switch entry.content {
    case .decision(let record, _):
      commit = record.stampedCommit ?? commit
      if let id = record.requestID, let digest = record.requestDigest, request(id) == nil {
        recent[id] = DecidedRequest(digest: digest, index: entry.index)
      }
    case .rollback(let rollback): commit = rollback.to
    case .review: break
    }
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
