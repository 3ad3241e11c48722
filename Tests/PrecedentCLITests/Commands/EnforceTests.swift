import Foundation
import PrecedentCLI
import Testing

/// `precedent verify LOG --enforce --request FILE`: one way to pass, many to fail.
struct EnforceTests {
  private typealias Fixture = RemediationFixture
  private static let staging = Fixture.request("q1", "staging")

  private func reason(_ result: CommandResult) throws -> String? {
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(result.errors == "")
    #expect((json?["passes"] as? Bool) == (result.status == 0))
    return json?["reason"] as? String
  }

  // MARK: - Passing

  @Test func anApprovedRequestInForcePasses() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Self.staging)
    let result = try await fixture.enforce(Self.staging)
    #expect(result.status == 0 && result.errors == "")
    #expect(result.output.hasPrefix("PASS  request q1 at 2026-11-21T12:30:00Z\n"))
    #expect(result.output.contains("no checkpoint was given"))
    let first = try await fixture.enforce(Self.staging, at: "2026-11-21T12:00:00Z")
    #expect(first.status == 0, "from the very instant on")
  }

  @Test func theSameRequestInOtherWordsPasses() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Self.staging)
    let reordered =
      #"{"context":{"justification":"why not"},"resource":{"properties":{"environment":"staging"},"#
      + #""id":"db"},"action":{"name":"grant"},"subject":{"id":"carol@example.com"},"#
      + #""time":"2026-11-21T11:00:00Z","id":"q1","outcome":{"status":"approved"}}"#
    #expect(try await fixture.enforce(reordered).status == 0)
  }

  @Test func anApprovalAfterADenialPasses() async throws {
    let fixture = try Fixture("x", "x")
    let prod = Fixture.request("q1", "prod")
    try await fixture.decide(prod)
    try fixture.policy.replace(
      #"resource.environment == "staging""#, #"resource.environment == "prod""#,
      in: "rules/databases.yaml")
    try fixture.policy.commit("Open production")
    #expect(try await fixture.enforce(prod).status == 1)
    try await fixture.decide(prod)
    #expect(try await fixture.enforce(prod).status == 0)
  }

  // MARK: - Not passing

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let logged: [String]
    let asked: String
    var now = "2026-11-21T12:30:00Z"
    let reason: String
    let words: String

    var testDescription: String { name }
  }

  private static let cases = [
    Case(
      name: "not logged", logged: [staging], asked: Fixture.request("q2", "staging"),
      reason: "not-logged", words: "no entry of the log decides it"),
    Case(
      name: "pending", logged: [Fixture.request("q1", "vault")],
      asked: Fixture.request("q1", "vault"), reason: "pending", words: "nobody has approved it yet"),
    Case(
      name: "denied", logged: [Fixture.request("q1", "moon")],
      asked: Fixture.request("q1", "moon"), reason: "denied", words: "the last decision denies it"),
    Case(
      name: "expired at the very instant", logged: [staging], asked: staging,
      now: "2026-11-21T20:00:00Z", reason: "expired",
      words: "the access has ended at 2026-11-21T20:00:00Z"),
    Case(
      name: "not yet", logged: [staging], asked: staging, now: "2026-11-21T11:59:59Z",
      reason: "not-yet", words: "the access starts at 2026-11-21T12:00:00Z"),
    Case(
      name: "another body", logged: [staging],
      asked: Fixture.request("q1", "staging", justification: "secret"),
      reason: "other-request", words: "they differ in `context.justification`"),
    Case(
      name: "another field", logged: [staging],
      asked: Fixture.request("q1", "staging", more: #","requester":"mallory@example.com""#),
      reason: "other-request", words: "they differ in `requester`"),
    Case(
      name: "no request", logged: [staging], asked: #"{"id":"q1"}"#, reason: "invalid-request",
      words: "the policy that decided cannot read it"),
    Case(
      name: "reversed", logged: [staging], asked: staging, reason: "reversed",
      words: "it was reversed by entry 1"),
  ]

  @Test(arguments: cases)
  func nothingElsePasses(_ test: Case) async throws {
    let fixture = try Fixture()
    for request in test.logged { try await fixture.decide(request) }
    if test.reason == "reversed" {
      let id = try await fixture.decisionID(of: "q1")
      try await fixture.decide(
        Fixture.request("q9", "staging", action: "revoke", more: #","reverses":"\#(id)""#))
    }
    let result = try await fixture.enforce(test.asked, at: test.now)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("DO NOT ACT"))
    #expect(result.output.contains(test.words), "\(result.output)")
    #expect(!result.output.contains("secret") && !result.output.contains("mallory"))
    let json = try await fixture.enforce(test.asked, "--format", "json", at: test.now)
    #expect(try reason(json) == test.reason)
  }

  @Test func aStaleApprovalIsNotTheLastWord() async throws {
    let fixture = try Fixture()
    let prod = Fixture.request("q1", "prod")
    try await fixture.decide(prod)
    #expect(try await fixture.enforce(prod).status == 0)
    try fixture.mend()
    try await fixture.decide(prod)
    #expect(try reason(try await fixture.enforce(prod, "--format", "json")) == "denied")
  }

  @Test func aReplayNeverPasses() async throws {
    let fixture = try Fixture()
    try fixture.policy.write(Self.staging, to: "request.json")
    let decided = try await fixture.run(["decide", "request.json", "--log", "log", "--replay"])
    #expect(decided.status == 0)
    let result = try await fixture.enforce(Self.staging, "--format", "json")
    #expect(try reason(result) == "replay-log")
  }

  @Test func aReplayThatDeniesToBeOneDoesNotHold() async throws {
    let fixture = try Fixture()
    try fixture.policy.write(Self.staging, to: "request.json")
    _ = try await fixture.run(["decide", "request.json", "--log", "log", "--replay"])
    try fixture.policy.replace(#""replay":true"#, #""replay":false"#, in: "log/log.json")
    let result = try await fixture.enforce(Self.staging, "--format", "json")
    #expect(try reason(result) == "damaged-log")
  }

  @Test func aLogThatDoesNotHoldPassesNothing() async throws {
    let fixture = try Fixture()
    try await fixture.decide(
      Self.staging, Fixture.request("q2", "staging"), Fixture.request("q3", "staging"))
    try fixture.policy.replace(#""id":"q2""#, #""id":"q4""#, in: Fixture.segment)
    let result = try await fixture.enforce(Self.staging, "--format", "json")
    #expect(try reason(result) == "damaged-log")
  }

  @Test func anApprovalThatSomebodyElseMadeDoesNotVerify() async throws {
    let fixture = try Fixture()
    try fixture.policy.git("checkout", "--quiet", "-b", "topic")
    try fixture.policy.commit("Never merged")
    try await fixture.decide(Self.staging, rev: "topic")
    let result = try await fixture.enforce(Self.staging, "--format", "json")
    #expect(try reason(result) == "not-verified")
    #expect(result.output.contains("not reachable"))
  }

  @Test func anUnsignedDecisionPassesOnlyWhereNobodyAsks() async throws {
    let fixture = try Fixture()
    let key = try await fixture.run(["key", "new", "pdp"])
    #expect(key.status == 0)
    let public_ = try Data(contentsOf: URL(fileURLWithPath: fixture.policy.path + "/pdp.pub"))
    try fixture.policy.write(public_, to: "allowed/pdp.pub")
    try await fixture.decide(Self.staging)
    #expect(try await fixture.enforce(Self.staging).status == 0)
    let unsigned = try await fixture.enforce(
      Self.staging, "--keys", "allowed", "--format", "json")
    #expect(try reason(unsigned) == "not-verified")
    try fixture.policy.write(Self.staging, to: "request.json")
    _ = try await fixture.run(
      ["decide", "request.json", "--log", "log", "--key", "pdp.key"], at: "2026-11-21T12:00:00Z")
    #expect(try await fixture.enforce(Self.staging, "--keys", "allowed").status == 0)
  }

  @Test func aDenialThatWasCutOffIsFoundByACheckpoint() async throws {
    let fixture = try Fixture()
    _ = try await fixture.run(["key", "new", "pdp"])
    let public_ = try Data(contentsOf: URL(fileURLWithPath: fixture.policy.path + "/pdp.pub"))
    try fixture.policy.write(public_, to: "allowed/pdp.pub")
    let prod = Fixture.request("q1", "prod")
    func decide() async throws {
      try fixture.policy.write(prod, to: "request.json")
      let made = try await fixture.run(
        ["decide", "request.json", "--log", "log", "--key", "pdp.key"], at: "2026-11-21T12:00:00Z")
      #expect(made.status == 0, "\(made.errors)")
    }
    try await decide()
    let segment = fixture.policy.path + "/" + Fixture.segment
    let before = try Data(contentsOf: URL(fileURLWithPath: segment))
    try fixture.mend()
    try await decide()
    let made = try await fixture.run(
      ["log", "checkpoint", "log", "--key", "pdp.key", "-o", "kept.checkpoint"])
    #expect(made.status == 0, "\(made.errors)")
    try fixture.policy.write(before, to: Fixture.segment)
    #expect(try await fixture.enforce(prod, "--keys", "allowed").status == 0)
    let found = try await fixture.enforce(
      prod, "--keys", "allowed", "--checkpoint", "kept.checkpoint", "--format", "json")
    #expect(try reason(found) == "checkpoint")
  }

  @Test func aReversalOfAnEarlierApprovalCountsToo() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Self.staging)
    let first = try await fixture.decisionID(of: "q1")
    try await fixture.decide(Self.staging, at: "2026-11-21T12:05:00Z")
    #expect(try await fixture.enforce(Self.staging).status == 0)
    let revoke = Fixture.request(
      "q9", "staging", action: "revoke", more: #","reverses":"\#(first)""#)
    try await fixture.decide(revoke, at: "2026-11-21T12:10:00Z")
    #expect(
      try reason(try await fixture.enforce(Self.staging, "--format", "json")) == "reversed")
    try await fixture.decide(Self.staging, at: "2026-11-21T12:15:00Z")
    #expect(try await fixture.enforce(Self.staging).status == 0)
  }

  @Test func aReversalThatNobodyApprovedDoesNotCount() async throws {
    let fixture = try Fixture()
    let vault = Fixture.request("q1", "staging")
    try await fixture.decide(vault)
    let id = try await fixture.decisionID(of: "q1")
    try await fixture.decide(
      Fixture.request("q9", "vault", action: "revoke", more: #","reverses":"\#(id)""#))
    #expect(try await fixture.enforce(vault).status == 0)
  }

  // MARK: - Usage

  @Test func enforcingNeedsARequestAndALog() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Self.staging)
    #expect(try await fixture.run(["verify", "log", "--enforce"]).status == 64)
    #expect(try await fixture.run(["verify", "log", "--request", "requests.ndjson"]).status == 64)
    try fixture.policy.write(Self.staging, to: "asked.json")
    let file = try await fixture.run(
      ["verify", "asked.json", "--enforce", "--request", "asked.json"])
    #expect(file.status == 64)
    #expect(try await fixture.enforce("[]").status == 2)
    #expect(try await fixture.enforce(#"{"time":"2026-11-21T11:00:00Z"}"#).status == 2)
  }
}
