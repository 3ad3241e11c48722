import Foundation
import TestSupport
import Testing

/// `precedent pin`: a record of history becomes a test.
struct PinCommandTests {
  private static let pinned = "tests/pinned.yaml"

  private func text(_ path: String, of fixture: PolicyFixture) throws -> String {
    try String(contentsOfFile: fixture.path + "/" + path, encoding: .utf8)
  }

  @Test func aRecordBecomesATest() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("pin", "r2")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(
      result.output == """
        The record `r2` is pinned.
          test     tests/pinned.yaml:2
          request  tests/fixtures/pinned/r2.json
        At 2026-07-01T12:00:00Z the policy decides: approved (human, by prod).
        The record says: approved.

        Next:
          see that nothing else in request and approvals says what it should not
          see that the decision is what is meant, and take `unreviewed: true` away: until then the
          case runs, and counts for no coverage and no testing bar

        """)
    #expect(
      try text(Self.pinned, of: fixture) == """
        tests:
          - name: the record r2 of the history
            base: fixtures/pinned/r2.json
            cases:
              - at: 2026-07-01T12:00:00Z
                approvals:
                  - { by: alice@example.com, verdict: approve, at: "2026-07-01T11:00:00Z" }
                expect:
                  decision: approved
                  tier: human
                  rules: [ prod ]
                  grant: { until: never }
                  missing: []
                unreviewed: true

        """)
    let request = try text("tests/fixtures/pinned/r2.json", of: fixture)
    #expect(request.contains("a secret reason") && !request.contains("outcome"), "\(request)")
    let test = try await fixture.tester.run("test")
    #expect(test.output.hasPrefix("1 case passed\n1 case is unreviewed and counts for no"))
  }

  @Test func whatStandsInTheFileStays() async throws {
    let fixture = try PolicyFixture.small()
    let before = """
      # Ours.
      tests:

        - name: 'one'   # kept
          base: fixtures/f.json
          cases: [ { expect: approved } ]

      """
    try fixture.write(before, to: Self.pinned)
    try fixture.write(
      SmallPolicy.record("f", environment: "staging", approvals: "", outcome: "approved", by: nil),
      to: "tests/fixtures/f.json")
    #expect(try await fixture.tester.run("pin", "r1").status == 0)
    #expect(try await fixture.tester.run("pin", "r3").status == 0)
    #expect(try text(Self.pinned, of: fixture).hasPrefix(before))
    #expect(try await fixture.tester.run("test").output.hasPrefix("3 cases passed"))
  }

  @Test func aDecisionThatIsNotTheRecordedOneIsSaid() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.replace("count: 1", "count: 2", in: "rules/databases.yaml")
    let result = try await fixture.tester.run("pin", "r2")
    #expect(result.status == 0)
    #expect(
      result.output.contains(
        """
        the policy decides: pending (human, by prod).
        The record says: approved. That is not what the policy decides.
        """), "\(result.output)")
    #expect(try text(Self.pinned, of: fixture).contains("missing:\n            - { count: 1"))
  }

  // MARK: - Replacing

  @Test func fieldsAreReplaced() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run(
      "pin", "r2", "--replace", "context.justification=none", "--replace",
      "subject.id=alice@example.com")
    #expect(result.status == 0)
    // Who approves for herself does not count.
    #expect(
      result.output.contains("With the values as they were, the policy decides otherwise."),
      "\(result.output)")
    let request = try text("tests/fixtures/pinned/r2.json", of: fixture)
    #expect(request.contains(#""justification": "none""#) && !request.contains("carol"))
  }

  /// An approver who was the subject of the request is still the same person.
  @Test func anIDIsReplacedWhereverItStands() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(
      SmallPolicy.record(
        "own", environment: "prod", approvals: SmallPolicy.approval("carol@example.com", "approve"),
        outcome: "expired", by: nil) + "\n", to: "history/more.ndjson")
    let result = try await fixture.tester.run("pin", "own", "--replace", "subject.id=u1")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try text(Self.pinned, of: fixture).contains("{ by: u1, verdict: approve"))
  }

  @Test func anApprovalOfThisRequestStaysOne() async throws {
    let fixture = try PolicyFixture.small()
    let plain = SmallPolicy.record(
      "bound", environment: "prod", approvals: "", outcome: "approved", by: nil)
    try fixture.write(plain, to: "plain.json")
    let decided = try await fixture.tester.run("decide", "plain.json", "--format", "json")
    let digest = try #require(
      decided.output.firstMatch(of: /"requestSha256": "([0-9a-f]{64})"/)?.output.1)
    let approval = SmallPolicy.approval("bob@example.com", "approve")
      .replacing("}", with: #","requestSha256":"\#(digest)"}"#)
    try fixture.write(
      SmallPolicy.record(
        "bound", environment: "prod", approvals: approval, outcome: "approved", by: nil),
      to: "bound.json")
    let result = try await fixture.tester.run(
      "pin", "bound.json", "--replace", "context.justification=none")
    #expect(result.output.contains("the policy decides: approved"), "\(result.output)")
    #expect(try !text(Self.pinned, of: fixture).contains(digest))
  }

  @Test func peopleAreReplacedWhereTheDecisionStays() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("pin", "r2", "--anonymize")
    #expect(
      result.output.contains(
        """
          carol@example.com is person-1
        alice@example.com stays: under another name the decision would be another.
        """), "\(result.output)")
    #expect(try text("tests/fixtures/pinned/r2.json", of: fixture).contains(#""id": "person-1""#))
    let json = try await fixture.tester.run("pin", "r3", "--anonymize", "--format", "json")
    #expect(json.output.contains(#""by": "person-1""#), "\(json.output)")
    #expect(json.output.contains(#""recorded": "denied""#))
  }

  @Test(arguments: [
    ["context.nothing=x"], ["subject.id.deeper=x"], ["resource=x"], ["id=", "--replace", "id=x"],
  ])
  func whatCannotBeReplacedIsSaidAndNothingWritten(_ values: [String]) async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run(["pin", "r2", "--replace"] + values)
    if values.count == 1 {
      #expect(result.status == 2)
      #expect(result.errors.contains("error[cannot-pin]"), "\(result.errors)")
      #expect(!fixture.exists("tests"))
    } else {
      // The last one counts.
      #expect(result.status == 0)
      #expect(fixture.exists("tests/fixtures/pinned/x.json"))
    }
  }

  @Test(arguments: ["=x", "x", ""])
  func aReplacementNamesAFieldAndAValue(_ text: String) async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("pin", "r2", "--replace", text)
    #expect(result.status == 64)
  }

  // MARK: - Refusals

  @Test func aRecordIsPinnedOnce() async throws {
    let fixture = try PolicyFixture.small()
    #expect(try await fixture.tester.run("pin", "r2").status == 0)
    let before = try text(Self.pinned, of: fixture)
    let result = try await fixture.tester.run("pin", "r2")
    #expect(result.status == 2)
    #expect(result.errors.contains("error[already-pinned]"), "\(result.errors)")
    #expect(try text(Self.pinned, of: fixture) == before)
  }

  @Test func aRecordThatIsNotThereIsSaid() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write("{\n", to: "history/broken.ndjson")
    let result = try await fixture.tester.run("pin", "r9")
    #expect(result.status == 2)
    #expect(
      result.errors.hasPrefix(
        """
        error[no-such-record]: there is no record `r9` in the history
          = note: 1 line of it cannot be read
        """), "\(result.errors)")
  }

  /// A file that cannot be continued is not half written, nor is a request left behind.
  @Test(arguments: [
    "tests: { a: 1 }\n", "tests: [\n", "tests: []\nmore: 1\n", "tests: *a\n",
  ])
  func nothingIsWrittenWhereTheFileCannotBeContinued(_ broken: String) async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(broken, to: Self.pinned)
    let result = try await fixture.tester.run("pin", "r2")
    #expect(result.status == 2)
    #expect(try text(Self.pinned, of: fixture) == broken)
    #expect(!fixture.exists("tests/fixtures"))
  }

  /// The request is written first, and taken back.
  @Test func nothingIsLeftWhereTheFileMayNotBeWritten() async throws {
    let fixture = try PolicyFixture.small()
    #expect(try await fixture.tester.run("pin", "r1").status == 0)
    let path = fixture.path + "/" + Self.pinned
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    let result = try await fixture.tester.run("pin", "r2")
    #expect(result.status == 74)
    #expect(!fixture.exists("tests/fixtures/pinned/r2.json"))
    #expect(try await fixture.tester.run("test").output.hasPrefix("1 case passed"))
  }

  @Test func aLinkIsNotWrittenThrough() async throws {
    let fixture = try PolicyFixture.small()
    let outside = try PolicyFixture(isRepository: false)
    try fixture.write("{}", to: "tests/fixtures/other.json")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.path + "/tests/fixtures/pinned", withDestinationPath: outside.path)
    let result = try await fixture.tester.run("pin", "r2")
    #expect(result.status == 2)
    #expect(!outside.exists("r2.json"))
  }

  @Test func nothingIsWrittenWhereAFolderIsNoFolder() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write("x", to: "tests/fixtures")
    let result = try await fixture.tester.run("pin", "r2")
    #expect(result.status != 0)
    #expect(!fixture.exists(Self.pinned))
  }

  @Test func aRecordThatIsNoRequestIsNotPinned() async throws {
    let fixture = try PolicyFixture.small()
    var tester = fixture.tester
    tester.standardInput = #"{"id":"z","time":"soon","subject":{"id":"c"},"action":"grant"}"#
    let result = try await tester.run("pin", "-")
    #expect(result.status == 2)
    #expect(result.errors.contains("error[invalid-request]"), "\(result.errors)")
    #expect(!fixture.exists("tests"))
  }

  // MARK: - Names

  @Test(arguments: [
    "../../etc/passwd", ".hidden", "a/b", "-rf", "", "..", "né", "a\u{0}b", "r2.json/../x",
    String(repeating: "x", count: 300),
  ])
  func anIDCannotChooseItsFile(_ id: String) async throws {
    let fixture = try PolicyFixture.small()
    let shown = try JSONEncoder().encode(id)
    var tester = fixture.tester
    tester.standardInput = SmallPolicy.record(
      "r2", environment: "prod", approvals: "", outcome: "expired", by: nil
    ).replacing(#""id":"r2""#, with: #""id":"# + String(decoding: shown, as: UTF8.self))
    let result = try await tester.run("pin", "-")
    #expect(result.status == 0, "\(result.errors)")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: fixture.path + "/tests/fixtures/pinned")
    #expect(names.count == 1)
    #expect(
      names.first?.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,110}\.json/) != nil, "\(names)")
    #expect(try await fixture.tester.run("test").status == 0)
  }

  @Test func idsThatDifferInCaseAreTwoFiles() async throws {
    let fixture = try PolicyFixture.small()
    var tester = fixture.tester
    for id in ["Rec", "rec"] {
      tester.standardInput = SmallPolicy.record(
        id, environment: "prod", approvals: "", outcome: "expired", by: nil)
      #expect(try await tester.run("pin", "-").status == 0)
    }
    #expect(try await fixture.tester.run("test").output.hasPrefix("2 cases passed"))
  }

  /// In a sub-folder of a larger repository the paths are those of the repository.
  @Test func aPolicyInASubfolderIsPinnedThere() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.git("config", "core.autocrlf", "false")
    for folder in ["rules", "directory", "history", "precedent.yaml"] {
      try FileManager.default.createDirectory(
        atPath: fixture.path + "/access", withIntermediateDirectories: true)
      try fixture.git("mv", folder, "access/" + folder)
    }
    let result = try await fixture.tester.run("pin", "r2")
    #expect(result.output.contains("access/tests/fixtures/pinned/r2.json"), "\(result.output)")
    #expect(fixture.exists("access/tests/pinned.yaml"))
  }
}
