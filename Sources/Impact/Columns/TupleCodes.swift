import History
import PolicyCore

/// Codes for the tuples of several columns, and what each stands for.
struct TupleCodes: Sendable {
  private let columns: [Int]
  /// For each column after the first.
  private var pairs: [PairNumbers]
  /// Of each tuple, the codes of its values, one column after the other.
  private var members: [UInt32] = []
  /// The families of the columns that the codes are of.
  private var families: [Int] = []
  /// Counts up whenever codes begin to stand for something else.
  private(set) var family = 0

  /// With more tuples than this they begin anew: memory stays bounded.
  private static let greatestCount = 1 << 19

  init(columns: [Int]) {
    self.columns = columns
    pairs = columns.dropFirst().map { _ in PairNumbers() }
  }

  /// How many tuples there are.
  var count: Int { members.count / columns.count }

  /// The code of each row's tuple.
  mutating func codes(of group: RowGroup) throws(HistoryError) -> [UInt32] {
    let coded = try group.columns(columns)
    beginAnewIfNeeded(coded)
    let codes = coded.map(\.words)
    guard var rows = codes.first else { return [] }
    for row in rows.indices {
      var isNew = false
      for (place, codes) in codes.dropFirst().enumerated() {
        let before = pairs[place].count
        rows[row] = pairs[place].number(of: rows[row], codes[row])
        isNew = pairs[place].count > before
      }
      if isNew { members += codes.map { $0[row] } }
    }
    return rows
  }

  /// The values of a tuple, as a group of its family has them.
  func values(of tuple: Int, in group: RowGroup) throws(HistoryError) -> [JSONValue?] {
    let coded = try group.columns(columns)
    return coded.enumerated().map { place, column in
      column.values[Int(members[tuple * columns.count + place])]
    }
  }

  private mutating func beginAnewIfNeeded(_ coded: [CodedColumn]) {
    let present = coded.map(\.family)
    guard present != families || count > Self.greatestCount else { return }
    families = present
    family += 1
    pairs = pairs.map { _ in PairNumbers() }
    members = []
  }
}
