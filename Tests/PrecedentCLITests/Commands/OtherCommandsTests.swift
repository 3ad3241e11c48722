import Foundation
import Testing

struct InitCommandTests {
  @Test func theTemplateBecomesARepositoryThatChecksClean() async throws {
    let fixture = try PolicyFixture(isRepository: false)
    let made = try await fixture.tester.run("init", "access")
    #expect(made.status == 0)
    #expect(fixture.exists("access/.github/workflows/precedent.yml"))
    #expect(fixture.exists("access/.git"))
    let checked = try await fixture.tester.run("-C", "access", "check")
    #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
  }

  @Test func nothingIsOverwritten() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("mine\n", to: "README.md")
    let result = try await fixture.tester.run("init")
    #expect(result.status == 2)
    #expect(result.errors.contains("already-there"))
    #expect(!fixture.exists("precedent.yaml"))
  }
}

struct DemoCommandTests {
  @Test func theStoryEndsAsItSays() async throws {
    let fixture = try PolicyFixture(isRepository: false)
    let result = try await fixture.tester.run("demo", "--keep", "story")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "")
    #expect(result.output.contains("REFUSED"))
    #expect(result.output.contains("PASSED"))
    #expect(result.output.contains("humans-said-no"))
    #expect(fixture.exists("story/precedent.yaml"))
  }
}

