import Foundation
import Testing

/// `precedent who`: exit codes, streams and both formats.
struct WhoCommandTests {
  @Test func everyPlaceIsListedWithFileAndLine() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("who", "alice@example.com")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(
      result.output == """
        alice@example.com (human) is named in 6 places of the work tree

        Named
          at                       in             as           named
          directory/people.yaml:2  team security  member       directly
          rules/databases.yaml:2   rule staging   certifier    directly
          rules/databases.yaml:2   rule staging   owner        by team security
          rules/databases.yaml:2   rule staging   takes back   by team security
          rules/databases.yaml:11  rule prod      may approve  by team security
          rules/databases.yaml:11  rule prod      owner        by team security

        """)
  }

  @Test func whatWouldBeLostExitsWithOne() async throws {
    let fixture = try PolicyFixture.small()
    let fine = try await fixture.tester.run("who", "alice@example.com", "--without")
    #expect(fine.status == 0)
    #expect(fine.output.contains("If alice@example.com left today\n  Nothing would be lost.\n"))
    try fixture.replace("count: 1", "count: 2", in: "rules/databases.yaml")
    let lost = try await fixture.tester.run("who", "alice@example.com", "--without")
    #expect(lost.status == 1)
    #expect(
      lost.output.contains(
        "  rules/databases.yaml:11  rule prod  quorum: 2 approvals by security, and only 1 left\n"))
    let committed = try await fixture.tester.run(
      "who", "alice@example.com", "--without", "--rev", "HEAD")
    #expect(committed.status == 0)
  }

  @Test func aLossIsInTheJSONToo() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace("count: 1", "count: 2", in: "rules/databases.yaml")
    let result = try await fixture.tester.run(
      "who", "bob@example.com", "--without", "--format", "json")
    #expect(result.status == 1)
    #expect(result.output.contains(#""schema": "precedent.who/v1""#))
    #expect(result.output.contains(#""lost": "quorum""#))
    let unasked = try await fixture.tester.run("who", "bob@example.com", "--format", "json")
    #expect(unasked.status == 0)
    #expect(unasked.output.contains(#""losses": null"#))
  }

  struct Unknown: CustomTestStringConvertible, Sendable {
    let id: String
    let error: String
    var testDescription: String { id }
  }

  @Test(arguments: [
    Unknown(id: "alise@example.com", error: "did you mean `alice@example.com`?"),
    Unknown(id: "alice", error: "did you mean `alice@example.com`?"),
    Unknown(id: "security", error: "ask for a member: `alice@example.com`, `bob@example.com`"),
    Unknown(id: "x", error: "see the files in directory/"),
  ])
  func whoIsUnknownIsRefused(_ unknown: Unknown) async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("who", unknown.id)
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.contains("error[unknown-person]"))
    #expect(result.errors.contains(unknown.error), "\(result.errors)")
  }

  @Test func aRevisionAndTheWorkTreeExcludeEachOther() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run(
      "who", "alice@example.com", "--rev", "HEAD", "--worktree")
    #expect(result.status == 64)
  }
}
