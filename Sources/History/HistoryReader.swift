import Crypto
import PolicyCore

/// Recorded requests, one after the other, of many sources.
///
/// Sources are opened one at a time, and read in chunks: memory does not grow with their size, but
/// for 16 to 32 bytes a record that keep ids apart. Whatever cannot be read is an item of its own.
/// After an error every further call throws the same error.
package struct HistoryReader: ~Copyable {
  /// The stored size of all sources; nil when one of them is a stream or cannot be looked at.
  package let totalByteCount: Int?

  private let sources: [HistorySource]
  private let limits: HistoryLimits
  private let identity: RecordIdentity
  private var parser: JSONParser
  private var ids = RecordIDIndex()
  private var lines: LineReader?
  private var openedCount = 0
  private var finished = FinishedSources()
  private var failure: HistoryError?
  /// Of lines, since it was last set to none.
  private var readByteCount = 0

  /// Makes a reader; nothing is opened yet.
  package init(
    sources: [HistorySource], limits: HistoryLimits = .standard,
    identity: RecordIdentity = .required
  ) {
    self.sources = sources
    self.limits = limits
    self.identity = identity
    parser = JSONParser(depthLimit: limits.depth)
    totalByteCount = HistorySource.storedByteCount(of: sources)
  }

  /// Stored (compressed) bytes read so far, of all sources.
  package var byteCount: Int { finished.byteCount + (current { $0.byteCount } ?? 0) }

  /// The memory of the lines of the source that is open: bounded by the limits, not by the source.
  var heldByteCount: Int { current { $0.heldByteCount } ?? 0 }

  /// The next record or unreadable entry; nil at the end.
  package mutating func next() throws(HistoryError) -> HistoryItem? {
    if let failure { throw failure }
    do throws(HistoryError) { return try advance() } catch {
      failure = error
      throw error
    }
  }

  /// Up to so many items; fewer where their lines are long, and none only at the end.
  /// - Parameter byteCount: no item follows once the lines of a batch have so many bytes.
  package mutating func nextBatch(
    of count: Int, byteCount: Int = Self.batchByteCount
  ) throws(HistoryError) -> [HistoryItem] {
    var batch: [HistoryItem] = []
    batch.reserveCapacity(count)
    readByteCount = 0
    while batch.count < count, readByteCount < byteCount, let item = try next() {
      batch.append(item)
    }
    return batch
  }

  /// A record in memory may take twenty times the bytes of its line, and several batches are held.
  package static let batchByteCount = 1 << 22

  /// The next item, and those behind it that are there without waiting for the source: at most so
  /// many, and none only at the end.
  package mutating func nextAvailable(upTo count: Int) throws(HistoryError) -> [HistoryItem] {
    guard let first = try next() else { return [] }
    var items = [first]
    while items.count < count, let item = try nextBuffered() { items.append(item) }
    return items
  }

  private mutating func nextBuffered() throws(HistoryError) -> HistoryItem? {
    switch lines?.nextBuffered() {
    case .line(let text): return try read(text)
    case .tooLong: return .unreadable(entry(.lineTooLong(limit: limits.lineByteCount)))
    case .broken, .end, nil: return nil
    }
  }

  /// Reads what is left, without looking at the records in it, and tells the digest of everything.
  package consuming func finish() throws(HistoryError) -> HistoryDigest {
    if let failure { throw failure }
    repeat { try closeSource() } while try openSource()
    return HistoryDigest(sourceDigests: finished.digests, byteCount: finished.byteCount)
  }

  private mutating func advance() throws(HistoryError) -> HistoryItem? {
    while true {
      switch try lines?.next() ?? .end {
      case .line(let text): return try read(text)
      case .tooLong: return .unreadable(entry(.lineTooLong(limit: limits.lineByteCount)))
      case .broken(let reason): return .unreadable(entry(reason))
      case .end:
        try closeSource()
        guard try openSource() else { return nil }
      }
    }
  }

  private mutating func openSource() throws(HistoryError) -> Bool {
    guard openedCount < sources.count else { return false }
    lines = try LineReader(sources[openedCount], limits: limits)
    openedCount += 1
    return true
  }

  private mutating func closeSource() throws(HistoryError) {
    guard let digest = try lines?.finish() else { return }
    finished.append(
      digest, byteCount: current { $0.byteCount } ?? 0, lineCount: lineNumber)
    lines = nil
  }

  private mutating func read(
    _ text: UnsafeBufferPointer<UInt8>
  ) throws(HistoryError) -> HistoryItem {
    readByteCount += text.count
    let value: JSONValue
    do throws(JSONError) { value = try parser.parse(text) } catch {
      return .unreadable(entry(.json(error.fault), column: column(of: error)))
    }
    guard case .object(let object) = value else { return .unreadable(entry(.notAnObject)) }
    if let reason = try identify(object) { return .unreadable(entry(reason)) }
    return .record(RawRecord(place: place, value: object))
  }

  /// Why the record has no identity of its own.
  private mutating func identify(
    _ object: JSONObject
  ) throws(HistoryError) -> UnreadableReason? {
    if identity == .ignored { return nil }
    guard let value = object["id"] else { return .missingID }
    guard case .string(let id) = value else { return .idNotText }
    guard let line = UInt32(exactly: finished.lineCount + lineNumber) else {
      throw .tooManyLines(path: place.file)
    }
    guard ids.count < limits.recordCount else {
      throw .tooManyRecords(path: place.file, limit: limits.recordCount)
    }
    return ids.insert(id, line: line).map { .duplicateID(first: place(ofLine: Int($0))) }
  }

  private func column(of error: JSONError) -> Int? {
    error.utf8Offset.map { $0 + 1 + (current { $0.skippedByteCount } ?? 0) }
  }

  /// Of the source that is open, where its bytes have it.
  private var lineNumber: Int { current { $0.lineNumber } ?? 0 }

  private var place: RecordPlace {
    current { $0.place }
      ?? RecordPlace(file: "", lineNumber: 0)
  }

  /// Looks at the source that is open, if one is.
  private func current<Result>(_ look: (borrowing LineReader) -> Result) -> Result? {
    switch lines {
    case .some(let lines): look(lines)
    case .none: nil
    }
  }

  private func entry(_ reason: UnreadableReason, column: Int? = nil) -> UnreadableRecord {
    UnreadableRecord(place: place, reason: reason, column: column)
  }

  /// The place of a line that is counted through all sources.
  private func place(ofLine line: Int) -> RecordPlace {
    let index = finished.indexOfSource(holdingLine: line)
    let before = index == 0 ? 0 : finished.lastLines[index - 1]
    return sources[index].place(ofLine: line - before)
  }
}

/// What is kept of the sources that were read to their end.
private struct FinishedSources {
  private(set) var digests: [SHA256.Digest] = []
  private(set) var byteCount = 0
  /// The number of each source's last line, counted through all sources.
  private(set) var lastLines: [Int] = []

  var lineCount: Int { lastLines.last ?? 0 }

  mutating func append(_ digest: SHA256.Digest, byteCount: Int, lineCount: Int) {
    lastLines.append(self.lineCount + lineCount)
    digests.append(digest)
    self.byteCount += byteCount
  }

  /// The source that holds a line; the one after the last while that is being read.
  /// - Complexity: O(log sources).
  func indexOfSource(holdingLine line: Int) -> Int {
    var low = 0
    var high = lastLines.count
    while low < high {
      let middle = (low + high) / 2
      if lastLines[middle] < line { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
