import Foundation
import PolicyCore
import TestSupport
import Testing

@testable import DecisionLog

/// What is kept beside a log makes opening it quick, and changes nothing else.
struct LogSummaryTests {
  private static let few = 80
  private static let segment = "segments/000000000000.ndjson"

  /// A log of so many decisions, closed well.
  private static func closed(_ count: Int) async throws -> LogFixture {
    let fixture = try LogFixture()
    try await fixture.fill(count)
    return fixture
  }

  // MARK: - It says what the log says

  @Test func aLogOpensTheSameWithItsSummaryAndWithout() async throws {
    let seed: UInt64 = 20_261_121
    var random = SeededRandom(seed: seed)
    let fixture = try LogFixture()
    var count = 0
    for round in 0..<6 {
      let more = Int.random(in: 1...600, using: &random)
      let isClosed = Bool.random(using: &random)
      try await fixture.fill(more, from: count, isClosed: isClosed)
      count += more
      let bare = try fixture.copy()
      try? bare.remove("summary")
      let note: Comment = "seed \(seed), round \(round), \(count) entries"
      let (quick, slow) = (try fixture.copy().writer(), try bare.writer())
      #expect(await quick.checkpoint == slow.checkpoint, note)
      #expect(await quick.commit == slow.commit, note)
      #expect(quick.summaryProblem == nil && quick.repaired == nil, note)
      for writer in [quick, slow] {
        for number in [0, count / 2, count - 1] {
          await #expect(throws: LogFailure.otherRequest(id: "r\(number)", index: number), note) {
            _ = try await writer.append(LogFixture.decision("r\(number)", digest: "other"))
          }
        }
        let next = try await writer.append(LogFixture.decision("r\(count)"))
        #expect(next.index == count, note)
      }
    }
    #expect(try fixture.scan().end.damage == nil)
  }

  @Test func whatTheSummaryCoversIsNotReadAgainByWriters() async throws {
    let fixture = try await Self.closed(Self.few)
    var bytes = try fixture.bytes(of: Self.segment)
    bytes[200] ^= 1
    try fixture.replace(Self.segment, with: bytes)
    let writer = try fixture.writer()
    #expect(await writer.checkpoint.size == Self.few)
    // Whoever verifies reads everything.
    #expect(try fixture.scan().end.damage?.index == 0)
  }

  @Test func aReaderIsNotToldOfIt() async throws {
    let fixture = try await Self.closed(Self.few)
    let (entries, end) = try fixture.scan()
    for name in try fixture.summaryNames() { try fixture.replace("summary/" + name, with: [1, 2]) }
    #expect(try fixture.scan().entries == entries)
    #expect(try fixture.scan().end.tree.root == end.tree.root)
  }

  @Test func aLogThatHasNoneGetsOneWhenItIsOpened() async throws {
    let fixture = try await Self.closed(1_100)
    let names = try fixture.summaryNames()
    try fixture.remove("summary")
    #expect(try fixture.writer().summaryProblem == nil)
    #expect(try fixture.summaryNames() == ["000000000000-000000001024"])
    #expect(names == ["000000000000-000000001100"])
  }

  @Test func aShortLogNeedsNone() async throws {
    let fixture = try await Self.closed(10)
    #expect(!fixture.exists("summary"))
  }

  // MARK: - What is of no use is made again

  @Test(arguments: [0, 40, 500, 800, 2_000, 4_000])
  func aChangedByteIsFoundAndTheFileMadeAgain(place: Int) async throws {
    let fixture = try await Self.closed(Self.few)
    let file = "summary/000000000000-000000000080"
    let whole = try fixture.bytes(of: file)
    var changed = whole
    changed[place] ^= 1
    try fixture.replace(file, with: changed)
    let problem = SummaryProblem(file: file, reason: .corrupt)
    do {
      let writer = try fixture.writer()
      #expect(writer.summaryProblem == problem)
      try await writer.close()
    }
    #expect(try fixture.bytes(of: file) == whole)
    #expect(try fixture.writer().summaryProblem == nil)
  }

  @Test func partsThatDoNotFollowAreMadeAgain() async throws {
    let fixture = try await Self.closed(1_024)
    try await fixture.fill(100, from: 1_024)
    let first = "summary/000000000000-000000001024"
    let second = "summary/000000001024-000000001124"
    #expect(try fixture.summaryNames().map { "summary/" + $0 } == [first, second])
    let other = try fixture.copy()
    try other.remove(first)
    let bare = try other.writer()
    let whole = try fixture.copy().writer()
    #expect(await bare.checkpoint == whole.checkpoint)
    try fixture.replace(first, with: try fixture.bytes(of: second))
    let writer = try fixture.writer()
    #expect(writer.summaryProblem == SummaryProblem(file: first, reason: .outOfPlace))
    #expect(await writer.checkpoint.size == 1_124)
  }

  @Test func theSummaryOfAnotherLogIsNotUsed() async throws {
    let fixture = try LogFixture()
    try await fixture.fill(Self.few, header: LogHeader(origin: "else", isReplay: false))
    let own = try await Self.closed(Self.few)
    let file = "summary/000000000000-000000000080"
    try own.replace(file, with: try fixture.bytes(of: file))
    let writer = try own.writer()
    #expect(writer.summaryProblem == SummaryProblem(file: file, reason: .otherLog))
    let root = try own.scan().end.tree.root
    #expect(await writer.checkpoint.root == root)
  }

  @Test func whatACrashLeavesBesideItDoesNotMatter() async throws {
    let fixture = try await Self.closed(Self.few)
    let early = try fixture.bytes(of: "summary/000000000000-000000000080")
    try await fixture.fill(Self.few, from: Self.few)
    #expect(try fixture.summaryNames() == ["000000000000-000000000160"])
    // The greater part was there, and the smaller not yet removed; and half of a new one.
    try fixture.replace("summary/000000000000-000000000080", with: early)
    try fixture.replace("summary/new", with: [0x7B])
    do {
      let writer = try fixture.writer()
      #expect(writer.summaryProblem == nil)
      #expect(await writer.checkpoint.size == 160)
    }
    try await fixture.fill(Self.few, from: 160)
    #expect(
      try fixture.summaryNames() == ["000000000000-000000000160", "000000000160-000000000240"])
  }

  @Test func withoutAPlaceForItNothingIsLost() async throws {
    let fixture = try LogFixture()
    try FileManager.default.createDirectory(
      atPath: fixture.log, withIntermediateDirectories: true)
    try fixture.replace("summary", with: [])
    do {
      let writer = try fixture.writer()
      #expect(writer.summaryProblem?.file == "summary")
      _ = await writer.append((0..<1_100).map { LogFixture.decision("r\($0)") })
      await #expect(throws: LogFailure.self) { try await writer.close() }
    }
    #expect(try fixture.scan().entries.count == 1_100)
    #expect(try await fixture.writer().checkpoint.size == 1_100)
  }

  // MARK: - It does not bury what was acknowledged

  @Test func aLogCutBehindWhatItSaysIsNotGoneOnWith() async throws {
    let fixture = try await Self.closed(Self.few)
    let whole = try fixture.bytes(of: Self.segment)
    let damage = LogDamage(
      .notAsAcknowledged, file: Self.segment, lineNumber: Self.few, index: Self.few - 1)
    for length in [0, 1, whole.count / 2]
      + Array(stride(from: whole.count - 999, to: whole.count, by: 9))
    {
      try fixture.replace(Self.segment, with: Array(whole[..<length]))
      #expect(throws: LogFailure.damaged(damage), "cut at \(length)") { try fixture.writer() }
      #expect(try fixture.bytes(of: Self.segment).count == length)
    }
    try fixture.remove(Self.segment)
    #expect(throws: LogFailure.damaged(damage)) { try fixture.writer() }
    // Only somebody who means it goes on.
    try fixture.remove("summary")
    #expect(try await fixture.writer().checkpoint.size == 0)
  }

  @Test func aLogRewrittenWholeIsNotGoneOnWith() async throws {
    let fixture = try await Self.closed(Self.few)
    let other = try LogFixture()
    try await other.fill(Self.few, commit: "d")
    try fixture.replace(Self.segment, with: try other.bytes(of: Self.segment))
    #expect(try fixture.scan().end.damage == nil)
    #expect(throws: LogFailure.self) { try fixture.writer() }
  }

  @Test func aChangedLastEntryIsNamed() async throws {
    let fixture = try await Self.closed(Self.few)
    var bytes = try fixture.bytes(of: Self.segment)
    bytes[bytes.count - 20] ^= 1
    try fixture.replace(Self.segment, with: bytes)
    do {
      _ = try fixture.writer()
      Issue.record("it was opened")
    } catch {
      guard case .damaged(let damage) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(damage.index == Self.few - 1)
    }
  }

  @Test func aTornEndBehindItIsCutAsEver() async throws {
    let fixture = try await Self.closed(Self.few)
    try await fixture.fill(3, from: Self.few, isClosed: false)
    let whole = try fixture.bytes(of: Self.segment)
    try fixture.replace(Self.segment, with: Array(whole.dropLast(9)))
    let writer = try fixture.writer()
    #expect(writer.repaired?.index == Self.few + 2)
    #expect(writer.repaired?.lineNumber == Self.few + 3)
    #expect(try await writer.append(LogFixture.decision("later")).index == Self.few + 2)
    #expect(try fixture.scan().end.damage == nil)
  }
}
