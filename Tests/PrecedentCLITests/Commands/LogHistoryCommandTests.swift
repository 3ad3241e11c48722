import Foundation
import Testing

/// `--history LOG`: a log is a history.
struct LogHistoryCommandTests {
  /// The template with a log of synthetic requests, and a branch that changes a rule.
  private static func template(records: Int, seed: Int) async throws -> PolicyFixture {
    let fixture = try PolicyFixture(isRepository: false)
    let made = try await fixture.tester.run("init", ".")
    try #require(made.status == 0, "\(made.errors)")
    try fixture.git("init", "--quiet", "--initial-branch=main")
    try fixture.commit("Start")
    let requests = try await fixture.tester.run(
      "synthesize", "--records", "\(records)", "--seed", "\(seed)")
    try fixture.write(requests.output, to: "requests.ndjson")
    let decided = try await fixture.tester.run(
      "decide", "requests.ndjson", "--stream", "--log", "log")
    try #require(decided.status == 0, "\(decided.errors)")
    try fixture.git("checkout", "--quiet", "-b", "topic")
    try fixture.replace(
      #"resource.environment in ["dev", "staging"] &&"#, #"resource.environment in ["dev"] &&"#,
      in: "rules/databases.yaml")
    try fixture.git("add", "rules")
    try fixture.git("commit", "--quiet", "--message=Staging asks")
    return fixture
  }

  /// The records that the lines of a log stand for, by other means; each request was decided once.
  private static func records(of fixture: PolicyFixture) throws -> String {
    let path = fixture.path + "/log/segments/000000000000.ndjson"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    return try lines.map { line in
      let entry = try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let data = try JSONSerialization.data(withJSONObject: try record(of: entry))
      return String(decoding: data, as: UTF8.self) + "\n"
    }.joined()
  }

  private static func record(of entry: [String: Any]) throws -> [String: Any] {
    let stored = try #require(entry["decision"] as? [String: Any])
    let decision = try #require(stored["decision"] as? [String: Any])
    var record = try #require(stored["request"] as? [String: Any])
    record["approvals"] = stored["approvals"]
    let status = try #require(decision["status"] as? String)
    if status == "pending" { return record }
    let filled = (decision["requirements"] as? [[String: Any]] ?? [])
      .flatMap { $0["filledBy"] as? [[String: Any]] ?? [] }
    let people =
      status == "approved"
      ? filled.compactMap { $0["by"] as? String } : decision["deniedBy"] as? [String] ?? []
    let isHuman = decision["tier"] as? String == "human"
    record["outcome"] = [
      "status": status, "at": try #require(stored["at"] as? String),
      "by": isHuman ? people.first ?? "policy" : "policy",
    ]
    return record
  }

  @Test func aChangeHasTheSameBlastRadiusOnTheLogAsOnItsRecords() async throws {
    let seed = 11
    let fixture = try await Self.template(records: 300, seed: seed)
    try fixture.write(Self.records(of: fixture), to: "records.ndjson")
    var reports: [[String: Any]] = []
    for history in ["log", "records.ndjson"] {
      let result = try await fixture.tester.run(
        "simulate", "main..topic", "--history", history, "--format", "json")
      #expect(result.errors == "", "seed \(seed)")
      var report = try #require(
        JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      var summary = try #require(report["history"] as? [String: Any])
      #expect(summary["records"] as? Int == 300)
      // Their bytes differ, in the order of members.
      summary["sha256"] = nil
      report["history"] = summary
      reports.append(report)
    }
    #expect(reports[0]["changed"] as? Int ?? 0 > 0, "seed \(seed)")
    #expect(reports[0] as NSDictionary == reports[1] as NSDictionary, "seed \(seed)")
  }

  @Test func theCommitThatDecidedReproducesItsLog() async throws {
    let fixture = try await Self.template(records: 200, seed: 12)
    let result = try await fixture.tester.run(
      "calibrate", "main", "--history", "log", "--format", "json")
    #expect(result.status == 0)
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(report["comparable"] as? Int == report["reproduced"] as? Int)
    #expect(report["comparable"] as? Int ?? 0 > 150)
  }

  @Test func aReplayIsSaidToBeOne() async throws {
    let fixture = try await Self.template(records: 20, seed: 3)
    let own = try await fixture.tester.run("calibrate", "main", "--history", "log")
    #expect(own.status == 0 && own.errors == "")
    let decided = try await fixture.tester.run(
      "decide", "requests.ndjson", "--stream", "--log", "again", "--replay", "--at", "2026-11-01")
    try #require(decided.status == 0, "\(decided.errors)")
    let replay = try await fixture.tester.run("calibrate", "main", "--history", "again")
    #expect(replay.errors.hasPrefix("note: the log `again` is a replay: "))
  }

  @Test func decisionsOnOneRequestAreOneRecord() async throws {
    let fixture = try await BreakGlassFixture()
    let approval = #"{"by":"al","verdict":"approve","at":"2026-11-21T12:30:00Z"}"#
    try await fixture.decide(
      [BreakGlassFixture.request("p1", approvals: approval)], now: "2026-11-21T13:00:00Z")
    _ = try await fixture.review("e1", by: "alice@example.com")
    let result = try await fixture.run("calibrate", "--history", "log")
    #expect(result.output.hasPrefix("HEAD reproduces 4 of 4 recorded outcomes (100.0%)\n"))
    #expect(result.output.contains("approved  human/approved"))
  }

  @Test func aRecordOfALogBecomesATest() async throws {
    let fixture = try await BreakGlassFixture()
    let result = try await fixture.run("pin", "e1", "--history", "log")
    #expect(result.status == 0, "\(result.errors)")
    #expect(fixture.policy.exists("tests/pinned.yaml"))
  }

  @Test func aRecordOfALogIsNamedByItsPlaceThere() async throws {
    let fixture = try await BreakGlassFixture()
    try fixture.policy.write(BreakGlassFixture.request("e2"), to: "more.ndjson")
    let result = try await fixture.run(
      "calibrate", "--history", "more.ndjson", "--history", "log", "--format", "json")
    #expect(result.status == 2)
    #expect(result.output.contains("log/segments/000000000000.ndjson"))
    #expect(result.output.contains(#""line": 3"#), "\(result.output)")
  }

  @Test func nothingOfADamagedLogIsReplayed() async throws {
    let fixture = try await BreakGlassFixture()
    try fixture.policy.replace(#""id":"e2""#, #""id":"e7""#, in: BreakGlassFixture.segment)
    for command in [["simulate", "HEAD..HEAD"], ["calibrate"], ["pin", "e1"]] {
      let result = try await fixture.run(
        command + ["--history", "log"], now: "2026-11-21T13:00:00Z")
      #expect(result.status == 2 && result.output == "")
      #expect(result.errors.contains("error[log-damaged]"))
    }
  }

  @Test func aLogGivenTwiceIsRefused() async throws {
    let fixture = try await BreakGlassFixture()
    let twice = try await fixture.run("calibrate", "--history", "log", "--history", "log")
    #expect(twice.status == 64 && twice.errors.contains("is given twice"))
  }
}
