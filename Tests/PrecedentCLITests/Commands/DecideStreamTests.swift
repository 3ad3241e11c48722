import Foundation
import Testing

/// `precedent decide --stream` of more requests than one core takes.
struct DecideStreamTests {
  private static let count = 3_000
  /// Every so many, a request that no schema allows.
  private static let badEvery = 701

  private static let requests = (1...count).map { number in
    let time = number % badEvery == 0 ? "yesterday" : "2026-11-21T11:00:00Z"
    return #"{"id":"q\#(number)","time":"\#(time)","subject":{"id":"carol@example.com"},"#
      + #""action":"grant","resource":{"id":"db","environment":"staging"}}"# + "\n"
  }.joined()

  private static let good = (1...count).filter { $0 % badEvery != 0 }

  @Test func answersInTheOrderOfTheRequests() async throws {
    let policy = try PolicyFixture.small()
    try policy.write(Self.requests, to: "requests.ndjson")
    let result = try await policy.tester.run("decide", "requests.ndjson", "--stream")
    #expect(result.status == 2)
    let ids = result.output.split(separator: "\n").compactMap { line in
      line.split(separator: " ").first { $0.first == "q" && Int($0.dropFirst()) != nil }
    }
    #expect(ids.map(String.init) == Self.good.map { "q\($0)" })
    for number in stride(from: Self.badEvery, through: Self.count, by: Self.badEvery) {
      #expect(result.errors.contains("requests.ndjson:\(number)"))
    }
    #expect(result.errors.contains("\(Self.badEvery)"))
  }

  @Test func keepsEveryDecisionInThatOrderAndSigned() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.write(Self.requests, to: "requests.ndjson")
    try fixture.policy.remove("log")
    let decided = try await fixture.decide()
    #expect(decided.status == 2)
    let shown = try await fixture.run("log", "show", "log", "--format", "json")
    let ids = shown.output.split(separator: "\n").compactMap { line in
      line.firstRange(of: #""request":{"action"#).flatMap { start in
        line[start.lowerBound...].firstMatch(of: /"id":"(q[0-9]+)"/)?.1
      }
    }
    #expect(ids.map(String.init) == Self.good.map { "q\($0)" })
    let verified = try await fixture.run("verify", "log", "--keys", "allowed")
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test func findsWhatWasChangedInAnyPartOfALog() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.write(Self.requests, to: "requests.ndjson")
    try fixture.policy.remove("log")
    _ = try await fixture.decide()
    // Signed by a key that is allowed no more: every record is a finding, in the order of the log.
    _ = try await fixture.run("key", "new", "pdp-2")
    try fixture.allow("pdp-2")
    let verified = try await fixture.run("verify", "log", "--keys", "allowed", "--format", "json")
    #expect(verified.status == 1)
    let indices = verified.output.matches(of: /"index": ([0-9]+)/).compactMap { Int($0.1) }
    #expect(indices == Array(Self.good.indices))
  }
}
