import Foundation
import History
import PolicyCore
import TestSupport
import Testing

/// What comes out of the cache against the slow reading.
struct CacheRoundTripTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4]

  @Test(arguments: ColumnReaderTests.cases)
  func givesBackWhatWasRead(_ test: ColumnReaderTests.Case) async throws {
    let fixture = try CacheFixture()
    let sources = [try fixture.write(test.text)]
    await fixture.expectSame(sources, isCached: false)
    let cached = await fixture.expectSame(sources, isCached: true)
    #expect(cached.plainCount == test.plain)
    #expect(fixture.takeNotes().isEmpty)
  }

  @Test(arguments: CompressedHistoryTests.whole)
  func givesBackCompressedStreams(_ stored: CompressedHistoryTests.Stored) async throws {
    let fixture = try CacheFixture()
    let sources = [try fixture.write(stored.bytes, as: stored.name)]
    await fixture.expectSame(sources, isCached: false)
    await fixture.expectSame(sources, isCached: true)
  }

  @Test(arguments: [CompressedHistoryTests.deflated, CompressedHistoryTests.zstd])
  func givesBackWhereAStreamEnds(_ bytes: [UInt8]) async throws {
    let fixture = try CacheFixture()
    let other = try fixture.write("{\"id\":\"z\"}", as: "z")
    for count in stride(from: 0, to: bytes.count, by: 3) {
      let cut = try fixture.write(Array(bytes[..<count]), as: "h.ndjson.gz")
      await fixture.expectSame([cut, other], isCached: false, "cut at \(count)")
      await fixture.expectSame([cut, other], isCached: true, "cut at \(count)")
    }
  }

  @Test(arguments: seeds)
  func givesBackRandomHistories(seed: UInt64) async throws {
    var random = RandomColumns(random: SeededRandom(seed: seed &+ 1000))
    for round in 0..<25 {
      let fixture = try CacheFixture()
      let schemas = [random.schema(), .loose]
      let sources = try (0..<random.random.below(3) + 1).map { number in
        let lines = (0..<40).map { random.line($0 + number * 39) }
        return try fixture.write(
          lines.joined(separator: random.random.chance(80) ? "\n" : "\r\n"),
          as: "h\(number).ndjson")
      }
      let layout = random.layout()
      let settings = random.settings()
      let comment: Comment = "seed \(seed), round \(round)"
      await fixture.expectSame(sources, layout, schemas, settings, isCached: false, comment)
      await fixture.expectSame(sources, layout, schemas, settings, isCached: true, comment)
    }
  }

  @Test
  func fillsGroupsAndFamilies() async throws {
    let fixture = try CacheFixture()
    let lines = (0..<67_000).map { row in
      #"{"id":"r\#(row)","time":"2026-03-01T10:00:00Z","subject":{"id":"s\#(row % 40_000)"},"#
        + #""action":"grant","resource":{"id":"d\#(row % 300)"},"context":{"role":"\#(row % 7)"}}"#
    }
    let sources = [try fixture.write(lines.joined(separator: "\n"))]
    let layout = ColumnLayout(
      ["subject.id", "resource.id", "context.role"].map {
        FieldPath($0.split(separator: ".").map(String.init))
      })
    for valueCount in [1000, 1 << 18] {
      var settings = ColumnSettings()
      settings.valuesPerFamily = valueCount
      settings.pieceByteCount = 1 << 20
      await fixture.expectSame(sources, layout, [.standard], settings, isCached: false)
      let cached = await fixture.expectSame(sources, layout, [.standard], settings, isCached: true)
      #expect(cached.groupCount == 2)
      try FileManager.default.removeItem(atPath: fixture.entryPath())
    }
  }

  @Test
  func servesFewerColumnsAndLearnsMore() async throws {
    let fixture = try CacheFixture()
    let sources = [
      try fixture.write(
        #"{"id":"a","time":"2026-03-01T10:00:00Z","subject":{"id":"s"},"action":"grant","#
          + #""resource":{"id":"d"}}"#)
    ]
    let first = ColumnLayout([FieldPath(["subject", "id"]), FieldPath(["action", "name"])])
    let other = ColumnLayout([FieldPath(["resource", "id"]), FieldPath(["subject", "id"])])
    await fixture.expectSame(sources, first, isCached: false)
    await fixture.expectSame(
      sources, ColumnLayout([FieldPath(["action", "name"])]), isCached: true)
    await fixture.expectSame(sources, other, isCached: false)
    await fixture.expectSame(sources, first, isCached: true)
    await fixture.expectSame(sources, other, isCached: true)
    #expect(fixture.files.count == 1)
  }

  @Test(arguments: [
    "gerrit/golang-crypto.records.ndjson", "bpi2020/DomesticDeclarations.cases.jsonl.gz",
  ])
  func givesBackSharedData(_ name: String) async throws {
    guard SharedData.has(name) else { return }
    let fixture = try CacheFixture()
    let sources = try HistoryFiles.expand(SharedData.path(name))
    await fixture.expectSame(sources, isCached: false)
    await fixture.expectSame(sources, isCached: true)
  }
}
