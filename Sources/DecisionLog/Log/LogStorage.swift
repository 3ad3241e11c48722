import Glibc

/// A log that is about to be written to: locked, read, and without the torn end of a crash.
struct OpenedLog: ~Copyable {
  let folder: LogFolder
  let lock: LogLock
  let memory: LogMemory
  let repaired: LogDamage?
  let end: LogPlace

  /// Takes the right to write, and goes through all entries.
  static func open(_ folder: LogFolder, _ header: LogHeader) throws(LogFailure) -> OpenedLog {
    try makeFolders(folder)
    let lock = try LogLock(folder)
    try makeHeader(folder, header)
    let scan = try LogScan(folder: folder.path)
    guard scan.header == header else {
      throw .otherLog(folder: folder.path, found: scan.header)
    }
    var memory = LogMemory(header)
    let end = try scan.run { entry, _ in memory.note(entry) }
    if let damage = end.damage, !end.isTail { throw .damaged(damage) }
    memory.take(end.chain)
    return OpenedLog(
      folder: folder, lock: lock, memory: memory, repaired: end.damage, end: end.place)
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
  private var isUnusable = false

  /// A segment that has this many bytes is followed by a new one.
  private static let segmentByteCount = 64 << 20

  init(_ opened: consuming OpenedLog) {
    folder = opened.folder
    end = opened.end
    lock = opened.lock
  }

  /// Appends lines, all or none.
  /// - Parameter index: of the first of them.
  func append(_ lines: [[UInt8]], startingAt index: Int) throws(LogFailure) {
    guard !isUnusable else { throw .unusable }
    do throws(LogFailure) {
      try write(Array(lines.map { $0 + [0x0A] }.joined()), startingAt: index)
    } catch {
      isUnusable = error == .unusable
      throw error
    }
  }

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
