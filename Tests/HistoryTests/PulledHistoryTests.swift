import Testing

@testable import History

/// Records that are made while they are read.
struct PulledHistoryTests {
  /// Gives parts one by one; where line n stands is on line 10 n of `log`.
  private static func source(
    _ parts: [String], failingAfter: HistoryError? = nil
  ) -> HistorySource {
    .pulled(
      PulledHistory(name: "log", place: { RecordPlace(file: "log/s", lineNumber: $0 * 10) }) {
        () throws(HistoryError) in
        var rest = parts[...]
        return { () throws(HistoryError) in
          if let part = rest.popFirst() { return Array(part.utf8) }
          if let failingAfter { throw failingAfter }
          return []
        }
      })
  }

  private static let lines = ["{\"id\":\"a\"}\n", "[]\n", "{\"id\":\"b\"}\n", "{\"id\":\"a\"}\n"]

  @Test func recordsStandWhereTheSourceSays() throws {
    let reading = try readAll([Self.source(Self.lines)])
    #expect(reading.ids == ["a", "b"])
    #expect(reading.records.map(\.place.lineNumber) == [10, 30])
    #expect(reading.unreadable.map(\.place.lineNumber) == [20, 40])
    #expect(
      reading.unreadable.last?.reason
        == .duplicateID(first: RecordPlace(file: "log/s", lineNumber: 10)))
  }

  @Test(arguments: [1, 3, 7, 64])
  func partsMayBeCutAnywhere(_ length: Int) throws {
    let text = Array(Self.lines.joined())
    let parts = stride(from: 0, to: text.count, by: length).map {
      String(text[$0..<min($0 + length, text.count)])
    }
    #expect(try readAll([Self.source(parts)]) == readAll([Self.source(Self.lines)]))
  }

  @Test func theDigestIsThatOfTheSameBytes() throws {
    let pulled = try HistoryReader(sources: [Self.source(Self.lines)]).finish()
    let bytes = HistorySource.bytes(Array(Self.lines.joined().utf8), name: "h")
    #expect(try pulled == HistoryReader(sources: [bytes]).finish())
  }

  @Test func aSourceThatFailsEndsTheReading() {
    let failure = HistoryError.readFailed(path: "log", reason: "it was changed")
    #expect(throws: failure) { try readAll([Self.source(Self.lines, failingAfter: failure)]) }
  }

  @Test func nothingIsAnEmptyHistory() throws {
    #expect(try readAll([Self.source([])]) == Reading())
  }
}
