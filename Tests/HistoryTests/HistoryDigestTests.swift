import Foundation
import History
import Testing

struct HistoryDigestTests {
  private func digest(_ contents: [String], readCount: Int = 100) throws -> HistoryDigest {
    let sources = contents.map { HistorySource.bytes(Array($0.utf8), name: "h") }
    var reader = HistoryReader(sources: sources)
    _ = try reader.nextBatch(of: readCount)
    return try reader.finish()
  }

  @Test func isTheDigestOfTheDigestsOfTheSources() throws {
    // Computed with another implementation of SHA-256.
    let digest = try digest(["{\"id\":\"1\"}\n", "[]"])
    #expect(
      digest.sha256 == "2ef0aae03f6bc639ff0f59644c0944e2820487af754df49dbba50c2a5e3922a1")
    #expect(digest.byteCount == 13)
    #expect(
      try self.digest([]).sha256
        == "32776a5d0226d8bbe7cb751a6427c17cc4c59792287896fba4cc038836f06cf9")
  }

  @Test func doesNotDependOnHowFarTheHistoryWasRead() throws {
    let contents = ["{\"id\":\"1\"}\n{\"id\":\"2\"}\n", "", "{\"id\":\"3\"}\n"]
    let whole = try digest(contents)
    for count in 0..<4 { #expect(try digest(contents, readCount: count) == whole) }
  }

  @Test func tellsHistoriesApart() throws {
    let histories = [
      [], [""], ["", ""], ["a\nb\n"], ["a\n", "b\n"], ["b\n", "a\n"], ["a\nb"], ["a\r\nb\n"],
    ]
    let digests = try histories.map { try digest($0).sha256 }
    #expect(Set(digests).count == histories.count)
  }

  @Test func coversWhatCouldNotBeDecoded() throws {
    let whole = StoredGzip.member(Array("{\"id\":\"1\"}\n".utf8))
    func digest(_ tail: [UInt8]) throws -> HistoryDigest {
      let source = HistorySource.bytes(whole + tail, name: "h")
      var reader = HistoryReader(
        sources: [source], limits: HistoryLimits(chunkByteCount: 16))
      while try reader.next() != nil {}
      return try reader.finish()
    }
    let tail = [UInt8](repeating: 7, count: 1000)
    #expect(try digest(tail).byteCount == whole.count + tail.count)
    #expect(try digest(tail).sha256 != digest(tail.dropLast() + [8]).sha256)
  }
}
