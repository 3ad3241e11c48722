import Foundation
import Testing

@testable import History

struct CompressedHistoryTests {
  /// Six records, as text.
  static let plain: [UInt8] = (1...6).flatMap { index in
    Array(
      ("{\"id\":\"r\(index)\",\"time\":\"2026-03-0\(index)T10:00:00Z\","
        + "\"subject\":{\"id\":\"s\(index)\",\"type\":\"human\"}}\n").utf8)
  }

  /// The same records as zlib 1.2 compresses them at level 9.
  static let deflated = decoded(
    "H4sIAAAAAAACA33MOQqEQBCF4dxjVKxQXb0EfY6JJhsXUEERl2AQ7267hMWDCgoe/7dTV1Ok2VBOazc06ReWULAt"
      + "2HwMR77um9ZlK/umWinuT7LcyX+6knYbfiMdR/ZusyicYE4AZxXOYs4Czimcw5wDnFc4jzkPuKBwAXNB4U6dOEYf"
      + "2gEAAA==")

  /// The same records as zstd 1.5 compresses them at level 19, with a checksum.
  static let zstd = decoded(
    "KLUv/QRoXQMAokQRGICrDjjq/ncTUwIDzWA1L42INCq1Ic3pAd291lJKMfPuAnM+GZ48FAayx6IhhIQ/F5RpCpIi"
      + "VtSre/b2XPx5Ws5uuDcBFKAQyMsu1zeww2oDiZgUipOhOBEWkzCxUkhk8a/aTZKWTQFxFNQh")

  private static func decoded(_ base64: String) -> [UInt8] {
    Data(base64Encoded: base64).map { Array($0) } ?? []
  }

