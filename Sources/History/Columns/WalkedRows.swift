import CSimdjson
import PolicyCore

/// The rows of a piece, or of a part of it, before ids were compared. Of an odd row only its place and
/// its id are known.
struct WalkedRows: Sendable {
  var places: [LinePlace] = []
  /// Of each row; on line 0 where it has none.
  var ids: [csj_id] = []
  var columns: [CodedColumn] = []
  var times = WalkedInstants()
  /// As `Record.decidedAt`.
  var decidedAt = WalkedInstants()
  /// As `Record.humanDecisionSeconds`; `RowGroup.noWait` for nil.
  var waits: [Int64] = []
  /// Raw values of `RecordFate`.
  var fates: [UInt8] = []
  var isOdd: [Bool] = []
  /// Lines that were looked at, blank ones too.
  var lineCount = 0
  /// The lines for which there was no room.
  var rest: Range<Int>?
}

/// Instants of rows, in parts.
struct WalkedInstants: Sendable {
  /// Since 1970-01-01T00:00:00Z.
  var seconds: [Int64] = []
  /// Behind the seconds; empty where all are whole.
  var nanoseconds: [Int32] = []
}

/// Where a line stands in its block: `line` counts from 1 on, from the first line of the rows; `length`
/// is without the line break.
typealias LinePlace = csj_place

extension LinePlace {
  var range: Range<Int> { Int(offset)..<Int(offset) + Int(length) }
  /// Of the id of a plain row, without its quotes.
  var idRange: Range<Int> { Int(id_offset)..<Int(id_offset) + Int(id_length) }
}

extension WalkedRows {
  /// A copy of what a walk lends.
  init(_ result: csj_walk_result) {
    let count = result.row_count
    places = Array(UnsafeBufferPointer(start: result.places, count: count))
    ids = Array(UnsafeBufferPointer(start: result.ids, count: count))
    times = WalkedInstants(result.times, count: count)
    decidedAt = WalkedInstants(result.decided_at, count: count)
    waits = Array(UnsafeBufferPointer(start: result.waits, count: count))
    fates = Array(UnsafeBufferPointer(start: result.fates, count: count))
    isOdd = Array(UnsafeBufferPointer(start: result.is_odd, count: count))
    lineCount = result.line_count
  }

  /// One odd row that stands for something unreadable; it has no columns' values.
  static func entry(columnCount: Int) -> WalkedRows {
    var rows = WalkedRows()
    rows.places = [LinePlace()]
    rows.ids = [csj_id()]
    rows.columns = Array(
      repeating: CodedColumn(codes: [0], values: [nil], family: 0), count: columnCount)
    rows.times.seconds = [0]
    rows.decidedAt.seconds = [0]
    rows.waits = [RowGroup.noWait]
    rows.fates = [RecordFate.unknown.rawValue]
    rows.isOdd = [true]
    return rows
  }
}

extension WalkedInstants {
  init(_ instants: csj_instants, count: Int) {
    seconds = Array(UnsafeBufferPointer(start: instants.seconds, count: count))
    if instants.has_nanoseconds {
      nanoseconds = Array(UnsafeBufferPointer(start: instants.nanoseconds, count: count))
    }
  }
}
