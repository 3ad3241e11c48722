import Foundation
import Testing

@testable import History

struct LongLineTests {
  private func line(_ id: String, byteCount: Int) -> String {
    let frame = "{\"id\":\"\(id)\",\"t\":\"\"}".utf8.count
    return "{\"id\":\"\(id)\",\"t\":\"\(String(repeating: "x", count: byteCount - frame))\"}"
  }

  @Test(arguments: ["\n", "\r\n"])
  func takesLinesUpToTheLimit(_ lineBreak: String) throws {
    for chunk in [1, 3, 50, 64, 65, 1000] {
      let limits = HistoryLimits(lineByteCount: 64, chunkByteCount: chunk)
      let lines = [("a", 63), ("b", 64), ("c", 65), ("d", 66), ("e", 67), ("f", 200), ("g", 64)]
      let text = lines.map { line($0.0, byteCount: $0.1) }.joined(separator: lineBreak)
      let reading = try readAll(text, limits: limits)
      #expect(reading.ids == ["a", "b", "g"], "chunk \(chunk)")
      #expect(reading.complaints == (3...6).map { "\($0) line-too-long" }, "chunk \(chunk)")
    }
  }

  @Test func reportsALongLastLineOnce() throws {
    for chunk in [1, 64, 1000] {
      let limits = HistoryLimits(lineByteCount: 64, chunkByteCount: chunk)
      let reading = try readAll("{\"id\":\"a\"}\n" + line("b", byteCount: 300), limits: limits)
      #expect(reading.ids == ["a"])
      #expect(reading.complaints == ["2 line-too-long"])
    }
  }

  @Test func passesOverFiftyMegabytesInBoundedMemory() throws {
    try withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("long.ndjson").path
      #expect(FileManager.default.createFile(atPath: path, contents: nil))
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.write(contentsOf: Data("{\"id\":\"1\"}\n{\"id\":\"".utf8))
      let megabyte = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
      for _ in 0..<50 { try file.write(contentsOf: megabyte) }
      try file.write(contentsOf: Data("\"}\n{\"id\":\"3\"}\n".utf8))
      try file.close()
      try expectBoundedMemory(.file(path: path, name: "long"), recordCount: 2, unreadableLine: 2)
    }
  }

  @Test func holdsTheLimitAgainstADecompressionBomb() throws {
    // 64 MiB out of 2 KiB.
    let bomb = StoredZstd.bomb(UInt8(ascii: "["), blockByteCount: 128 << 10, blockCount: 512)
    let end = StoredZstd.frame([Array("\n{\"id\":\"2\"}\n".utf8)])
    let source = HistorySource.bytes(bomb + end, name: "bomb.zst")
    try expectBoundedMemory(source, recordCount: 1, unreadableLine: 1)
  }

  private func expectBoundedMemory(
    _ source: HistorySource, recordCount: Int, unreadableLine: Int
  ) throws {
    var reader = HistoryReader(sources: [source])
    var (records, unreadable, mostHeld) = (0, [UnreadableRecord](), 0)
    while let item = try reader.next() {
      mostHeld = max(mostHeld, reader.heldByteCount)
      switch item {
      case .record: records += 1
      case .unreadable(let entry): unreadable.append(entry)
      }
    }
    #expect(records == recordCount)
    let place = RecordPlace(file: source.name, lineNumber: unreadableLine)
    #expect(unreadable == [UnreadableRecord(place: place, reason: .lineTooLong(limit: 1 << 20))])
    #expect(mostHeld > 1 << 20)
    #expect(mostHeld < 4 << 20)
  }
}
