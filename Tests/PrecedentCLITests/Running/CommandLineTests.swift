import Foundation
import Testing

@testable import PrecedentCLI

/// What a newcomer types: folders, help, completions, standard input.
struct CommandLineTests {
  @Test(arguments: [
    ["-C", "access", "check"], ["check", "-C", "access"], ["-C", "access", "-C", "rules", "check"],
    ["-C", "access", "check", "-C", "rules"], ["check", "-C", "access/rules"],
    ["-C", "access", "help", "check"], ["-C", "access", "--version"], ["-C", "access"],
  ])
  func aFolderIsNamedBeforeOrAfterTheCommand(_ arguments: [String]) async throws {
    let fixture = try PolicyFixture()
    try fixture.write("name: small\n", to: "access/precedent.yaml")
    try fixture.write(SmallPolicy.directory, to: "access/directory/people.yaml")
    try fixture.write(SmallPolicy.rules, to: "access/rules/databases.yaml")
    let result = try await fixture.tester.run(arguments)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "")
  }

  @Test(arguments: [
    (["-C", "nowhere", "check"], "error[cannot-read]: cannot read `nowhere`: No such file", 2),
    (["check", "-C", "precedent.yaml"], "cannot read `precedent.yaml`: Not a directory", 2),
    (["-C"], "Error: -C needs a folder after it", 64),
    (["check", "-C"], "Missing value for '-C <dir>'", 64),
    (["help", "chekc"], "Error: there is no command `chekc`, did you mean `check`?", 64),
    (["simlate"], "Error: there is no command `simlate`, did you mean `simulate`?", 64),
    (["-C", ".", "nonsense"], "Error: there is no command `nonsense`", 64),
    (["decide", "-", "--approvals", "-"], "standard input can be read only once", 64),
    (
      ["simulate", "HEAD..HEAD", "--history", "history/requests.ndjson", "--history", "history"],
      "`history/requests.ndjson` is given twice to --history", 64
    ),
  ])
  func aMistakeIsSaidInItsOwnWords(
    _ arguments: [String], _ message: String, _ status: Int32
  ) async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run(arguments)
    #expect(result.status == status)
    #expect(result.output == "")
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func aLinkedWorkTreeIsARepositoryToo() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.git("worktree", "add", "--quiet", "linked")
    let result = try await fixture.tester.run("simulate", "-C", "linked", "HEAD", "--worktree")
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func gitsVariablesNameTheRepository() async throws {
    let fixture = try PolicyFixture.small()
    let elsewhere = try PolicyFixture(isRepository: false)
    var tester = elsewhere.tester
    tester.variables["GIT_DIR"] = fixture.path + "/.git"
    #expect(try await tester.run("check", "HEAD").status == 0)
    tester.variables["GIT_WORK_TREE"] = fixture.path
    #expect(try await tester.run("check").status == 0)
  }

  @Test func everyCommandHasHelpThatSaysNoSwift() async throws {
    let fixture = try PolicyFixture(isRepository: false)
    let overview = try await fixture.tester.run("help").output
    let names = try #require(overview.split(separator: "SUBCOMMANDS:\n").last)
      .prefixMatch(of: /(?:  .*\n)+/)?.output.matches(of: /(?m)^  ([a-z-]+)/).map(\.output.1)
    try #require((names ?? []).count >= 8)
    for name in (names ?? []).map({ String($0) }) {
      let result = try await fixture.tester.run("help", name)
      #expect(result.status == 0)
      #expect(result.output.contains("USAGE: precedent \(name)"))
      #expect(!result.output.contains("Argument("))
    }
    #expect(
      try await fixture.tester.run("help", "synthesize").output.contains(
        " 2025-11-01T00:00:00Z)"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsAreMadeAndParse(_ shell: String) async throws {
    let fixture = try PolicyFixture(isRepository: false)
    let result = try await fixture.tester.run("--generate-completion-script", shell)
    #expect(result.status == 0)
    #expect(result.output.contains("calibrate"))
    guard shell == "bash" else { return }
    try fixture.write(result.output, to: "completion.bash")
    let bash = Process()
    bash.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    bash.arguments = ["bash", "-n", fixture.path + "/completion.bash"]
    try bash.run()
    bash.waitUntilExit()
    #expect(bash.terminationStatus == 0)
  }

  private static let request = """
    {"id":"q1","time":"2026-11-21T11:00:00Z","subject":{"id":"carol@example.com"},
     "action":"grant","resource":{"id":"db","environment":"prod"},
     "context":{"justification":"a secret \u{202E}reason"}}
    """

  @Test func problemsOfApprovalsNameTheirFile() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(#"[{"by":"alice@example.com"}]"#, to: "approvals.json")
    var tester = fixture.tester
    tester.standardInput = Self.request
    let result = try await tester.run("decide", "-", "--approvals", "approvals.json")
    #expect(result.status == 2)
    #expect(result.errors.contains(" --> approvals.json\n"))
    #expect(!result.errors.contains("<stdin>"))
  }

  @Test func aDecisionForAPullRequestShowsValuesOnlyWhenAsked() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.request, to: "request.json")
    let arguments = ["decide", "request.json", "--format", "markdown"]
    let hidden = try await fixture.tester.run(arguments)
    #expect(hidden.status == 0, "\(hidden.errors)")
    #expect(hidden.output.hasPrefix("**pending, human: request `q1`, waiting for people**\n"))
    #expect(!hidden.output.contains("secret"))
    let shown = try await fixture.tester.run(arguments + ["--show", "values"])
    #expect(shown.output.contains("secret"))
    #expect(!shown.output.contains("\u{202E}"))
    let json = try await fixture.tester.run("decide", "request.json", "--format", "json")
    #expect(json.output.contains("a secret \\u202Ereason"))
  }

  @Test func findingsForAPullRequestStartWithTheirCount() async throws {
    let fixture = try PolicyFixture.small()
    let clean = try await fixture.tester.run("check", "--format", "markdown")
    #expect(clean.status == 0)
    #expect(clean.output == "**nothing found**\n")
    try fixture.replace("    limits: { duration: 8h }\n", "", in: "rules/databases.yaml")
    let result = try await fixture.tester.run("check", "--format", "markdown")
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("**1 error in 1 file**\n\n### error `"))
  }
}
