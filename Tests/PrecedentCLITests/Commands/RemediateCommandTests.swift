import Foundation
import PrecedentCLI
import Testing

/// `precedent remediate`: from a bad rule to nothing left to do.
struct RemediateCommandTests {
  private typealias Fixture = RemediationFixture

  private func document(_ result: CommandResult) throws -> [String: Any] {
    #expect(result.errors == "")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  private func rows(_ document: [String: Any], _ part: String) throws -> [[String: Any]] {
    try #require(document[part] as? [[String: Any]])
  }

  private func ids(_ document: [String: Any], _ part: String) throws -> [String] {
    try rows(document, part).compactMap { $0["request"] as? String }
  }

  // MARK: - The whole way

  @Test func whatIsWrittenUndoesWhatWasWrong() async throws {
    let fixture = try Fixture()
    try await fixture.decide(
      Fixture.request("q1", "staging"), Fixture.request("q2", "prod"),
      Fixture.request("q3", "prod", resource: "other"), Fixture.request("q4", "moon"))
    try fixture.mend()
    let found = try await fixture.remediate()
    #expect(found.status == 1 && found.errors == "")
    #expect(
      found.output.hasPrefix("TO DO: 2 to take back, the first by 2026-11-21T13:30:00Z\n"))
    #expect(found.output.contains("security: 2 to take back, by 2026-11-21T13:30:00Z"))
    #expect(found.output.contains("  within 1h: Take the role back.\n"))

    let written = try await fixture.remediate(
      "--format", "requests", "--by", "bob@example.com", "-o", "undo.ndjson")
    #expect(written.status == 1 && written.errors == "")
    let decided = try await fixture.run(
      ["decide", "undo.ndjson", "--stream", "--log", "log"], at: "2026-11-21T12:30:00Z")
    #expect(decided.status == 0 && decided.errors == "")
    #expect(decided.output.split(separator: "\n").allSatisfy { $0.hasPrefix("approved") })