  struct Stored: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    var testDescription: String { name }
  }

  static let whole: [Stored] = [
    Stored(name: "plain named gz", bytes: plain),
    Stored(name: "deflated gzip", bytes: deflated),
    Stored(name: "stored gzip", bytes: StoredGzip.member(plain)),
    Stored(
      name: "gzip of many members",
      bytes: plain.chunks(of: 37).flatMap { StoredGzip.member($0) }),
    Stored(
      name: "gzip with an empty member",
      bytes: StoredGzip.member([]) + deflated + StoredGzip.member([])),
    Stored(name: "zstd", bytes: zstd),
    Stored(name: "raw zstd", bytes: StoredZstd.frame(plain.chunks(of: 50))),
    Stored(
      name: "zstd of many frames",
      bytes: plain.chunks(of: 41).flatMap { StoredZstd.frame([$0]) }),
    Stored(
      name: "zstd after a skippable frame",
      bytes: [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9] + zstd),
  ]

  @Test(arguments: whole)
  func readsEveryForm(_ stored: Stored) throws {
    for chunk in [1, 2, 17, 64, 1 << 18] {
      let reading = try readAll(
        [.bytes(stored.bytes, name: "h.gz")], limits: HistoryLimits(chunkByteCount: chunk))
      #expect(reading.ids == ["r1", "r2", "r3", "r4", "r5", "r6"], "chunk \(chunk)")
      #expect(reading.complaints.isEmpty, "chunk \(chunk)")
    }
  }

  @Test func deliversExactlyWhatWasDecodedBeforeAGzipCut() throws {
    let member = StoredGzip.member(Self.plain)
    let lead = StoredGzip.headerByteCount + StoredGzip.blockHeaderByteCount
    for cut in 0..<member.count {
      let decoded = Self.plain.prefix(max(0, cut - lead))
      let lineCount = decoded.count { $0 == UInt8(ascii: "\n") }
      try expect("gzip-ends-early", after: lineCount, in: member.prefix(cut), name: "h.gz")
    }
  }

  @Test(arguments: [("gzip", deflated, "h.gz"), ("zstd", zstd, "h.zst")])
  func deliversWhatWasDecodedBeforeACut(format: String, bytes: [UInt8], name: String) throws {
    var most = 0
    for cut in 0..<bytes.count {
      let reading = try readAll([.bytes(Array(bytes.prefix(cut)), name: name)])
      #expect(reading.ids == (0..<reading.ids.count).map { "r\($0 + 1)" }, "cut at \(cut)")
      #expect(
        reading.complaints == ["\(reading.ids.count + 1) \(format)-ends-early"], "cut at \(cut)")
      #expect(reading.ids.count >= most, "cut at \(cut)")
      most = reading.ids.count
    }
  }

  @Test func deliversTheFramesBeforeAZstdCut() throws {
    let frames = Self.plain.chunks(of: Self.plain.count / 6).map { StoredZstd.frame([$0]) }
    #expect(frames.count == 6)
    let bytes = Array(frames.joined())
    for cut in 0..<bytes.count where !cut.isMultiple(of: frames[0].count) {
      try expect(
        "zstd-ends-early", after: cut / frames[0].count, in: bytes.prefix(cut), name: "h.zst")
    }
  }

  @Test func cutsBetweenMembersCannotBeTold() throws {
    let members = Self.plain.chunks(of: Self.plain.count / 6).map { StoredGzip.member($0) }
    let reading = try readAll([.bytes(Array(members.prefix(4).joined()), name: "h.gz")])
    #expect(reading.ids.count == 4)
    #expect(reading.complaints.isEmpty)
  }

  @Test func neverTakesTheLineThatWasCutForARecord() throws {
    let content = Array("{\"id\":\"1\"}\n{\"id\":\"2\"}".utf8)
    let member = StoredGzip.member(content).dropLast(StoredGzip.trailerByteCount)
    try expect("gzip-ends-early", after: 1, in: member, name: "h.gz", firstID: "1")
  }

  @Test(arguments: [("gzip", deflated), ("gzip", StoredGzip.member(plain)), ("zstd", zstd)])
  func everyFlippedByteIsReportedOrHarmless(format: String, bytes: [UInt8]) throws {
    for index in bytes.indices {
      for mask: UInt8 in [0x01, 0x80, 0xFF] {
        var flipped = bytes
        flipped[index] ^= mask
        let reading = try readAll([.bytes(flipped, name: "h")])
        let isComplete = reading.ids == ["r1", "r2", "r3", "r4", "r5", "r6"]
        #expect(isComplete || !reading.complaints.isEmpty, "byte \(index) ^ \(mask)")
        let inPieces = try readAll(
          [.bytes(flipped, name: "h")], limits: HistoryLimits(chunkByteCount: 11))
        #expect(inPieces == reading, "byte \(index) ^ \(mask)")
      }
    }
  }

  struct Damaged: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    let complaint: String
    var testDescription: String { name }
  }

  static let damaged: [Damaged] = [
    Damaged(
      name: "gzip checksum", bytes: changed(StoredGzip.member(plain), fromEnd: 8),
      complaint: "7 gzip-damaged"),
    Damaged(
      name: "gzip length", bytes: changed(StoredGzip.member(plain), fromEnd: 1),
      complaint: "7 gzip-damaged"),
    Damaged(
      name: "gzip method", bytes: [0x1F, 0x8B, 9] + deflated.dropFirst(3),
      complaint: "1 gzip-damaged"),
    Damaged(name: "after gzip", bytes: deflated + [0], complaint: "7 gzip-trailing-bytes"),
    Damaged(name: "zstd after gzip", bytes: deflated + zstd, complaint: "7 gzip-trailing-bytes"),
    Damaged(name: "half a second member", bytes: deflated + [0x1F], complaint: "7 gzip-ends-early"),
    Damaged(name: "zstd checksum", bytes: changed(zstd, fromEnd: 1), complaint: "7 zstd-damaged"),
    Damaged(
      name: "after zstd", bytes: zstd + Array("junk".utf8), complaint: "7 zstd-trailing-bytes"),
    Damaged(
      name: "zstd window of 2 GiB", bytes: StoredZstd.magic + [0x00, 0xA8] + [1, 0, 0],
      complaint: "1 zstd-window-too-large"),
    Damaged(
      name: "zstd dictionary", bytes: StoredZstd.magic + [0x01, 0x40, 7] + [1, 0, 0],
      complaint: "1 zstd-needs-dictionary"),
    Damaged(name: "nothing, named gz", bytes: [], complaint: "1 gzip-ends-early"),
  ]

  @Test(arguments: damaged)
  func saysWhatIsWrong(_ damaged: Damaged) throws {
    for chunk in [1, 64, 1 << 18] {
      let reading = try readAll(
        [.bytes(damaged.bytes, name: "h.gz")], limits: HistoryLimits(chunkByteCount: chunk))
      #expect(reading.complaints.last == damaged.complaint, "chunk \(chunk)")
      #expect(reading.complaints.count == 1, "chunk \(chunk)")
    }
  }

  @Test func goesOnWithTheNextSource() throws {
    let cut = Array(StoredGzip.member(Self.plain).dropLast())
    let next = HistorySource.bytes(Array("{\"id\":\"n\"}\n[]".utf8), name: "n")
    let reading = try readAll([.bytes(cut, name: "h.gz"), next])
    #expect(reading.ids == ["r1", "r2", "r3", "r4", "r5", "r6", "n"])
    #expect(
      reading.unreadable.map(\.place) == [
        RecordPlace(file: "h.gz", lineNumber: 7), RecordPlace(file: "n", lineNumber: 2),
      ])
  }

  private static func changed(_ bytes: [UInt8], fromEnd: Int) -> [UInt8] {
    var changed = bytes
    changed[changed.count - fromEnd] ^= 0x55
    return changed
  }

  private func expect(
    _ code: String, after lineCount: Int, in bytes: some Collection<UInt8>, name: String,
    firstID: String = "r1", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for chunk in [1, 64, 4096] {
      let reading = try readAll(
        [.bytes(Array(bytes), name: name)], limits: HistoryLimits(chunkByteCount: chunk))
      let comment: Comment = "cut at \(bytes.count), chunk \(chunk)"
      #expect(reading.ids.count == lineCount, comment, sourceLocation: sourceLocation)
      #expect(lineCount == 0 || reading.ids[0] == firstID, comment, sourceLocation: sourceLocation)
      // A cut before the magic is complete, under a name that promises nothing, is plain text.
      #expect(
        reading.complaints == ["\(lineCount + 1) \(code)"], comment, sourceLocation: sourceLocation)
    }
  }
}

extension [UInt8] {
  func chunks(of size: Int) -> [[UInt8]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
