import Glibc

/// The files of a summary: `summary/START-SIZE`, each whole or not there.
struct SummaryFolder: Sendable {
  private let folder: LogFolder
  private let header: LogHeader
  /// The names of the files that are good.
  private var stored: Set<String> = []

  private static let name = "summary"
  /// No part of an index has a shorter name.
  private static let draftName = "new"

  private var path: String { folder.path + "/" + Self.name }

  init(_ folder: LogFolder, _ header: LogHeader) {
    self.folder = folder
    self.header = header
  }

  private static func fileName(of part: SummaryPart) -> String {
    LogFolder.digits(of: part.start) + "-" + LogFolder.digits(of: part.end.chain.index)
  }

  // MARK: - Reading

  /// What the files say, as far as they follow each other, and the first that is of no use.
  mutating func read() -> (summary: LogSummary, problem: SummaryProblem?) {
    var summary = LogSummary()
    var problem: SummaryProblem?
    let names: [String]
    do throws(LogFailure) {
      // Of two that start alike the greater is the later one: a crash may leave both.
      names = try fileNames().sorted(by: >)
    } catch {
      return (
        summary, SummaryProblem(file: Self.name, reason: .unreadable(Self.lastReason))
      )
    }
    while true {
      let size = summary.end?.chain.index ?? 0
      let next = names.first { name in
        guard name.hasPrefix(LogFolder.digits(of: size) + "-") else { return false }
        do throws(SummaryProblem.Reason) {
          try take(name, into: &summary)
          return true
        } catch {
          problem = problem ?? SummaryProblem(file: Self.name + "/" + name, reason: error)
          return false
        }
      }
      guard let next else { return (summary, problem) }
      stored.insert(next)
    }
  }

  private func take(
    _ name: String, into summary: inout LogSummary
  ) throws(SummaryProblem.Reason) {
    let part = try SummaryPart(reading: bytes(of: name), of: header)
    guard Self.fileName(of: part) == name, summary.add(stored: part, of: header) else {
      throw .outOfPlace
    }
  }

  private func bytes(of name: String) throws(SummaryProblem.Reason) -> [UInt8] {
    let file = path + "/" + name
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw .unreadable(Self.lastReason) }
    defer { close(descriptor) }
    let reader = DescriptorReader(descriptor: descriptor, path: file)
    var bytes: [UInt8] = []
    do throws(LogFailure) {
      while true {
        let more = try reader.next()
        if more.isEmpty { return bytes }
        bytes += more
      }
    } catch {
      throw .unreadable(Self.lastReason)
    }
  }

  private static var lastReason: String { String(cString: strerror(errno)) }

  private func fileNames() throws(LogFailure) -> [String] {
    guard access(path, F_OK) == 0 else { return [] }
    return try LogFolder.names(in: path)
  }

  // MARK: - Writing

  /// Makes the files say what a summary says; parts that are there already stay.
  /// - Throws: `system`; the log itself is as it was.
  mutating func store(_ summary: LogSummary) throws(LogFailure) {
    let mode: mode_t = 0o700
    if mkdir(path, mode) != 0, errno != EEXIST { throw .ofSystem(path) }
    let names = Set(summary.parts.map(Self.fileName))
    for part in summary.parts where !stored.contains(Self.fileName(of: part)) {
      try write(part.bytes(of: header), to: Self.fileName(of: part))
      stored.insert(Self.fileName(of: part))
    }
    // Only now: after a crash in between both are there, and the longer one is read.
    for name in try fileNames() where !names.contains(name) { unlink(path + "/" + name) }
    stored = names
  }

  private func write(_ bytes: [UInt8], to name: String) throws(LogFailure) {
    let draft = path + "/" + Self.draftName
    unlink(draft)
    var file = try SegmentFile(at: draft, byteCount: 0)
    try file.append(bytes)
    guard rename(draft, path + "/" + name) == 0 else { throw .ofSystem(path + "/" + name) }
  }
}

extension SummaryEnd {
  /// Whether the entry is on disk as it was acknowledged.
  /// - Throws: what the system says of a file that is there.
  func isOnDisk(_ folder: LogFolder) throws(LogFailure) -> Bool {
    let path = folder.segments + "/" + place.file
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return false }
      throw .ofSystem(path)
    }
    defer { close(descriptor) }
    guard lseek(descriptor, 0, SEEK_END) >= place.offset,
      lseek(descriptor, off_t(lastOffset), SEEK_SET) == lastOffset
    else { return false }
    let reader = DescriptorReader(descriptor: descriptor, path: path)
    let byteCount = place.offset - lastOffset
    var line: [UInt8] = []
    while line.count < byteCount {
      let more = try reader.next()
      if more.isEmpty { return false }
      line += more
    }
    return line[byteCount - 1] == 0x0A && MerkleHash.leaf(line[..<(byteCount - 1)]) == chain.last
  }
}
