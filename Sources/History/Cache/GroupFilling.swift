import CEL
import PolicyCore

/// The rows of a group of an entry while it is filled, but for its columns.
struct GroupFilling {
  private(set) var rowCount = 0
  private(set) var oddRows: [UInt64] = []
  private(set) var times = InstantFilling()
  private(set) var decisions = InstantFilling()
  private(set) var waits: [Int64] = []
  private(set) var fates: [UInt8] = []
  /// Where the id of each row ends; a first one for the start.
  private(set) var idEnds: [UInt32] = [0]
  private(set) var ids: [UInt8] = []
  /// Of each row: offset, length and line, from those of its segment.
  private(set) var places: [UInt32] = []
  /// Of each row with the id of another record: the row, the source and the line of that.
  private(set) var duplicates: [UInt32] = []
  var segments: [LineSegment] = []

  static let greatestRowCount = 1 << 16

  /// Adds what a row says in the columns; of an odd one, nothing.
  mutating func append(_ row: ReadRow?, id: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    if rowCount & 63 == 0 { oddRows.append(0) }
    if row == nil { oddRows[rowCount >> 6] |= 1 << UInt64(rowCount & 63) }
    let row = row ?? .odd
    times.append(row.time)
    decisions.append(row.decidedAt)
    waits.append(row.wait)
    fates.append(row.fate)
    ids.append(contentsOf: id)
    rowCount += 1
    guard let end = UInt32(exactly: ids.count) else { return false }
    idEnds.append(end)
    return true
  }

  mutating func append(place offset: UInt32, _ length: UInt32, _ line: UInt32) {
    places.append(offset)
    places.append(length)
    places.append(line)
  }

  /// Says that the last row has the id of a record elsewhere.
  mutating func markDuplicate(source: UInt32, line: UInt32) {
    duplicates += [UInt32(rowCount - 1), source, line]
  }

  /// The range of some instants of plain rows; nil where none is plain.
  func range(of instants: InstantFilling) -> ClosedRange<Timestamp>? {
    var least: Timestamp?
    var greatest: Timestamp?
    for row in 0..<rowCount where oddRows[row >> 6] >> UInt64(row & 63) & 1 == 0 {
      guard let instant = instants[row] else { continue }
      least = min(least ?? instant, instant)
      greatest = max(greatest ?? instant, instant)
    }
    guard let least, let greatest else { return nil }
    return least...greatest
  }
}

/// What a plain row says besides its columns.
struct ReadRow {
  var time: (seconds: Int64, nanoseconds: Int32)
  var decidedAt: (seconds: Int64, nanoseconds: Int32)
  var wait: Int64
  var fate: UInt8

  static let odd = ReadRow(time: (0, 0), decidedAt: (0, 0), wait: RowGroup.noWait, fate: 0)
}

/// An instant for each row.
struct InstantFilling {
  private(set) var seconds: [Int64] = []
  private var nanoseconds: [Int32] = []
  private var isWhole = true

  mutating func append(_ instant: (seconds: Int64, nanoseconds: Int32)) {
    seconds.append(instant.seconds)
    nanoseconds.append(instant.nanoseconds)
    if instant.nanoseconds != 0 { isWhole = false }
  }

  subscript(row: Int) -> Timestamp? {
    Timestamp(seconds: seconds[row], nanoseconds: nanoseconds[row])
  }

  /// Empty where all are whole seconds.
  var fractions: [Int32] { isWhole ? [] : nanoseconds }
}
