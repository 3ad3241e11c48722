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
  /// One for each path of the layout. Of an odd row a column holds anything.
  package let columns: [CodedColumn]
  /// `time`, for each row.
  package let times: [Timestamp]
  /// When each was decided, as `Record.decidedAt`.
  package let decidedAt: [Timestamp]
  /// As `Record.humanDecisionSeconds`; `noWait` for nil.
  package let waits: [Int64]
  /// What happened to each.
  package let fates: [RecordFate]
  /// Whether each is odd.
  package let isOdd: [Bool]
  /// Gives the items of rows, as `HistoryReader` would.
  private let items: any RowItems

  /// In `waits`, where nobody waited for a human.
  package static let noWait = Int64.min

  /// Makes a group; all parts have as many rows.
  package init(
    columns: [CodedColumn], times: [Timestamp], decidedAt: [Timestamp], waits: [Int64],
    fates: [RecordFate], isOdd: [Bool], items: any RowItems
  ) {
    self.columns = columns
    self.times = times
    self.decidedAt = decidedAt
    self.waits = waits
    self.fates = fates
    self.isOdd = isOdd
    self.items = items
  }

  /// How many rows it has.
  package var rowCount: Int { isOdd.count }

  /// The record of a row, or why there is none.
  /// - Complexity: O(bytes of its line): it is read again.
  package func item(at row: Int) -> HistoryItem { items.item(at: row) }

  /// The id of a plain row.
  package func id(at row: Int) -> String { items.id(at: row) }
}

/// Where the rows of a group come from.
package protocol RowItems: Sendable {
  /// The record of a row, or why there is none.
  func item(at row: Int) -> HistoryItem
  /// The id of a plain row.
  func id(at row: Int) -> String
}

/// One field of many records: codes, and what each stands for.
package struct CodedColumn: Sendable {
  /// For each row, the place of its value.
  package let codes: [UInt32]
  /// The values; nil where the field is absent. Groups of one family only add to them: what a code
  /// stands for stays. A value that was written in two ways, such as with an escape, stands there
  /// twice.
  package let values: [JSONValue?]
  /// Groups with the same number have the same codes for this field.
  package let family: Int

  /// Makes a column.
  package init(codes: [UInt32], values: [JSONValue?], family: Int) {
    self.codes = codes
    self.values = values
    self.family = family
  }
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