struct CheckCommandTests {
  @Test func findingsExitWithOne() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace("    limits: { duration: 8h }\n", "", in: "rules/databases.yaml")
    let result = try await fixture.tester.run("check")
    #expect(result.status == 1)
    #expect(result.output.contains("rules/databases.yaml:"))
    #expect(try await fixture.tester.run("check", "HEAD").status == 0)
    #expect(try await fixture.tester.run("check", "--staged").status == 0)
  }

  @Test func aFindingAboutAConditionPointsIntoIt() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace(
      "when: has(resource.environment) && resource.environment == \"prod\"",
      "when: |\n      has(resource.type) &&\n      resource.environment == \"prod\"",
      in: "rules/databases.yaml")
    // Nobody has said which fields there must be: that is worth a note.
    let lenient = try await fixture.tester.run("check")
    #expect(lenient.status == 0)
    #expect(lenient.output.hasPrefix("note[field-without-has]: `resource.environment` may"))
    try fixture.write(
      #"{ "type": "object", "properties": { "resource": { "type": "object", "properties": "#
        + #"{ "type": { "type": "string" }, "environment": { "type": "string" } } } } }"#,
      to: "schema/request.schema.json")
    let result = try await fixture.tester.run("check")
    #expect(result.status == 1)
    #expect(
      result.output.hasPrefix(
        """
        warning[field-without-has]: `resource.environment` may be absent
          --> rules/databases.yaml:16:7
        """), "\(result.output)")
    #expect(
      result.output.contains(
        """
        16 |       resource.environment == "prod"
           |       ^^^^^^^^^^^^^^^^^^^^
        """), "\(result.output)")
    #expect(result.output.contains("the rule matches: people must approve"))
  }

  @Test func sinceShowsOnlyNewFindings() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace("    limits: { duration: 8h }\n", "", in: "rules/databases.yaml")
    try fixture.commit("Forget the limits")
    try fixture.write("# moved\n" + SmallPolicy.directory, to: "directory/people.yaml")
    try fixture.commit("Something else")
    #expect(try await fixture.tester.run("check", "HEAD", "--since", "HEAD~1").status == 0)
    #expect(try await fixture.tester.run("check", "HEAD", "--since", "HEAD~2").status == 1)
  }

  @Test func jsonNamesItsSchema() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("check", "--format", "json")
    #expect(result.status == 0)
    #expect(result.output.contains(#""schema": "precedent.check/v1""#))
  }

  @Test func whatIsSuppressedIsCountedAndDoesNotFail() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace(
      "certified: { on: 2026-06-01, by: alice@example.com }",
      "certified: { on: 2026-06-01, by: alice@example.com }\n    until: 2026-11-01\n"
        + "    suppress: [ { code: rule-expired, reason: Kept for its tests., until: 2027-01-01 } ]",
      in: "rules/databases.yaml")
    let result = try await fixture.tester.run("check")
    #expect(result.output.hasSuffix("; 1 suppressed\n"), "\(result.output)")
    #expect(result.status == 0)
    try fixture.replace("until: 2027-01-01", "until: 2026-11-21", in: "rules/databases.yaml")
    #expect(try await fixture.tester.run("check").status == 1)
  }

  @Test func formatsForCodeHostsNameFilesFromTheTopOfTheRepository() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("name: small\n", to: "access/precedent.yaml")
    try fixture.write(SmallPolicy.directory, to: "access/directory/people.yaml")
    try fixture.write(SmallPolicy.rules, to: "access/rules/databases.yaml")
    try fixture.replace("    limits: { duration: 8h }\n", "", in: "access/rules/databases.yaml")
    let sarif = try await fixture.tester.run("check", "--format", "sarif")
    #expect(sarif.status == 1)
    #expect(sarif.output.contains(#""uri": "access/rules/databases.yaml""#))
    #expect(sarif.output.contains(#""version": "2.1.0""#))
    let github = try await fixture.tester.run("check", "--format", "github")
    #expect(github.status == 1)
    #expect(
      github.output.contains(
        "::error file=access/rules/databases.yaml,line=2,col=9,endColumn=16,title=rule-without-limits::"
      ), "\(github.output)")
  }

  /// What was slipped into a merge shows; what git merges by itself does not.
  @Test func aMergeWithChangesOfItsOwnIsFound() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.git("checkout", "--quiet", "-b", "feature")
    try fixture.replace("Staging is open", "Staging stands open", in: "rules/databases.yaml")
    try fixture.commit("Another title")
    try fixture.git("checkout", "--quiet", "main")
    try fixture.write("# notes\n" + SmallPolicy.directory, to: "directory/people.yaml")
    try fixture.commit("A note")
    try fixture.git("merge", "--quiet", "--no-ff", "--message=Merge", "feature")
    let honest = try await fixture.tester.run("check", "HEAD")
    #expect(!honest.output.contains("merge-with-own-changes"), "\(honest.output)")
    try fixture.replace("duration: 8h", "duration: 80h", in: "rules/databases.yaml")
    try fixture.git("commit", "--quiet", "--all", "--amend", "--message=Merge")
    let evil = try await fixture.tester.run("check", "HEAD")
    #expect(evil.status == 1)
    #expect(evil.output.contains("warning[merge-with-own-changes]"), "\(evil.output)")
    #expect(evil.output.contains("rules/databases.yaml"))
  }

  @Test func fixturesAndAuthorsComeFromTheRepository() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write("{}", to: "tests/fixtures/forgotten.json")
    try fixture.replace(
      "by: alice@example.com", "by: carol@example.com", in: "rules/databases.yaml")
    try fixture.replace("owner: security", "owner: alone", in: "rules/databases.yaml")
    try fixture.write(
      SmallPolicy.directory.replacing(
        "members:\n  - id: alice",
        with: "  - { id: alone, members: [ carol@example.com ] }\nmembers:\n  - id: alice"),
      to: "directory/people.yaml")
    try fixture.commit("All by herself", by: "carol@example.com")
    let result = try await fixture.tester.run("check", "HEAD")
    #expect(result.output.contains("note[unused-fixture]"), "\(result.output)")
    #expect(result.output.contains("warning[all-in-one-person]"), "\(result.output)")
    try fixture.replace(
      "title: Staging is open", "title: Staging lies open", in: "rules/databases.yaml")
    try fixture.commit("By another one", by: "alice@example.com")
    let other = try await fixture.tester.run("check", "HEAD")
    #expect(!other.output.contains("all-in-one-person"), "\(other.output)")
  }

  /// A rule that moves to another line and another file has no new findings.
  @Test func sinceKnowsARuleThatMoved() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace("    limits: { duration: 8h }\n", "", in: "rules/databases.yaml")
    try fixture.commit("Forget the limits")
    try fixture.remove("rules/databases.yaml")
    let rules = SmallPolicy.rules.replacing("    limits: { duration: 8h }\n", with: "")
    try fixture.write("# Moved.\n\n" + rules, to: "rules/moved.yaml")
    #expect(try await fixture.tester.run("check", "--since", "HEAD").status == 0)
    #expect(try await fixture.tester.run("check", "--since", "HEAD~1").status == 1)
  }

  @Test func coloursAreForTerminalsOnly() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace("    limits: { duration: 8h }\n", "", in: "rules/databases.yaml")
    #expect(try await !fixture.tester.run("check").output.contains("\u{1B}["))
    var terminal = fixture.tester
    terminal.isTerminal = true
    #expect(try await terminal.run("check").output.contains("\u{1B}["))
    terminal.variables["NO_COLOR"] = "1"
    #expect(try await !terminal.run("check").output.contains("\u{1B}["))
  }

  @Test func aPolicyInASubfolderIsFoundFromInsideAndFromTheTop() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("name: small\n", to: "access/policy/precedent.yaml")
    try fixture.write(SmallPolicy.directory, to: "access/policy/directory/people.yaml")
    try fixture.write(SmallPolicy.rules, to: "access/policy/rules/databases.yaml")
    try fixture.commit("A policy below")
    #expect(try await fixture.tester.run("check").status == 0)
    #expect(try await fixture.tester.run("check", "-C", "access/policy/rules").status == 0)
    try fixture.write("name: other\n", to: "other/precedent.yaml")
    let unclear = try await fixture.tester.run("check")
    #expect(unclear.status == 2)
    #expect(unclear.errors.contains("several-policies"))
    #expect(try await fixture.tester.run("check", "--policy", "access/policy").status == 0)
    #expect(try await fixture.tester.run("check", "-C", "access/policy").status == 0)
  }

  @Test func aBareRepositoryIsCheckedAtHead() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.git("clone", "--quiet", "--bare", ".", "bare.git")
    #expect(try await fixture.tester.run("check", "-C", "bare.git").status == 0)
    for flag in ["--staged", "--worktree"] {
      let result = try await fixture.tester.run("check", "-C", "bare.git", flag)
      #expect(result.status == 2)
      #expect(result.errors.contains("git-bare-repository"))
    }
  }
}

