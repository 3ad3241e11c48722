import CEL
import PolicyCore
import Testing

@testable import DecisionLog

struct PopulationCountTests {
  private static let records = [
    LoggedRecord(request: "a", isSigned: true),
    LoggedRecord(request: "b", status: .pending, tier: .human, deadline: "2026-11-22T00:00:00Z"),
    LoggedRecord(request: "c", status: .pending, tier: .human),
    LoggedRecord(
      request: "b", status: .denied, tier: .human, at: "2026-11-22T00:00:00Z", commit: "d"),
    LoggedRecord(
      request: "d", status: .pending, tier: .human, commit: "d", deadline: "2026-11-22T00:00:00Z"),
    LoggedRecord(request: "a", at: "2026-11-23T00:00:00Z", commit: "d"),
  ]

  private static func population(
    of log: LogFixture, _ period: LogPeriod = LogPeriod(), at: String = "2026-11-23T00:00:00Z"
  ) throws -> LogPopulation {
    let scan = try LogScan(folder: log.log)
    var count = PopulationCount(period: period)
    let end = try scan.run { (entry, place) throws(LogFailure) in
      _ = try count.add(entry, at: place)
    }
    return count.population(
      of: scan.header, to: end, at: try #require(Timestamp.parse(at)))
  }

  /// The clock of the fixture starts here, and each entry is a second later.
  private static func recorded(_ index: Int64) throws -> Timestamp {
    try #require(Timestamp(seconds: 1_800_000_001 + index))
  }

  @Test func countsWhatALogHolds() async throws {
    let log = try LogFixture()
    try await log.write(Self.records)
    let population = try Self.population(of: log)
    #expect(population.isWhole && population.head.size == 6)
    #expect(population.kinds == [.decision: 6])
    #expect(population.signed == 1 && population.requests == 4)
    #expect(
      population.outcomes == [
        .init(tier: .automatic, status: .approved): 2,
        .init(tier: .human, status: .pending): 3, .init(tier: .human, status: .denied): 1,
      ])
    #expect(population.repeated.map(\.requestID) == ["a", "b"])
    #expect(population.repeated.map(\.decisions) == [2, 2])
    #expect(
      population.commits == [
        .init(commit: "c", decisions: 3, first: 0, last: 2),
        .init(commit: "d", decisions: 3, first: 3, last: 5),
      ])
    #expect(population.first?.decisionID == "id of a at 2026-11-21T12:00:00Z")
    #expect(population.last?.index == 5)
  }

  @Test func requestsWithoutAFinalDecisionAreOpenAndMayBeLate() async throws {
    let log = try LogFixture()
    try await log.write(Self.records)
    let population = try Self.population(of: log)
    #expect(population.open.map(\.requestID) == ["c", "d"])
    let late = try #require(Timestamp.parse("2026-11-22T00:00:00Z"))
    let before = try #require(Timestamp.parse("2026-11-21T23:59:59Z"))
    #expect(population.open.map { $0.isPastDeadline(at: late) } == [false, true])
    #expect(population.open.map { $0.isPastDeadline(at: before) } == [false, false])
  }

  @Test func whatWasDecidedForGoodIsNotOpenAgain() async throws {
    let log = try LogFixture()
    try await log.write([
      LoggedRecord(request: "a"),
      LoggedRecord(request: "a", status: .pending, tier: .human, at: "2026-11-22T12:00:00Z"),
    ])
    #expect(try Self.population(of: log).open == [])
  }

  @Test func aPeriodCountsItsEntriesAndKnowsWhatWasDecidedLater() async throws {
    let log = try LogFixture()
    try await log.write(Self.records)
    let period = LogPeriod(since: try Self.recorded(1), until: try Self.recorded(3))
    let population = try Self.population(of: log, period)
    #expect(population.decisions == 2 && population.requests == 2)
    #expect(population.first?.index == 1 && population.last?.index == 2)
    // b is decided after the period.
    #expect(population.open.map(\.requestID) == ["c"])
    #expect(population.repeated == [])
    #expect(population.head.size == 6)
    let nothing = try Self.population(of: log, LogPeriod(since: try Self.recorded(6)))
    #expect(nothing.count == 0 && nothing.first == nil && nothing.open == [])
  }

  @Test func aDamagedLogIsCountedUpToTheDamage() async throws {
    let log = try LogFixture()
    try await log.write(Self.records)
    var bytes = try log.bytes(of: "segments/000000000000.ndjson")
    let fourth = try #require(
      bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.dropFirst(3).first)
    bytes[fourth - 5] ^= 1
    try log.replace("segments/000000000000.ndjson", with: bytes)
    let population = try Self.population(of: log)
    #expect(!population.isWhole && population.decisions == 3)
    #expect(population.damage?.index == 3 && population.damage?.lineNumber == 4)
    #expect(population.open.map(\.requestID) == ["b", "c"])
  }

  @Test func aDecisionThatNobodyCanReadIsDamage() async throws {
    let log = try LogFixture()
    try await log.write(1)
    #expect(
      throws: LogFailure.damaged(
        LogDamage(
          .notAnEntry, file: "segments/000000000000.ndjson", lineNumber: 1, index: 0))
    ) { try Self.population(of: log) }
  }

  @Test func reviewsAreEntriesOfTheirOwn() async throws {
    let log = try LogFixture()
    try await log.write([LoggedRecord()])
    let at = try #require(Timestamp.parse("2026-11-21T13:00:00Z"))
    let review = BreakGlassReview(
      decision: "d", by: "alice", at: at, verdict: .misused, note: "No incident.")
    _ = try await log.writer().append(.review(review, signatures: []))
    let population = try Self.population(of: log)
    #expect(population.kinds == [.decision: 1, .review: 1])
    #expect(population.last?.decisionID == nil && population.last?.index == 1)
  }
}
