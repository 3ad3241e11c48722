import History
import PolicyCore
import TestSupport
import Testing

/// Columns of compressed streams and of real files.
struct ColumnStreamTests {
  @Test(arguments: CompressedHistoryTests.whole)
  func readsCompressedStreams(_ stored: CompressedHistoryTests.Stored) async {
    for piece in [1, 40, 1 << 20] {
      var settings = ColumnSettings()
      settings.pieceByteCount = piece
      settings.parallelism = piece % 2 + 1
      await expectSameColumns(
        [.bytes(stored.bytes, name: stored.name)], .usual, [.standard], settings)
    }
  }

  @Test(arguments: [CompressedHistoryTests.deflated, CompressedHistoryTests.zstd])
  func saysWhereACutStreamEnds(_ bytes: [UInt8]) async {
    for count in 0..<bytes.count {
      await expectSameColumns(
        [.bytes(Array(bytes[..<count]), name: "h.ndjson.gz"), .text("{\"id\":\"z\"}", name: "z")],
        .usual, [.standard], ColumnSettings(), "cut at \(count)")
    }
  }

  @Test(arguments: [CompressedHistoryTests.deflated, CompressedHistoryTests.zstd])
  func saysWhereADamagedStreamEnds(_ bytes: [UInt8]) async {
    for index in bytes.indices {
      var bent = bytes
      bent[index] ^= 1 << UInt8(index % 8)
      await expectSameColumns(
        [.bytes(bent, name: "h")], .usual, [.standard], ColumnSettings(), "byte \(index)")
    }
  }

  @Test(arguments: [
    "gerrit/golang-crypto.records.ndjson", "bpi2020/DomesticDeclarations.cases.jsonl.gz",
    "cel-conformance/tests.jsonl", "teleport/audit-events.jsonl",
  ])
  func readsSharedData(_ name: String) async throws {
    guard SharedData.has(name) else { return }
    for identity in [RecordIdentity.required, .ignored] {
      var settings = ColumnSettings()
      settings.identity = identity
      settings.parallelism = 2
      settings.pieceByteCount = 1 << 16
      let reading = await expectSameColumns(
        try HistoryFiles.expand(SharedData.path(name)), .usual, [.standard, .loose], settings)
      if name.hasPrefix("gerrit") { #expect(reading.plainCount > 0) }
    }
  }
}

extension RequestSchema {
  /// One that asks for nothing but what every request has.
  static let loose = RequestSchema(SchemaNode(types: [.object]))
}