struct DecideCommandTests {
  private static let request = """
    {"id":"q1","time":"2026-11-21T11:00:00Z","subject":{"id":"carol@example.com"},
     "action":"grant","resource":{"id":"db","properties":{"environment":"staging"}}}
    """

  @Test func aDecisionIsStampedWithTheCommit() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.request, to: "request.json")
    let result = try await fixture.tester.run("decide", "request.json", "--format", "json")
    #expect(result.status == 0, "\(result.errors)")
    let commit = try fixture.git("rev-parse", "HEAD")
    #expect(result.output.contains(#""commit": "\#(commit)""#))
    #expect(result.output.contains(#""status": "approved""#))
    #expect(result.output.contains(#""until": "2026-11-21T20:00:00Z""#))
    let tree = try fixture.git("rev-parse", "HEAD^{tree}")
    #expect(result.output.contains(#""policyTree": "\#(tree)""#))
    let again = try await fixture.tester.run("decide", "request.json", "--format", "json")
    #expect(again.output == result.output)
  }

  @Test func requestsComeFromStandardInputToo() async throws {
    let fixture = try PolicyFixture.small()
    var tester = fixture.tester
    tester.standardInput = Self.request
    #expect(try await tester.run("decide", "-").output.contains("approved"))
  }

  @Test func aDenialIsADecisionAndExitsWithZero() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(
      Self.request.replacingOccurrences(of: "staging", with: "nowhere"), to: "request.json")
    let result = try await fixture.tester.run("decide", "request.json")
    #expect(result.status == 0)
    #expect(result.output.contains("denied"))
  }

  @Test func workInProgressDecidesNothing() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.request, to: "request.json")
    try fixture.replace("effect: approve", "effect: broken", in: "rules/databases.yaml")
    #expect(try await fixture.tester.run("decide", "request.json").status == 0)
  }

  @Test(arguments: [
    ("{", "not-json"), ("[]", "invalid-request"), ("{}", "invalid-request"), ("", "not-json"),
    (request.replacingOccurrences(of: #""id":"db","#, with: #""id":"db","id":"x","#), "not-json"),
    (
      request.replacingOccurrences(of: #""id":"db","#, with: #""id":"db","environment":"prod","#),
      "invalid-request"
    ),
    (request.replacingOccurrences(of: "}}}", with: "}},\"extra\":1}"), "invalid-request"),
  ])
  func anInvalidRequestIsRefusedWithoutItsValues(text: String, code: String) async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(text, to: "request.json")
    let result = try await fixture.tester.run("decide", "request.json")
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.contains(code))
    #expect(!result.errors.contains("carol"))
  }
}

