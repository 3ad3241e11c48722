import History
import TestSupport
import Testing

/// Real data, which is no part of the repository: skipped where it is absent.
struct RealDataTests {
  private static let gerrit = "gerrit/golang-crypto.records.ndjson"
  private static let expenses = "bpi2020/DomesticDeclarations.cases.jsonl.gz"

  @Test(.enabled(if: SharedData.has(gerrit), "../shared/data is absent"))
  func readsEveryCodeReview() throws {
    let reading = try readAll(HistoryFiles.expand(SharedData.path(Self.gerrit)))
    #expect(reading.complaints.isEmpty)
    #expect(reading.ids == (1...1103).map { "crypto-\($0)" })
  }

  @Test(.enabled(if: SharedData.has(expenses), "../shared/data is absent"))
  func readsEveryExpense() throws {
    let sources = try HistoryFiles.expand(SharedData.path(Self.expenses))
    let reading = try readAll(sources, identity: .ignored)
    #expect(reading.complaints.isEmpty)
    #expect(reading.records.count == 10_357)
  }
}
