import Foundation
import PrecedentCLI
import Testing

/// `precedent decide --log --key`, `key new` and `verify` on a real repository.
struct VerifyCommandTests {
  // MARK: - Holding

  @Test func everyLoggedDecisionIsDecidedAgainAsItWas() async throws {
    let fixture = try await LogFixture()
    let result = try await fixture.policy.tester.run("verify", "log", "--keys", "allowed")
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
    try fixture.write(LogFixture.requests, to: "requests.ndjson")
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
    let fixture = try await LogFixture()
    try fixture.policy.replace(
      "effect: approve", "effect: deny\n    reason: No.", in: "rules/databases.yaml")
    try fixture.policy.replace("    limits: { duration: 8h }\n", "", in: "rules/databases.yaml")
    try fixture.policy.commit("Close staging")
    let decided = try await fixture.decide()
    #expect(decided.output.contains("denied  q1"))
    let result = try await fixture.policy.tester.run("verify", "log", "--keys", "allowed")
    #expect(result.status == 0)
    #expect(result.output.contains("6 of 6 decisions decided again as they were, under 2 commits"))
  }

  @Test func keysInFoldersBelowAreNotMeant() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.write("ssh-ed25519 AAAA alice\n", to: "allowed/home/id.pub")
    let result = try await fixture.run("verify", "log", "--keys", "allowed")
    #expect(result.status == 0 && result.errors == "")
    try fixture.policy.write("ssh-ed25519 AAAA alice\n", to: "allowed/id.pub")
    let refused = try await fixture.run("verify", "log", "--keys", "allowed")
    #expect(refused.status == 2 && refused.errors.contains("error[bad-key]"))
  }

  // MARK: - Not holding

  @Test func anEditedEntryIsNamed() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.replace(#""id":"q2""#, #""id":"q9""#, in: LogFixture.segment)
    let result = try await fixture.policy.tester.run("verify", "log", "--keys", "allowed")
    #expect(result.status == 1)
    #expect(result.output.contains("NOT VERIFIED"))
    #expect(result.output.contains("request q9: it carries no signature of an allowed key"))
    #expect(result.output.contains("entry 2 does not follow the one before it"))
  }

  @Test func aKeyThatIsNotAllowedSignsNothing() async throws {
    let fixture = try await LogFixture()
    _ = try await fixture.policy.tester.run("key", "new", "other", "--folder", ".")
    try fixture.allow("other")
    let result = try await fixture.policy.tester.run("verify", "log", "--keys", "allowed")
    #expect(result.status == 1)
    #expect(result.output.contains("0 signed by an allowed key"))
  }

  @Test func aCommitThatIsNotMergedDecidesNothing() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.git("checkout", "--quiet", "-b", "topic")
    try fixture.policy.commit("Not merged")
    let refused = try await fixture.decide("--rev", "topic")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error[unreachable-commit]"))
    let tried = try await fixture.decide("--rev", "topic", "--allow-unreachable")
    #expect(tried.status == 0)
    let result = try await fixture.policy.tester.run("verify", "log")
    #expect(result.status == 1)
    #expect(result.output.contains("its commit is not reachable from `refs/heads/main`"))
  }

  @Test func anotherSemanticsIsUnverifiedAndNotFalse() async throws {
    let fixture = try await LogFixture()
    let decided = try await fixture.policy.tester.run(
      "decide", "requests.ndjson", "--stream", "--format", "json")
    let line = try #require(decided.output.split(separator: "\n").first)
    try fixture.policy.write(
      line.replacingOccurrences(of: "precedent.semantics/v1", with: "precedent.semantics/v9"),
      to: "decision.json")
    let result = try await fixture.policy.tester.run("verify", "decision.json")
    #expect(result.status == 1)
    #expect(result.output.contains("Cannot be verified here"))
  }

  // MARK: - What is not decided or kept

  @Test func aDecisionThatIsKeptIsMadeNow() async throws {
    let fixture = try await LogFixture()
    let refused = try await fixture.decide("--at", "2026-07-01T12:00:00Z")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error[not-now]"))
    let soon = try await fixture.decide("--at", "2026-11-21T12:00:30Z")
    #expect(soon.status == 0)
  }

  @Test func aReplayIsKeptInALogOfItsOwn() async throws {
    let fixture = try await LogFixture()
    let mixed = try await fixture.decide("--at", "2026-07-01T12:00:00Z", "--replay")
    #expect(mixed.status == 2)
    #expect(mixed.errors.contains("error[other-log]"))
  }

  @Test func aKeyThatOthersCanReadSignsNothing() async throws {
    let fixture = try await LogFixture()
    chmod(fixture.policy.path + "/pdp-1.key", 0o644)
    let refused = try await fixture.decide()
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error[key-not-private]"))
  }

  @Test func anotherRequestWithAKnownIDIsRefusedAndTheRestIsKept() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.replace(
      #""id":"db","environment":"staging"}}"#, #""id":"x","environment":"staging"}}"#,
      in: "requests.ndjson")
    try fixture.policy.replace(#""id":"q3""#, #""id":"q4""#, in: "requests.ndjson")
    let result = try await fixture.decide()
    #expect(result.status == 2)
    #expect(result.output == "approved  q4  (decided by the policy alone)  staging\n")
    #expect(result.errors.contains("error[log-refused]"))
    let verified = try await fixture.policy.tester.run("verify", "log")
    #expect(verified.output.contains("4 of 4 decisions"))
  }

  @Test func aLineThatIsNoRequestIsSaidAndTheRestIsDecided() async throws {
    let fixture = try PolicyFixture.small()
    var tester = fixture.tester
    tester.standardInput = "{\n" + LogFixture.requests + "{\"id\":\"bad\"}\n"
    let result = try await tester.run("decide", "-", "--stream")
    #expect(result.status == 2)
    #expect(result.output.split(separator: "\n").count == 3)
    #expect(result.errors.contains("<stdin>:5"))
  }

  @Test func aKeyIsNeverOverwritten() async throws {
    let fixture = try await LogFixture()
    let again = try await fixture.policy.tester.run("key", "new", "pdp-1")
    #expect(again.status == 2)
    #expect(again.errors.contains("error[already-there]"))
  }
}