    let done = try await fixture.remediate()
    #expect(done.status == 0 && done.errors == "")
    #expect(done.output.hasPrefix("NOTHING TO DO: of 2 wrong decisions 2 reversed already\n"))
    #expect(try await fixture.remediate("--format", "requests").output == "")
    #expect(try await fixture.enforce(Fixture.request("q2", "prod")).status == 1)
    #expect(try await fixture.enforce(Fixture.request("q1", "staging")).status == 0)
  }

  @Test func aRequestNamesItsDecisionAndKeepsWhatWasAsked() async throws {
    let fixture = try Fixture()
    try await fixture.decide(
      Fixture.request("q2", "prod", more: #","requester":"dora@example.com""#))
    let id = try await fixture.decisionID(of: "q2")
    try fixture.mend()
    let written = try await fixture.remediate(
      "--format", "requests", "--by", "bob@example.com", "--reason", "INC-1")
    let request = try document(
      CommandResult(status: 0, output: written.output, errors: written.errors))
    #expect(request["reverses"] as? String == id)
    #expect(request["id"] as? String == "undo-" + id.prefix(32))
    #expect(request["time"] as? String == "2026-11-21T12:30:00Z")
    #expect(request["action"] as? [String: String] == ["name": "revoke"])
    #expect(request["resource"] as? [String: String] == ["id": "db", "environment": "prod"])
    #expect(request["context"] as? [String: String] == ["justification": "INC-1"])
    #expect(request["requester"] as? String == "bob@example.com")
  }

  // MARK: - Kinds

  @Test func aDenialThatWasWrongIsGivenBack() async throws {
    let fixture = try Fixture(
      #"resource.environment == "staging""#, #"resource.environment == "nowhere""#)
    try await fixture.decide(Fixture.request("q1", "staging"))
    try fixture.mend()
    let found = try document(try await fixture.remediate("--format", "json"))
    #expect(found["open"] as? [String: Int] == ["take-back": 0, "give-back": 1, "shorten": 0])
    let redress = try #require(try rows(found, "redresses").first)
    #expect(redress["kind"] as? String == "give-back")
    // Nothing matched, so nobody is named.
    #expect(try rows(found, "owners").first?["owner"] is NSNull)
    let written = try await fixture.remediate("--format", "requests")
    #expect(written.output.contains(#""action":{"name":"restore"}"#))
    // The good version would have given it for eight hours.
    let late = try document(
      try await fixture.remediate("--format", "json", at: "2026-11-21T20:00:00Z"))
    #expect(try ids(late, "redresses") == [] && ids(late, "setApart") == ["q1"])
  }

  @Test func aRemovalThatWasWrongIsGivenBackByTheOwnerOfItsRule() async throws {
    let fixture = try Fixture(#"!= "vault""#, #"!= "nothing""#)
    try fixture.policy.replace(
      #"when: resource.environment == "vault""#, #"when: resource.environment == "gone""#,
      in: "rules/databases.yaml")
    try fixture.policy.commit("Worse")
    try await fixture.decide(Fixture.request("q1", "vault", action: "revoke"))
    try fixture.mend()
    let found = try document(try await fixture.remediate("--format", "json"))
    #expect(found["open"] as? [String: Int] == ["take-back": 0, "give-back": 1, "shorten": 0])
    let owner = try #require(try rows(found, "owners").first)
    #expect(owner["owner"] as? String == "security")
    let task = try #require((owner["tasks"] as? [[String: Any]])?.first)
    #expect(task["namedBy"] as? String == "rule-owner")
    #expect(task["deadline"] as? String == "2026-11-21T12:30:00Z")
  }

  @Test func whatAnExceptionGaveIsTakenBackByItsOwner() async throws {
    let fixture = try Fixture("x", "x")
    try fixture.policy.write(
      """
      exceptions:
        - id: open-vault
          title: The vault is open while it is painted.
          lifts: [ vault ]
          when: resource.environment == "vault"
          effect: approve
          limits: { duration: 8h }
          owner: painters
          approvedBy: alice@example.com
          reason: It dries faster.
          ticket: RISK-1
          from: 2026-11-20
          until: 2026-11-30

      """, to: "exceptions/vault.yaml")
    try fixture.policy.write(
      "teams: [ { id: painters, members: [ carol@example.com ] } ]\n", to: "directory/more.yaml")
    try fixture.policy.commit("Worse")
    try await fixture.decide(Fixture.request("q1", "vault"))
    try fixture.policy.remove("exceptions/vault.yaml")
    try fixture.mend()
    let found = try document(try await fixture.remediate("--format", "json"))
    #expect(found["open"] as? [String: Int] == ["take-back": 1, "give-back": 0, "shorten": 0])
    #expect(try rows(found, "owners").first?["owner"] as? String == "painters")
  }

  @Test func aRemovalThatWasWronglyDeniedIsMadeUpFor() async throws {
    let fixture = try Fixture(#"!= "vault""#, #"== "nowhere""#)
    try await fixture.decide(Fixture.request("q1", "prod", action: "revoke"))
    try fixture.mend()
    let found = try document(try await fixture.remediate("--format", "json"))
    #expect(found["open"] as? [String: Int] == ["take-back": 1, "give-back": 0, "shorten": 0])
  }

  @Test func accessThatIsGivenForTooLongEndsEarlier() async throws {
    let fixture = try Fixture("duration: 8h", "duration: 24h")
    try await fixture.decide(Fixture.request("q1", "staging"))
    try fixture.mend()
    let found = try document(try await fixture.remediate("--format", "json"))
    #expect(found["open"] as? [String: Int] == ["take-back": 0, "give-back": 0, "shorten": 1])
    let redress = try #require(try rows(found, "redresses").first)
    #expect(redress["from"] as? String == "2026-11-21T20:00:00Z")
    #expect(try rows(found, "owners").first?["deadline"] as? String == "2026-11-21T21:00:00Z")
    let early = try await fixture.remediate("--format", "requests")
    #expect(early.status == 1 && early.output == "")
    #expect(early.errors.contains("not to be taken back before 2026-11-21T20:00:00Z"))
    let late = try await fixture.remediate("--format", "requests", at: "2026-11-21T20:00:00Z")
    #expect(late.output.contains(#""action":{"name":"revoke"}"#) && late.errors == "")
  }

  @Test func whatChangesNobodysAccessIsCounted() async throws {
    let fixture = try Fixture(
      "staging\"\n    effect: approve",
      "staging\"\n    effect: constrain\n    conditions: [ { that: 'true', because: x } ]")
    try await fixture.decide(Fixture.request("q1", "staging"), Fixture.request("q2", "staging"))
    try fixture.mend()
    let result = try await fixture.remediate("--format", "json")
    #expect(result.status == 0)
    let change = try #require(try rows(try document(result), "otherChanges").first)
    #expect(change["decisions"] as? Int == 2 && change["end"] as? String == "same")
    #expect(change["from"] as? [String: String] == ["tier": "constrained", "status": "approved"])
  }

  // MARK: - Set apart

  @Test func whatHasEndedIsSetApart() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Fixture.request("q1", "prod"))
    try fixture.mend()
    #expect(try await fixture.remediate(at: "2026-11-21T19:59:59Z").status == 1)
    let result = try await fixture.remediate(at: "2026-11-21T20:00:00Z")
    #expect(result.status == 0)
    #expect(result.output.contains("Set apart: 1 ended by themselves"))
    #expect(result.output.contains("ended at 2026-11-21T20:00:00Z"))
  }

  @Test func whatWasDecidedAgainIsSetApartAndWhatItLeavesIsSaid() async throws {
    let fixture = try Fixture()
    let prod = Fixture.request("q1", "prod")
    try await fixture.decide(prod)
    try fixture.mend()
    try await fixture.decide(prod)
    let result = try await fixture.remediate()
    #expect(result.status == 0)
    #expect(result.output.contains("Set apart: 1 decided again later"))
    #expect(result.output.contains("1 request was approved and later denied or left pending"))
  }

  @Test func aRequestThatOnlySaysThatItReversesHidesNothing() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Fixture.request("q1", "prod"))
    let id = try await fixture.decisionID(of: "q1")
    try await fixture.decide(
      Fixture.request("q2", "staging", more: #","reverses":"\#(id)""#),
      Fixture.request("q3", "prod", action: "revoke", resource: "x", more: #","reverses":"\#(id)""#)
    )
    try fixture.mend()
    let result = try await fixture.remediate()
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("TO DO: 1 to take back"))
    #expect(result.output.contains("Not counted as reversals"))
    let found = try document(try await fixture.remediate("--format", "json"))
    #expect(try rows(found, "misfits").count == 2)
  }

  @Test func whatWaitsForApprovalIsAskedForOnce() async throws {
    let fixture = try Fixture(#"resource.environment == "vault""#, #"resource.environment == "x""#)
    try fixture.policy.replace(
      #"resource.environment == "staging""#, #"resource.environment == "vault""#,
      in: "rules/databases.yaml")
    try fixture.policy.commit("Worse")
    try await fixture.decide(Fixture.request("q1", "vault"))
    try fixture.mend()
    let first = try await fixture.remediate("--format", "requests", "-o", "undo.ndjson")
    #expect(first.status == 1 && first.errors == "")
    let asked = try await fixture.run(["decide", "undo.ndjson", "--stream", "--log", "log"])
    #expect(asked.output.hasPrefix("pending"), "\(asked.errors)")
    let again = try await fixture.remediate(
      "--format", "requests", "-o", "undo.ndjson", at: "2026-11-21T12:40:00Z")
    #expect(again.status == 1)
    let waiting = try await fixture.run(["decide", "undo.ndjson", "--stream", "--log", "log"])
    #expect(waiting.status == 0 && waiting.output.hasPrefix("pending"), "\(waiting.errors)")
    let text = try await fixture.remediate()
    #expect(text.output.contains("take back, asked for"))
  }

  @Test func anIdThatSomebodyTookIsNotUsedAgain() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Fixture.request("q1", "prod"))
    let id = try await fixture.decisionID(of: "q1")
    try await fixture.decide(Fixture.request("undo-\(id.prefix(32))", "staging"))
    try fixture.mend()
    _ = try await fixture.remediate("--format", "requests", "-o", "undo.ndjson")
    let decided = try await fixture.run(["decide", "undo.ndjson", "--stream", "--log", "log"])
    #expect(decided.status == 0 && decided.output.contains("undo-\(id.prefix(32))-2"))
    #expect(try await fixture.remediate().status == 0)
  }

  // MARK: - Which decisions

  @Test func onlyVersionsFromTheFirstBadOneOnAreMeant() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Fixture.request("q1", "prod"))
    try fixture.policy.commit("Still bad")
    try await fixture.decide(Fixture.request("q2", "prod"), at: "2026-11-21T12:10:00Z")
    try fixture.mend()
    let later = try await fixture.run(
      ["remediate", "log", "--under", "HEAD~1..main", "--format", "json"])
    #expect(try ids(try document(later), "redresses") == ["q2"])
    #expect(try document(later)["outside"] as? Int == 1)
    let since = try await fixture.remediate("--since", "2026-11-21T12:10:00Z", "--format", "json")
    #expect(try ids(try document(since), "redresses") == ["q2"])
    let until = try await fixture.remediate("--until", "2026-11-21T12:10:00Z", "--format", "json")
    #expect(try ids(try document(until), "redresses") == ["q1"])
  }

  @Test func versionsBehindTheGoodOneAreNotMeant() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Fixture.request("q1", "prod"))
    try fixture.mend()
    try fixture.policy.replace(
      #"resource.environment == "staging""#, #"resource.environment == "prod""#,
      in: "rules/databases.yaml")
    try fixture.policy.commit("Bad again")
    try await fixture.decide(Fixture.request("q2", "prod"), at: "2026-11-21T12:10:00Z")
    let found = try document(
      try await fixture.run(
        ["remediate", "log", "--under", "\(fixture.bad)..main~1", "--format", "json"]))
    #expect(try ids(found, "redresses") == ["q1"])
    #expect(found["outside"] as? Int == 1)
  }

  @Test func aCommitThatIsNotHereIsCountedAndFails() async throws {
    let fixture = try Fixture()
    try fixture.policy.git("checkout", "--quiet", "-b", "topic")
    try fixture.policy.commit("Never merged")
    try await fixture.decide(Fixture.request("q1", "prod"), rev: "topic")
    try fixture.policy.git("checkout", "--quiet", "main")
    try fixture.policy.git("branch", "--quiet", "-D", "topic")
    try fixture.policy.git("reflog", "expire", "--expire=now", "--all")
    try fixture.policy.git("gc", "--quiet", "--prune=now")
    try fixture.mend()
    let result = try await fixture.remediate()
    #expect(result.status == 2)
    #expect(result.output.contains("Commits that are not in this clone"))
    #expect(try await fixture.remediate("--allow-unreplayable").status == 0)
  }

  @Test func whatTheGoodVersionCannotReadIsListedAndFails() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Fixture.request("q1", "prod"), Fixture.request("q2", "prod"))
    try fixture.policy.write(Fixture.good, to: "rules/databases.yaml")
    try fixture.policy.write(
      """
      { "type": "object", "properties": {
          "resource": { "type": "object", "properties": { "id": { "type": "string" },
            "environment": { "type": "string" } } },
          "context": { "type": "object", "required": ["ticket"],
            "properties": { "ticket": { "type": "string" } } } } }
      """, to: "schema/request.schema.json")
    try fixture.policy.commit("Mend, and ask for tickets")
    let result = try await fixture.remediate()
    #expect(result.status == 2)
    #expect(result.output.contains("The good version cannot decide: 2"))
    #expect(result.output.contains("`context.ticket` is missing"))
    #expect(try await fixture.remediate("--allow-unreplayable=1").status == 2)
    #expect(try await fixture.remediate("--allow-unreplayable=2").status == 0)
  }

  @Test func aRequestThatTheSchemaDoesNotTakeIsSaid() async throws {
    let fixture = try Fixture()
    try fixture.policy.write(
      """
      { "type": "object", "properties": {
          "id": { "type": "string", "maxLength": 8 },
          "resource": { "type": "object", "properties": { "id": { "type": "string" },
            "environment": { "type": "string" } } } } }
      """, to: "schema/request.schema.json")
    try fixture.policy.commit("Short ids")
    try await fixture.decide(Fixture.request("q1", "prod"))
    try fixture.mend()
    let result = try await fixture.remediate("--format", "requests")
    #expect(result.status == 1 && result.output == "")
    #expect(result.errors.contains("error[reversal-invalid]: entry 0 cannot be undone"))
    #expect(result.errors.contains("`id`"))
  }

  @Test func windowsMayBeJudgedAtAnotherInstant() async throws {
    let fixture = try Fixture("x", "x")
    try await fixture.decide(Fixture.request("q1", "staging"))
    try fixture.policy.commit("Nothing")
    #expect(try await fixture.remediate().status == 0)
    let lapsed = try await fixture.remediate("--at", "2028-01-01")
    #expect(lapsed.status == 1)
  }

  // MARK: - What cannot be trusted or used

  @Test func nobodyActsOnALogThatSomebodyChanged() async throws {
    let fixture = try Fixture()
    try await fixture.decide(
      Fixture.request("q1", "prod"), Fixture.request("q2", "prod"), Fixture.request("q3", "prod"))
    try fixture.mend()
    try fixture.policy.replace(#""id":"q2""#, #""id":"q4""#, in: Fixture.segment)
    let text = try await fixture.remediate()
    #expect(text.status == 1)
    #expect(text.output.contains("The chain ends; what follows was not looked at"))
    #expect(text.output.contains("Not what was written"))
    #expect(text.output.hasPrefix("TO DO: 1 to take back"))
    let requests = try await fixture.remediate("--format", "requests")
    #expect(requests.status == 1 && requests.output == "")
    #expect(requests.errors.contains("error[log-damaged]"))
  }

  @Test func theFirstBadVersionComesBeforeTheGoodOne() async throws {
    let fixture = try Fixture()
    try await fixture.decide(Fixture.request("q1", "prod"))
    try fixture.mend()
    let swapped = try await fixture.run(["remediate", "log", "--under", "main..\(fixture.bad)"])
    #expect(swapped.status == 2 && swapped.errors.contains("error[not-before]"))
    let same = try await fixture.run(["remediate", "log", "--under", "main..main"])
    #expect(same.status == 2 && same.errors.contains("error[not-before]"))
    #expect(try await fixture.run(["remediate", "log", "--under", "main"]).status == 64)
    #expect(try await fixture.remediate("--by", "bob@example.com").status == 64)
    let missing = try await fixture.run(
      ["remediate", "nowhere", "--under", "\(fixture.bad)..main"])
    #expect(missing.status == 2 && missing.errors.contains("error[no-log]"))
  }

  @Test func aTableIsTextToASpreadsheet() async throws {
    let fixture = try Fixture()
    try await fixture.decide(
      Fixture.request("=1+1", "prod", resource: #"@x\", \n\"y\u202e"#),
      Fixture.request("q1", "staging"))
    try fixture.mend()
    let table = try await fixture.remediate("--format", "csv")
    let lines = table.output.components(separatedBy: "\r\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("state,kind,owners,deadline"))
    #expect(lines[1].contains(#",'=1+1,"#))
    #expect(lines[1].contains(#","'@x"", \u{A}""y\u{202E}","#), "\(lines[1])")
  }
}
