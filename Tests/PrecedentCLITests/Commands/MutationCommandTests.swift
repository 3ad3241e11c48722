import Foundation
import Testing

@testable import PrecedentCLI

struct MutationCommandTests {
  private static let tests = """
    # Tests of the databases.
    tests:
      - name: staging is open
        base: fixtures/q.json
        cases:
          - expect: { decision: approved, rules: [ staging ] }
          - with: { resource.environment: dev }
            expect: denied

    """

  private static let request = """
    {"id":"q","time":"2026-07-01T10:00:00Z","subject":{"id":"carol@example.com"},
     "action":"grant","resource":{"id":"db","environment":"staging"}}
    """

  private static func fixture() throws -> PolicyFixture {
    let fixture = try PolicyFixture.small()
    try fixture.write(tests, to: "tests/databases.yaml")
    try fixture.write(request, to: "tests/fixtures/q.json")
    try fixture.commit("Tests")
    return fixture
  }

  private static func text(_ fixture: PolicyFixture, _ file: String) throws -> String {
    try String(contentsOfFile: fixture.path + "/" + file, encoding: .utf8)
  }

  @Test func showsEditsAsDiffsWithATestToAdd() async throws {
    let fixture = try Self.fixture()
    let result = try await fixture.tester.run("test", "--mutation", "--rule", "staging")
    #expect(result.status == 1 && result.errors == "")
    #expect(
      result.output == """
        staging: no limit (rules/databases.yaml:7:13)
          -     limits: { duration: 8h }
          +     limits: { none: Changed. }
          A request shows it, and no test does: limits `8h` would be `none`; grant `until \
        2026-07-01T18:00:00Z` would be `until never`

        staging: limit `4h` instead of `8h` (rules/databases.yaml:7:25)
          -     limits: { duration: 8h }
          +     limits: { duration: 4h }
          A request shows it, and no test does: limits `8h` would be `4h`; grant `until \
        2026-07-01T18:00:00Z` would be `until 2026-07-01T14:00:00Z`

        staging: limit `16h` instead of `8h` (rules/databases.yaml:7:25)
          -     limits: { duration: 8h }
          +     limits: { duration: 16h }
          A request shows it, and no test does: limits `8h` would be `16h`; grant `until \
        2026-07-01T18:00:00Z` would be `until 2026-07-02T02:00:00Z`

          Add to tests/databases.yaml, a request of `staging is open`, case 1:
            - name: "an edit of staging is noticed: no limit"
              base: fixtures/q.json
              cases:
                - at: 2026-07-01T10:00:00Z
                  expect:
                    decision: approved
                    tier: automatic
                    rules: [ staging ]
                    limits: { duration: 8h }
                  unreviewed: true

        3 of 11 edits of 1 rule would go unseen: tests notice 7, 1 cannot show in any \
        decision, 0 showed in no request that was found
        help: `precedent test --mutation --write` adds 1 test, marked for review

        """)
  }

  @Test func writesTestsThatNoticeWhatSurvived() async throws {
    let fixture = try Self.fixture()
    let result = try await fixture.tester.run(
      "test", "--mutation", "--rule", "staging", "--write")
    #expect(result.status == 1 && result.errors == "")
    #expect(result.output.contains("Written to tests/databases.yaml"))
    let written = try Self.text(fixture, "tests/databases.yaml")
    #expect(written.hasPrefix(Self.tests) && written.hasSuffix("        unreviewed: true\n"))
    let marked = try await fixture.tester.run("test", "--mutation", "--rule", "staging")
    #expect(marked.status == 1)
    #expect(marked.output.contains("Noticed only by cases that nobody has reviewed"))
    // Writing again adds nothing: those cases are there.
    let again = try await fixture.tester.run(
      "test", "--mutation", "--rule", "staging", "--write")
    #expect(again.status == 1 && again.errors == "")
    #expect(try Self.text(fixture, "tests/databases.yaml") == written)
    try fixture.replace("        unreviewed: true\n", "", in: "tests/databases.yaml")
    let reviewed = try await fixture.tester.run("test", "--mutation", "--rule", "staging")
    #expect(reviewed.status == 0, "\(reviewed.output)")
  }

  @Test func holdsChangedRulesToTheBar() async throws {
    let fixture = try Self.fixture()
    try fixture.replace("duration: 8h", "duration: 9h", in: "rules/databases.yaml")
    let result = try await fixture.tester.run("test", "--changed-since", "HEAD")
    #expect(result.status == 1)
    #expect(result.output.contains("limit"), "\(result.output)")
    let unchanged = try await fixture.tester.run(
      "test", "--mutation", "--changed-since", "HEAD", "--rule", "prod")
    #expect(unchanged.status == 0)
  }

  @Test func saysWhatSurvivesAsJSON() async throws {
    let fixture = try Self.fixture()
    let result = try await fixture.tester.run(
      "test", "--mutation", "--rule", "staging", "--format", "json")
    let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let report = try #require(value as? [String: Any])
    #expect(report["schema"] as? String == "precedent.mutation/v1")
    let counts = ["noticed", "equivalent", "survivors", "unshown"].map { report[$0] as? Int ?? -1 }
    #expect(counts.reduce(0, +) == report["edits"] as? Int)
  }

  @Test func refusesToEditWhileTestsFail() async throws {
    let fixture = try Self.fixture()
    try fixture.replace("expect: denied", "expect: approved", in: "tests/databases.yaml")
    let result = try await fixture.tester.run("test", "--mutation")
    #expect(result.status == 2)
    #expect(result.errors.contains("tests-fail"))
  }

  @Test func refusesARuleThatIsNotThere() async throws {
    let fixture = try Self.fixture()
    let result = try await fixture.tester.run("test", "--mutation", "--rule", "stagin")
    #expect(result.status == 2)
    #expect(result.errors.contains("did you mean `staging`"), "\(result.errors)")
  }

  @Test(arguments: [
    ["test", "--rule", "staging"], ["test", "--write"], ["test", "--mutation", "--filter", "x"],
    ["test", "HEAD", "--mutation", "--write"], ["test", "--mutation", "--format", "junit"],
  ])
  func refusesOptionsThatDoNotGoTogether(_ arguments: [String]) async throws {
    let fixture = try Self.fixture()
    #expect(try await fixture.tester.run(arguments).status == 64)
  }

  /// Names of obligations and tests may hold anything.
  @Test func showsNothingHidden() async throws {
    let fixture = try Self.fixture()
    let hostile = #""\e[31m\u202Eevil""#
    try fixture.replace(
      "effect: approve", "effect: approve\n    obligations: [ { id: \(hostile), type: t } ]",
      in: "rules/databases.yaml")
    try fixture.replace("name: staging is open", "name: \(hostile)", in: "tests/databases.yaml")
    let result = try await fixture.tester.run("test", "--mutation")
    #expect(result.status == 1 && result.output.contains("evil"))
    #expect(!result.output.unicodeScalars.contains("\u{1B}"))
    #expect(!result.output.unicodeScalars.contains("\u{202E}"))
  }
}
