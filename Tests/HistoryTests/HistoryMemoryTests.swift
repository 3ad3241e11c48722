import PolicyCore
import Testing

@testable import History

struct HistoryMemoryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let mebibytes: Int
    let recordCount: Int
    var testDescription: String { "\(mebibytes) MiB" }
  }

  @Test(arguments: [
    Case(mebibytes: 1, recordCount: 1_572_864), Case(mebibytes: 256, recordCount: 1_572_864),
    Case(mebibytes: 512, recordCount: 6_291_456), Case(mebibytes: 1024, recordCount: 12_582_912),
    Case(mebibytes: 2048, recordCount: 25_165_824),
    Case(mebibytes: 4096, recordCount: 50_331_648),
  ])
  func hasRoomForSoManyIds(_ example: Case) {
    let memory = HistoryMemory(byteCount: example.mebibytes << 20)
    #expect(memory.recordCount == example.recordCount)
  }

  /// Slots of 16 bytes, three quarters full, beside the table of half the size that they replace.
  @Test func idsOfAllRecordsFitIntoAHalf() {
    for mebibytes in stride(from: 256, through: 1 << 14, by: 97) {
      let memory = HistoryMemory(byteCount: mebibytes << 20)
      #expect(memory.recordCount / 3 * 4 * 24 <= memory.byteCount / 2, "\(mebibytes) MiB")
    }
  }

  @Test(arguments: [1, 2, 16, 64])
  func whatIsHeldAtOnceFitsIntoItsShare(_ parallelism: Int) {
    for mebibytes in [256, 512, 2048] {
      let memory = HistoryMemory(byteCount: mebibytes << 20)
      let settings = ColumnSettings(memory: memory, parallelism: parallelism)
      let pieces = PieceQueue.heldCount(parallelism: parallelism)
      let rows = settings.rowsPerGroup(columnCount: 100) * (96 + 400)
      #expect(pieces * (settings.pieceByteCount + rows) <= memory.byteCount / 8)
      #expect(parallelism * settings.valueByteCount <= memory.byteCount / 4)
      #expect(settings.limits.recordCount == memory.recordCount)
    }
  }

  private static func lines(_ ids: [String]) -> [HistorySource] {
    let lines = ids.map { id in
      #"{"id":"\#(id)","time":"2026-03-02T10:00:00Z","subject":{"id":"a"},"action":"grant","#
        + #""resource":{"id":"\#(id)"}}"# + "\n"
    }
    return [.bytes(Array(lines.joined().utf8), name: "h.ndjson")]
  }

  private static let tooMany = HistoryError.tooManyRecords(path: "h.ndjson", limit: 3)

  @Test func columnsOfMoreRecordsThanFitAreRefused() async throws {
    var settings = ColumnSettings()
    settings.limits = HistoryLimits(recordCount: 3)
    settings.rowsPerGroup = 2
    let reader = ColumnReader(
      sources: Self.lines(["a", "b", "c", "d"]), layout: ColumnLayout([]),
      schemas: [RequestSchema(SchemaNode())], settings: settings)
    var found: HistoryError?
    do {
      _ = try await reader.read { groups in
        #expect(try await groups.next()?.rowCount == 2)
        while try await groups.next() != nil {}
      }
    } catch { found = error as? HistoryError }
    #expect(found == Self.tooMany)
  }

  @Test func moreRecordsThanFitAreRefused() throws {
    var reader = HistoryReader(
      sources: Self.lines(["a", "b", "c", "d"]), limits: HistoryLimits(recordCount: 3))
    for _ in 1...3 { #expect(try reader.next() != nil) }
    var found: HistoryError?
    do throws(HistoryError) { _ = try reader.next() } catch { found = error }
    #expect(found == Self.tooMany)
  }

  @Test func asManyRecordsAsFitAreRead() throws {
    var reader = HistoryReader(
      sources: Self.lines(["a", "b", "c"]), limits: HistoryLimits(recordCount: 3))
    #expect(try reader.nextBatch(of: 10).count == 3)
    #expect(try reader.nextBatch(of: 10).isEmpty)
  }

  @Test func aBatchOfLongLinesIsShort() throws {
    var reader = HistoryReader(sources: Self.lines(["a", "b", "c"]))
    #expect(try reader.nextBatch(of: 10, byteCount: 1).count == 1)
    #expect(try reader.nextBatch(of: 10, byteCount: 1_000_000).count == 2)
  }

  /// Whatever a family of values ends with, the values stay what they were.
  @Test func valuesThatTakeTooMuchBeginAnew() async throws {
    let ids = (0..<200).map { "id\($0)" }
    var settings = ColumnSettings()
    settings.rowsPerGroup = 10
    settings.valueByteCount = settings.bytesPerValue * 25
    let reader = ColumnReader(
      sources: Self.lines(ids), layout: ColumnLayout([FieldPath(["resource", "id"])]),
      schemas: [RequestSchema(SchemaNode())], settings: settings)
    var found: [String?] = []
    var families: Set<Int> = []
    _ = try await reader.read { groups in
      while let group = try await groups.next() {
        let column = try group.column(0)
        families.insert(column.family)
        #expect(column.values.count <= 40)
        found += (0..<group.rowCount).map { column.value(of: $0)?.string }
      }
    }
    #expect(found == ids)
    #expect(families.count > 3)
  }
}
