import Foundation
import Testing

/// `precedent review`, and what `due --log` says of break-glass.
struct ReviewCommandTests {
  @Test func aReviewIsAppendedAndShown() async throws {
    let fixture = try await BreakGlassFixture()
    let result = try await fixture.review("e1", by: "alice@example.com")
    #expect(result.status == 0 && result.errors == "")
    let id = try fixture.decisionID(of: "e1")
    #expect(
      result.output
        == "entry 4: justified, by alice@example.com: decision \(id.prefix(12)) on request e1 by "
        + "emergency\n")
    let review = try #require(try fixture.entries().last?["review"] as? [String: Any])
    #expect(review["decision"] as? String == id)
    #expect(review["at"] as? String == "2026-11-21T13:00:00Z")
    let shown = try await fixture.run("log", "show", "log", "--decision", id)
    #expect(shown.output.split(separator: "\n").count == 4)
    for word in ["justified", "by alice@example.com", "INC-1."] {
      #expect(shown.output.contains(word))
    }
    let verified = try await fixture.run("verify", "log")
    #expect(verified.status == 0)
    // Deciding goes on behind it.
    let more = try await fixture.decide(
      [BreakGlassFixture.request("e3", emergency: true)], now: "2026-11-21T13:00:01Z")
    #expect(more.status == 0)
  }

  @Test func theStartOfAnIDIsEnoughAndAnAliasIsThePerson() async throws {
    let fixture = try await BreakGlassFixture()
    let id = try fixture.decisionID(of: "e1")
    let result = try await fixture.run(
      "review", String(id.prefix(10)), "--log", "log", "--by", "al", "--verdict", "misused",
      "--note", "n", "--format", "json")
    #expect(result.status == 0)
    #expect(result.output.contains(#""by":"alice@example.com","decision":"\#(id)""#))
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let request: String
    let by: String
    let code: String

    init(_ name: String, _ request: String, by: String, _ code: String) {
      testDescription = name
      self.request = request
      self.by = by
      self.code = code
    }
  }

  static let refusals = [
    Refusal("no break-glass", "s1", by: "alice@example.com", "cannot-review"),
    Refusal("nothing given", "p1", by: "alice@example.com", "cannot-review"),
    Refusal("the subject", "e1", by: "carol@example.com", "not-entitled"),
    Refusal("the subject's other account", "e1", by: "caro", "not-entitled"),
    Refusal("no member", "e1", by: "mallory@example.com", "unknown-name"),
    Refusal("a team", "e1", by: "security", "unknown-name"),
    Refusal("no human", "e1", by: "robot", "not-entitled"),
    Refusal("no member any more", "e1", by: "gone@example.com", "not-entitled"),
  ]

  @Test(arguments: refusals)
  func onlyAUseIsReviewedAndOnlyByAnIndependentMember(_ refusal: Refusal) async throws {
    let fixture = try await BreakGlassFixture()
    let result = try await fixture.review(refusal.request, by: refusal.by)
    #expect(result.status == 2 && result.output == "")
    #expect(result.errors.contains("error[\(refusal.code)]"), "\(result.errors)")
    #expect(try fixture.entries().count == 4)
  }

  @Test func anExceptionThatIsNotBreakGlassNeedsNoReview() async throws {
    let fixture = try await BreakGlassFixture()
    let request = BreakGlassFixture.request("w1").replacing(#""id":"db""#, with: #""id":"reports""#)
    let decided = try await fixture.decide([request], now: "2026-11-21T12:00:01Z")
    #expect(decided.output.contains("weekend"))
    let result = try await fixture.review("w1", by: "alice@example.com")
    #expect(result.status == 2 && result.errors.contains("was made without break-glass"))
  }

  @Test func whoAskedForAnotherIsAParty() async throws {
    let fixture = try await BreakGlassFixture()
    let asked = BreakGlassFixture.request("e9", emergency: true, requester: "dave@example.com")
    try await fixture.decide([asked], now: "2026-11-21T12:00:01Z")
    let own = try await fixture.review("e9", by: "dave@example.com")
    #expect(own.status == 2 && own.errors.contains("is a party to the request"))
    #expect(try await fixture.review("e9", by: "bob@example.com").status == 0)
  }

  @Test func whoOwnsAnActorNowOrOwnedItThenIsAParty() async throws {
    let fixture = try await BreakGlassFixture()
    let asked = BreakGlassFixture.request("e6", emergency: true)
      .replacing(#""action":"#, with: #""actors":["robot"],"action":"#)
    let decided = try await fixture.decide([asked], now: "2026-11-21T12:00:01Z")
    #expect(decided.output.contains("approved  e6"), "\(decided.output) \(decided.errors)")
    try fixture.policy.replace(
      "kind: agent\n    owner: security", "kind: agent\n    owner: oncall",
      in: "directory/people.yaml")
    try fixture.policy.commit("Another owner")
    for account in ["bob@example.com", "dave@example.com"] {
      let own = try await fixture.review("e6", by: account)
      #expect(own.status == 2 && own.errors.contains("is a party to the request"), "\(account)")
    }
  }

  @Test func whoApprovedDoesNotJudge() async throws {
    let fixture = try await BreakGlassFixture()
    try fixture.policy.replace(
      "    effect: approve\n    limits: { duration: 2h }\n    rollback: { by: security, within: 1h, "
        + "steps: Take the role back. }\n    owner: security\n    approvedBy: alice@example.com\n"
        + "    reason: Nobody",
      "    effect: review\n    review: { stages: [ { require: [ { count: 1, from: [ { team: security } ] "
        + "} ] } ] }\n    limits: { duration: 2h }\n    owner: security\n"
        + "    approvedBy: alice@example.com\n    reason: Nobody", in: "exceptions/emergency.yaml")
    try fixture.policy.commit("Break-glass asks")
    let approval = #"{"by":"al","verdict":"approve","at":"2026-11-21T11:30:00Z"}"#
    let decided = try await fixture.decide(
      [BreakGlassFixture.request("e8", emergency: true, approvals: approval)],
      now: "2026-11-21T12:00:01Z")
    #expect(decided.output.contains("approved  e8"), "\(decided.output) \(decided.errors)")
    let own = try await fixture.review("e8", by: "alice@example.com")
    #expect(own.status == 2 && own.errors.contains("approved the request"))
    #expect(try await fixture.review("e8", by: "bob@example.com").status == 0)
  }

  @Test func theReviewerIsAMemberOfTheProtectedRefNow() async throws {
    let fixture = try await BreakGlassFixture()
    // Not committed: whoever can write files could make himself a reviewer.
    try fixture.policy.replace(
      "  - id: robot", "  - id: mallory@example.com\n  - id: robot", in: "directory/people.yaml")
    let early = try await fixture.review("e1", by: "mallory@example.com")
    #expect(early.status == 2 && early.errors.contains("error[unknown-name]"))
    try fixture.policy.commit("A new member")
    #expect(try await fixture.review("e1", by: "mallory@example.com").status == 0)
  }

  @Test func aSecondReviewNeedsAnotherVerdictAndReplacesTheFirst() async throws {
    let fixture = try await BreakGlassFixture()
    _ = try await fixture.review("e1", by: "alice@example.com")
    let same = try await fixture.review("e1", by: "bob@example.com")
    #expect(same.status == 2 && same.errors.contains("error[cannot-review]"))
    #expect(same.errors.contains("`alice@example.com` has reviewed it as justified in entry 4"))
    let other = try await fixture.review("e1", by: "bob@example.com", "misused")
    #expect(other.status == 0)
    #expect(other.output.hasSuffix("it counts in place of the review in entry 4\n"))
    let review = try #require(try fixture.entries().last?["review"] as? [String: Any])
    #expect(review["replaces"] as? Int == 4)
  }

  @Test func aReviewIsSignedIfAKeyIsGiven() async throws {
    let fixture = try await BreakGlassFixture()
    _ = try await fixture.run("key", "new", "alice")
    let result = try await fixture.review(
      "e1", by: "alice@example.com", "justified", note: "n", now: "2026-11-21T13:00:00Z", "--key",
      "alice.key")
    #expect(result.status == 0, "\(result.errors)")
    let signatures = try fixture.entries().last?["signatures"] as? [[String: String]]
    #expect(signatures?.count == 1)
  }

  struct Wrong: Sendable {
    let arguments: String
    let status: Int32
    let code: String
  }

  @Test(arguments: [
    Wrong(arguments: "zz --log log", status: 2, code: "no-such-entry"),
    Wrong(arguments: "e --log nowhere", status: 2, code: "no-log"),
    Wrong(arguments: "e --log log --note \t", status: 64, code: "--note is empty"),
    Wrong(arguments: "e --log log --verdict fine", status: 64, code: "fine"),
    Wrong(arguments: "e", status: 64, code: "--log"),
  ])
  func refusesWhatItCannotUse(_ wrong: Wrong) async throws {
    let fixture = try await BreakGlassFixture()
    var arguments = ["review"] + wrong.arguments.split(separator: " ").map(String.init)
    for (name, value) in [("--by", "al"), ("--verdict", "misused"), ("--note", "n")]
    where !wrong.arguments.contains(name) { arguments += [name, value] }
    let result = try await fixture.run(arguments, now: "2026-11-21T13:00:00Z")
    #expect(result.status == wrong.status && result.output == "")
    #expect(result.errors.contains(wrong.code), "\(result.errors)")
    #expect(!fixture.policy.exists("nowhere"))
  }

  @Test func aStartOfSeveralIDsIsRefused() async throws {
    let fixture = try await BreakGlassFixture()
    try await fixture.decide(
      (0..<17).map { BreakGlassFixture.request("m\($0)") }, now: "2026-11-21T12:00:01Z")
    // Seventeen ids and sixteen digits: two of them start alike.
    let starts = try (0..<17).map { try fixture.decisionID(of: "m\($0)").prefix(1) }
    let twice = try #require(starts.first { start in starts.count { $0 == start } > 1 })
    let result = try await fixture.run(
      "review", String(twice), "--log", "log", "--by", "al", "--verdict", "misused", "--note", "n")
    #expect(result.status == 2 && result.errors.contains("error[ambiguous-id]"))
  }

  @Test func nothingIsAppendedToADamagedLog() async throws {
    let fixture = try await BreakGlassFixture()
    let id = try fixture.decisionID(of: "e1")
    try fixture.policy.replace(#""id":"s1""#, #""id":"s7""#, in: BreakGlassFixture.segment)
    let result = try await fixture.run(
      "review", id, "--log", "log", "--by", "al", "--verdict", "misused", "--note", "n")
    #expect(result.status == 1 && result.errors.contains("error[log-damaged]"))
  }

  // MARK: - due

  @Test func usesAreDueUntilSomebodyReviewsThem() async throws {
    let fixture = try await BreakGlassFixture()
    let due = try await fixture.run("due", "--log", "log")
    #expect(due.status == 0 && due.errors == "")
    #expect(due.output.hasPrefix("Nothing is overdue; 2 due and 1 ending within 30d.\n"))
    #expect(due.output.contains("request e1, emergency"))
    let earlier = try await fixture.run("due", "--log", "log", "--at", "2026-11-21T11:59:59Z")
    #expect(!earlier.output.contains("request e"), "nothing was used yet")
    _ = try await fixture.review("e1", by: "alice@example.com")
    let one = try await fixture.run("due", "--log", "log", "--format", "json")
    #expect(!one.output.contains("request e1") && one.output.contains("request e2"))
    let without = try await fixture.run("due")
    #expect(!without.output.contains("request e2"))
  }

  @Test func aUseThatNobodyReviewedInTimeIsAFinding() async throws {
    let fixture = try await BreakGlassFixture()
    let early = try await fixture.run("due", "--log", "log", now: "2026-11-22T11:59:59Z")
    #expect(early.status == 0)
    let late = try await fixture.run("due", "--log", "log", now: "2026-11-22T12:00:00Z")
    #expect(late.status == 1)
    #expect(late.output.hasPrefix("2 overdue, "))
    #expect(late.errors.contains("warning[break-glass-unreviewed]: 2 uses of break-glass were not"))
    for request in ["e1", "e2"] {
      let review = try await fixture.review(
        request, by: "bob@example.com", "misused", note: "n", now: "2026-11-23T00:00:00Z")
      #expect(review.output.hasSuffix("it came late: it was due by 2026-11-22T12:00:00Z\n"))
    }
    let after = try await fixture.run("due", "--log", "log", now: "2026-11-23T00:00:00Z")
    #expect(after.status == 0 && after.errors == "")
    // As of then nobody had.
    let back = try await fixture.run(
      "due", "--log", "log", "--at", "2026-11-22T12:00:00Z", now: "2026-11-23T00:00:00Z")
    #expect(back.status == 1)
  }

  @Test func ofSeveralBreakGlassTheFirstReviewIsDue() async throws {
    let fixture = try await BreakGlassFixture()
    let file = fixture.policy.path + "/exceptions/emergency.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let only = try #require(text.components(separatedBy: "  - id: weekend").first)
    try fixture.policy.write(
      only.replacing("id: emergency", with: "id: urgency").replacing("24h", with: "4h"),
      to: "exceptions/urgency.yaml")
    try fixture.policy.commit("Two ways in")
    try await fixture.decide(
      [BreakGlassFixture.request("e7", emergency: true)], now: "2026-11-21T12:00:01Z")
    let early = try await fixture.run("due", "--log", "log", now: "2026-11-21T16:00:00Z")
    #expect(early.status == 0)
    let late = try await fixture.run("due", "--log", "log", now: "2026-11-21T16:00:01Z")
    #expect(late.status == 1 && late.output.hasPrefix("1 overdue, "), "\(late.output)")
  }

  @Test func whatDecidedThenSaysWhetherItWasBreakGlass() async throws {
    let fixture = try await BreakGlassFixture()
    try fixture.policy.remove("exceptions/emergency.yaml")
    try fixture.policy.commit("No more break-glass")
    let late = try await fixture.run("due", "--log", "log", now: "2026-11-23T00:00:00Z")
    #expect(late.status == 1 && late.output.hasPrefix("2 overdue, "))
  }
}

/// Who signed a review, asked of the whole log.
struct SignedReviewTests {
  @Test func aReviewWithoutAnAllowedSignatureIsAFinding() async throws {
    let fixture = try await BreakGlassFixture()
    for name in ["pdp", "other"] {
      #expect(try await fixture.run("key", "new", name).status == 0)
    }
    #expect(try await fixture.run("log", "verify", "log").status == 0)
    let own = fixture.policy.path + "/allowed"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: fixture.policy.path + "/pdp.pub", toPath: own + "/pdp.pub")
    let before = try await findings(fixture)
    try await review("e1", key: "pdp.key", fixture)
    #expect(try await findings(fixture) == before, "signed by an allowed key")
    try await review("e2", key: "other.key", fixture)
    #expect(try await findings(fixture) == before + 1, "signed by another key")
  }

  private func review(_ request: String, key: String, _ fixture: BreakGlassFixture) async throws {
    let result = try await fixture.review(
      request, by: "alice@example.com", "justified", note: "n", now: "2026-11-21T13:00:00Z",
      "--key", key)
    #expect(result.status == 0, "\(result.errors)")
  }

  /// The decisions are not signed: each of them is one.
  private func findings(_ fixture: BreakGlassFixture) async throws -> Int {
    let result = try await fixture.run(
      "log", "verify", "log", "--keys", "allowed", "--format", "json")
    let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    return try #require(report?["findings"] as? [Any]).count
  }
}
