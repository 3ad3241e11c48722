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
    guard let header = LogHeader(reading: try LogFolder.contents(of: folder.header)) else {
      throw .badHeader(folder: path)
    }
    self.header = header
  }

  /// Gives every entry to a function, up to the end or to the first damage.
  ///
  /// What stands behind a damage hangs on nothing: it is not looked at, unless it is only a tail
  /// that a crash has left, which `isTail` says.
  /// - Throws: what reading throws, and what the function throws.
  /// - Complexity: O(bytes); memory for one segment's chunk and one line.
  package func run(
    _ visit: (LogEntry, LogPlace) throws(LogFailure) -> Void
  ) throws(LogFailure) -> LogEnd {
    var chain = LogChain(header)
    var reader = JSONReader()
    var end = LogPlace(file: LogFolder.segmentName(startingAt: 0), lineNumber: 1, offset: 0)
    let names = try folder.segmentNames()
    for (position, name) in names.enumerated() {
      var segment = try SegmentReader(path: folder.segments + "/" + name)
      end = LogPlace(file: name, lineNumber: 1, offset: 0)
      if name != LogFolder.segmentName(startingAt: chain.index) {
        return LogEnd(chain, at: end, damage: .wrongSegment, isTail: false)
      }
      while let line = try segment.next() {
        let entry = line.isWhole ? LogEntry(reading: line.bytes, by: &reader) : nil
        guard let entry else {
          let isFollowed = try segment.hasEntryAhead(&reader)
          let isTail = position == names.count - 1 && !isFollowed
          return LogEnd(
            chain, at: end, damage: line.isWhole ? .notAnEntry : .torn, isTail: isTail)
        }
        if let kind = chain.add(entry, line.bytes) {
          return LogEnd(chain, at: end, damage: kind, isTail: false)
        }
        try visit(entry, end)
        end.lineNumber += 1
        end.offset += line.bytes.count + 1
      }
    }
    return LogEnd(chain, at: end)
  }
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
  let chain: LogChain
  /// Behind the last good entry.
  package let place: LogPlace
  /// Nil where the log is whole.
  package let damage: LogDamage?
  /// Whether nothing that could be an entry stands behind the damage: what a crash leaves of an
  /// entry that nobody was told of.
  package let isTail: Bool

  /// How many entries are good.
  package var size: Int { chain.index }
  /// Of the good entries.
  package var tree: MerkleTree { MerkleTree(leaves: chain.leaves) }

  init(_ chain: LogChain, at place: LogPlace, damage: LogDamage.Kind? = nil, isTail: Bool = false) {
    self.chain = chain
    self.place = place
    self.isTail = isTail
    self.damage = damage.map {
      LogDamage(
        $0, file: LogFolder.segmentsName + "/" + place.file, lineNumber: place.lineNumber,
        index: chain.index)
    }
  }
}

/// What the next entry must follow.
struct LogChain: Sendable {
  private(set) var index = 0
  private(set) var last: MerkleHash
  private(set) var recordedAt: Timestamp?
  private(set) var leaves: [MerkleHash] = []

  init(_ header: LogHeader) { last = header.hash }

  /// Nil when the entry follows.
  /// - Parameter line: its bytes.
  mutating func add(_ entry: LogEntry, _ line: [UInt8]) -> LogDamage.Kind? {
    guard entry.previous == last else { return .brokenChain }
    guard entry.index == index else { return .wrongIndex(entry.index) }
    if let recordedAt, entry.recordedAt < recordedAt { return .clockWentBack }
    recordedAt = entry.recordedAt
    last = .leaf(line)
    leaves.append(last)
    index += 1
    return nil
  }
}
