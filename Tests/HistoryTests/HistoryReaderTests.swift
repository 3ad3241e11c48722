import Diagnostics
import Foundation
import History
import PolicyCore
import Testing

struct HistoryReaderTests {
  @Test func readsRecordsWithTheirPlaces() throws {
    let reading = try readAll("{\"id\":\"a\",\"n\":1}\n{\"id\":\"b\"}\n")
    #expect(
      reading.records == [
        RawRecord(
          place: RecordPlace(file: "h.ndjson", lineNumber: 1),
          value: ["id": .string("a"), "n": .integer(1)]),
        RawRecord(
          place: RecordPlace(file: "h.ndjson", lineNumber: 2), value: ["id": .string("b")]),
      ])
    #expect(reading.unreadable.isEmpty)
  }

  struct Accepted: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let lines: [Int]
    var testDescription: String { name }
  }

  static let accepted: [Accepted] = [
    Accepted(name: "nothing", text: "", lines: []),
    Accepted(name: "a line break", text: "\n", lines: []),
    Accepted(name: "a byte order mark alone", text: "\u{FEFF}", lines: []),
    Accepted(name: "no last line break", text: "{\"id\":\"1\"}\n{\"id\":\"2\"}", lines: [1, 2]),
    Accepted(
      name: "carriage returns", text: "{\"id\":\"1\"}\r\n\r\n{\"id\":\"2\"}\r\n", lines: [1, 3]),
    Accepted(
      name: "blank lines", text: "\n \t\n{\"id\":\"1\"}\n\n\n{\"id\":\"2\"}\n ", lines: [3, 6]),
    Accepted(name: "white space around", text: "  {\"id\" : \"1\"}\t\n", lines: [1]),
    Accepted(
      name: "a byte order mark", text: "\u{FEFF}{\"id\":\"1\"}\n{\"id\":\"2\"}\n", lines: [1, 2]),
    Accepted(name: "a line separator in text", text: "{\"id\":\"\u{2028}\"}\n", lines: [1]),
  ]

  @Test(arguments: accepted)
  func acceptsLines(_ accepted: Accepted) throws {
    for chunk in [1, 2, 3, 7, 4096] {
      let reading = try readAll(accepted.text, limits: HistoryLimits(chunkByteCount: chunk))
      #expect(reading.records.map(\.place.lineNumber) == accepted.lines, "chunk \(chunk)")
      #expect(reading.complaints.isEmpty, "chunk \(chunk)")
    }
  }

  struct Refused: CustomTestStringConvertible, Sendable {
    let line: String
    let complaint: String
    var testDescription: String { "\(line) \(complaint)" }

    init(_ line: String, _ complaint: String) {
      self.line = line
      self.complaint = complaint
    }
  }

  static let refused: [Refused] = [
    Refused("[]", "2 not-an-object"), Refused("1", "2 not-an-object"),
    Refused("null", "2 not-an-object"), Refused("\"x\"", "2 not-an-object"),
    Refused("{}", "2 missing-id"), Refused(#"{"ID":"x"}"#, "2 missing-id"),
    Refused(#"{"a":{"id":"x"}}"#, "2 missing-id"), Refused(#"{"id":1}"#, "2 id-not-text"),
    Refused(#"{"id":null}"#, "2 id-not-text"), Refused(#"{"id":["x"]}"#, "2 id-not-text"),
    Refused(#"{"id":"1"}"#, "2 duplicate-id"), Refused(#"{"id":"\u0031"}"#, "2 duplicate-id"),
    Refused(#"{"id":"x"} {"id":"y"}"#, "2:12 trailing-content"),
    Refused("{\"id\":\"x\"}\r{\"id\":\"y\"}", "2:12 trailing-content"),
    Refused(#"{"id":"x","id":"y"}"#, "2:11 duplicate-name"),
    Refused(#"{"id":"x","n":9007199254740992}"#, "2:15 integer-out-of-range"),
    Refused(#"{"id":"x","n":1e999}"#, "2:15 number-out-of-range"),
    Refused(#"{"id":"\udead"}"#, "2:8 lone-surrogate"), Refused(#"{"id":"x""#, "2:10 invalid-json"),
    Refused("{\"id\":\"\u{0}\"}", "2:8 nul-byte"),
    Refused("\u{FEFF}{\"id\":\"x\"}", "2:1 byte-order-mark"),
  ]

  @Test(arguments: refused)
  func reportsWhatItCannotReadAndGoesOn(_ refused: Refused) throws {
    let text = "{\"id\":\"1\"}\n\(refused.line)\n{\"id\":\"3\"}\n"
    for chunk in [1, 5, 64, 1 << 18] {
      let reading = try readAll(text, limits: HistoryLimits(chunkByteCount: chunk))
      #expect(reading.complaints == [refused.complaint], "chunk \(chunk)")
      #expect(reading.ids == ["1", "3"], "chunk \(chunk)")
    }
  }

  @Test func countsTheColumnFromTheFirstByteOfTheFile() throws {
    #expect(try readAll("\u{FEFF}{x").complaints == ["1:5 invalid-json"])
    #expect(try readAll("{\"é\":x").complaints == ["1:7 invalid-json"])
  }

  @Test func namesTheFirstOfTwoRecordsWithOneID() throws {
    let sources: [HistorySource] = [
      .bytes([], name: "empty"),
      .bytes(Array("\n{\"id\":\"x\"}\n{\"id\":\"y\"}".utf8), name: "a"),
      .bytes(Array("{\"id\":\"z\"}\n[]\n".utf8), name: "b"),
      .bytes(
        Array("{\"id\":\"y\"}\n{\"id\":\"z\"}\n{\"id\":\"x\"}\n{\"id\":\"x\"}".utf8), name: "c"),
    ]
    let reading = try readAll(sources)
    #expect(reading.ids == ["x", "y", "z"])
    let places = reading.unreadable.dropFirst().map(\.reason)
    #expect(
      places
        == [("a", 3), ("b", 1), ("a", 2), ("a", 2)].map {
          .duplicateID(first: RecordPlace(file: $0.0, lineNumber: $0.1))
        })
    #expect(reading.unreadable.map(\.place.file) == ["b", "c", "c", "c", "c"])
  }

  @Test func takesObjectsWithoutIDsWhenAsked() throws {
    let source = HistorySource.bytes(Array("{}\n{\"id\":1}\n{}\n3\n".utf8), name: "h")
    let reading = try readAll([source], identity: .ignored)
    #expect(reading.records.count == 3)
    #expect(reading.complaints == ["4 not-an-object"])
  }

  @Test func readsTheSameAtEveryChunkSize() throws {
    let lines = (0..<40).map { index in
      index % 7 == 3
        ? "{bad \(index)"
        : "{\"id\":\"\(index)\",\"t\":\"\(String(repeating: "é", count: index))\"}"
    }
    let bytes = Array(lines.joined(separator: "\r\n").utf8)
    let whole = try readAll([.bytes(bytes, name: "h")])
    #expect(whole.records.count == 34)
    for chunk in 1...130 {
      let limits = HistoryLimits(chunkByteCount: chunk)
      #expect(try readAll([.bytes(bytes, name: "h")], limits: limits) == whole, "chunk \(chunk)")
    }
  }

  @Test func batchesAreFullUntilTheEnd() throws {
    let text = (0..<7).map { "{\"id\":\"\($0)\"}\n" }.joined()
    var reader = HistoryReader(sources: [.bytes(Array(text.utf8), name: "h")])
    #expect(try reader.nextBatch(of: 3).count == 3)
    #expect(try reader.nextBatch(of: 3).count == 3)
    #expect(try reader.nextBatch(of: 3).count == 1)
    #expect(try reader.nextBatch(of: 3).isEmpty)
    #expect(reader.byteCount == text.utf8.count)
    #expect(reader.totalByteCount == text.utf8.count)
  }

  @Test func neverShowsValues() throws {
    let secret = "s3cret"
    let texts = [
      "{\"id\":\"\(secret)\",\"id\":1}", "{\"\(secret)\":9e99}", "{\"id\":\"\(secret)", "\(secret)",
      "{\"id\":\"\(secret)\"}\n{\"id\":\"\(secret)\"}",
    ]
    for text in texts {
      let entry = try #require(try readAll(text).unreadable.first)
      #expect(!"\(entry.diagnostic)".contains(secret))
      #expect(entry.diagnostic.location?.path == "h.ndjson")
      #expect(entry.diagnostic.location?.lineText == nil)
    }
  }

  @Test func reportsAGitLFSPointer() throws {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
    #expect(try readAll(pointer).complaints == ["1 git-lfs-pointer"])
    #expect(try readAll("version 1\n").complaints == ["1:1 invalid-json"])
  }

  @Test func throwsTheSameErrorAgain() throws {
    let absent = HistorySource.file(path: "/no/such/file", name: "f")
    var reader = HistoryReader(sources: [.bytes(Array("{\"id\":\"1\"}".utf8), name: "h"), absent])
    #expect(try reader.next() != nil)
    let expected = HistoryError.cannotOpen(
      path: "f", reason: "No such file or directory")
    for _ in 0..<2 { #expect(throws: expected) { try reader.next() } }
    #expect(reader.totalByteCount == nil)
  }

  @Test func refusesAFolder() throws {
    try withTemporaryFolder { folder in
      let source = HistorySource.file(path: folder.path, name: "f")
      let expected = HistoryError.readFailed(path: "f", reason: "Is a directory")
      #expect(throws: expected) { try readAll([source]) }
    }
  }

  @Test func readsAPipeAndLeavesItOpen() throws {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data("{\"id\":\"1\"}\n{\"id\":\"2\"}".utf8))
    try pipe.fileHandleForWriting.close()
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    let source = HistorySource.standardInput(fileDescriptor: descriptor)
    var reader = HistoryReader(sources: [source])
    #expect(reader.totalByteCount == nil)
    let items = try reader.nextBatch(of: 10)
    #expect(items.count == 2)
    guard case .record(let record)? = items.first else {
      Issue.record("no record")
      return
    }
    #expect(record.place == RecordPlace(file: "<stdin>", lineNumber: 1))
    _ = try reader.finish()
    try pipe.fileHandleForReading.close()
  }

  @Test func reportsAFailingRead() {
    let source = HistorySource.standardInput(fileDescriptor: -1)
    #expect(throws: HistoryError.readFailed(path: "<stdin>", reason: "Bad file descriptor")) {
      try readAll([source])
    }
  }
}
