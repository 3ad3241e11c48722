import Foundation
import PrecedentCLI
import Testing

/// `precedent undo DECISION`.
struct UndoCommandTests {
  private typealias Fixture = RemediationFixture

  private func undo(
    _ fixture: Fixture, _ decision: String, _ arguments: String...
  ) async throws -> CommandResult {
    try await fixture.run(["undo", decision] + arguments)
  }

  @Test func aDecisionOfALogIsUndoneByTheStartOfItsID() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Fixture.request("q1", "staging"))
    let id = try await fixture.decisionID(of: "q1")
    let written = try await undo(
      fixture, String(id.prefix(8)), "--log", "log", "--by", "bob@example.com", "-o", "undo.json")
    #expect(written.status == 0 && written.errors == "")
    let decided = try await fixture.run(["decide", "undo.json", "--log", "log"])
    #expect(decided.status == 0)
    let enforced = try await fixture.enforce(Fixture.request("q1", "staging"))
    #expect(enforced.output.contains("it was reversed by entry 1"))
    let again = try await undo(fixture, id, "--log", "log")
    #expect(again.status == 2 && again.output == "")
    #expect(again.errors.contains("error[nothing-to-undo]: entry 1 has reversed it already"))
  }

  @Test func aRecordByItselfIsUndone() async throws {
    let fixture = try Fixture()
    try fixture.policy.write(Fixture.request("q1", "staging"), to: "request.json")
    _ = try await fixture.run(["decide", "request.json", "--format", "json", "-o", "decision.json"])
    let written = try await undo(fixture, "decision.json", "--reason", "a mistake")
    #expect(written.status == 0 && written.errors == "")
    #expect(written.output.contains(#""justification":"a mistake""#))
    #expect(written.output.hasSuffix("}\n") && !written.output.dropLast().contains("\n"))
    try fixture.policy.replace("carol@example.com", "dora@example.com", in: "decision.json")
    let altered = try await undo(fixture, "decision.json")
    #expect(altered.status == 1 && altered.output == "")
    #expect(altered.errors.contains("error[altered-decision]"))
    #expect(!altered.errors.contains("dora"))
  }

  @Test func whatHasEndedIsUndoneWithANote() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Fixture.request("q1", "staging"))
    let id = try await fixture.decisionID(of: "q1")
    let late = try await fixture.run(
      ["undo", id, "--log", "log"], at: "2026-11-22T12:00:00Z")
    #expect(late.status == 0)
    #expect(late.errors == "note: what it gave has ended at 2026-11-21T20:00:00Z\n")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let environment: String
    let words: String

    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "pending", environment: "vault", words: "the decision is pending: it gave nothing"),
    Case(name: "denied", environment: "moon", words: "the decision is a denial: it gave nothing"),
  ])
  func whatGaveNothingIsNotUndone(_ test: Case) async throws {
    let fixture = try Fixture()
    try await fixture.decide(Fixture.request("q1", test.environment))
    let result = try await undo(fixture, try await fixture.decisionID(of: "q1"), "--log", "log")
    #expect(result.status == 2 && result.output == "")
    #expect(result.errors.contains("error[nothing-to-undo]: \(test.words)"))
    #expect(result.errors.contains("help:"))
  }

  @Test func aDecisionThatIsNotThereIsSaid() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Fixture.request("q1", "staging"), Fixture.request("q2", "staging"))
    let missing = try await undo(fixture, "nothing", "--log", "log")
    #expect(missing.status == 2 && missing.errors.contains("no decision of the log has an id"))
    let several = try await undo(fixture, "", "--log", "log")
    #expect(several.status == 2 && several.errors.contains("several decisions of the log"))
    let request = try await undo(fixture, "requests.ndjson")
    #expect(request.status == 2)
    try fixture.policy.write(Fixture.request("q1", "staging"), to: "request.json")
    let other = try await undo(fixture, "request.json")
    #expect(other.status == 2 && other.errors.contains("error[not-a-decision]"))
  }
}
