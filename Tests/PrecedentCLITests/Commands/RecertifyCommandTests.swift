import Foundation
import PrecedentCLI
import Testing

struct RecertifyCommandTests {
  private let old = "certified: { on: 2026-06-01, by: alice@example.com }"
  private let rules = "rules/databases.yaml"

  private func text(_ fixture: PolicyFixture, _ file: String) throws -> String {
    String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: fixture.path + "/" + file)), as: UTF8.self
    )
  }

  @Test func showsWhatTheRuleDidAndWritesOneLine() async throws {
    let fixture = try PolicyFixture.small()
    let before = try text(fixture, rules)
    let result = try await fixture.tester.run("recertify", "staging", "--by", "bob@example.com")
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output == """
        staging: Staging is open to engineers.
        Last certified on 2026-06-01 by alice@example.com, for 365d, until 2027-06-01.

        Since then
          requests it matched        1 of 4
          approved by it alone       1
          approved with other rules  0
          approved by a human        0
          denied by a human          0
          received most              carol@example.com 1
          last use                   2026-07-01T12:00:00Z, r1

        Written, in rules/databases.yaml:10: certified on 2026-11-21 by bob@example.com.
        It must be looked at again before 2027-11-21T00:00:00Z.
        Nothing is committed: look at it with git diff, then commit it.

        """)
    let new = before.replacingOccurrences(
      of: old, with: "certified: { on: 2026-11-21, by: bob@example.com }")
    #expect(try text(fixture, rules) == new)
    #expect(try fixture.git("status", "--porcelain") == "M rules/databases.yaml")
    #expect(try await fixture.tester.run("check").status == 0)
  }

  @Test func namesWhatHumansDeniedAndThePolicyApproves() async throws {
    let fixture = try PolicyFixture.small()
    let record = SmallPolicy.record(
      "r9", environment: "staging", approvals: "", outcome: "denied", by: "bob@example.com")
    try fixture.write(record + "\n", to: "history/requests.ndjson")
    let result = try await fixture.tester.run("recertify", "staging", "--by", "bob@example.com")
    #expect(result.status == 0)
    #expect(result.output.contains("1, of which the policy approves 1: r9"))
  }

  @Test func onlyRecordsSinceTheLastCertificationCount() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace("on: 2026-06-01", "on: 2026-07-02", in: rules)
    let result = try await fixture.tester.run("recertify", "staging", "--by", "bob@example.com")
    #expect(result.output.contains("requests it matched        0 of 0"))
  }

  @Test func goesOnWithoutAHistoryAndSaysSo() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.remove("history")
    let result = try await fixture.tester.run("recertify", "staging", "--by", "bob@example.com")
    #expect(result.status == 0)
    #expect(result.output.contains("There is no history: nothing shows what it did."))
    #expect(try text(fixture, rules).contains("by: bob@example.com }"))
  }

  @Test func writesTheMemberOfAnAliasOnADayThatIsGiven() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace(
      "- id: bob@example.com\n", "- id: bob@example.com\n    aliases: [ bobby ]\n",
      in: "directory/people.yaml")
    let result = try await fixture.tester.run(
      "recertify", "staging", "--by", "bobby", "--on", "2026-11-20")
    #expect(result.status == 0)
    #expect(try text(fixture, rules).contains("{ on: 2026-11-20, by: bob@example.com }"))
  }

  @Test func aFirstCertificationIsPutBehindRecertifyInCRLF() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace("    \(old)\n", "", in: rules)
    try fixture.replace("\n", "\r\n", in: rules)
    let before = try text(fixture, rules)
    let result = try await fixture.tester.run("recertify", "staging", "--by", "bob@example.com")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("It has never been certified.\n\nIn all of the history\n"))
    let line = "recertify: { every: 365d }\r\n"
    #expect(
      try text(fixture, rules)
        == before.replacingOccurrences(
          of: line, with: line + "    certified: { on: 2026-11-21, by: bob@example.com }\r\n"))
  }

  /// Git keeps line feeds where the disk has CR LF: what is on the disk counts.
  @Test func keepsTheLineEndingsOfTheDiskThatGitConverts() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write("* text=auto eol=crlf\n", to: ".gitattributes")
    try fixture.replace("\n", "\r\n", in: rules)
    let before = try text(fixture, rules)
    let result = try await fixture.tester.run("recertify", "staging", "--by", "bob@example.com")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try text(fixture, rules)
        == before.replacingOccurrences(
          of: old, with: "certified: { on: 2026-11-21, by: bob@example.com }"))
  }

  @Test func theSameAgainWritesNothing() async throws {
    let fixture = try PolicyFixture.small()
    _ = try await fixture.tester.run("recertify", "staging", "--by", "bob@example.com")
    try fixture.commit("Certify")
    let result = try await fixture.tester.run("recertify", "staging", "--by", "bob@example.com")
    #expect(result.status == 0)
    #expect(result.output.contains("Nothing to write: rules/databases.yaml:"))
    #expect(try fixture.git("status", "--porcelain") == "")
  }

  @Test func certifiesAStandingBreakGlass() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(SmallPolicy.breakGlass, to: "exceptions/emergency.yaml")
    let result = try await fixture.tester.run("recertify", "emergency", "--by", "alice@example.com")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try text(fixture, "exceptions/emergency.yaml")
        == SmallPolicy.breakGlass.replacingOccurrences(
          of: "2026-05-01", with: "2026-11-21"))
  }

  @Test func aPolicyInASubfolderIsEditedFromElsewhere() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("name: small\n", to: "deep/precedent.yaml")
    try fixture.write(SmallPolicy.directory, to: "deep/directory/people.yaml")
    try fixture.write(SmallPolicy.rules, to: "deep/rules/databases.yaml")
    try fixture.commit("Start")
    let tester = CommandTester(workingDirectory: "/")
    let result = try await tester.run(
      "-C", fixture.path, "recertify", "staging", "--by", "bob@example.com")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("Written, in deep/rules/databases.yaml:10"))
  }

  @Test func jsonSaysWhatWasWritten() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run(
      "recertify", "staging", "--by", "bob@example.com", "--format", "json")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "precedent.recertification/v1")
    let edit = try #require(document["edit"] as? [String: Any])
    #expect(edit["line"] as? Int == 10 && edit["changed"] as? Bool == true)
    #expect((document["use"] as? [String: Any])?["matched"] as? Int == 1)
  }

  // MARK: - Refusals

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var arguments: [String]
    var message: String
    var replacing: (old: String, new: String, file: String)?
    var status: Int32 = 2
  }

  private static let refusals = [
    Refusal(
      testDescription: "a rule that is not there",
      arguments: ["stagin", "--by", "bob@example.com"], message: "did you mean `staging`?"),
    Refusal(
      testDescription: "a rule that asks people",
      arguments: ["prod", "--by", "bob@example.com"],
      message: "`prod` cannot lapse: its effect is `review`"),
    Refusal(
      testDescription: "a rule without recertify",
      arguments: ["staging", "--by", "bob@example.com"],
      message: "`staging` cannot lapse: it has no `recertify`",
      replacing: ("    recertify: { every: 365d }\n", "", "rules/databases.yaml")),
    Refusal(
      testDescription: "somebody unknown", arguments: ["staging", "--by", "bib@example.com"],
      message: "did you mean `bob@example.com`?"),
    Refusal(
      testDescription: "a team", arguments: ["staging", "--by", "security"],
      message: "this is a team; name one of its members"),
    Refusal(
      testDescription: "somebody of another team",
      arguments: ["staging", "--by", "carol@example.com"],
      message: "ask `alice@example.com`, `bob@example.com`"),
    Refusal(
      testDescription: "no human", arguments: ["staging", "--by", "bob@example.com"],
      message: "`bob@example.com` is of the kind `agent`",
      replacing: (
        "- id: bob@example.com\n", "- id: bob@example.com\n    kind: agent\n    owner: security\n",
        "directory/people.yaml"
      )),
    Refusal(
      testDescription: "somebody who has left", arguments: ["staging", "--by", "bob@example.com"],
      message: "`bob@example.com` is no longer a member",
      replacing: (
        "- id: bob@example.com\n", "- id: bob@example.com\n    until: 2026-11-21\n",
        "directory/people.yaml"
      )),
    Refusal(
      testDescription: "tomorrow",
      arguments: ["staging", "--by", "bob@example.com", "--on", "2026-11-22"],
      message: "2026-11-22 is still to come"),
    Refusal(
      testDescription: "before the last certification",
      arguments: ["staging", "--by", "bob@example.com", "--on", "2026-05-31"],
      message: "it was certified after 2026-05-31"),
    Refusal(
      testDescription: "so long ago that it has lapsed since",
      arguments: ["staging", "--by", "bob@example.com", "--on", "2025-11-21"],
      message: "certified on 2025-11-21, it has lapsed at 2026-11-21T00:00:00Z already",
      replacing: ("on: 2026-06-01", "on: 2025-01-01", "rules/databases.yaml")),
    Refusal(
      testDescription: "a policy that does not load",
      arguments: ["staging", "--by", "bob@example.com"], message: "unknown-key",
      replacing: ("name: small", "nome: small", "precedent.yaml")),
    Refusal(
      testDescription: "a history that cannot be read",
      arguments: ["staging", "--by", "bob@example.com"],
      message: "1 of 4 records could not be replayed",
      replacing: ("\"id\":\"r4\",\"time\"", "\"id\":\"r4\",\"tome\"", "history/requests.ndjson")),
    Refusal(
      testDescription: "a history that is not there",
      arguments: ["staging", "--by", "bob@example.com", "--history", "none.ndjson"],
      message: "none.ndjson"),
    Refusal(
      testDescription: "no day",
      arguments: ["staging", "--by", "bob@example.com", "--on", "today"],
      message: "--on", status: 64),
    Refusal(testDescription: "nobody", arguments: ["staging"], message: "--by", status: 64),
  ]

  @Test(arguments: refusals)
  func refusesAndWritesNothing(_ refusal: Refusal) async throws {
    let fixture = try PolicyFixture.small()
    if let (old, new, file) = refusal.replacing { try fixture.replace(old, new, in: file) }
    try fixture.commit("Change")
    let result = try await fixture.tester.run(["recertify"] + refusal.arguments)
    #expect(result.status == refusal.status)
    #expect(result.errors.contains(refusal.message), "\(result.errors)")
    #expect(try fixture.git("status", "--porcelain") == "")
  }

  @Test func certifiesWithRecordsThatCannotBeReadIfAllowed() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace(
      "\"id\":\"r4\",\"time\"", "\"id\":\"r4\",\"tome\"", in: "history/requests.ndjson")
    let result = try await fixture.tester.run(
      "recertify", "staging", "--by", "bob@example.com", "--allow-unreplayable=1")
    #expect(result.status == 0)
    #expect(result.output.contains("1 record could not be read, and may be of it too."))
  }

  @Test func aReadOnlyFileStaysAsItIs() async throws {
    let fixture = try PolicyFixture.small()
    let path = fixture.path + "/" + rules
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    let result = try await fixture.tester.run("recertify", "staging", "--by", "bob@example.com")
    #expect(result.status == 74)
    #expect(result.errors.contains("cannot write `rules/databases.yaml`: it is read-only"))
    #expect(try text(fixture, rules) == SmallPolicy.rules)
  }

  @Test func theModeOfTheFileStays() async throws {
    let fixture = try PolicyFixture.small()
    let path = fixture.path + "/" + rules
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(
      try await fixture.tester.run("recertify", "staging", "--by", "bob@example.com").status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    let files = try FileManager.default.contentsOfDirectory(atPath: fixture.path + "/rules")
    #expect(files == ["databases.yaml"])
  }

  @Test func aLinkIsNoPolicyFile() async throws {
    let fixture = try PolicyFixture.small()
    try FileManager.default.moveItem(
      atPath: fixture.path + "/" + rules, toPath: fixture.path + "/real.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.path + "/" + rules, withDestinationPath: "../real.yaml")
    let result = try await fixture.tester.run("recertify", "staging", "--by", "bob@example.com")
    #expect(result.status == 2)
    #expect(result.errors.contains("is a symlink, not a file"))
    #expect(try text(fixture, "real.yaml") == SmallPolicy.rules)
  }
}

extension SmallPolicy {
  /// A standing break-glass for staging.
  static let breakGlass = """
    # For emergencies only.
    exceptions:
      - id: emergency
        title: An engineer gets into staging at once.
        lifts: [ prod ]
        when: resource.environment == "prod"
        effect: approve
        limits: { duration: 1h }
        owner: security
        approvedBy: alice@example.com
        reason: Nobody may be awake.
        ticket: RISK-1
        breakGlass:
          who: [ { team: security } ]
          flag: context.emergency == true
          notify: [ security ]
          reviewWithin: 24h
        recertify: { every: 365d }
        certified:
          # a day
          on: '2026-05-01'
          by: alice@example.com

    """
}
