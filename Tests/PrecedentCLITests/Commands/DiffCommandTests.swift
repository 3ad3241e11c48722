import Testing

/// `precedent diff`: exit codes, versions and formats.
struct DiffCommandTests {
  private func widened() throws -> PolicyFixture {
    let fixture = try PolicyFixture.small()
    try fixture.replace(
      #"resource.environment == "staging""#, #"resource.environment in ["staging", "dev"]"#,
      in: "rules/databases.yaml")
    return fixture
  }

  @Test func saysWhatAChangeMeans() async throws {
    let fixture = try widened()
    try fixture.commit("Open dev")
    let result = try await fixture.tester.run("diff", "HEAD~1..HEAD")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(
      result.output == """
        The change loosens: 1 entry means something else

        Rules
          staging: loosens (rules/databases.yaml:2)
          - also applies when the environment is `dev`
          - the title still says: Staging is open to engineers.

        """)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let edit: @Sendable (PolicyFixture) throws -> Void
    let status: Int32

    var testDescription: String { name }
  }

  private static let cases = [
    Case(name: "nothing", edit: { _ in }, status: 0),
    Case(
      name: "a comment",
      edit: { try $0.replace("rules:\n", "# Who may.\nrules:\n", in: "rules/databases.yaml") },
      status: 0),
    Case(
      name: "a certification",
      edit: { try $0.replace("2026-06-01", "2026-07-01", in: "rules/databases.yaml") }, status: 0),
    Case(
      name: "another title",
      edit: { try $0.replace("Staging is", "It is", in: "rules/databases.yaml") }, status: 0),
    Case(
      name: "a limit", edit: { try $0.replace("8h", "9h", in: "rules/databases.yaml") }, status: 1),
    Case(
      name: "a lowered safeguard",
      edit: {
        try $0.write("name: small\ntesting: { changedRules: exercised }\n", to: "precedent.yaml")
      },
      status: 1),
    Case(
      name: "a rewritten history",
      edit: { try $0.remove("history/requests.ndjson") }, status: 1),
    Case(
      name: "a policy that does not load",
      edit: { try $0.replace("effect: approve", "effect: aprove", in: "rules/databases.yaml") },
      status: 2),
  ]

  @Test(arguments: cases)
  func exitCodeSaysWhetherTheMeaningDiffers(_ input: Case) async throws {
    let fixture = try PolicyFixture.small()
    try input.edit(fixture)
    let work = try await fixture.tester.run("diff", "HEAD", "--worktree", "--exit-code")
    #expect(work.status == input.status)
    let staged = try await fixture.tester.run("diff", "HEAD", "--staged", "--exit-code")
    #expect(staged.status == 0)
    let unasked = try await fixture.tester.run("diff", "--worktree")
    #expect(unasked.status == (input.status == 2 ? 2 : 0))
  }

  @Test func writesEveryFormat() async throws {
    let fixture = try widened()
    let json = try await fixture.tester.run("diff", "--worktree", "--format", "json")
    #expect(json.output.contains(#""schema": "precedent.diff/v1""#))
    #expect(json.output.contains(#""because": "resource.environment == \"dev\"""#))
    let markdown = try await fixture.tester.run(
      "diff", "--worktree", "--format", "markdown", "-o", "diff.md")
    #expect(markdown.output == "" && markdown.status == 0)
    #expect(fixture.exists("diff.md"))
  }

  @Test func aVersionWithoutAPolicyDenies() async throws {
    let fixture = try PolicyFixture.small()
    let empty = try fixture.git("hash-object", "-t", "tree", "/dev/null")
    let commit = try fixture.git("commit-tree", empty, "-m", "Nothing")
    let result = try await fixture.tester.run("diff", "\(commit)..HEAD")
    #expect(result.status == 0)
    #expect(result.output.contains("  prod is new: "))
  }

  @Test func testsThatCannotBeReadAreSaid() async throws {
    let fixture = try widened()
    try fixture.write("tests: [ { nam: one } ]\n", to: "tests/broken.yaml")
    let result = try await fixture.tester.run("diff", "--worktree")
    #expect(result.status == 0)
    #expect(result.output.contains("Some tests cannot be read, and are not compared"))
  }

  @Test func aSimulationIsHeadedByTheMeaning() async throws {
    let fixture = try widened()
    let result = try await fixture.tester.run("simulate", "--worktree")
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("REFUSED: gate evidence trips at 1 part of the change\n"))
    #expect(
      result.output.contains(
        "  - loosens: rule staging: also applies when the environment is `dev`\n"))
    #expect(result.output.contains("  - rule staging: condition, wider\n"))
  }
}
