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
    self.init(
      ReadRows(
        columns: columns, times: Instants(times), decisions: Instants(decidedAt),
        waitSeconds: Packed(waits), fateValues: Packed(fates.map(\.rawValue)), items: items),
      isOdd: isOdd)
  }

  /// Makes a group of what was read.
  init(_ rows: ReadRows, isOdd: [Bool]) {
    var oddRows = [UInt64](repeating: 0, count: (isOdd.count + 63) / 64)
    for (row, isOdd) in isOdd.enumerated() where isOdd {
      oddRows[row >> 6] |= 1 << UInt64(row & 63)
    }
    self.init(
      oddRows: oddRows, rowCount: isOdd.count, times: rows.times.range(without: isOdd),
      decisions: rows.decisions.range(without: isOdd), parts: rows)
  }
}

extension Instants {
  init(_ instants: WalkedInstants) {
    self.init(
      seconds: Packed(instants.seconds),
      nanoseconds: instants.nanoseconds.isEmpty ? nil : Packed(instants.nanoseconds))
  }

  /// The first and the last of the plain rows; nil where none is plain.
  fileprivate func range(without isOdd: [Bool]) -> ClosedRange<Timestamp>? {
    let (least, greatest) = seconds.withElements { seconds in
      var (least, greatest): (Int?, Int?)
      for row in seconds.indices where !isOdd[row] {
        if least.map({ precedes(row, $0, seconds) }) ?? true { least = row }
        if greatest.map({ precedes($0, row, seconds) }) ?? true { greatest = row }
      }
      return (least, greatest)
    }
    guard let least, let greatest else { return nil }
    return self[least]...self[greatest]
  }

  private func precedes(
    _ first: Int, _ second: Int, _ seconds: UnsafeBufferPointer<Int64>
  ) -> Bool {
    if seconds[first] != seconds[second] { return seconds[first] < seconds[second] }
    guard let nanoseconds else { return false }
    return nanoseconds[first] < nanoseconds[second]
  }
}