struct SynthesizeCommandTests {
  @Test func theSameSeedGivesTheSameBytes() async throws {
    let fixture = try PolicyFixture.small()
    let arguments = ["synthesize", "--records", "50", "--seed", "3"]
    let first = try await fixture.tester.run(arguments)
    #expect(first.status == 0)
    #expect(first.output.split(separator: "\n").count == 50)
    #expect(try await fixture.tester.run(arguments).output == first.output)
    let other = try await fixture.tester.run("synthesize", "--records", "50", "--seed", "4")
    #expect(other.output != first.output)
  }

  @Test func whatIsMadeCanBeReplayed() async throws {
    let fixture = try PolicyFixture.small()
    let made = try await fixture.tester.run(
      "synthesize", "--records", "200", "-o", "synthetic.ndjson")
    #expect(made.status == 0)
    let result = try await fixture.tester.run("calibrate", "--history", "synthetic.ndjson")
    #expect(result.status == 0)
    #expect(result.errors == "")
  }

  @Test func aFixtureThatIsNoRequestIsNamed() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(#"{"id":"x"}"#, to: "tests/fixtures/broken.json")
    let result = try await fixture.tester.run("synthesize", "--records", "5")
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.contains("tests/fixtures/broken.json"))
  }

  @Test func theTemplatesSampleHistoryIsWhatItsReadmeSays() async throws {
    let fixture = try PolicyFixture(isRepository: false)
    _ = try await fixture.tester.run("init", "access")
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dk", fixture.path + "/access/history/sample.ndjson.gz"]
    try gzip.run()
    gzip.waitUntilExit()
    let sample = try String(
      contentsOfFile: fixture.path + "/access/history/sample.ndjson", encoding: .utf8)
    try fixture.remove("access/history/sample.ndjson")
    let made = try await fixture.tester.run(
      "-C", "access", "synthesize", "--records", "2400", "--seed", "16")
    #expect(made.output == sample)
  }
}

struct SchemaCommandTests {
  @Test func everyFormatHasASchemaThatIsJSON() async throws {
    let fixture = try PolicyFixture(isRepository: false)
    let names = try await fixture.tester.run("schema").output.split(separator: "\n")
    #expect(names.contains("blast-radius"))
    #expect(names.contains("decision"))
    #expect(names.contains("rules"))
    for name in names {
      let result = try await fixture.tester.run("schema", String(name))
      #expect(result.status == 0)
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      }
    }
  }

  @Test func anUnknownNameSuggestsTheNearest() async throws {
    let fixture = try PolicyFixture(isRepository: false)
    let result = try await fixture.tester.run("schema", "decison")
    #expect(result.status == 64)
    #expect(result.errors.contains("`decision`"))
  }
}

struct HelpTests {
  @Test(arguments: [
    [], ["help"], ["--help"], ["simulate", "--help"], ["--version"],
    ["--generate-completion-script", "bash"],
  ])
  func helpGoesToTheOutput(arguments: [String]) async throws {
    let fixture = try PolicyFixture(isRepository: false)
    let result = try await fixture.tester.run(arguments)
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(!result.output.isEmpty)
  }
}
