import PolicyCore
import Testing

@testable import DecisionLog

struct DecidingRulesTests {
  @Test func thoseWithTheStrictestEffectDecided() throws {
    var record = LoggedRecord().json
    var decision = try #require(record["decision"]?.object)
    let matched = [("c", "review"), ("a", "approve"), ("b", "review"), ("b", "review")]
    decision["matched"] = .array(
      matched.map { .object(["rule": .string($0.0), "effect": .string($0.1)]) })
    record["decision"] = .object(decision)
    let entry = LogEntry(
      index: 0, previous: .leaf([]), recordedAt: .epoch,
      content: .decision(record, signatures: []))
    let logged = try #require(try LoggedDecision(entry))
    #expect(logged.decidingRules == ["b", "c"])
  }
}
