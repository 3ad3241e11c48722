import Foundation
import Testing

/// `precedent explain`: exit codes, streams, and that a stored decision is decided again.
struct ExplainCommandTests {
  private static func request(
    _ environment: String, approvals: String = "", outcome: String = ""
  ) -> String {
    #"{"id":"r9","time":"2026-07-01T10:00:00Z","subject":{"id":"carol@example.com"},"#
      + #""action":{"name":"grant"},"resource":{"id":"db","environment":"\#(environment)"}"#
      + (approvals.isEmpty ? "" : #","approvals":[\#(approvals)]"#) + outcome + "}"
  }

  @Test func aRequestIsExplainedAsText() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.request("prod"), to: "request.json")
    let result = try await fixture.tester.run(
      "explain", "request.json", "--at", "2026-07-01T12:00:00Z")
    #expect(result.status == 0)
    #expect(result.errors == "")
    let commit = try fixture.git("rev-parse", "HEAD")
    #expect(result.output.hasPrefix("pending  r9  (waiting for people)\n"))
    for line in [
      "  - prod (review) applies.", "resource.environment == \"prod\" is true",
      "May approve: alice@example.com, bob@example.com.",
      "  - approved (human), if there were 1 approval by security.",
      "  - staging (approve) does not match.", "is false (resource.environment is \"prod\").",
      "  at      2026-07-01T12:00:00Z", "  commit  \(commit)",
    ] {
      #expect(result.output.contains(line), "\(line)\n\(result.output)")
    }
  }

  @Test func aRequesterIsToldNeitherNamesNorConditions() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.request("prod"), to: "request.json")
    for format in ["text", "json", "markdown"] {
      let result = try await fixture.tester.run(
        "explain", "request.json", "--for", "requester", "--format", format)
      #expect(result.status == 0)
      #expect(result.output.contains("security"))
      for secret in ["alice", "bob", "staging", "has(", "It applies when", "May approve"] {
        #expect(!result.output.contains(secret), "\(format): \(secret)\n\(result.output)")
      }
    }
  }

  @Test func anInputThatIsAStreamIsRead() async throws {
    let fixture = try PolicyFixture.small()
    var tester = fixture.tester
    tester.standardInput = Self.request("staging")
    let result = try await tester.run("explain", "-", "--format", "json")
    #expect(result.status == 0)
    #expect(result.output.contains(#""schema": "precedent.explanation/v1""#))
    #expect(result.output.contains(#""state": "applies""#))
    let both = try await tester.run("explain", "-", "--approvals", "-")
    #expect(both.status == 64)
  }

  @Test func aRecordIsExplainedAtItsOutcome() async throws {
    let fixture = try PolicyFixture.small()
    let approval = SmallPolicy.approval("alice@example.com", "approve")
    try fixture.write(
      Self.request(
        "prod", approvals: approval,
        outcome: #","outcome":{"status":"approved","at":"2026-07-01T11:30:00Z"}"#),
      to: "record.json")
    let result = try await fixture.tester.run("explain", "record.json")
    #expect(result.status == 0)
    #expect(result.output.contains("  at      2026-07-01T11:30:00Z\n  really  approved\n"))
    #expect(result.output.contains("Given by alice@example.com at 2026-07-01T11:00:00Z."))
  }

  @Test func aStoredDecisionIsExplainedUnderItsOwnCommit() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.request("staging"), to: "request.json")
    let decided = try await fixture.tester.run(
      "decide", "request.json", "--at", "2026-07-01T12:00:00Z", "--format", "json")
    try fixture.write(decided.output, to: "decision.json")
    try fixture.replace("== \"staging\"", "== \"nowhere\"", in: "rules/databases.yaml")
    try fixture.commit("Close staging")
    let stored = try await fixture.tester.run("explain", "decision.json")
    #expect(stored.status == 0, "\(stored.errors)")
    #expect(stored.output.hasPrefix("approved  r9"))
    #expect(stored.output.contains("  at        2026-07-01T12:00:00Z"))
    let now = try await fixture.tester.run("explain", "request.json")
    #expect(now.output.hasPrefix("denied  r9"))
  }

  @Test func aStoredDecisionThatComesOutDifferentlyExitsWithOne() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.request("prod"), to: "request.json")
    let decided = try await fixture.tester.run("decide", "request.json", "--format", "json")
    let forged = decided.output.replacingOccurrences(
      of: #""status": "pending""#, with: #""status": "approved""#)
    try #require(forged != decided.output)
    try fixture.write(forged, to: "decision.json")
    let result = try await fixture.tester.run("explain", "decision.json")
    #expect(result.status == 1)
    #expect(
      result.output.contains("It says human/approved, and decided again it is human/pending."))
  }

  struct BadInput: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let document: String
    var arguments: [String] = []
    let status: Int32
    let error: String
  }

  private static let head = #"{"schema":"precedent.decision/v1","#

  @Test(arguments: [
    BadInput(
      testDescription: "no object", document: "[]", status: 2, error: "a request is a JSON object"),
    BadInput(
      testDescription: "no stamp", document: head + #""at":"2026-07-01T12:00:00Z","request":{}}"#,
      status: 2, error: "the decision has no `stamp.commit`"),
    BadInput(
      testDescription: "no instant", document: head + #""stamp":{"commit":"HEAD"},"request":{}}"#,
      status: 2, error: "the decision has no instant in `at`"),
    BadInput(
      testDescription: "no request",
      document: head + #""stamp":{"commit":"HEAD"},"at":"2026-07-01T12:00:00Z"}"#, status: 2,
      error: "the decision has no `request`"),
    BadInput(
      testDescription: "an unknown commit",
      document: head
        + #""stamp":{"commit":"1111111111111111111111111111111111111111"},"request":{},"#
        + #""at":"2026-07-01T12:00:00Z"}"#, status: 2, error: "1111111"),
    BadInput(
      testDescription: "a stored decision with a revision",
      document: head
        + #""stamp":{"commit":"HEAD"},"request":{},"at":"2026-07-01T12:00:00Z"}"#,
      arguments: ["--rev", "HEAD"], status: 64, error: "leave out --rev"),
    BadInput(
      testDescription: "a request that is not valid", document: #"{"id":"r"}"#, status: 2,
      error: "invalid-request"),
    BadInput(
      testDescription: "another audience", document: "{}", arguments: ["--for", "everyone"],
      status: 64, error: "everyone"),
  ])
  func badInputIsRefused(_ input: BadInput) async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(input.document, to: "input.json")
    let result = try await fixture.tester.run(["explain", "input.json"] + input.arguments)
    #expect(result.status == input.status)
    #expect(result.output == "")
    #expect(result.errors.contains(input.error), "\(result.errors)")
  }
}
