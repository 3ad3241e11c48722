import Foundation
import PrecedentCLI
import Testing

struct TimelineCommandTests {
  private static let request = """
    {"id":"q1","time":"2026-07-01T10:00:00Z","subject":{"id":"carol@example.com"},
     "action":"grant","resource":{"id":"db","environment":"staging"}}
    """

  /// Six commits: open, the same, closed, broken, closed again, without a policy.
  private static func fixture() throws -> PolicyFixture {
    let fixture = try PolicyFixture.small()
    try fixture.write(request, to: "request.json")
    try fixture.commit("Only a request")
    try fixture.replace(
      "effect: approve", "effect: deny\n    reason: Closed.", in: "rules/databases.yaml")
    try fixture.commit(
      "Close staging\n\nReviewed-by: Bob <bob@example.com>", by: "carol@example.com")
    try fixture.replace("reason: Closed.", "", in: "rules/databases.yaml")
    try fixture.commit("Break it")
    try fixture.replace(
      "effect: deny\n", "effect: deny\n    reason: Closed again.\n", in: "rules/databases.yaml")
    try fixture.commit("Mend it")
    try fixture.remove("precedent.yaml")
    try fixture.commit("No policy any more")
    return fixture
  }

  private static func run(_ fixture: PolicyFixture, _ arguments: String...) async throws
    -> CommandResult
  {
    try await fixture.tester.run(
      ["timeline", "request.json", "--at", "2026-07-01T11:00:00Z"] + arguments)
  }

