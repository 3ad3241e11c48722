import Foundation
import Testing

@testable import DecisionLog

/// A crash leaves any prefix of what was being written.
struct LogRecoveryTests {
  @Test func cutAtEveryByteOfItsLastKilobyteItOpensWithAllWholeEntries() async throws {
    let fixture = try LogFixture()
    try await fixture.write(12)
    let whole = try fixture.bytes(of: "segments/000000000000.ndjson")
    for length in max(0, whole.count - 1_024)..<whole.count {
      let cut = try fixture.copy(
        replacing: "segments/000000000000.ndjson", with: Array(whole[..<length]))
      let kept = whole[..<length].count { $0 == 0x0A }
      let isTorn = length > 0 && whole[length - 1] != 0x0A
      do {
        let writer = try cut.writer()
        #expect((writer.repaired != nil) == isTorn, "cut at \(length)")
        let entry = try await writer.append(LogFixture.decision("after the crash"))
        #expect(entry.index == kept, "cut at \(length)")
      }
      let (entries, end) = try cut.scan()
      #expect(entries.count == kept + 1, "cut at \(length)")
      #expect(end.damage == nil, "cut at \(length)")
    }
  }

  @Test(arguments: [
    [UInt8](repeating: 0, count: 100), [UInt8](repeating: 0, count: 100) + [0x0A],
    Array("{\"deci".utf8), [UInt8](repeating: 0, count: 4_096) + Array("sion\"}\n{\"de".utf8),
  ])
  func whatHangsOnNothingAtTheEndIsCutAndReported(tail: [UInt8]) async throws {
    let fixture = try LogFixture()
    try await fixture.write(3)
    let whole = try fixture.bytes(of: "segments/000000000000.ndjson")
    let torn = try fixture.copy(replacing: "segments/000000000000.ndjson", with: whole + tail)
    let writer = try torn.writer()
    #expect(writer.repaired?.index == 3)
    #expect(writer.repaired?.lineNumber == 4)
    #expect(try torn.bytes(of: "segments/000000000000.ndjson").starts(with: whole))
    _ = try await writer.append(LogFixture.decision("after"))
    #expect(try torn.scan().end.damage == nil)
  }

  @Test(arguments: [[0x0A], Array("{}\n{}\n".utf8), Array("precedent\n".utf8)])
  func whatNoCrashLeavesIsNotCut(tail: [UInt8]) async throws {
    let fixture = try LogFixture()
    try await fixture.write(3)
    let bytes = try fixture.bytes(of: "segments/000000000000.ndjson") + tail
    try fixture.replace("segments/000000000000.ndjson", with: bytes)
    #expect(throws: LogFailure.self) { try fixture.writer() }
    #expect(try fixture.bytes(of: "segments/000000000000.ndjson") == bytes)
  }

  @Test func aChangedByteOfTheLastEntryIsNoTornEnd() async throws {
    let fixture = try LogFixture()
    try await fixture.write(2)
    let bytes = try fixture.bytes(of: "segments/000000000000.ndjson")
    let lastLine = try #require(bytes.dropLast().lastIndex(of: 0x0A)) + 1
    for index in lastLine..<bytes.count {
      var changed = bytes
      changed[index] ^= 1
      try fixture.replace("segments/000000000000.ndjson", with: changed)
      let end = try fixture.scan().end
      // Another valid entry is found by the checkpoint, and by its signature.
      #expect(!end.isTail && (end.damage != nil || end.size == 2), "byte \(index)")
      if end.damage != nil { #expect(throws: LogFailure.self) { try fixture.writer() } }
      #expect(try fixture.bytes(of: "segments/000000000000.ndjson") == changed, "byte \(index)")
    }
  }

  @Test func aDamageWithEntriesBehindItIsNoTailAndNothingIsCut() async throws {
    let fixture = try LogFixture()
    try await fixture.write(4)
    var bytes = try fixture.bytes(of: "segments/000000000000.ndjson")
    bytes[bytes.count / 2] = UInt8(ascii: "\u{7F}")
    let damaged = try fixture.copy(replacing: "segments/000000000000.ndjson", with: bytes)
    #expect(throws: LogFailure.self) { try damaged.writer() }
    #expect(try damaged.bytes(of: "segments/000000000000.ndjson") == bytes)
  }
}
