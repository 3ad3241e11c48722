import PolicyCore

/// How a history is read into columns.
package struct ColumnSettings: Sendable {
  /// What lines may ask for.
  package var limits = HistoryLimits.standard
  /// Whether records have ids of their own.
  package var identity = RecordIdentity.required
  /// The most rows of a group; at least 1.
  package var rowsPerGroup = 1 << 16
  /// How many walk at once, each with families of its own; at least 1.
  package var parallelism = 1
  /// Of the hashes that keep ids and values apart: whoever does not know it cannot make a history that
  /// is slow to read.
  package var key: (UInt64, UInt64) = (0x5072_6563_6564_656E, 0x7420_636F_6C75_6D6E)
  /// How many bytes of lines are walked at a time; 1 to 1 GiB. A group has no more of them: what they
  /// come to stays in the cache of a core.
  package var pieceByteCount = 1 << 23
  /// A family that holds more values ends with its group.
  package var valuesPerFamily = 1 << 18

  /// Where what was read is kept for the next time; nil to keep nothing.
  package var cache: HistoryCache?

  /// The most that the distinct values of all families of one walker take together; the largest ends
  /// where they would take more.
  package var valueByteCount = 1 << 29

  /// The most that the rows of one group take.
  package var rowByteCount = 1 << 26

  /// Makes the settings for one core.
  package init() {}
}

extension ColumnSettings {
  /// Makes settings that hold no more than allowed.
  /// - Parameter parallelism: how many walk at once, at least 1.
  package init(memory: HistoryMemory, parallelism: Int) {
    self.init()
    self.parallelism = max(parallelism, 1)
    limits = memory.limits
    valueByteCount = memory.valueByteCount(parallelism: self.parallelism)
    rowByteCount = memory.pieceByteCount(parallelism: self.parallelism) / 2
    pieceByteCount = min(pieceByteCount, rowByteCount)
  }

  /// The most rows of a group with so many columns.
  func rowsPerGroup(columnCount: Int) -> Int {
    max(1, min(rowsPerGroup, rowByteCount / (Self.bytesPerRow + 4 * columnCount)))
  }

  /// The places, ids and instants of one, and what happened to it.
  private static let bytesPerRow = 96

  /// What a distinct value takes: in the walker's table, as a value, and once more in the list of each
  /// group that came before it.
  var bytesPerValue: Int {
    128 + MemoryLayout<JSONValue?>.stride * PieceQueue.heldCount(parallelism: parallelism)
  }
}
