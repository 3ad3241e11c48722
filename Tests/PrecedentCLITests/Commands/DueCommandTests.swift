import Foundation
import PrecedentCLI
import Testing

struct DueCommandTests {
  @Test func nothingIsDueSoon() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("due")
    #expect(result.status == 0 && result.errors == "")
    #expect(result.output == "Nothing is overdue, and nothing is due or ends within 30d.\n")
  }

  @Test func whatIsDueSoonIsListedAndNoFinding() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("due", "--within", "365d")
    #expect(result.status == 0)
    #expect(
      result.output == """
        Nothing is overdue; 1 due and 0 ending within 365d.

        As of 2026-11-21T12:00:00Z
          when                       what            which    who answers  where
          2027-06-01T00:00:00Z  due  recertify rule  staging  security     rules/databases.yaml:2

        Look at a rule, then run: precedent recertify RULE --by ID

        """)
  }

  @Test func aLapsedRuleIsAFinding() async throws {
    let fixture = try PolicyFixture.small()
    let lapsed = try await fixture.tester.run("due", "--at", "2027-06-01")
    #expect(lapsed.status == 1)
    #expect(lapsed.output.hasPrefix("1 overdue, 0 due and 0 ending within 30d.\n"))
    let before = try await fixture.tester.run("due", "--at", "2027-05-31T23:59:59Z")
    #expect(before.status == 0)
  }

  @Test func aRevisionIsLookedAtAsItWas() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace(
      "certified: { on: 2026-06-01", "certified: { on: 2024-06-01", in: "rules/databases.yaml")
    #expect(try await fixture.tester.run("due").status == 1)
    #expect(try await fixture.tester.run("due", "--worktree").status == 1)
    #expect(try await fixture.tester.run("due", "HEAD").status == 0)
  }

  @Test func jsonIsVersioned() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("due", "--at", "2027-06-02", "--format", "json")
    #expect(result.status == 1)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "precedent.due/v1")
    #expect(
      (document["counts"] as? [String: Int]) == ["overdue": 1, "due": 0, "ends": 0, "ended": 0])
  }

  @Test(arguments: [
    ("--within soon", Int32(64)), ("--at soon", 64), ("HEAD --worktree", 64),
    ("no-such-revision", 2), ("--policy rules", 2),
  ])
  func refusesWhatItCannotUse(_ arguments: String, _ status: Int32) async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run(
      ["due"] + arguments.split(separator: " ").map(String.init))
    #expect(result.status == status && result.output == "" && !result.errors.isEmpty)
  }
}
