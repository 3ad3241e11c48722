import CEL
import Glibc
import History

/// Goes through the entries of a log in their order, and holds each to the one before it.
package struct LogScan {
  private let folder: LogFolder
  /// Of `log.json`.
  package let header: LogHeader

  /// Opens a log for reading; others may read and one may write meanwhile.
  /// - Throws: `noLog`, `badHeader` or `system`.
  package init(folder path: String) throws(LogFailure) {
    folder = LogFolder(path: path)
    guard access(folder.header, F_OK) == 0 else { throw .noLog(folder: path) }
    guard let header = try folder.readHeader() else {
      throw .badHeader(folder: path)
    }
    self.header = header
  }

  /// Whether a folder is one of a log: it has a `log.json`.
  package static func isLog(_ folder: String) -> Bool {
    access(LogFolder(path: folder).header, F_OK) == 0
  }

  /// Gives every entry to a function, up to the end or to the first damage.
  /// - Throws: what reading throws, and what the function throws.
  /// - Complexity: O(bytes); memory for one chunk, one line and the hash of each entry.
  package func run(
    _ visit: (LogEntry, LogPlace) throws(LogFailure) -> Void
  ) throws(LogFailure) -> LogEnd {
    var cursor = try LogCursor(self)
    while let (entry, place) = try cursor.next() { try visit(entry, place) }
    return cursor.end
  }

  func segmentNames() throws(LogFailure) -> [String] { try folder.segmentNames() }

  func path(ofSegment name: String) -> String { folder.segments + "/" + name }
}

/// Where a line of a log stands.
package struct LogPlace: Sendable, Hashable {
  /// The segment.
  package var file: String
  /// 1-based.
  package var lineNumber: Int
  /// Where it starts, in bytes.
  package var offset: Int
}

/// How far a log could be followed.
package struct LogEnd: Sendable {
  /// What holds all entries up to there.
  var chain: LogChain
  /// Behind the last good entry.
  package internal(set) var place: LogPlace
  /// Nil where the log is whole.
  package private(set) var damage: LogDamage?
  /// Whether nothing that could be an entry stands behind the damage: what a crash leaves of an
  /// entry that nobody was told of.
  package private(set) var isTail = false

  /// How many entries are good.
  package var size: Int { chain.index }
  /// Of the good entries, in a log that was read from its start.
  package var tree: MerkleTree { MerkleTree(leaves: leaves) }
  private var leaves: [MerkleHash] = []

  init(_ chain: LogChain, at place: LogPlace) {
    self.chain = chain
    self.place = place
  }

  /// Nil when the entry follows.
  mutating func add(_ entry: LogEntry, _ line: [UInt8]) -> LogDamage.Kind? {
    if let kind = chain.add(entry, line) { return kind }
    leaves.append(chain.last)
    return nil
  }

  mutating func note(_ kind: LogDamage.Kind, isTail: Bool = false) {
    self.isTail = isTail
    damage = LogDamage(
      kind, file: LogFolder.segmentsName + "/" + place.file, lineNumber: place.lineNumber,
      index: chain.index)
  }
}

/// What the next entry must follow.
struct LogChain: Sendable, Hashable {
  private(set) var last: MerkleHash
  private(set) var recordedAt: Timestamp?
  private(set) var frontier: MerkleFrontier

  init(_ header: LogHeader) {
    last = header.hash
    frontier = MerkleFrontier()
  }

  /// A chain that was written down.
  init(last: MerkleHash, recordedAt: Timestamp, frontier: MerkleFrontier) {
    self.last = last
    self.recordedAt = recordedAt
    self.frontier = frontier
  }

  /// How many entries it has.
  var index: Int { frontier.size }

  /// Nil when the entry follows.
  /// - Parameter line: its bytes.
  mutating func add(_ entry: LogEntry, _ line: [UInt8]) -> LogDamage.Kind? {
    guard entry.previous == last else { return .brokenChain }
    guard entry.index == index else { return .wrongIndex(entry.index) }
    if let recordedAt, entry.recordedAt < recordedAt { return .clockWentBack }
    recordedAt = entry.recordedAt
    last = .leaf(line)
    frontier.add(last)
    return nil
  }
}
