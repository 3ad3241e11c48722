import Foundation
import PrecedentCLI
import Testing

struct SuspendCommandTests {
  private static let file = "exceptions/suspensions.yaml"

  private static func suspend(
    _ fixture: PolicyFixture, _ arguments: String..., now: String? = nil
  ) async throws -> CommandResult {
    var tester = fixture.tester
    if let now { tester.now = now }
    return try await tester.run(
      ["suspend", "staging", "--ticket", "INC-7", "--by", "bob@example.com"] + arguments)
  }

  private static func text(_ fixture: PolicyFixture, _ file: String = file) throws -> String {
    String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: fixture.path + "/" + file)), as: UTF8.self
    )
  }

  private static let request = """
    {"id":"q1","time":"2026-11-21T11:00:00Z","subject":{"id":"carol@example.com"},
     "action":"grant","resource":{"id":"db","environment":"staging"},"context":{"duration":"8h"}}
    """

  @Test func writesAnExceptionThatLoads() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await Self.suspend(fixture)
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output == """
        staging is suspended until 2026-12-21T12:00:00Z: what it would approve is a review by security.
        Written, in exceptions/suspensions.yaml:2: SUSPEND-staging-2026-11-21, approved by \
        bob@example.com, INC-7.

        It counts once it is on the protected ref. Next:
          precedent simulate HEAD --worktree
          commit exceptions/suspensions.yaml, and merge it

        """)
    #expect(
      try Self.text(fixture) == """
        exceptions:
          - id: SUSPEND-staging-2026-11-21
            title: "staging is suspended: security reviews what it would approve."
            lifts: [ staging ]
            when: "true"
            effect: review
            review:
              stages:
                - { require: [ { count: 1, from: [ { team: security } ] } ] }
            limits: { duration: 8h }
            rollback:
              by: security
              within: 1h
              steps: Take the role back.
            owner: security
            approvedBy: bob@example.com
            reason: Suspended until its owner has looked at it.
            ticket: INC-7
            from: 2026-11-21T12:00:00Z
            until: 2026-12-21T12:00:00Z

        """)
    #expect(try await fixture.tester.run("check").status == 0)
    #expect(try fixture.git("status", "--porcelain") == "?? exceptions/")
  }

  @Test func theRuleIsAReviewWithItsLimitsThen() async throws {
    let fixture = try PolicyFixture.small()
    _ = try await Self.suspend(fixture)
    try fixture.commit("Suspend")
    try fixture.write(Self.request, to: "request.json")
    let result = try await fixture.tester.run(
      "decide", "request.json", "--rev", "HEAD", "--format", "json")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let decision = try #require(document["decision"] as? [String: Any])
    #expect(decision["status"] as? String == "pending" && decision["tier"] as? String == "human")
    #expect((decision["limits"] as? [String: Any])?["duration"] as? String == "8h")
    #expect((decision["rollback"] as? [Any])?.count == 1)
    let requirements = try #require(decision["requirements"] as? [[String: Any]])
    #expect(requirements.count == 1)
  }

  @Test func aConstrainedRuleKeepsItsConditionsAsEvidence() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace(
      "effect: approve",
      "effect: constrain\n    conditions: [ { that: 'resource.id != \"gold\"', because: \"No: gold.\" } ]"
        + "\n    obligations: [ { id: log, type: record, properties: { level: \"1\", deep: [ 2, true ] } } ]",
      in: "rules/databases.yaml")
    let result = try await Self.suspend(fixture)
    #expect(result.status == 0, "\(result.errors)")
    try fixture.commit("Suspend")
    for (id, holds) in [("gold", false), ("silver", true)] {
      try fixture.write(
        Self.request.replacingOccurrences(of: "\"db\"", with: "\"\(id)\""), to: "request.json")
      let approval = SmallPolicy.approval("alice@example.com", "approve")
        .replacingOccurrences(of: "2026-07-01", with: "2026-11-21")
      try fixture.write("[\(approval)]", to: "approvals.json")
      let decided = try await fixture.tester.run(
        "decide", "request.json", "--rev", "HEAD", "--approvals", "approvals.json", "--format",
        "json")
      #expect(decided.output.contains("\"status\": \"\(holds ? "approved" : "pending")\""))
      #expect(decided.output.contains("\"level\": \"1\""))
    }
  }

  @Test func aSecondSuspensionGetsAnotherIDAndKeepsTheFirst() async throws {
    let fixture = try PolicyFixture.small()
    _ = try await Self.suspend(fixture)
    let first = try Self.text(fixture) + "\n# The end.\n"
    try fixture.write(first, to: Self.file)
    let result = try await Self.suspend(
      fixture, "--for", "3d12h", "--reason", "It's \"odd\": see #7")
    #expect(result.status == 0, "\(result.errors)")
    let second = try Self.text(fixture)
    #expect(second.hasPrefix(first.dropLast("\n# The end.\n".count)))
    #expect(second.hasSuffix("until: 2026-11-25T00:00:00Z\n\n# The end.\n"))
    #expect(second.contains("- id: SUSPEND-staging-2026-11-21-2\n"))
    #expect(second.contains(#"reason: "It's \"odd\": see #7""#))
    // That it goes on and on is what somebody should hear of.
    let check = try await fixture.tester.run("check")
    #expect(check.status == 1)
    #expect(check.output.contains("warning[exception-renewed]"))
    #expect(check.output.contains("1 warning"), "\(check.output)")
  }

  @Test func itEndsWithTheRule() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace(
      "effect: approve", "effect: approve\n    until: 2026-11-25", in: "rules/databases.yaml")
    #expect(try await Self.suspend(fixture).status == 0)
    #expect(try Self.text(fixture).contains("until: 2026-11-25T00:00:00Z"))
  }

  @Test func gitSaysWhoItIs() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.git("config", "user.email", "alice@example.com")
    let result = try await fixture.tester.run("suspend", "staging", "--ticket", "INC-7")
    #expect(result.status == 0)
    #expect(try Self.text(fixture).contains("approvedBy: alice@example.com"))
  }

  @Test func namesBreakGlassThatWaitsAsWell() async throws {
    let fixture = try PolicyFixture.small()
    let breakGlass = SmallPolicy.breakGlass.replacingOccurrences(
      of: "[ prod ]", with: "[ staging ]")
    try fixture.write(breakGlass, to: "exceptions/emergency.yaml")
    let result = try await Self.suspend(fixture)
    #expect(result.output.contains("The break-glass emergency lifts it too"))
  }

  @Test func jsonSaysWhatWasWritten() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await Self.suspend(fixture, "--format", "json")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "precedent.suspension/v1")
    #expect(document["exception"] as? String == "SUSPEND-staging-2026-11-21")
    #expect(document["file"] as? String == Self.file && document["line"] as? Int == 2)
  }

  // MARK: - Refusals

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var arguments: [String]
    var message: String
    var replacing: (old: String, new: String)?
    var status: Int32 = 2
  }

  private static let rule = ["staging", "--ticket", "INC-7"]
  private static let refusals = [
    Refusal(
      testDescription: "a rule that is not there",
      arguments: ["stagging", "--ticket", "T", "--by", "bob@example.com"],
      message: "did you mean `staging`?"),
    Refusal(
      testDescription: "a rule that asks people",
      arguments: ["prod", "--ticket", "T", "--by", "bob@example.com"],
      message: "`prod` cannot be suspended: it asks people already"),
    Refusal(
      testDescription: "a rule that denies", arguments: rule + ["--by", "bob@example.com"],
      message: "`staging` cannot be suspended: it denies",
      replacing: ("effect: approve", "effect: deny\n    reason: No.")),
    Refusal(
      testDescription: "a rule without an owner", arguments: rule + ["--by", "bob@example.com"],
      message: "it has no owner who could review",
      replacing: ("title: Staging is open to engineers.\n    owner: security\n", "title: S\n")),
    Refusal(
      testDescription: "a rule that has ended", arguments: rule + ["--by", "bob@example.com"],
      message: "it ended at 2026-11-21T00:00:00Z",
      replacing: ("effect: approve", "effect: approve\n    until: 2026-11-21")),
    Refusal(
      testDescription: "longer than the floor",
      arguments: rule + ["--by", "bob@example.com", "--for", "30d1s"],
      message: "the floor exceptionMaxDuration in precedent.yaml is 30d"),
    Refusal(
      testDescription: "for no time", arguments: rule + ["--by", "bob@example.com", "--for", "0s"],
      message: "the duration is nothing"),
    Refusal(
      testDescription: "nobody", arguments: rule, message: "nobody says who suspends the rule"),
    Refusal(
      testDescription: "somebody unknown", arguments: rule + ["--by", "bib@example.com"],
      message: "did you mean `bob@example.com`?"),
    Refusal(
      testDescription: "an empty ticket",
      arguments: ["staging", "--ticket", " ", "--by", "bob@example.com"],
      message: "--ticket is empty", status: 64),
    Refusal(
      testDescription: "no ticket", arguments: ["staging", "--by", "bob@example.com"],
      message: "--ticket", status: 64),
    Refusal(
      testDescription: "no duration", arguments: rule + ["--for", "3 days"], message: "--for",
      status: 64),
  ]

  @Test(arguments: refusals)
  func refusesAndWritesNothing(_ refusal: Refusal) async throws {
    let fixture = try PolicyFixture.small()
    if let (old, new) = refusal.replacing {
      try fixture.replace(old, new, in: "rules/databases.yaml")
    }
    let result = try await fixture.tester.run(["suspend"] + refusal.arguments)
    #expect(result.status == refusal.status)
    #expect(result.errors.contains(refusal.message), "\(result.errors)")
    #expect(!fixture.exists("exceptions"))
  }

  @Test func aFileThatGitIgnoresIsNotReplaced() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write("exceptions/\n", to: ".gitignore")
    try fixture.write("mine\n", to: Self.file)
    let result = try await Self.suspend(fixture)
    #expect(result.status == 74)
    #expect(result.errors.contains("it is there already, and git ignores it"))
    #expect(try Self.text(fixture) == "mine\n")
  }

  @Test func aReadOnlyFileStaysAsItIs() async throws {
    let fixture = try PolicyFixture.small()
    _ = try await Self.suspend(fixture)
    let path = fixture.path + "/" + Self.file
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    let before = try Self.text(fixture)
    let result = try await Self.suspend(fixture)
    #expect(result.status == 74)
    #expect(result.errors.contains("cannot write `exceptions/suspensions.yaml`: it is read-only"))
    #expect(try Self.text(fixture) == before)
  }

  @Test func aTextThatALineBreakWouldChangeIsLeftAlone() async throws {
    let fixture = try PolicyFixture.small()
    _ = try await Self.suspend(fixture)
    let text =
      try Self.text(fixture).replacingOccurrences(
        of: "    from: 2026-11-21T12:00:00Z\n    until: 2026-12-21T12:00:00Z\n",
        with: "    from: 2026-11-21\n    until: 2026-11-30\n"
      ).replacingOccurrences(
        of: "    ticket: INC-7\n", with: "") + "    ticket: |\n      INC-7"
    try fixture.write(text, to: Self.file)
    let result = try await Self.suspend(fixture)
    #expect(result.status == 2)
    #expect(result.errors.contains("error[cannot-edit]"), "\(result.errors)")
    #expect(try Self.text(fixture) == text)
  }

  @Test func aBareRepositoryHasNothingToEdit() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.git("config", "core.bare", "true")
    let result = try await Self.suspend(fixture)
    #expect(result.status == 2)
    #expect(result.errors.contains("git-bare-repository"), "\(result.errors)")
  }
}
