import Foundation
import Testing

struct SimulateCommandTests {
  @Test func aChangeOfNothingPasses() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.commit("Nothing")
    let result = try await fixture.tester.run("simulate", "HEAD~1..HEAD")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.contains("PASSED"))
  }

  @Test func aTrippedGateNamesItsRecordsAndExitsWithOne() async throws {
    let fixture = try guardedFixture()
    try openProduction(fixture)
    try fixture.commit("Open production")
    let result = try await fixture.tester.run("simulate", "HEAD~1..HEAD")
    #expect(result.status == 1)
    #expect(result.output.contains("REFUSED"))
    #expect(result.output.contains("humans-said-no"))
    #expect(result.output.contains("r3"))
    #expect(result.output.contains("Precedent-Accept: humans-said-no 1 "))
  }

  @Test(arguments: ["", "acceptedBy: [ security ]\n"])
  func theTrailerThatTheReportNamesAcceptsTheGate(settings: String) async throws {
    let fixture = try guardedFixture(settings: settings)
    try openProduction(fixture)
    try fixture.commit("Open production")
    let trailer = try await trailerThatAccepts(fixture)
    try fixture.commit("Accept\n\n\(trailer)", by: "bob@example.com")
    let accepted = try await fixture.tester.run("simulate", "HEAD~2..HEAD")
    #expect(accepted.status == 0)
    #expect(accepted.output.contains("accepted"))
  }

  /// The author of the change, and somebody of no accepting team.
  @Test(arguments: ["author@example.com", "carol@example.com"])
  func anAcceptanceByAnyoneElseDoesNotCount(committer: String) async throws {
    let fixture = try guardedFixture(settings: "acceptedBy: [ security ]\n")
    try openProduction(fixture)
    try fixture.commit("Open production")
    let trailer = try await trailerThatAccepts(fixture)
    try fixture.commit("Accept\n\n\(trailer)", by: committer)
    #expect(try await fixture.tester.run("simulate", "HEAD~2..HEAD").status == 1)
  }

  @Test func stagedAndWorkTreeAreDifferentVersions() async throws {
    let fixture = try guardedFixture()
    try openProduction(fixture)
    #expect(try await fixture.tester.run("simulate", "HEAD", "--staged").status == 0)
    #expect(try await fixture.tester.run("simulate", "HEAD", "--worktree").status == 1)
    try fixture.git("add", "--all")
    #expect(try await fixture.tester.run("simulate", "--staged").status == 1)
  }

  @Test func anEmptySideIsHead() async throws {
    let fixture = try guardedFixture()
    try openProduction(fixture)
    try fixture.commit("Open production")
    #expect(try await fixture.tester.run("simulate", "HEAD~1..").status == 1)
    #expect(try await fixture.tester.run("simulate", "..HEAD").status == 0)
  }

  @Test func threeDotsStartAtTheMergeBase() async throws {
    let fixture = try guardedFixture()
    try fixture.git("switch", "--quiet", "--create", "topic")
    try fixture.commit("Topic")
    try fixture.git("switch", "--quiet", "main")
    try openProduction(fixture)
    try fixture.commit("Open production on main")
    #expect(try await fixture.tester.run("simulate", "main..topic").status == 0)
    let result = try await fixture.tester.run("simulate", "topic...main")
    #expect(result.status == 1)
    #expect(result.output.contains("merge base"))
  }

  @Test func aVersionWithoutPolicyIsOneThatDenies() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("hello\n", to: "README.md")
    try fixture.commit("No policy")
    for (file, text) in [
      ("precedent.yaml", "name: small\n"), ("directory/people.yaml", SmallPolicy.directory),
      ("rules/databases.yaml", SmallPolicy.rules), ("history/r.ndjson", SmallPolicy.history),
    ] {
      try fixture.write(text, to: file)
    }
    try fixture.commit("A policy")
    let result = try await fixture.tester.run("simulate", "HEAD~1..HEAD", "--format", "json")
    #expect(result.status == 0)
    #expect(result.output.contains(#""newly-automatic": 1"#))
    #expect(result.output.contains(#""newly-human": 3"#))
  }

  @Test func aRuleThatStartsTomorrowHasABlastRadiusToday() async throws {
    let fixture = try guardedFixture()
    try openProduction(fixture)
    try fixture.replace(
      "effect: approve\n    limits: { none:",
      "effect: approve\n    since: 2027-01-01\n    limits: { none:",
      in: "rules/open.yaml")
    try fixture.commit("Open production next year")
    let result = try await fixture.tester.run("simulate", "HEAD~1..HEAD", "--format", "json")
    #expect(result.status == 1)
    #expect(result.output.contains(#""policyAt": "2027-01-01T00:00:00Z""#))
  }

  @Test func aLoweredSafeguardMayNotShareAChangeWithALoosening() async throws {
    let fixture = try guardedFixture()
    try openProduction(fixture)
    try fixture.write("name: small\n", to: "precedent.yaml")
    try fixture.commit("Open production and drop the gate")
    let result = try await fixture.tester.run("simulate", "HEAD~1..HEAD")
    #expect(result.status == 1)
    #expect(result.output.contains("humans-said-no"))
  }

  @Test func aSafeguardLoweredAloneIsReportedAndPasses() async throws {
    let fixture = try guardedFixture()
    try fixture.write("name: small\n", to: "precedent.yaml")
    try fixture.commit("Drop the gate")
    let result = try await fixture.tester.run("simulate", "HEAD~1..HEAD")
    #expect(result.status == 0)
    #expect(result.output.contains("was removed"))
  }

  @Test func theHistoryIsReadFromTheOlderVersion() async throws {
    let fixture = try guardedFixture()
    try openProduction(fixture)
    try fixture.write("", to: "history/requests.ndjson")
    try fixture.commit("Open production and empty the history")
    let result = try await fixture.tester.run("simulate", "HEAD~1..HEAD")
    #expect(result.status == 1)
    #expect(result.output.contains("was rewritten"))
    #expect(result.output.contains("r3"))
  }

  @Test(arguments: ["old.csv", "requests.ndjson.bak"])
  func aFileThatIsNoHistoryIsNotPassedOver(name: String) async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write("name: small\nhistory: [ evidence/ ]\n", to: "precedent.yaml")
    try fixture.write(SmallPolicy.history, to: "evidence/requests.ndjson")
    try fixture.write("kept\n", to: "evidence/README.md")
    try fixture.commit("Evidence elsewhere")
    #expect(try await fixture.tester.run("simulate", "HEAD..HEAD").status == 0)
    try fixture.write("x", to: "evidence/\(name)")
    try fixture.commit("Something else beside it")
    let result = try await fixture.tester.run("simulate", "HEAD..HEAD")
    #expect(result.status == 2)
    #expect(result.errors.contains("evidence/\(name)"))
  }

  @Test func recordsFromStandardInputAreReplayed() async throws {
    let fixture = try PolicyFixture.small()
    var tester = fixture.tester
    tester.standardInput = SmallPolicy.history
    let result = try await tester.run(
      "simulate", "HEAD..HEAD", "--history", "-", "--format", "json")
    #expect(result.status == 0)
    #expect(result.output.contains(#""records": 4"#))
  }

  @Test func markdownShowsNoValuesUnlessAsked() async throws {
    let fixture = try guardedFixture()
    try openProduction(fixture)
    let plain = try await fixture.tester.run(
      "simulate", "HEAD", "--worktree", "--format", "markdown")
    #expect(plain.status == 1)
    #expect(!plain.output.contains("a secret reason"))
    let shown = try await fixture.tester.run(
      "simulate", "HEAD", "--worktree", "--format", "markdown", "--show", "values")
    #expect(shown.output.contains("a secret reason"))
  }

  @Test func aReportIsWrittenToAFileWhole() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run(
      "simulate", "HEAD..HEAD", "--format", "json", "--output", "report.json")
    #expect(result.status == 0)
    #expect(result.output == "")
    #expect(fixture.exists("report.json"))
    let failed = try await fixture.tester.run(
      "simulate", "HEAD..HEAD", "--output", "missing/report.json")
    #expect(failed.status == 74)
    #expect(failed.errors.contains("missing/report.json"))
  }

  /// The line that the report of the last commit's change offers.
  private func trailerThatAccepts(_ fixture: PolicyFixture) async throws -> String {
    let refused = try await fixture.tester.run("simulate", "HEAD~1..HEAD")
    let lines = refused.output.split(separator: "\n").filter { $0.contains("Precedent-Accept:") }
    try #require(!lines.isEmpty)
    return lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
  }

  // MARK: - The change

  /// The small policy with a gate for what humans denied.
  private func guardedFixture(settings: String = "") throws -> PolicyFixture {
    let fixture = try PolicyFixture.small()
    try fixture.write(
      "name: small\n\(settings)gates:\n  - { id: humans-said-no, noHumanDeniedApproved: true }\n",
      to: "precedent.yaml")
    try fixture.commit("Guard")
    return fixture
  }

  private func openProduction(_ fixture: PolicyFixture) throws {
    try fixture.replace(#"== "prod""#, #"== "never""#, in: "rules/databases.yaml")
    try fixture.write(
      """
      rules:
        - id: open
          title: Production is open.
          owner: security
          when: resource.environment == "prod"
          effect: approve
          limits: { none: "It is only a test." }
          rollback: { by: security, within: 1h, steps: Take the role back. }
          recertify: { every: 365d }
          certified: { on: 2026-06-01, by: alice@example.com }

      """, to: "rules/open.yaml")
  }
}
