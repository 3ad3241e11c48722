import Foundation
import Testing

/// `precedent log population` and `precedent owner-report`.
struct LogAuditTests {
  private static func document(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  // MARK: - Population

  @Test func thePopulationIsCounted() async throws {
    let fixture = try await BreakGlassFixture()
    _ = try await fixture.review("e1", by: "alice@example.com")
    let text = try await fixture.run("log", "population", "log")
    #expect(text.status == 0 && text.errors == "")
    #expect(text.output.hasPrefix("WHOLE: 5 entries, each follows the one before it\n"))
    #expect(text.output.contains("Decisions of the period: 4, on 4 requests"))
    let json = try await fixture.run("log", "population", "log", "--format", "json")
    let document = try Self.document(json.output)
    #expect(document["schema"] as? String == "precedent.log-population/v1")
    #expect((document["kinds"] as? [String: Int]) == ["decision": 4, "review": 1, "rollback": 0])
    #expect((document["open"] as? [[String: Any]])?.map { $0["request"] as? String } == ["p1"])
    #expect((document["last"] as? [String: Any])?["decision"] is NSNull)
  }

  @Test func theHeadIsThatOfACheckpoint() async throws {
    let fixture = try await BreakGlassFixture()
    _ = try await fixture.run("key", "new", "pdp")
    let signed = try await fixture.run("log", "checkpoint", "log", "--key", "pdp.key")
    let lines = signed.output.split(separator: "\n", omittingEmptySubsequences: false)
    let root = try #require(Data(base64Encoded: String(lines[2])))
    let json = try await fixture.run("log", "population", "log", "--format", "json")
    let head = try #require(try Self.document(json.output)["head"] as? [String: Any])
    #expect(
      head["root"] as? String
        == root.map { byte in
          let digits = String(byte, radix: 16)
          return digits.count == 1 ? "0" + digits : digits
        }.joined())
  }

  @Test func asCSVThereIsARowForEachDecisionOfThePeriod() async throws {
    let fixture = try await BreakGlassFixture()
    try await fixture.decide(
      [BreakGlassFixture.request("=x", emergency: true)], now: "2026-11-22T12:00:00Z")
    let all = try await fixture.run("log", "population", "log", "--format", "csv")
    #expect(all.output.split(separator: "\r\n").count == 6)
    let later = try await fixture.run(
      "log", "population", "log", "--since", "2026-11-22", "--format", "csv")
    #expect(later.output.split(separator: "\r\n").count == 2)
    #expect(later.output.contains(",'=x,"))
    let file = try await fixture.run(
      "log", "population", "log", "--format", "csv", "-o", "population.csv")
    #expect(file.output == "" && fixture.policy.exists("population.csv"))
  }

  @Test func aDamagedLogIsReportedUpToTheDamage() async throws {
    let fixture = try await BreakGlassFixture()
    try fixture.policy.replace(#""id":"e2""#, #""id":"e7""#, in: BreakGlassFixture.segment)
    let text = try await fixture.run("log", "population", "log")
    #expect(text.status == 1)
    // The third line was changed, and still is an entry: the fourth does not follow it.
    #expect(text.output.hasPrefix("DAMAGED behind 3 entries: "), "\(text.output)")
    #expect(text.output.contains("line 4"))
    let csv = try await fixture.run("log", "population", "log", "--format", "csv")
    #expect(csv.status == 1 && csv.output.split(separator: "\r\n").count == 4)
    #expect(csv.errors.contains("error[log-damaged]"))
  }

  @Test func whatIsNoLogOrNoPeriodIsRefused() async throws {
    let fixture = try await BreakGlassFixture()
    let none = try await fixture.run("log", "population", "nowhere")
    #expect(none.status == 2 && none.errors.contains("error[no-log]"))
    let period = try await fixture.run(
      "log", "population", "log", "--since", "2026-12-01", "--until", "2026-11-01")
    #expect(period.status == 64)
  }

  // MARK: - Owner report

  @Test func eachOwnerSeesWhatItsRulesDid() async throws {
    let fixture = try await BreakGlassFixture()
    let text = try await fixture.run("owner-report", "--log", "log")
    #expect(text.status == 0 && text.errors == "")
    #expect(
      text.output.contains(
        "Its rules took part in 4 decisions: 3 automatic/approved and 1 human/pending."))
    let json = try await fixture.run("owner-report", "--log", "log", "--format", "json")
    let owners = try Self.document(json.output)["owners"] as? [[String: Any]]
    let owner = try #require(owners?.first)
    #expect(owner["owner"] as? String == "security")
    let uses = (owner["exceptions"] as? [[String: Any]])?.map {
      ($0["use"] as? [String: Any])?["decisions"] as? Int
    }
    #expect(uses == [2, 0])
    #expect((owner["unreviewed"] as? [[String: Any]])?.count == 2)
    #expect(try await fixture.review("e1", by: "alice@example.com").status == 0)
    let later = try await fixture.run("owner-report", "--log", "log", "--format", "json")
    let left = try Self.document(later.output)["owners"] as? [[String: Any]]
    let waiting = try #require(left?.first?["unreviewed"] as? [[String: Any]])
    #expect(waiting.compactMap { $0["request"] as? String } == ["e2"])
  }

