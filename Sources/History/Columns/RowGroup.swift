package import CEL
package import PolicyCore

/// Some records that follow one another, in columns.
///
/// It holds the bytes of its lines: let go of it once it was looked at.
///
/// A row is *plain* where the columns say all that a replay reads, and every schema that it was read
/// for accepts it. Every other row, an unreadable line among them, is *odd*: it must be looked at as
/// an item.
package struct RowGroup: Sendable {
  /// How many rows it has.
  package let rowCount: Int
  /// A bit for each row, the lowest of the first word for row 0: whether it is odd. Bits behind the
  /// last row are zero.
  package let oddRows: [UInt64]
  /// The first and the last `time` of plain rows; nil where none is plain.
  package let times: ClosedRange<Timestamp>?
  /// The first and the last instant of decision of plain rows; nil where none is plain.
  package let decisions: ClosedRange<Timestamp>?
  let parts: any RowParts

  /// In waits, where nobody waited for a human.
  package static let noWait = Int64.min

  /// Makes a group.
  init(
    oddRows: [UInt64], rowCount: Int, times: ClosedRange<Timestamp>?,
    decisions: ClosedRange<Timestamp>?, parts: any RowParts
  ) {
    self.oddRows = oddRows
    self.rowCount = rowCount
    self.times = times
    self.decisions = decisions
    self.parts = parts
  }

  /// Whether a row must be looked at as an item.
  package func isOdd(_ row: Int) -> Bool { oddRows[row >> 6] >> UInt64(row & 63) & 1 == 1 }

  /// A column of the layout. Of an odd row it holds anything that is a code.
  package func column(_ index: Int) throws(HistoryError) -> CodedColumn { try parts.column(index) }

  /// `time`, for each row.
  package func time() throws(HistoryError) -> Instants { try parts.time() }

  /// When each was decided, as `Record.decidedAt`.
  package func decidedAt() throws(HistoryError) -> Instants { try parts.decidedAt() }

  /// As `Record.humanDecisionSeconds`; `noWait` for nil.
  package func waits() throws(HistoryError) -> Packed<Int64> { try parts.waits() }

  /// What happened to each: raw values of `RecordFate`.
  package func fates() throws(HistoryError) -> Packed<UInt8> { try parts.fates() }

  /// The record of a row, or why there is none.
  /// - Complexity: O(bytes of its line): it is read again.
  package func item(at row: Int) throws(HistoryError) -> HistoryItem { try parts.item(at: row) }

  /// The id of a plain row.
  package func id(at row: Int) throws(HistoryError) -> String { try parts.id(at: row) }
}

/// Where the parts of a group come from; see `RowGroup`. What is stored is looked at when it is asked for.
protocol RowParts: Sendable {
  func column(_ index: Int) throws(HistoryError) -> CodedColumn
  func time() throws(HistoryError) -> Instants
  func decidedAt() throws(HistoryError) -> Instants
  func waits() throws(HistoryError) -> Packed<Int64>
  func fates() throws(HistoryError) -> Packed<UInt8>
  func item(at row: Int) throws(HistoryError) -> HistoryItem
  func id(at row: Int) throws(HistoryError) -> String
}

/// What happened to a record, as far as a replay asks.
package enum RecordFate: UInt8, Sendable, Hashable, CaseIterable {
  /// The record does not say.
  case unknown
  case approvedByPolicy, approvedByHuman
  case deniedByPolicy, deniedByHuman
  case withdrawn, expired

  /// Of an outcome; one that does not say by whom counts as a human's.
  package init(_ outcome: Outcome?) {
    guard let outcome else {
      self = .unknown
      return
    }
    let isByPolicy = outcome.by == Outcome.policy
    switch outcome.status {
    case .approved: self = isByPolicy ? .approvedByPolicy : .approvedByHuman
    case .denied: self = isByPolicy ? .deniedByPolicy : .deniedByHuman
    case .withdrawn: self = .withdrawn
    case .expired: self = .expired
    }
  }
}
