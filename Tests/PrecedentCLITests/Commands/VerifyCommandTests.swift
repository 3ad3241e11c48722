import Foundation
import PrecedentCLI
import Testing

/// `precedent decide --log --key`, `key new` and `verify` on a real repository.
struct VerifyCommandTests {
  private static let requests = (1...3).map { number in
    #"{"id":"q\#(number)","time":"2026-11-21T11:00:00Z","subject":{"id":"carol@example.com"},"#
      + #""action":"grant","resource":{"id":"db","environment":"staging"}}"# + "\n"
  }.joined()

  /// A small policy, a key that is allowed, and a log of three decisions.
  private static func logged() async throws -> PolicyFixture {
    let fixture = try PolicyFixture.small()
    try fixture.write(requests, to: "requests.ndjson")
    let key = try await fixture.tester.run("key", "new", "pdp-1")
    try #require(key.status == 0, "\(key.errors)")
    try fixture.write(
      Data(contentsOf: URL(fileURLWithPath: fixture.path + "/pdp-1.pub")), to: "allowed/pdp-1.pub")
    let result = try await decide(fixture)
    try #require(result.status == 0, "\(result.errors)")
    return fixture
  }

  private static func decide(
    _ fixture: PolicyFixture, _ arguments: String..., now: String = "2026-11-21T12:00:00Z"
  ) async throws -> CommandResult {
    var tester = fixture.tester
    tester.now = now
    return try await tester.run(
      ["decide", "requests.ndjson", "--stream", "--log", "log", "--key", "pdp-1.key"] + arguments)
  }

  private static let segment = "log/segments/000000000000.ndjson"

  // MARK: - Holding

