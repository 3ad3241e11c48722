import Foundation
import Testing

/// A small policy with a break-glass for production, and a log of its uses beside it.
struct BreakGlassFixture {
  let policy: PolicyFixture

  static let segment = "log/segments/000000000000.ndjson"

  /// Decides some requests at noon: `e1` and `e2` by break-glass, `s1` by a rule, `p1` by nobody yet.
  init() async throws {
    policy = try PolicyFixture.small()
    try policy.write(Self.directory, to: "directory/people.yaml")
    try policy.write(Self.exceptions, to: "exceptions/emergency.yaml")
    try policy.commit("Break-glass")
    let requests = [
      Self.request("e1", emergency: true), Self.request("s1", environment: "staging"),
      Self.request("e2", emergency: true), Self.request("p1"),
    ]
    let decided = try await decide(requests)
    try #require(decided.status == 0, "\(decided.errors)")
  }

  @discardableResult
  func decide(
    _ requests: [String], now: String = "2026-11-21T12:00:00Z", _ arguments: String...
  ) async throws -> CommandResult {
    try policy.write(requests.joined(), to: "requests.ndjson")
    return try await run(
      ["decide", "requests.ndjson", "--stream", "--log", "log"] + arguments, now: now)
  }

  func run(_ arguments: String..., now: String = "2026-11-21T13:00:00Z") async throws
    -> CommandResult
  {
    try await run(arguments, now: now)
  }

  func run(_ arguments: [String], now: String) async throws -> CommandResult {
    var tester = policy.tester
    tester.now = now
    return try await tester.run(arguments)
  }

  /// Reviews the decision on a request.
  func review(
    _ request: String, by: String, _ verdict: String = "justified", note: String = "INC-1.",
    now: String = "2026-11-21T13:00:00Z", _ arguments: String...
  ) async throws -> CommandResult {
    try await run(
      [
        "review", decisionID(of: request), "--log", "log", "--by", by, "--verdict", verdict,
        "--note", note,
      ] + arguments, now: now)
  }

  /// Of the last decision on a request.
  func decisionID(of request: String) throws -> String {
    let entries = try entries()
    let ids = entries.compactMap { entry -> String? in
      let record = entry["decision"] as? [String: Any]
      let asked = record?["request"] as? [String: Any]
      return asked?["id"] as? String == request ? record?["id"] as? String : nil
    }
    return try #require(ids.last)
  }

  /// The lines of the log.
  func entries() throws -> [[String: Any]] {
    let text = try String(contentsOfFile: policy.path + "/" + Self.segment, encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  static func request(
    _ id: String, environment: String = "prod", emergency: Bool = false, approvals: String = "",
    requester: String? = nil
  ) -> String {
    let asking = requester.map { #""requester":{"id":"\#($0)"},"# } ?? ""
    return #"{"id":"\#(id)","time":"2026-11-21T11:00:00Z","subject":{"id":"carol@example.com"},"#
      + asking
      + #""action":{"name":"grant"},"resource":{"id":"db","environment":"\#(environment)"},"#
      + #""context":{"emergency":\#(emergency)},"approvals":[\#(approvals)]}"# + "\n"
  }

  private static let directory = """
    teams:
      - id: security
        members: [ alice@example.com, bob@example.com ]
      - id: oncall
        members: [ carol@example.com, dave@example.com ]
    members:
      - id: alice@example.com
        aliases: [ al ]
      - id: bob@example.com
      - id: carol@example.com
        aliases: [ caro ]
      - id: dave@example.com
      - id: gone@example.com
        until: 2026-11-01
      - id: robot
        kind: agent
        owner: security

    """

  private static let exceptions = """
    exceptions:
      - id: emergency
        title: On call gets in during an incident.
        lifts: [ prod ]
        when: resource.id == "db"
        effect: approve
        limits: { duration: 2h }
        rollback: { by: security, within: 1h, steps: Take the role back. }
        owner: security
        approvedBy: alice@example.com
        reason: Nobody can wait at night.
        ticket: RISK-1
        breakGlass:
          who: [ { team: oncall } ]
          flag: has(context.emergency) && context.emergency
          notify: [ security ]
          reviewWithin: 24h
        recertify: { every: 365d }
        certified: { on: 2026-06-01, by: alice@example.com }
      - id: weekend
        title: The night shift reads while the tool is mended.
        lifts: [ prod ]
        when: resource.id == "reports"
        effect: approve
        limits: { duration: 2h }
        rollback: { by: security, within: 1h, steps: Take the role back. }
        owner: security
        approvedBy: alice@example.com
        reason: The tool is broken.
        ticket: RISK-2
        from: 2026-11-10
        until: 2026-12-01

    """
}