  @Test func namesEachCommitThatChangedTheOutcome() async throws {
    let fixture = try Self.fixture()
    let ids = try fixture.git("rev-list", "--reverse", "HEAD").split(separator: "\n")
      .map { String($0.prefix(12)) }
    let result = try await Self.run(fixture)
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output == """
        request q1 at 2026-07-01T11:00:00Z: 6 commits

        approved, automatic, by staging (at most 8h)
          since  \(ids[0])  2026-10-01  Start
                 by Test <author@example.com>
          until  \(ids[1])  2026-10-01  Only a request, 2 commits

        denied, by staging (at most 8h)
          since  \(ids[2])  2026-10-01  Close staging
                 by Test <carol@example.com>, reviewed by Bob <bob@example.com>
                 staging changed: rules/databases.yaml:6
                   -     effect: approve
                   +     effect: deny
                   +     reason: Closed.

        the policy does not load
          since  \(ids[3])  2026-10-01  Break it
                 by Test <author@example.com>

        denied, by staging (at most 8h)
          since  \(ids[4])  2026-10-01  Mend it
                 by Test <author@example.com>

        there is no policy
          since  \(ids[5])  2026-10-01  No policy any more
                 by Test <author@example.com>

        """)
  }

  @Test func bisectNamesTheFirstCommitWithAnOutcome() async throws {
    let fixture = try Self.fixture()
    let closed = try fixture.git("rev-parse", "HEAD~3")
    let found = try await Self.run(fixture, "--bisect", "denied", "--format", "json")
    #expect(found.status == 0)
    #expect(found.output.contains(#""commit": "\#(closed)""#))
    let none = try await Self.run(fixture, "--bisect", "pending")
    #expect(none.status == 1)
    #expect(none.output.contains("no commit has the outcome `pending`"))
    let wrong = try await Self.run(fixture, "--bisect", "maybe")
    #expect(wrong.status == 64)
  }

  @Test func aRangeLeavesOutWhatWasBefore() async throws {
    let fixture = try Self.fixture()
    let result = try await Self.run(fixture, "--range", "HEAD~4..HEAD~2")
    #expect(result.output.contains("2 commits"))
    #expect(result.output.contains("Close staging") && !result.output.contains("Start"))
  }

  @Test func mergesCountOnceAndSideBranchesNotAtAll() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.request, to: "request.json")
    try fixture.git("checkout", "--quiet", "-b", "topic")
    try fixture.replace(
      "effect: approve", "effect: deny\n    reason: X.", in: "rules/databases.yaml")
    try fixture.commit("On the side")
    try fixture.git("checkout", "--quiet", "main")
    try fixture.git("merge", "--quiet", "--no-ff", "--message=Merged", "topic")
    let result = try await Self.run(fixture)
    #expect(result.output.contains("2 commits"))
    #expect(result.output.contains("Merged") && !result.output.contains("On the side"))
  }

  @Test func aMergeNamesWhoWroteWhatItMergedAndWhoReviewedThat() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.request, to: "request.json")
    try fixture.git("checkout", "--quiet", "-b", "topic")
    try fixture.replace(
      "effect: approve", "effect: deny\n    reason: X.", in: "rules/databases.yaml")
    try fixture.commit("On the side\n\nReviewed-by: Bob", by: "carol@example.com")
    try fixture.git("checkout", "--quiet", "main")
    try fixture.git("merge", "--quiet", "--no-ff", "--message=Merged", "topic")
    let result = try await Self.run(fixture)
    #expect(
      result.output.contains(
        "by Test <carol@example.com>, merged by Test <author@example.com>, reviewed by Bob\n"))
  }

  @Test func whatIsNoRuleIsNamedByItsFile() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.request, to: "request.json")
    try fixture.write(
      """
      name: small
      invariants:
        - id: never
          title: Nobody gets in alone.
          owner: security
          when: "true"
          never: [ approve ]

      """, to: "precedent.yaml")
    try fixture.commit("An invariant")
    let result = try await Self.run(fixture)
    #expect(
      result.output.contains("no rule that takes part changed; what did: precedent.yaml\n"),
      "\(result.output)")
  }

  @Test func aPolicyThatMovesStaysTheSameAndOneThatCameLateHadNoneBefore() async throws {
    let fixture = try PolicyFixture()
    for number in 1...3 {
      try fixture.write("\(number)", to: "beside/\(number).txt")
      try fixture.commit("Before \(number)")
    }
    try fixture.write("name: small\n", to: "one/precedent.yaml")
    try fixture.write(SmallPolicy.directory, to: "one/directory/people.yaml")
    try fixture.write(SmallPolicy.rules, to: "one/rules/databases.yaml")
    try fixture.write(Self.request, to: "request.json")
    try fixture.commit("A policy")
    try fixture.git("mv", "one", "two")
    try fixture.commit("Moved")
    let result = try await Self.run(fixture)
    #expect(result.status == 0 && result.errors == "")
    let outcomes = result.output.split(separator: "\n\n").dropFirst()
      .map { $0.split(separator: "\n").first.map { String($0) } }
    #expect(outcomes == ["there is no policy", "approved, automatic, by staging (at most 8h)"])
    #expect(result.output.contains("Moved, 2 commits"))
  }

  @Test func theCommitWithTwoPoliciesIsNamed() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("name: one\n", to: "one/precedent.yaml")
    try fixture.commit("One")
    try fixture.git("mv", "one", "three")
    try fixture.write("name: two\n", to: "two/precedent.yaml")
    try fixture.write(Self.request, to: "request.json")
    try fixture.commit("Two")
    let id = try fixture.git("rev-parse", "HEAD")
    let result = try await Self.run(fixture)
    #expect(result.status == 2 && result.output == "")
    #expect(result.errors.contains("several-policies"))
    #expect(result.errors.contains("in commit `\(id)`"))
  }

  @Test func aShallowCloneSaysWhatItLacks() async throws {
    let fixture = try Self.fixture()
    let clone = try PolicyFixture(isRepository: false)
    try fixture.git("clone", "--quiet", "--depth=2", "file://" + fixture.path, clone.path + "/c")
    try clone.write(Self.request, to: "request.json")
    let result = try await clone.tester.run("-C", "c", "timeline", "request.json")
    #expect(result.status == 2)
    #expect(result.errors.contains("git-shallow-history"))
    let part = try await clone.tester.run(
      "-C", "c", "timeline", "request.json", "--range", "HEAD~1..HEAD")
    #expect(part.status == 0 && part.output.contains("1 commit\n"))
  }

  @Test func aRecordIsDecidedAtItsOwnInstant() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(
      String(SmallPolicy.history.split(separator: "\n")[1]), to: "record.json")
    let result = try await fixture.tester.run("timeline", "record.json")
    #expect(result.status == 0)
    #expect(result.output.contains("request r2 at 2026-07-01T12:00:00Z"))
    #expect(result.output.contains("approved, human, by prod"))
  }
}
