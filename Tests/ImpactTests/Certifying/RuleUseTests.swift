import CEL
import History
import PolicyCore
import Testing

@testable import Impact

struct RuleUseTests {
  private static func record(
    _ id: String, at: String = "2026-03-01T10:00:00Z", to subject: String = "sam",
    on resource: String = "db", _ outcome: String
  ) -> String {
    let by = outcome.split(separator: " ").map(String.init)
    return #"{"id":"\#(id)","time":"\#(at)","subject":{"id":"\#(subject)"},"action":"grant","#
      + #""resource":{"id":"\#(resource)"},"#
      + #""outcome":{"status":"\#(by[0])","at":"\#(at)","by":"\#(by[1])"}}"#
  }

  private static func use(
    _ rules: [String], since: String? = nil, _ records: [String]
  ) async throws -> RuleUse {
    var text = PolicyText()
    text.rules = rules
    let bytes = Array(records.map { $0 + "\n" }.joined().utf8)
    let since = try since.map { try #require(Timestamp.parse($0)) }
    return try await RuleUseReader(policy: try text.load(), rule: "a", since: since).run(
      over: HistoryReader(sources: [.bytes(bytes, name: "h")]), parallelism: 2, progress: .none)
  }

  @Test func countsWhatARuleDid() async throws {
    let use = try await Self.use(
      [
        rule("a", "approve", when: "resource.id == \"db\""),
        rule("b", "approve", when: "subject.id == \"tim\""),
      ],
      [
        Self.record("r1", "approved policy"), Self.record("r2", "denied alice"),
        Self.record("r3", to: "tim", "approved bob"),
        Self.record("r4", on: "else", "approved policy"), "{\"id\":\"r5\"}", "no JSON",
        Self.record("r6", at: "2026-02-01T10:00:00Z", to: "tim", "approved policy"),
      ])
    #expect(use.records == 7 && use.unreplayable == 2 && use.since == 5)
    #expect(use.matched == 4 && use.lifted == 0)
    #expect(use.approvedAlone == 2 && use.approvedWithOthers == 2)
    #expect(use.approvedByHuman == 1 && use.deniedByHuman == 1)
    #expect(use.deniedThoughApproved.first == ["r2"])
    #expect(
      use.recipients == [.init(subject: "sam", requests: 2), .init(subject: "tim", requests: 2)])
    #expect(use.last?.request == "r3")
  }

  @Test func whatADenyOutvotesIsMatchedAndNotApproved() async throws {
    let use = try await Self.use(
      [rule("a", "approve"), rule("d", "deny")], [Self.record("r1", "denied alice")])
    #expect(use.matched == 1 && use.approvedAlone == 0 && use.approvedWithOthers == 0)
    #expect(use.deniedByHuman == 1 && use.deniedThoughApproved.count == 0)
    #expect(use.recipients == [])
  }

  @Test func recordsFromTheInstantOnCount() async throws {
    let records = [
      Self.record("r1", at: "2026-02-28T23:59:59Z", "approved policy"),
      Self.record("r2", at: "2026-03-01T00:00:00Z", "approved policy"),
    ]
    let use = try await Self.use([rule("a", "approve")], since: "2026-03-01T00:00:00Z", records)
    #expect(use.records == 2 && use.since == 1 && use.matched == 1)
    #expect(use.last?.request == "r2")
  }

  @Test func nothingIsNothing() async throws {
    #expect(try await Self.use([rule("a", "approve")], []) == RuleUse())
  }

  /// Batches are added in their order, whatever their number.
  @Test func aLongHistoryIsCountedWhole() async throws {
    let records = (0..<3_000).map { Self.record("r\($0)", to: "s\($0 % 7)", "denied alice") }
    let use = try await Self.use([rule("a", "approve")], records)
    #expect(use.matched == 3_000 && use.deniedThoughApproved.count == 3_000)
    #expect(use.deniedThoughApproved.first == (0..<10).map { "r\($0)" })
    #expect(use.recipients.map(\.requests) == [429, 429, 429, 429, 428, 428, 428])
    #expect(use.last?.request == "r2999")
  }
}
