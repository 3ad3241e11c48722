package import CEL
import PolicyCore

/// The parts of a group that was just read.
struct ReadRows: RowParts {
  let columns: [CodedColumn]
  let times: Instants
  let decisions: Instants
  let waitSeconds: Packed<Int64>
  let fateValues: Packed<UInt8>
  let items: any RowItems

  func column(_ index: Int) throws(HistoryError) -> CodedColumn { columns[index] }
  func time() throws(HistoryError) -> Instants { times }
  func decidedAt() throws(HistoryError) -> Instants { decisions }
  func waits() throws(HistoryError) -> Packed<Int64> { waitSeconds }
  func fates() throws(HistoryError) -> Packed<UInt8> { fateValues }
  func item(at row: Int) throws(HistoryError) -> HistoryItem { items.item(at: row) }
  func id(at row: Int) throws(HistoryError) -> String { items.id(at: row) }
}

/// Where the rows of a group that was just read come from.
package protocol RowItems: Sendable {
  /// The record of a row, or why there is none.
  func item(at row: Int) -> HistoryItem
  /// The id of a plain row.
  func id(at row: Int) -> String
}

extension RowGroup {
  /// Makes a group from arrays, which all have as many rows.
  package init(
    columns: [CodedColumn], times: [Timestamp], decidedAt: [Timestamp], waits: [Int64],
    fates: [RecordFate], isOdd: [Bool], items: any RowItems
  ) {
    var oddRows = [UInt64](repeating: 0, count: (isOdd.count + 63) / 64)
    for (row, isOdd) in isOdd.enumerated() where isOdd {
      oddRows[row >> 6] |= 1 << UInt64(row & 63)
    }
    self.init(
      oddRows: oddRows, rowCount: isOdd.count, times: Self.range(of: times, isOdd),
      decisions: Self.range(of: decidedAt, isOdd),
      parts: ReadRows(
        columns: columns, times: Instants(times), decisions: Instants(decidedAt),
        waitSeconds: Packed(waits), fateValues: Packed(fates.map(\.rawValue)), items: items))
  }

  private static func range(
    of instants: [Timestamp], _ isOdd: [Bool]
  ) -> ClosedRange<Timestamp>? {
    var range: (least: Timestamp, greatest: Timestamp)?
    for (row, instant) in instants.enumerated() where !isOdd[row] {
      guard let known = range else {
        range = (instant, instant)
        continue
      }
      if instant < known.least { range?.least = instant }
      if instant > known.greatest { range?.greatest = instant }
    }
    return range.map { $0.least...$0.greatest }
  }
}
