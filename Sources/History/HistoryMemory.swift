/// How much memory a replay may hold, and how it is shared out.
///
/// What is held is worked out from counts, not measured. Of the whole, a fixed part is the program
/// itself: its code, two policies, the report. Of the rest, a half keeps ids apart, a quarter is for
/// distinct values, an eighth for lines and their rows, and an eighth for what has been decided.
package struct HistoryMemory: Sendable, Hashable {
  /// All of it.
  package let byteCount: Int

  /// Makes a limit; less than the least counts as the least.
  package init(byteCount: Int) { self.byteCount = max(byteCount, Self.least.byteCount) }

  /// 2 GiB.
  package static let standard = HistoryMemory(byteCount: 2 << 30)
  /// 256 MiB.
  package static let least = HistoryMemory(unchecked: 256 << 20)

  private init(unchecked byteCount: Int) { self.byteCount = byteCount }

  /// Code, policies and a report take about a half of it.
  private static let programByteCount = 128 << 20

  private var rest: Int { byteCount - Self.programByteCount }

  // MARK: - Ids

  /// As many records as can be kept apart.
  ///
  /// A table of ids has a power of two of slots, is three quarters full at most, and stands beside one
  /// half its size while it grows: a million records cost 32 MiB, and 48 MiB for a moment.
  package var recordCount: Int {
    let slotByteCount = 16
    let growingByteCount = slotByteCount + slotByteCount / 2
    let slots = rest / 2 / growingByteCount
    let wholeTable = 1 << (Int.bitWidth - 1 - slots.leadingZeroBitCount)
    return wholeTable / 4 * 3
  }

  /// For a reader of records one by one.
  package var limits: HistoryLimits { HistoryLimits(recordCount: recordCount) }

  // MARK: - Columns

  /// For each piece of lines that is held at once, its rows included.
  func pieceByteCount(parallelism: Int) -> Int {
    rest / 8 / PieceQueue.heldCount(parallelism: parallelism)
  }

  /// For all distinct values that one walker knows.
  func valueByteCount(parallelism: Int) -> Int { rest / 4 / parallelism }
}
