import CEL
import History
import PolicyCore
import Testing

@testable import Impact

/// Codes of several columns together stand for the values of those columns, whichever family they are of.
struct TupleCodesTests {
  @Test func standForTheValuesOfTheirFamilies() throws {
    var tuples = TupleCodes(columns: [0, 1])
    var families: Set<Int> = []
    for (family, names) in [["a", "b"], ["c", "d"], ["a", "b"]].enumerated() {
      let group = try Self.group(names, family: family)
      let codes = try tuples.codes(of: group)
      families.insert(tuples.family)
      for (row, code) in codes.enumerated() {
        let values = try tuples.values(of: Int(code), in: group)
        #expect(values == [try group.column(0).value(of: row), try group.column(1).value(of: row)])
      }
      #expect(Set(codes).count == tuples.count)
    }
    #expect(families.count == 3)
  }

  /// Four rows, with other codes in each family.
  private static func group(_ names: [String], family: Int) throws -> RowGroup {
    let epoch = try #require(Timestamp.parse("1970-01-01T00:00:00Z"))
    let values: [JSONValue?] = [nil] + names.map { .string($0) }
    let codes: [[UInt32]] =
      family == 1 ? [[2, 1, 2, 0], [1, 1, 2, 2]] : [[1, 2, 1, 0], [1, 2, 2, 0]]
    return RowGroup(
      columns: codes.map { CodedColumn(codes: $0, values: values, family: family) },
      times: Array(repeating: epoch, count: 4), decidedAt: Array(repeating: epoch, count: 4),
      waits: Array(repeating: RowGroup.noWait, count: 4),
      fates: Array(repeating: .unknown, count: 4), isOdd: Array(repeating: false, count: 4),
      items: NoItems())
  }
}

private struct NoItems: RowItems {
  func item(at row: Int) -> HistoryItem {
    .unreadable(
      UnreadableRecord(place: RecordPlace(file: "", lineNumber: row), reason: .gitLFSPointer))
  }

  func id(at row: Int) -> String { "" }
}
