import Foundation
import Testing

/// A policy repository on disk, removed in the end.
final class PolicyFixture {
  let path: String

  /// An empty git repository, or an empty folder.
  init(isRepository: Bool = true) throws {
    path = NSTemporaryDirectory() + "precedent-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    if isRepository { try git("init", "--quiet", "--initial-branch=main") }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var tester: CommandTester { CommandTester(workingDirectory: path) }

  func write(_ text: String, to file: String) throws { try write(Data(text.utf8), to: file) }

  func write(_ data: Data, to file: String) throws {
    let url = URL(fileURLWithPath: path + "/" + file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + file)
  }

  func replace(_ old: String, _ new: String, in file: String) throws {
    let text = try String(contentsOfFile: path + "/" + file, encoding: .utf8)
    try #require(text.contains(old))
    try write(text.replacingOccurrences(of: old, with: new), to: file)
  }

  func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + file) }

  /// Commits everything.
  func commit(_ message: String, by email: String = "author@example.com") throws {
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "--message=\(message)", by: email)
  }

  @discardableResult
  func git(_ arguments: String..., by email: String = "author@example.com") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = gitEnvironment(email)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
    return said.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func gitEnvironment(_ email: String) -> [String: String] {
    var environment = CommandTester.hermeticVariables
    for role in ["AUTHOR", "COMMITTER"] {
      environment["GIT_\(role)_NAME"] = "Test"
      environment["GIT_\(role)_EMAIL"] = email
      environment["GIT_\(role)_DATE"] = "2026-10-01T00:00:00Z"
    }
    return environment
  }
}

extension PolicyFixture {
  /// A small policy: staging is automatic, production asks the security team.
  static func small() throws -> PolicyFixture {
    let fixture = try PolicyFixture()
    try fixture.write("name: small\n", to: "precedent.yaml")
    try fixture.write(SmallPolicy.directory, to: "directory/people.yaml")
    try fixture.write(SmallPolicy.rules, to: "rules/databases.yaml")
    try fixture.write(SmallPolicy.history, to: "history/requests.ndjson")
    try fixture.commit("Start")
    return fixture
  }
}

/// The texts of the small policy.
enum SmallPolicy {
  static let directory = """
    teams:
      - id: security
        members: [ alice@example.com, bob@example.com ]
    members:
      - id: alice@example.com
      - id: bob@example.com
      - id: carol@example.com

    """

  static let rules = """
    rules:
      - id: staging
        title: Staging is open to engineers.
        owner: security
        when: has(resource.environment) && resource.environment == "staging"
        effect: approve
        limits: { duration: 8h }
        rollback: { by: security, within: 1h, steps: Take the role back. }
        recertify: { every: 365d }
        certified: { on: 2026-06-01, by: alice@example.com }
      - id: prod
        title: Production asks the security team.
        owner: security
        when: has(resource.environment) && resource.environment == "prod"
        effect: review
        review:
          stages:
            - require: [ { count: 1, from: [ { team: security } ] } ]

    """

  /// Staging is approved.
  static let passingTest = """
    tests:
      - name: staging is open
        at: 2026-07-01T10:00:00Z
        request:
          id: t
          time: 2026-07-01T10:00:00Z
          subject: { id: carol@example.com }
          action: grant
          resource: { id: db, environment: staging }
        expect: { decision: approved }

    """

  /// Four records: staging by policy, production approved, denied and unanswered.
  static let history = [
    record("r1", environment: "staging", approvals: "", outcome: "approved", by: "policy"),
    record(
      "r2", environment: "prod", approvals: approval("alice@example.com", "approve"),
      outcome: "approved", by: "alice@example.com"),
    record(
      "r3", environment: "prod", approvals: approval("bob@example.com", "deny"),
      outcome: "denied", by: "bob@example.com"),
    record("r4", environment: "prod", approvals: "", outcome: "expired", by: nil),
  ].map { $0 + "\n" }.joined()

  static func record(
    _ id: String, environment: String, approvals: String, outcome: String, by: String?
  ) -> String {
    let by = by.map { #","by":"\#($0)""# } ?? ""
    return #"{"id":"\#(id)","time":"2026-07-01T10:00:00Z","subject":{"id":"carol@example.com"},"#
      + #""action":{"name":"grant"},"resource":{"id":"db","environment":"\#(environment)"},"#
      + #""context":{"justification":"a secret reason"},"approvals":[\#(approvals)],"#
      + #""outcome":{"status":"\#(outcome)","at":"2026-07-01T12:00:00Z"\#(by)}}"#
  }

  static func approval(_ person: String, _ verdict: String) -> String {
    #"{"by":"\#(person)","verdict":"\#(verdict)","at":"2026-07-01T11:00:00Z"}"#
  }
}
