import Foundation
import PrecedentCLI
import Testing

struct ChangesCommandTests {
  /// The small policy, then another file, then a rule that lets production in: records r3 and r4
  /// were not approved by any human.
  private static func loosened(_ message: String = "Open production") throws -> PolicyFixture {
    let fixture = try PolicyFixture.small()
    try fixture.write("Nothing.", to: "README.md")
    try fixture.commit("A note")
    try fixture.replace(
      #"resource.environment == "staging""#, #"resource.environment in ["staging", "prod"]"#,
      in: "rules/databases.yaml")
    try fixture.replace(
      #"resource.environment == "prod""#, #"resource.environment == "none""#,
      in: "rules/databases.yaml")
    try fixture.commit(message, by: "carol@example.com")
    return fixture
  }

  @Test func eachChangeHasItsPeopleMeaningReplayAndVerdict() async throws {
    let fixture = try Self.loosened("Open production\n\nReviewed-by: Bob <bob@example.com>")
    let ids = try fixture.git("rev-list", "--reverse", "HEAD").split(separator: "\n")
      .map { String($0.prefix(12)) }
    let result = try await fixture.tester.run("changes")
    #expect(result.status == 1 && result.errors == "")
    let lines = result.output.split(separator: "\n").map { String($0) }
    #expect(
      lines.first == "2 policy changes in 3 commits of refs/heads/main: 1 against the gates")
    #expect(lines.contains("first version  \(ids[0])  2026-10-01  Start"))
    #expect(lines.contains("BYPASSED  \(ids[2])  2026-10-01  Open production"))
    #expect(
      lines.contains("  - by Test <carol@example.com>, reviewed by Bob <bob@example.com>"))
    #expect(lines.contains("  - files: rules/databases.yaml"))
    #expect(lines.contains { $0.contains("loosens: rule staging") })
    #expect(
      lines.contains {
        $0.hasPrefix("  - 3 of 4 records decided differently: 3 looser in one way and tighter")
      })
    #expect(lines.contains("  - denied by a human, approved by the change: r3"))
    #expect(lines.contains { $0.contains("gate evidence") && $0.contains("tripped") })
  }

  @Test func anAcceptedChangeIsNoFindingAndNamesWhoAccepted() async throws {
    let fixture = try Self.loosened()
    let simulated = try await fixture.tester.run("simulate", "HEAD~1..HEAD")
    let trailers = simulated.output.split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.hasPrefix("Precedent-Accept:") }
    try #require(!trailers.isEmpty)
    let before = try await fixture.tester.run("changes", "HEAD~1..HEAD")
    #expect(before.status == 1)
    try fixture.git(
      "commit", "--quiet", "--amend",
      "--message=Open production\n\n\(trailers.joined(separator: "\n"))", by: "bob@example.com")
    let result = try await fixture.tester.run("changes", "HEAD~1..HEAD")
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("accepted  "))
    #expect(result.output.contains("accepted by bob@example.com"))
  }

  @Test func whatDoesNotLoadIsAFindingAndTheNextIsHeldToWhatStoodBefore() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace("effect: approve", "effect: aprove", in: "rules/databases.yaml")
    try fixture.commit("Break it")
    try fixture.replace("effect: aprove", "effect: approve", in: "rules/databases.yaml")
    try fixture.replace(
      #"resource.environment == "staging""#, #"resource.environment in ["staging", "prod"]"#,
      in: "rules/databases.yaml")
    try fixture.replace(
      #"resource.environment == "prod""#, #"resource.environment == "none""#,
      in: "rules/databases.yaml")
    try fixture.commit("Mend it, and more")
    let base = try fixture.git("rev-parse", "HEAD~2")
    let result = try await fixture.tester.run("changes")
    #expect(result.status == 1)
    #expect(result.output.contains("DOES NOT LOAD"))
    #expect(result.output.contains("BYPASSED"))
    #expect(result.output.contains("compared with \(base.prefix(12))"))
  }

  @Test func aPolicyThatIsRemovedIsAFinding() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.remove("precedent.yaml")
    try fixture.commit("No policy any more")
    let result = try await fixture.tester.run("changes", "HEAD~1..HEAD")
    #expect(result.status == 1)
    #expect(result.output.contains("POLICY REMOVED"))
  }

  @Test func aMergeIsOneChangeOfThoseWhoWroteIt() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.git("checkout", "--quiet", "-b", "topic")
    for hours in ["7h", "6h"] {
      try fixture.replace(
        hours == "7h" ? "duration: 8h" : "duration: 7h", "duration: \(hours)",
        in: "rules/databases.yaml")
      try fixture.commit("At most \(hours)", by: "carol@example.com")
    }
    try fixture.git("checkout", "--quiet", "main")
    try fixture.git("merge", "--quiet", "--no-ff", "--message=Merge topic", "topic")
    let result = try await fixture.tester.run("changes", "HEAD~1..HEAD", "--format", "json")
    #expect(result.status == 0)
    #expect(result.output.contains(#""mergedAuthors": ["#))
    #expect(result.output.contains("Test <carol@example.com>"))
    #expect(result.output.contains(#""subject": "Merge topic""#))
    #expect(!result.output.contains("At most"))
  }

  @Test func withoutAHistoryTheGatesAreUnknown() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.remove("history/requests.ndjson")
    try fixture.commit("No history")
    try fixture.replace("duration: 8h", "duration: 9h", in: "rules/databases.yaml")
    try fixture.commit("Longer")
    let result = try await fixture.tester.run("changes", "HEAD~1..HEAD")
    #expect(result.status == 0)
    #expect(result.output.contains("1 not known"))
    #expect(result.output.contains("unknown (no history)"))
    #expect(result.output.contains("loosens"))
  }

  @Test func theTimeOfTheCommitSelects() async throws {
    let fixture = try Self.loosened()
    let none = try await fixture.tester.run("changes", "--since", "2026-10-02", "--no-replay")
    #expect(none.status == 0)
    #expect(none.output.hasPrefix("0 policy changes in 3 commits of refs/heads/main since"))
    let all = try await fixture.tester.run("changes", "--until", "2026-10-02", "--no-replay")
    #expect(all.output.hasPrefix("2 policy changes") && all.status == 0)
    let before = try await fixture.tester.run("changes", "--until", "2026-10-01", "--no-replay")
    #expect(before.output.hasPrefix("0 policy changes"))
    let from = try await fixture.tester.run("changes", "--since", "2026-10-01", "--no-replay")
    #expect(from.output.hasPrefix("2 policy changes"))
  }

  @Test func whatFollowsAVersionThatDoesNotLoadIsNoFirstVersion() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace("effect: approve", "effect: aprove", in: "rules/databases.yaml")
    try fixture.git("commit", "--quiet", "--all", "--amend", "--message=Start")
    try fixture.replace("effect: aprove", "effect: approve", in: "rules/databases.yaml")
    try fixture.commit("Mend it")
    let result = try await fixture.tester.run("changes")
    #expect(result.output.contains("unknown (the policy before does not load)"))
    #expect(!result.output.contains("first version"))
  }

  @Test func whatCannotBeReplayedLeavesTheVerdictUnknown() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(SmallPolicy.history + "{\n", to: "history/requests.ndjson")
    try fixture.commit("A record that is none")
    try fixture.replace("duration: 8h", "duration: 7h", in: "rules/databases.yaml")
    try fixture.commit("Shorter")
    let result = try await fixture.tester.run("changes", "HEAD~1..HEAD")
    #expect(result.status == 2)
    #expect(result.output.contains("unknown (not all replayed)"), "\(result.output)")
  }

  @Test func theListIsASheetThatRunsNoFormula() async throws {
    let fixture = try Self.loosened("=HYPERLINK(\"x\"), and more")
    let result = try await fixture.tester.run("changes", "--format", "csv")
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\r\n")
    #expect(lines.count == 3)
    #expect(lines.first?.hasPrefix("commit,committedAt,author,") == true)
    #expect(result.output.contains(#""'=HYPERLINK(""x""), and more""#))
    #expect(result.output.contains(",bypassed,4,3,0,0,3,r3,,evidence,,"))
  }

  @Test(arguments: [
    ["changes", "HEAD"], ["changes", "--no-replay", "--history", "x.ndjson"],
    ["changes", "--history", "-"], ["changes", "A..B", "--protected-ref", "main"],
  ])
  func whatMakesNoSenseIsAUsageError(_ arguments: [String]) async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run(arguments)
    #expect(result.status == 64 && result.output == "")
  }
}
