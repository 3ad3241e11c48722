/// Records that are made while they are read, such as those of a log.
package struct PulledHistory: Sendable, Hashable {
  /// Gives NDJSON part by part; nothing at the end.
  package typealias Parts = () throws(HistoryError) -> [UInt8]

  /// What people are shown.
  package let name: String
  let place: @Sendable (_ lineNumber: Int) -> RecordPlace
  let open: @Sendable () throws(HistoryError) -> Parts

  /// Makes a history.
  /// - Parameters:
  ///   - place: where what became a line of it, counted from 1, really stands.
  ///   - open: starts from the first record again.
  package init(
    name: String, place: @escaping @Sendable (_ lineNumber: Int) -> RecordPlace,
    open: @escaping @Sendable () throws(HistoryError) -> Parts
  ) {
    self.name = name
    self.place = place
    self.open = open
  }

  /// Whether both have the same name: only one history is read under a name.
  package static func == (left: PulledHistory, right: PulledHistory) -> Bool {
    left.name == right.name
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What was given and not yet taken.
struct PulledBytes {
  private let parts: PulledHistory.Parts
  private var part: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// Nil for a source that is stored somewhere.
  init?(_ source: HistorySource) throws(HistoryError) {
    switch source {
    case .pulled(let history): parts = try history.open()
    case .file, .bytes, .standardInput: return nil
    }
  }

  /// Fills the front of a buffer; 0 at the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(HistoryError) -> Int {
    while position == part.count {
      if isAtEnd { return 0 }
      part = try parts()
      position = 0
      isAtEnd = part.isEmpty
    }
    let count = min(buffer.count, part.count - position)
    buffer.copyBytes(from: part[position..<position + count])
    position += count
    return count
  }
}
