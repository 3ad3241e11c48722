import CEL
import History
import PolicyCore
import Testing

@testable import DecisionLog

/// A log read as recorded requests.
struct LogHistoryTests {
  private static func records(of log: LogFixture) throws -> [RawRecord] {
    let history = try LogHistory(folder: log.log)
    var reader = HistoryReader(sources: [history.source(shownAs: "decisions")])
    var records: [RawRecord] = []
    while let item = try reader.next() {
      guard case .record(let record) = item else {
        Issue.record("unreadable: \(item)")
        continue
      }
      records.append(record)
    }
    return records
  }

  private static func outcome(of record: LoggedRecord) async throws -> JSONValue? {
    let log = try LogFixture()
    try await log.write([record])
    return try #require(records(of: log).first).value["outcome"]
  }

  // MARK: - One request

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let record: LoggedRecord
    let status: String
    let by: String

    init(_ name: String, _ record: LoggedRecord, _ status: String, by: String) {
      testDescription = name
      self.record = record
      self.status = status
      self.by = by
    }
  }

  private static let approvals = [
    LoggedRecord.denial("al", "2026-11-21T10:00:00Z"),
    LoggedRecord.denial("bo", "2026-11-21T11:00:00Z"),
    LoggedRecord.denial("mallory", "2026-11-21T11:30:00Z"),
  ]

  static let cases = [
    Case("automatic", LoggedRecord(), "approved", by: "policy"),
    Case("constrained", LoggedRecord(tier: .constrained), "approved", by: "policy"),
    Case("denied", LoggedRecord(status: .denied, tier: .denied), "denied", by: "policy"),
    Case("expired", LoggedRecord(status: .denied, tier: .human), "denied", by: "policy"),
    Case(
      "approved by two",
      LoggedRecord(
        tier: .human,
        filledBy: [("bob", "2026-11-21T11:00:00Z"), ("alice", "2026-11-21T10:00:00Z")]),
      "approved", by: "bob"),
    Case(
      "approved by two at once",
      LoggedRecord(
        tier: .human,
        filledBy: [("bob", "2026-11-21T10:00:00Z"), ("alice", "2026-11-21T10:00:00Z")]),
      "approved", by: "bob"),
    Case(
      "denied by the last whose word counts",
      LoggedRecord(
        status: .denied, tier: .human, approvals: approvals, deniedBy: ["alice", "bob"],
        discounted: [LoggedRecord.word("mallory", "2026-11-21T11:30:00Z")]),
      "denied", by: "bo"),
  ]

  @Test(arguments: cases)
  func theOutcomeSaysWhoDecided(_ example: Case) async throws {
    let outcome = try await Self.outcome(of: example.record)
    #expect(
      outcome?.lineText
        == #"{"at":"2026-11-21T12:00:00Z","by":"\#(example.by)","policyCommit":"c","#
        + #""status":"\#(example.status)"}"#)
  }

  @Test func whatIsPendingHasNoOutcome() async throws {
    #expect(try await Self.outcome(of: LoggedRecord(status: .pending, tier: .human)) == nil)
  }

  // MARK: - Several decisions

  @Test func aRequestIsOneRecordOfItsLastFinalDecision() async throws {
    let log = try LogFixture()
    let approval: JSONValue = LoggedRecord.word("alice", "2026-11-21T11:00:00Z")
    try await log.write([
      LoggedRecord(request: "a", status: .pending, tier: .human),
      LoggedRecord(request: "b", status: .pending, tier: .human, at: "2026-11-21T12:01:00Z"),
      LoggedRecord(
        request: "a", tier: .human, at: "2026-11-21T13:00:00Z", approvals: [approval],
        filledBy: [("alice", "2026-11-21T11:00:00Z")]),
      LoggedRecord(
        request: "b", status: .pending, tier: .human, at: "2026-11-21T14:00:00Z",
        approvals: [approval]),
      LoggedRecord(request: "a", status: .pending, tier: .human, at: "2026-11-21T15:00:00Z"),
    ])
    let records = try Self.records(of: log)
    #expect(records.map { $0.value["id"]?.string } == ["a", "b"])
    let approvals = JSONValue.array([approval]).canonicalBytes
    #expect(records.map { $0.value["approvals"]?.canonicalBytes } == [approvals, approvals])
    #expect(
      records.map { $0.value["outcome"]?["at"]?.string } == ["2026-11-21T13:00:00Z", nil])
    #expect(records.map(\.place.lineNumber) == [3, 4])
  }

  @Test func recordsStandInTheSegmentsOfTheLog() async throws {
    let log = try LogFixture()
    try await log.write((0..<5).map { LoggedRecord(request: "r\($0)") })
    let bytes = try log.bytes(of: "segments/000000000000.ndjson")
    let cut =
      try #require(
        bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.dropFirst(2).first) + 1
    try log.replace("segments/000000000000.ndjson", with: Array(bytes[..<cut]))
    try log.replace("segments/000000000003.ndjson", with: Array(bytes[cut...]))
    let first = "decisions/segments/000000000000.ndjson"
    let second = "decisions/segments/000000000003.ndjson"
    #expect(
      try Self.records(of: log).map(\.place)
        == [(first, 1), (first, 2), (first, 3), (second, 1), (second, 2)].map {
          RecordPlace(file: $0.0, lineNumber: $0.1)
        })
  }

  @Test func otherEntriesAreNoRecords() async throws {
    let log = try LogFixture()
    let writer = try log.writer()
    let at = try #require(Timestamp.parse("2026-11-21T12:00:00Z"))
    let review = BreakGlassReview(
      decision: "d", by: "alice", at: at, verdict: .justified, note: "n")
    _ = try await writer.append(.review(review, signatures: []))
    #expect(try Self.records(of: log) == [])
    _ = try await writer.append(LoggedRecord().content)
    #expect(try Self.records(of: log).map(\.place.lineNumber) == [2])
  }

  // MARK: - Failing

  @Test func nothingOfADamagedLogIsRead() async throws {
    let log = try LogFixture()
    try await log.write((0..<3).map { LoggedRecord(request: "r\($0)") })
    let segment = "segments/000000000000.ndjson"
    let bytes = try log.bytes(of: segment)
    for offset in stride(from: 0, to: bytes.count, by: 97) {
      var changed = bytes
      changed[offset] ^= 1
      try log.replace(segment, with: changed)
      #expect(throws: LogFailure.self, "byte \(offset)") { try LogHistory(folder: log.log) }
    }
  }

  @Test func aTornEndIsNoDamage() async throws {
    let log = try LogFixture()
    try await log.write((0..<3).map { LoggedRecord(request: "r\($0)") })
    let segment = "segments/000000000000.ndjson"
    try log.replace(segment, with: try log.bytes(of: segment).dropLast(10))
    #expect(try Self.records(of: log).count == 2)
  }

  @Test func aLogThatIsChangedMeanwhileEndsTheReading() async throws {
    let log = try LogFixture()
    try await log.write((0..<3).map { LoggedRecord(request: "r\($0)") })
    let source = try LogHistory(folder: log.log).source(shownAs: "decisions")
    try log.replace("segments/000000000000.ndjson", with: [])
    var reader = HistoryReader(sources: [source])
    #expect(throws: HistoryError.self) { try reader.next() }
  }

  @Test func whatIsAppendedMeanwhileIsNotRead() async throws {
    let log = try LogFixture()
    try await log.write([LoggedRecord(request: "a")])
    let source = try LogHistory(folder: log.log).source(shownAs: "decisions")
    _ = try await log.writer().append(LoggedRecord(request: "b").content)
    var reader = HistoryReader(sources: [source])
    #expect(try reader.next() != nil)
    #expect(try reader.next() == nil)
  }
}
