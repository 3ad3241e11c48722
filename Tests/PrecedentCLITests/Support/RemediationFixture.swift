import Foundation
import Testing

/// A policy with a bad version between two good ones, and a log beside it.
struct RemediationFixture {
  let policy: PolicyFixture
  /// The commit of the bad version.
  let bad: String

  static let segment = "log/segments/000000000000.ndjson"

  /// Staging for everybody, removals for everybody, production for nobody.
  static let good = """
    rules:
      - id: staging
        title: Staging is open to engineers.
        owner: security
        when: action.name == "grant" && resource.environment == "staging"
        effect: approve
        limits: { duration: 8h }
        rollback: { by: security, within: 1h, steps: Take the role back. }
        recertify: { every: 365d }
        certified: { on: 2026-06-01, by: alice@example.com }
      - id: removal
        title: Access may always be taken away.
        owner: security
        when: action.name in ["revoke", "restore"] && resource.environment != "vault"
        effect: approve
        limits: { none: A removal has no end. }
        recertify: { every: 365d }
        certified: { on: 2026-06-01, by: alice@example.com }
      - id: vault
        title: The vault is for the security team to open.
        owner: security
        when: resource.environment == "vault"
        effect: review
        review: { stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ] }

    """

  /// Commits the good version, then a bad one.
  /// - Parameter edit: makes the good rules bad.
  init(
    _ old: String = #"resource.environment == "staging""#,
    _ new: String = #"resource.environment in ["staging", "prod"]"#
  ) throws {
    policy = try PolicyFixture.small()
    try policy.write(Self.good, to: "rules/databases.yaml")
    try policy.commit("Good")
    try policy.replace(old, new, in: "rules/databases.yaml")
    try policy.commit("Bad")
    bad = try policy.git("rev-parse", "HEAD")
  }

  /// Commits the good rules again.
  func mend() throws {
    try policy.write(Self.good, to: "rules/databases.yaml")
    try policy.commit("Mend")
  }

  /// A request of one line.
  static func request(
    _ id: String, _ environment: String, action: String = "grant", resource: String = "db",
    more: String = "", justification: String = "why not"
  ) -> String {
    #"{"id":"\#(id)","time":"2026-11-21T11:00:00Z","subject":{"id":"carol@example.com"},"#
      + #""action":"\#(action)","resource":{"id":"\#(resource)","environment":"\#(environment)"},"#
      + #""context":{"justification":"\#(justification)"}\#(more)}"#
  }

  /// Decides requests into the log.
  @discardableResult
  func decide(
    _ requests: String..., at now: String = "2026-11-21T12:00:00Z", rev: String? = nil
  ) async throws -> CommandResult {
    try policy.write(requests.map { $0 + "\n" }.joined(), to: "requests.ndjson")
    var arguments = ["decide", "requests.ndjson", "--stream", "--log", "log"]
    if let rev { arguments += ["--rev", rev, "--allow-unreachable"] }
    let result = try await run(arguments, at: now)
    try #require(result.status == 0, "\(result.errors)")
    return result
  }

  func run(
    _ arguments: [String], at now: String = "2026-11-21T12:30:00Z"
  ) async throws -> CommandResult {
    var tester = policy.tester
    tester.now = now
    return try await tester.run(arguments)
  }

  /// What is to be done as of half an hour after the decisions.
  func remediate(
    _ arguments: String..., at now: String = "2026-11-21T12:30:00Z"
  ) async throws -> CommandResult {
    try await run(["remediate", "log", "--under", "\(bad)..main"] + arguments, at: now)
  }

  /// Whether to act on a request.
  func enforce(
    _ request: String, _ arguments: String..., at now: String = "2026-11-21T12:30:00Z"
  ) async throws -> CommandResult {
    try policy.write(request, to: "asked.json")
    return try await run(
      ["verify", "log", "--enforce", "--request", "asked.json"] + arguments, at: now)
  }

  /// The id of the last decision on a request.
  func decisionID(of request: String) async throws -> String {
    let shown = try await run(["log", "show", "log", "--request", request, "--format", "json"])
    let line = try #require(shown.output.split(separator: "\n").last)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let decision = try #require(json["decision"] as? [String: Any])
    return try #require(decision["id"] as? String)
  }
}
