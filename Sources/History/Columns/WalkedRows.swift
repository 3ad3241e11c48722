import CEL
import CSimdjson
import PolicyCore

/// The rows of a piece, or of a part of it, before ids were compared.
struct WalkedRows: Sendable {
  var places: [LinePlace] = []
  /// Of each row; on line 0 where it has none.
  var ids: [csj_id] = []
  var columns: [CodedColumn] = []
  var times: [Timestamp] = []
  var decidedAt: [Timestamp] = []
  var waits: [Int64] = []
  var fates: [RecordFate] = []
  var isOdd: [Bool] = []
  /// Lines that were looked at, blank ones too.
  var lineCount = 0
  /// The lines for which there was no room.
  var rest: Range<Int>?
}

/// Where a line stands in its block.
struct LinePlace: Sendable {
  let offset: UInt32
  /// Without the line break.
  let length: UInt32
  /// From 1 on, from the first line of the rows.
  let line: UInt32
  /// Of the id of a plain row, without its quotes.
  let idOffset: UInt32
  let idLength: UInt32

  var range: Range<Int> { Int(offset)..<Int(offset) + Int(length) }
  var idRange: Range<Int> { Int(idOffset)..<Int(idOffset) + Int(idLength) }
}

extension WalkedRows {
  mutating func reserve(_ count: Int) {
    places.reserveCapacity(count)
    ids.reserveCapacity(count)
    times.reserveCapacity(count)
    decidedAt.reserveCapacity(count)
    waits.reserveCapacity(count)
    fates.reserveCapacity(count)
    isOdd.reserveCapacity(count)
  }

  mutating func append(_ row: csj_row) {
    let time = Timestamp(seconds: row.time, nanoseconds: row.time_nanoseconds) ?? .unixEpoch
    places.append(
      LinePlace(
        offset: row.offset, length: row.length, line: row.line, idOffset: row.id_offset,
        idLength: row.id_length))
    ids.append(csj_id(high: row.id_high, low: row.id_low, line: row.is_odd ? 0 : row.line))
    times.append(time)
    decidedAt.append(row.decidedAt ?? time)
    waits.append(row.wait)
    fates.append(row.fate)
    isOdd.append(row.is_odd)
  }
}

extension csj_row {
  /// As `Record.decidedAt`; nil where only the request says when.
  fileprivate var decidedAt: Timestamp? {
    if has_outcome_at { return Timestamp(seconds: outcome_at, nanoseconds: outcome_at_nanoseconds) }
    guard has_approvals else { return nil }
    return Timestamp(seconds: approved_at, nanoseconds: approved_at_nanoseconds)
  }

  /// As `Record.humanDecisionSeconds`.
  fileprivate var wait: Int64 {
    let isDecided = status == Self.approved || status == Self.denied
    return isDecided && has_outcome_at && !is_by_policy ? outcome_at - time : RowGroup.noWait
  }

  fileprivate var fate: RecordFate {
    switch status {
    case Self.approved: is_by_policy ? .approvedByPolicy : .approvedByHuman
    case Self.denied: is_by_policy ? .deniedByPolicy : .deniedByHuman
    case Self.withdrawn: .withdrawn
    case Self.expired: .expired
    default: .unknown
    }
  }

  private static let approved: UInt8 = 1
  private static let denied: UInt8 = 2
  private static let withdrawn: UInt8 = 3
  private static let expired: UInt8 = 4
}
