import CEL
import Diagnostics
import PolicyCore
import Testing

struct DueSearchTests {
  /// What is in a policy, and what is due of it on 2026-07-01 within 30 days.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var rule = ""
    var exception = ""
    var directory = ""
    var settings = ""
    var expected: [String]
  }

  private static let at = "2026-07-01T00:00:00Z"

  private static func policy(_ test: Case) throws -> Policy {
    let texts = [
      "precedent.yaml": "name: acme\n" + test.settings,
      "directory/people.yaml": """
      teams: [ { id: team, members: [ al, bo ] } ]
      members: [ { id: al }, { id: bo } ]

      """,
      "directory/more.yaml": test.directory.isEmpty ? "teams: []\n" : test.directory,
      "rules/a.yaml": """
      rules:
        - { id: a, title: T, owner: team, when: "true"\(test.rule.isEmpty ? Self.review : test.rule) }

      """,
      "exceptions/e.yaml": "exceptions: [\(test.exception)]\n",
    ]
    let files = texts.map { PolicyFile(path: $0.key, bytes: Array($0.value.utf8)) }
    let loaded = PolicyLoader().load(PolicyTree(files: files))
    return try #require(loaded.policy, "\(loaded.diagnostics.map(\.message))")
  }

  @Test(arguments: rules + exceptions + people)
  func listsWhatIsDue(_ test: Case) throws {
    let list = DueSearch(
      policy: try Self.policy(test), at: instant(Self.at), within: duration("30d")
    ).list()
    #expect(list.items.map(Self.summary) == test.expected)
    #expect(list.isOverdue == test.expected.contains { $0.contains(" overdue ") })
  }

  private static let review =
    ", effect: review, review: { stages: [ { require: [ { count: 1, from: [ { team: team } ] } ] } ] }"

  private static func summary(_ item: DueItem) -> String {
    let parts = [
      item.kind.rawValue, item.id, item.detail ?? "-", item.state.rawValue,
      item.at?.description ?? "never", item.answers.map(\.text).joined(separator: "+"),
    ]
    return parts.joined(separator: " ")
  }

  private static func approving(_ keys: String) -> String {
    ", effect: approve, limits: { duration: 8h }, \(keys)"
  }

  private static let rules = [
    Case(testDescription: "a review that nobody looks at again", expected: []),
    Case(
      testDescription: "a rule that was never certified",
      rule: approving("recertify: { every: 30d }"),
      expected: ["certification a - overdue never team"]),
    Case(
      testDescription: "a rule that lapses at this instant",
      rule: approving("recertify: { every: 30d }, certified: { on: 2026-06-01, by: al }"),
      expected: ["certification a - overdue 2026-07-01T00:00:00Z team"]),
    Case(
      testDescription: "a rule that lapses just within",
      rule: approving("recertify: { every: 30d }, certified: { on: 2026-07-01, by: al }"),
      expected: ["certification a - due 2026-07-31T00:00:00Z team"]),
    Case(
      testDescription: "a rule that lapses just after",
      rule: approving(
        "recertify: { every: 30d }, certified: { on: \"2026-07-01T00:00:01Z\", by: al }"),
      expected: []),
    Case(
      testDescription: "a rule that has ended is not looked at",
      rule: approving("until: 2026-06-30, recertify: { every: 30d }"),
      expected: ["rule a - ended 2026-06-30T00:00:00Z team"]),
    Case(
      testDescription: "a rule that ended long ago", rule: approving("until: 2026-05-31"),
      expected: []),
    Case(
      testDescription: "a rule that ends, and is looked at before",
      rule: approving(
        "until: 2026-07-20, recertify: { every: 40d }, certified: { on: 2026-06-01, by: al }"),
      expected: [
        "certification a - due 2026-07-11T00:00:00Z team",
        "rule a - ends 2026-07-20T00:00:00Z team",
      ]),
    Case(
      testDescription: "a rollback that was never tried",
      rule: approving("rollback: { by: bo, within: 1h, steps: S, drillEvery: 90d }"),
      expected: ["drill a - overdue never bo"]),
    Case(
      testDescription: "a rollback that is tried in time",
      rule: approving(
        "rollback: { by: bo, within: 1h, steps: S, drillEvery: 90d, drilled: 2026-06-30 }"),
      expected: []),
    Case(
      testDescription: "a rollback that nobody need try",
      rule: approving("rollback: { by: bo, within: 1h, steps: S }"), expected: []),
    Case(
      testDescription: "a suppression that ends",
      rule: approving(
        "suppress: [ { code: rule-without-rollback, reason: R, until: 2026-07-02 } ]"),
      expected: ["suppression a rule-without-rollback ends 2026-07-02T00:00:00Z team"]),
  ]

  private static func exception(_ keys: String) -> String {
    "{ id: e, title: T, lifts: [ a ], when: \"true\", effect: approve, limits: { duration: 1h }, "
      + "owner: team, approvedBy: al, reason: R, ticket: K, \(keys) }"
  }

  private static let breakGlass =
    "breakGlass: { who: [ { team: team } ], flag: \"true\", notify: [ team ], reviewWithin: 1d }, "

  private static let exceptions = [
    Case(
      testDescription: "an exception that ends",
      exception: exception("from: 2026-06-25, until: 2026-07-25"),
      expected: ["exception e - ends 2026-07-25T00:00:00Z team"]),
    Case(
      testDescription: "an exception that has ended",
      exception: exception("from: 2026-06-01, until: 2026-07-01"),
      expected: ["exception e - ended 2026-07-01T00:00:00Z team"]),
    Case(
      testDescription: "a break-glass that was never certified",
      exception: exception(breakGlass + "recertify: { every: 90d }"),
      expected: ["break-glass e - overdue never team"]),
    Case(
      testDescription: "a break-glass to look at",
      exception: exception(
        breakGlass + "recertify: { every: 90d }, certified: { on: 2026-04-15, by: al }"),
      expected: ["break-glass e - due 2026-07-14T00:00:00Z team"]),
  ]

  private static let people = [
    Case(
      testDescription: "a member who leaves, with his suppression",
      directory: """
        teams: [ { id: b, members: [ cy ] }, { id: c, members: [ cy ] } ]
        members:
          - { id: cy, until: 2026-07-03, suppress: [ { code: x, reason: R, until: 2026-07-02 } ] }
          - { id: bot, kind: agent, owner: team, until: 2026-07-04 }

        """,
      expected: [
        "suppression cy x ends 2026-07-02T00:00:00Z b+c",
        "member cy - ends 2026-07-03T00:00:00Z b+c",
        "member bot - ends 2026-07-04T00:00:00Z team",
      ]),
    Case(
      testDescription: "a delegation that ends",
      directory: """
        delegations:
          - { from: al, to: bo, starts: 2026-06-01, ends: 2026-07-10, reason: Leave. }

        """,
      expected: ["delegation al to bo ends 2026-07-10T00:00:00Z al"]),
    Case(
      testDescription: "a directory file that is just not stale",
      directory: """
        source: LDAP
        syncedAt: 2026-06-30
        maxAge: 1d
        teams: [ { id: c, members: [ al ] }, { id: b, members: [ al ] } ]

        """,
      expected: ["directory directory/more.yaml from LDAP due 2026-07-01T00:00:00Z b+c"]),
    Case(
      testDescription: "a directory file that is stale",
      directory: """
        syncedAt: 2026-06-29T23:59:59Z
        maxAge: 1d
        teams: [ { id: b, members: [ al ] } ]

        """,
      expected: ["directory directory/more.yaml - overdue 2026-06-30T23:59:59Z b"]),
    Case(
      testDescription: "a directory file of tomorrow",
      directory: """
        syncedAt: 2026-07-02
        maxAge: 1d
        teams: [ { id: b, members: [ al ] } ]

        """,
      expected: ["directory directory/more.yaml - overdue never b"]),
    Case(
      testDescription: "the suppression of an invariant",
      settings: """
        invariants:
          - { id: i, title: T, owner: team, when: "true", never: [ approve ],
              suppress: [ { code: x, reason: R, until: 2026-07-02 } ] }

        """,
      expected: ["suppression i x ends 2026-07-02T00:00:00Z team"]),
  ]
}
