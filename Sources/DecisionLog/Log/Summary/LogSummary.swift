/// What a writer needs to know of the entries of a log, without the entries.
///
/// It follows from the log, and is only kept beside it so that opening a log need not read all of it.
/// Nothing that is verified rests on it.
struct LogSummary: Sendable, Hashable {
  /// The parts follow each other, the first from the first entry on. They shrink to the end by half
  /// at least: adding one rewrites the small ones only.
  private(set) var parts: [SummaryPart] = []

  /// How far it goes; nil for nothing.
  var end: SummaryEnd? { parts.last?.end }

  /// What was decided about a request among the entries that it covers.
  /// - Complexity: O(log² entries).
  func request(_ id: String) -> DecidedRequest? {
    guard !parts.isEmpty else { return nil }
    let key = RequestKey(id)
    for part in parts {
      if let found = part.requests.request(key) { return found }
    }
    return nil
  }

  /// Takes in the entries that follow.
  mutating func add(_ requests: [String: DecidedRequest], upTo end: SummaryEnd, of log: LogHeader) {
    add(
      SummaryPart(
        start: self.end?.chain.index ?? 0, previous: self.end?.chain.last ?? log.hash, end: end,
        requests: RequestTable(requests)))
  }

  /// Takes in a part; false for one that does not follow.
  @discardableResult
  mutating func add(stored part: SummaryPart, of log: LogHeader) -> Bool {
    guard part.start == end?.chain.index ?? 0, part.previous == end?.chain.last ?? log.hash else {
      return false
    }
    parts.append(part)
    return true
  }

  private mutating func add(_ part: SummaryPart) {
    var part = part
    while let last = parts.last, last.count < 2 * part.count {
      parts.removeLast()
      part = last.merged(with: part)
    }
    parts.append(part)
  }
}

/// What a writer needs to know of some entries that follow each other.
struct SummaryPart: Sendable, Hashable {
  /// The index of the first of them.
  let start: Int
  /// The hash of the entry before that; of the header for the first.
  let previous: MerkleHash
  /// What stands behind the last of them.
  let end: SummaryEnd
  /// Those that they decided first.
  let requests: RequestTable

  var count: Int { end.chain.index - start }

  /// This part and the one that follows as one.
  func merged(with next: SummaryPart) -> SummaryPart {
    SummaryPart(
      start: start, previous: previous, end: next.end,
      requests: requests.merged(with: next.requests))
  }
}

/// What was known when an entry was on disk.
struct SummaryEnd: Sendable, Hashable {
  /// What the next entry must follow.
  var chain: LogChain
  /// Behind the entry.
  var place: LogPlace
  /// Where the entry starts, in bytes.
  var lastOffset: Int
  /// Of the last decision or rollback.
  var commit: String?
}