  @Test func whatIsOverdueIsAFindingWhateverThePeriod() async throws {
    let fixture = try await BreakGlassFixture()
    let late = try await fixture.run(
      "owner-report", "--log", "log", "--since", "2026-11-22", now: "2026-11-23T00:00:00Z")
    #expect(late.status == 1)
    #expect(late.output.hasPrefix("2 overdue; 1 owner.\n"))
    #expect(late.output.contains("Its rules took part in no decision."))
    #expect(late.output.contains("No decision used prod, staging."))
    #expect(late.errors.contains("warning[break-glass-unreviewed]"))
  }

  @Test func markdownShowsIDsOnlyUnlessAsked() async throws {
    let fixture = try await BreakGlassFixture()
    let arguments = ["owner-report", "--log", "log", "--format", "markdown"]
    let now = "2026-11-21T13:00:00Z"
    let hidden = try await fixture.run(arguments, now: now)
    #expect(hidden.output.contains("`e1`") && !hidden.output.contains("carol"))
    let shown = try await fixture.run(arguments + ["--show", "values"], now: now)
    #expect(shown.output.contains("`carol@example.com`"))
  }

  @Test func withoutALogItSaysWhatThePolicySays() async throws {
    let fixture = try await BreakGlassFixture()
    let result = try await fixture.run("owner-report", "main")
    #expect(result.status == 0)
    #expect(result.output.contains("There is no log: what the rules did is not known, see --log."))
    #expect(!result.output.contains("No decision used"))
    #expect(result.output.contains("2027-06-01"))
    let csv = try await fixture.run("owner-report", "--format", "csv")
    #expect(csv.output.split(separator: "\r\n").count == 5)
    #expect(csv.output.contains("security,rule,staging,approve,Staging is open to engineers.,,"))
  }

  @Test func decisionsOfRulesThatAreGoneAreCountedAsOthers() async throws {
    let fixture = try await BreakGlassFixture()
    try fixture.policy.replace("id: staging", "id: other", in: "rules/databases.yaml")
    let json = try await fixture.run("owner-report", "--log", "log", "--format", "json")
    let log = try Self.document(json.output)["log"] as? [String: Any]
    #expect(log?["others"] as? Int == 1 && log?["decisions"] as? Int == 4)
  }

  @Test(arguments: [
    ("--owner securty", Int32(2), "did you mean `security`?"), ("--since 2026-11-01", 64, "--log"),
    ("--log nowhere", 2, "no-log"),
  ])
  func refusesWhatItCannotUse(_ arguments: String, _ status: Int32, _ said: String) async throws {
    let fixture = try await BreakGlassFixture()
    let result = try await fixture.run(
      ["owner-report"] + arguments.split(separator: " ").map(String.init),
      now: "2026-11-21T13:00:00Z")
    #expect(result.status == status && result.output == "")
    #expect(result.errors.contains(said), "\(result.errors)")
  }

  @Test func ofOneOwnerOnlyItsOwnIsJudged() async throws {
    let fixture = try await BreakGlassFixture()
    try fixture.policy.write(
      """
      rules:
        - id: chat
          title: On call answers.
          owner: oncall
          when: resource.id == "chat"
          effect: deny
          reason: No.

      """, to: "rules/chat.yaml")
    let arguments = ["owner-report", "--log", "log", "--owner"]
    let now = "2026-11-23T00:00:00Z"
    #expect(try await fixture.run(arguments + ["oncall"], now: now).status == 0)
    #expect(try await fixture.run(arguments + ["security"], now: now).status == 1)
  }
}
