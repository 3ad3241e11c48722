import PolicyCore
import Testing

@testable import Impact

/// Two records that differ in one thing, and so are decided otherwise: none stands for the other.
struct UnlikeRecordTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let before: PolicyText
    let after: PolicyText
    let records: [RecordText]

    init(
      _ name: String, _ text: PolicyText, _ records: [RecordText],
      edit: (inout PolicyText) -> Void = { $0.rules.append(rule("x", "deny", when: "false")) }
    ) {
      testDescription = name
      before = text
      var edited = text
      edit(&edited)
      after = edited
      self.records = records
    }
  }

  private static let schema = """
    {"type":"object","properties":{"resource":{"type":"object","properties":{
      "level":{"type":"integer"}}}}}
    """
  private static let levels = [0, 1].map { RecordText(id: "x\($0)", more: "\"level\":\($0)") }
  private static let hours = ["08", "10", "14"].map {
    RecordText(id: "x\($0)", time: "2026-03-02T\($0):00:00Z", subject: "dora")
  }
  private static let limits = "limits: { duration: 2h }"

  private static func approving(_ every: String, when: String = "true") -> String {
    rule(
      "r0", "approve", when: when, limits, "recertify: { every: \(every) }",
      "certified: { on: 2026-03-01, by: carol }")
  }

  static let cases = [
    Case(
      "a rule that has lapsed asks its owner, its otherwise somebody else",
      PolicyText(
        rule(
          "r0", "constrain", limits, "recertify: { every: 1d }",
          "certified: { on: 2026-03-01, by: carol }",
          "conditions: [ { that: resource.level < 1, because: Too high. } ]",
          "otherwise: { \(review("1 security")) }"), schema: schema), levels),
    Case(
      "each invariant asks its owner",
      PolicyText(
        approving("90d"), schema: schema,
        invariants: [
          invariant("low", when: "resource.level < 1", owner: "data"),
          invariant("high", when: "resource.level > 0", owner: "security"),
        ]), levels),
    Case(
      "a member leaves",
      PolicyText(
        rule("r0", "review", review("1 guests")),
        directory: PolicyText.standardDirectory.replacing(
          "members:\n  - id: alice\n",
          with: "  - id: guests\n    members: [ gus ]\nmembers:\n  - id: alice\n  - id: gus\n"
            + "    until: 2026-03-02T09:00:00Z\n")), hours),
    Case(
      "a condition reads the hour", PolicyText(approving("90d", when: "now.getHours() > 8")), hours
    ) {
      $0.rules = [rule("r0", "deny", when: "now.getHours() > 12")]
    },
    Case(
      "a team has other members",
      PolicyText(approving("90d", when: #"subject.id in team("data")"#)),
      ["carol", "dan"].map { RecordText(id: $0, subject: $0) }
    ) {
      $0.directory = $0.directory.replacing("members: [ carol, dan ]", with: "members: [ dan ]")
    },
    Case(
      "a window cuts what is granted", PolicyText(approving("90d") + "    until: 2026-03-09\n"),
      [hours[0], hours[1]]
    ) { $0.rules = [approving("90d") + "    until: 2026-03-02T11:00:00Z\n"] },
    Case(
      "an action takes", PolicyText(approving("90d")),
      ["grant", "revoke"].map { RecordText(id: $0, action: $0) }
    ) { $0.rules = [rule("r0", "deny")] },
    Case(
      "a review has waited",
      PolicyText(
        rule(
          "r0", "review",
          review("1 security", terms: ", escalate: [ { after: 2h, to: [ { team: data } ] } ]"))),
      [60, 119, 120, 180].map { RecordText(id: "x\($0)", outcome: "approved alice", minutes: $0) }),
    Case(
      "only some may break the glass",
      PolicyText(
        rule("r0", "review", review("1 security")),
        exceptions: exception(
          "e", "approve", lifts: "r0", limits, breakGlass, "recertify: { every: 90d }",
          "certified: { on: 2026-03-01, by: carol }")),
      ["alice", "eve"].map { RecordText(id: $0, subject: $0) }),
    Case(
      "a team is stale",
      PolicyText(
        approving("90d", when: #"subject.id in team("data") || subject.id == "dora""#),
        directory: "source: hr\nsyncedAt: 2026-03-02\nmaxAge: 9h\n"
          + PolicyText.standardDirectory), hours),
    Case("a rule lapses", PolicyText(approving("33h")), hours),
    Case(
      "an agent has authority over some",
      PolicyText(
        rule("r0", "review", review("2 pair")), schema: schema,
        directory: PolicyText.standardDirectory.replacing(
          "members:\n  - id: alice\n",
          with: "  - id: pair\n    members: [ alice, bot ]\nmembers:\n  - id: alice\n  - id: bot\n"
            + "    kind: agent\n    owner: data\n    authority: resource.level < 1\n")), levels),
    Case(
      "a stale rule asks its owner, its otherwise somebody else",
      PolicyText(
        rule(
          "r0", "constrain", limits, "recertify: { every: 90d }",
          "certified: { on: 2026-03-01, by: carol }",
          #"conditions: [ { that: '!(subject.id in team("data")) && resource.level < 1', "#
            + "because: Others ask. } ]",
          "otherwise: { \(review("1 security")) }"), schema: schema,
        directory: "source: hr\nsyncedAt: 2026-03-02\nmaxAge: 9h\n"
          + PolicyText.standardDirectory),
      levels),
    Case(
      "a condition errs",
      PolicyText(approving("90d"), rule("no", "deny", when: "resource.level > 5"), schema: schema),
      [levels[0], RecordText(id: "none")]
    ) { $0.rules[1] = rule("no", "deny", when: "resource.level > 6") },
  ]

  @Test(arguments: cases)
  func eachIsDecidedByItself(_ test: Case) async throws {
    let lines = (test.records + test.records).map(\.line)
    try await expectSame(test.before.load(), test.after.load(), lines, "\(test)")
  }
}
