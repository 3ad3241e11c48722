import Glibc

/// A log that is about to be written to: locked, read, and without the torn end of a crash.
struct OpenedLog: ~Copyable {
  let folder: LogFolder
  let lock: LogLock
  var summaries: SummaryFolder
  var memory: LogMemory
  var repaired: LogDamage?
  let summaryProblem: SummaryProblem?
  var summaryFailure: LogFailure?

  /// Takes the right to write, and goes through the entries behind the summary.
  static func open(_ folder: LogFolder, _ header: LogHeader) throws(LogFailure) -> OpenedLog {
    try makeFolders(folder)
    let lock = try LogLock(folder)
    try makeHeader(folder, header)
    let scan = try LogScan(folder: folder.path)
    guard scan.header == header else {
      throw .otherLog(folder: folder.path, found: scan.header)
    }
    var summaries = SummaryFolder(folder, header)
    let (summary, problem) = summaries.read()
    try requireWhatWasAcknowledged(summary, scan, folder)
    var opened = OpenedLog(
      folder: folder, lock: lock, summaries: summaries, memory: LogMemory(header, summary),
      repaired: nil, summaryProblem: problem)
    try opened.readOn(scan)
    if opened.memory.summary != summary { opened.storeSummary() }
    return opened
  }

  /// The summary was written after the entries were on disk. Without them, or with others, what was
  /// acknowledged is gone: whoever writes on would bury that.
  private static func requireWhatWasAcknowledged(
    _ summary: LogSummary, _ scan: LogScan, _ folder: LogFolder
  ) throws(LogFailure) {
    guard let end = summary.end, try !end.isOnDisk(folder) else { return }
    let found = try scan.run { _, _ in }
    if let damage = found.damage, !found.isTail { throw .damaged(damage) }
    throw .damaged(
      LogDamage(
        .notAsAcknowledged, file: LogFolder.segmentsName + "/" + end.place.file,
        lineNumber: end.place.lineNumber - 1, index: end.chain.index - 1))
  }

  private mutating func storeSummary() {
    do throws(LogFailure) { try summaries.store(memory.summary) } catch { summaryFailure = error }
  }

  private mutating func readOn(_ scan: LogScan) throws(LogFailure) {
    var cursor = try LogCursor(scan)
    if let end = memory.summary.end { try cursor.skip(to: end) }
    while let (entry, place) = try cursor.next() {
      memory.take(entry, from: place.offset, upTo: cursor.end)
      if memory.unsummarizedCount == LogMemory.greatestUnsummarizedCount { memory.summarize() }
    }
    repaired = cursor.end.damage
    if let damage = cursor.end.damage, !cursor.end.isTail { throw .damaged(damage) }
  }

  private static func makeFolders(_ folder: LogFolder) throws(LogFailure) {
    let mode: mode_t = 0o700
    for path in [folder.path, folder.segments] where mkdir(path, mode) != 0 {
      guard errno == EEXIST else { throw .ofSystem(path) }
    }
  }

  /// The header comes into its place whole: half of one is no log.
  private static func makeHeader(
    _ folder: LogFolder, _ header: LogHeader
  ) throws(LogFailure) {
    guard access(folder.header, F_OK) != 0 else { return }
    let draft = folder.header + ".new"
    var file = try SegmentFile(at: draft, byteCount: 0)
    try file.append(header.bytes)
    guard rename(draft, folder.header) == 0 else { throw .ofSystem(folder.header) }
    try SegmentFile.synchronizeFolder(of: folder.header)
  }
}

/// Writes lines to the segments of a log, off the writer's own actor: meanwhile others queue up.
actor LogStorage {
  private let folder: LogFolder
  private let lock: LogLock
  private var segment: SegmentFile?
  private var end: LogPlace
  private var summaries: SummaryFolder
  private var isUnusable = false

  /// A segment that has this many bytes is followed by a new one.
  private static let segmentByteCount = 64 << 20

  init(_ opened: consuming OpenedLog) {
    folder = opened.folder
    end = opened.memory.place
    summaries = opened.summaries
    lock = opened.lock
  }

  /// Appends lines, all or none.
  /// - Parameter index: of the first of them.
  /// - Returns: the place behind them.
  func append(_ lines: [[UInt8]], startingAt index: Int) throws(LogFailure) -> LogPlace {
    guard !isUnusable else { throw .unusable }
    do throws(LogFailure) {
      try write(Array(lines.map { $0 + [0x0A] }.joined()), startingAt: index)
    } catch {
      isUnusable = error == .unusable
      throw error
    }
    end.lineNumber += lines.count
    return end
  }

  /// Writes down what is known of entries that are on disk.
  func store(_ summary: LogSummary) throws(LogFailure) { try summaries.store(summary) }

  private func write(_ bytes: [UInt8], startingAt index: Int) throws(LogFailure) {
    if end.offset >= Self.segmentByteCount {
      segment = nil
      end = LogPlace(file: LogFolder.segmentName(startingAt: index), lineNumber: 1, offset: 0)
    }
    if segment == nil {
      segment = try SegmentFile(at: folder.segments + "/" + end.file, byteCount: end.offset)
    }
    try segment?.append(bytes)
    end.offset += bytes.count
  }
}