  @Test func everyLoggedDecisionIsDecidedAgainAsItWas() async throws {
    let fixture = try await Self.logged()
    let result = try await fixture.tester.run("verify", "log", "--keys", "allowed")
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output == """
        VERIFIED
        3 of 3 decisions decided again as they were, under 1 commits reachable from \
        `refs/heads/main`; 3 signed by an allowed key

        """)
  }

  @Test func aRecordByItselfIsVerified() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.requests, to: "requests.ndjson")
    let decided = try await fixture.tester.run(
      "decide", "requests.ndjson", "--stream", "--format", "json")
    let line = try #require(decided.output.split(separator: "\n").first)
    try fixture.write(String(line), to: "decision.json")
    let verified = try await fixture.tester.run("verify", "decision.json")
    #expect(verified.status == 0)
    try fixture.write(
      line.replacingOccurrences(of: #""tier":"automatic""#, with: #""tier":"human""#),
      to: "decision.json")
    let forged = try await fixture.tester.run("verify", "decision.json", "--format", "json")
    #expect(forged.status == 1)
    #expect(forged.output.contains(#""code": "other-id""#))
    #expect(forged.output.contains(#""code": "other-decision""#))
  }

  @Test func laterCommitsOfThePolicyChangeNothingAboutEarlierDecisions() async throws {
    let fixture = try await Self.logged()
    try fixture.replace(
      "effect: approve", "effect: deny\n    reason: No.", in: "rules/databases.yaml")
    try fixture.replace("    limits: { duration: 8h }\n", "", in: "rules/databases.yaml")
    try fixture.commit("Close staging")
    let decided = try await Self.decide(fixture)
    #expect(decided.output.contains("denied  q1"))
    let result = try await fixture.tester.run("verify", "log", "--keys", "allowed")
    #expect(result.status == 0)
    #expect(result.output.contains("6 of 6 decisions decided again as they were, under 2 commits"))
  }

  // MARK: - Not holding

  @Test func anEditedEntryIsNamed() async throws {
    let fixture = try await Self.logged()
    try fixture.replace(#""id":"q2""#, #""id":"q9""#, in: Self.segment)
    let result = try await fixture.tester.run("verify", "log", "--keys", "allowed")
    #expect(result.status == 1)
    #expect(result.output.contains("NOT VERIFIED"))
    #expect(result.output.contains("request q9: it carries no signature of an allowed key"))
    #expect(result.output.contains("entry 2 does not follow the one before it"))
  }

  @Test func aKeyThatIsNotAllowedSignsNothing() async throws {
    let fixture = try await Self.logged()
    _ = try await fixture.tester.run("key", "new", "other", "--folder", ".")
    try fixture.write(
      Data(contentsOf: URL(fileURLWithPath: fixture.path + "/other.pub")), to: "allowed/pdp-1.pub")
    let result = try await fixture.tester.run("verify", "log", "--keys", "allowed")
    #expect(result.status == 1)
    #expect(result.output.contains("0 signed by an allowed key"))
  }

  @Test func aCommitThatIsNotMergedDecidesNothing() async throws {
    let fixture = try await Self.logged()
    try fixture.git("checkout", "--quiet", "-b", "topic")
    try fixture.commit("Not merged")
    let refused = try await Self.decide(fixture, "--rev", "topic")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error[unreachable-commit]"))
    let tried = try await Self.decide(fixture, "--rev", "topic", "--allow-unreachable")
    #expect(tried.status == 0)
    let result = try await fixture.tester.run("verify", "log")
    #expect(result.status == 1)
    #expect(result.output.contains("its commit is not reachable from `refs/heads/main`"))
  }

  @Test func anotherSemanticsIsUnverifiedAndNotFalse() async throws {
    let fixture = try await Self.logged()
    let decided = try await fixture.tester.run(
      "decide", "requests.ndjson", "--stream", "--format", "json")
    let line = try #require(decided.output.split(separator: "\n").first)
    try fixture.write(
      line.replacingOccurrences(of: "precedent.semantics/v1", with: "precedent.semantics/v9"),
      to: "decision.json")
    let result = try await fixture.tester.run("verify", "decision.json")
    #expect(result.status == 1)
    #expect(result.output.contains("Cannot be verified here"))
  }

  // MARK: - What is not decided or kept

  @Test func aDecisionThatIsKeptIsMadeNow() async throws {
    let fixture = try await Self.logged()
    let refused = try await Self.decide(fixture, "--at", "2026-07-01T12:00:00Z")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error[not-now]"))
    let soon = try await Self.decide(fixture, "--at", "2026-11-21T12:00:30Z")
    #expect(soon.status == 0)
  }

  @Test func aReplayIsKeptInALogOfItsOwn() async throws {
    let fixture = try await Self.logged()
    let mixed = try await Self.decide(fixture, "--at", "2026-07-01T12:00:00Z", "--replay")
    #expect(mixed.status == 2)
    #expect(mixed.errors.contains("error[other-log]"))
  }

  @Test func aKeyThatOthersCanReadSignsNothing() async throws {
    let fixture = try await Self.logged()
    chmod(fixture.path + "/pdp-1.key", 0o644)
    let refused = try await Self.decide(fixture)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error[key-not-private]"))
  }

  @Test func anotherRequestWithAKnownIDIsRefusedAndTheRestIsKept() async throws {
    let fixture = try await Self.logged()
    try fixture.replace(
      #""id":"db","environment":"staging"}}"#, #""id":"x","environment":"staging"}}"#,
      in: "requests.ndjson")
    try fixture.replace(#""id":"q3""#, #""id":"q4""#, in: "requests.ndjson")
    let result = try await Self.decide(fixture)
    #expect(result.status == 2)
    #expect(result.output == "approved  q4  (decided by the policy alone)  staging\n")
    #expect(result.errors.contains("error[log-refused]"))
    let verified = try await fixture.tester.run("verify", "log")
    #expect(verified.output.contains("4 of 4 decisions"))
  }

  @Test func aLineThatIsNoRequestIsSaidAndTheRestIsDecided() async throws {
    let fixture = try PolicyFixture.small()
    var tester = fixture.tester
    tester.standardInput = "{\n" + Self.requests + "{\"id\":\"bad\"}\n"
    let result = try await tester.run("decide", "-", "--stream")
    #expect(result.status == 2)
    #expect(result.output.split(separator: "\n").count == 3)
    #expect(result.errors.contains("<stdin>:5"))
  }

  @Test func aKeyIsNeverOverwritten() async throws {
    let fixture = try await Self.logged()
    let again = try await fixture.tester.run("key", "new", "pdp-1")
    #expect(again.status == 2)
    #expect(again.errors.contains("error[already-there]"))
  }
}
