import Diagnostics
import PolicyCore
import Testing

@testable import Trials

/// What cases reach of each part of a policy.
struct CoverageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var settings = ""
    var rules = ""
    var exceptions = "exceptions: []"
    let cases: String
    /// What no case reaches.
    let unmet: [String]
  }

  private static let approve = """
      - id: r
        title: t.
        owner: data
        when: context.a && context.b
        effect: approve
        limits: { duration: 8h }
        rollback: { by: data, within: 1h, steps: s. }
        recertify: { every: 180d }
        certified: { on: 2026-06-01, by: ada }

    """

  private static func review(_ review: String, when: String = "context.a") -> String {
    "  - { id: r, title: t., owner: data, when: \(when), effect: review, review: \(review) }\n"
  }

  private static func given(_ person: String) -> String {
    #"{ by: \#(person), verdict: approve, at: "2026-07-01T11:00:00Z" }"#
  }

  private static let conditions = [
    Case(
      testDescription: "one case that matches", rules: approve,
      cases: "    cases: [ { expect: approved } ]\n",
      unmet: ["r does not match", "r when context.a false", "r when context.b false"]),
    Case(
      testDescription: "each atom turned over alone", rules: approve,
      cases: """
            cases:
              - expect: approved
              - { with: { context.a: false }, expect: denied }
              - { with: { context.b: false }, expect: denied }

        """, unmet: []),
    Case(
      testDescription: "both turned over at once", rules: approve,
      cases: """
            cases:
              - expect: approved
              - { with: { context.a: false, context.b: false }, expect: denied }

        """, unmet: ["r when context.a false", "r when context.b false"]),
    Case(
      testDescription: "an atom that errs", rules: approve,
      cases: """
            cases:
              - expect: approved
              - { without: [ context.a ], expect: denied }
              - { with: { context.b: false }, without: [ context.a ], expect: denied }

        """, unmet: ["r when context.a false"]),
    Case(
      testDescription: "what nobody has reviewed", rules: approve,
      cases: """
            cases:
              - expect: approved
              - { with: { context.a: false }, unreviewed: true, expect: denied }
              - { with: { context.b: false }, unreviewed: false, expect: denied }

        """, unmet: ["r when context.a false"]),
    Case(
      testDescription: "a rule outside of its window",
      rules: approve.replacing("    effect", with: "    since: 2026-08-01\n    effect"),
      cases: "    cases: [ { expect: denied }, { at: 2026-07-30T00:00:00Z, expect: denied } ]\n",
      unmet: [
        "r matches", "r does not match", "r when context.a true", "r when context.a false",
        "r when context.b true", "r when context.b false",
      ]),
    Case(
      testDescription: "a condition that is always true",
      rules: review(
        "{ stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ] }", when: "'true'"),
      cases: "    cases: [ { expect: pending } ]\n", unmet: ["r fills 1: 1 data"]),
  ]

  private static let constrain = """
      - id: r
        title: t.
        owner: data
        when: context.a
        effect: constrain
        conditions: [ { that: context.b, because: b. }, { that: context.c, because: c. } ]
        otherwise: { review: { stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ],
          evidence: [ { that: has(context.b), because: e. } ] } }
        limits: { duration: 8h }
        rollback: { by: data, within: 1h, steps: s. }
        recertify: { every: 180d }
        certified: { on: 2026-06-01, by: ada }

    """

  private static let reviews = [
    Case(
      testDescription: "conditions count where the rule matches", rules: constrain,
      cases: """
            cases:
              - expect: approved
              - { with: { context.a: false, context.b: false }, expect: denied }

        """,
      unmet: [
        "r conditions context.b false", "r conditions context.c false",
        "r evidence has(context.b) true", "r evidence has(context.b) false", "r fills 1: 1 data",
        "r lacks 1: 1 data",
      ]),
    Case(
      testDescription: "the review of otherwise", rules: constrain,
      cases: """
            cases:
              - expect: approved
              - { with: { context.b: false }, expect: pending }
              - { with: { context.c: false }, at: 2026-07-01T12:00:00Z, approvals: [ \(given("ada")) ], expect: approved }
              - { with: { context.a: false }, expect: denied }

        """, unmet: ["r evidence has(context.b) false"]),
    Case(
      testDescription: "a lapsed rule asks its owner, which is not its own review",
      rules: constrain.replacing("2026-06-01", with: "2025-06-01"),
      cases: """
            cases:
              - { at: 2026-07-01T12:00:00Z, approvals: [ \(given("ada")) ], expect: approved }
              - { with: { context.a: false }, expect: denied }

        """,
      unmet: [
        "r conditions context.b false", "r conditions context.c false",
        "r evidence has(context.b) true", "r evidence has(context.b) false", "r fills 1: 1 data",
        "r lacks 1: 1 data",
      ]),
    Case(
      testDescription: "requirements of two stages",
      rules: review(
        """
        { stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] },
            { require: [ { count: 2, from: [ { team: security } ] } ] } ] }
        """),
      cases: """
            cases:
              - { at: 2026-07-01T12:00:00Z, approvals: [ \(given("ada")), \(given("sam")) ], expect: pending }
              - { with: { context.a: false }, expect: denied }

        """, unmet: ["r lacks 1: 1 data", "r fills 2: 2 security"]),
    Case(
      testDescription: "a requirement that another rule makes larger, and who joins later",
      rules: review(
        """
        { stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ],
          escalate: [ { after: 1h, to: [ { team: data } ] } ] }
        """)
        + review(
          """
          { stages: [ { require: [ { count: 2, from: [ { team: security } ] } ] } ],
            escalate: [ { after: 1h, to: [ { team: data } ] } ] }
          """
        ).replacing("id: r,", with: "id: s,"),
      cases: """
            cases:
              - { at: 2026-07-01T12:00:00Z, approvals: [ \(given("ada")) ], expect: pending }
              - { with: { context.a: false }, expect: denied }

        """,
      unmet: ["r lacks 1: 1 security", "s fills 1: 2 security"]),
    Case(
      testDescription: "each owner of a list",
      rules: review(
        "{ stages: [ { require: [ { count: 1, from: [ { each: resource.owners } ] } ] } ] }"),
      cases: """
            cases:
              - { at: 2026-07-01T12:00:00Z, approvals: [ \(given("ada")) ], expect: pending }
              - { with: { context.a: false }, expect: denied }

        """, unmet: ["r fills 1: 1 each of resource.owners"]),
    Case(
      testDescription: "a review beside a denial is not asked",
      rules: review("{ stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ] }")
        + "  - { id: s, title: t., owner: data, when: context.b, effect: deny, reason: n. }\n",
      cases: """
            cases:
              - expect: denied
              - { with: { context.a: false, context.b: false }, expect: denied }

        """, unmet: ["r fills 1: 1 data", "r lacks 1: 1 data"]),
    Case(
      testDescription: "the review by default",
      settings: """
        default: { review: { stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ] } }

        """, rules: approve,
      cases: """
            cases:
              - expect: approved
              - { with: { context.a: false }, expect: pending }
              - { with: { context.b: false }, expect: pending }

        """, unmet: ["default fills 1: 1 data"]),
  ]

  private static let exception = """
    exceptions:
      - id: x
        title: t.
        lifts: [ r ]
        when: context.b
        effect: approve
        limits: { duration: 4h }
        rollback: { by: data, within: 1h, steps: s. }
        owner: data
        approvedBy: ada
        reason: why.
        ticket: T-1
        from: 2026-07-01
        until: 2026-07-15

    """

  private static let breakGlass = exception.replacing(
    "    from: 2026-07-01\n    until: 2026-07-15\n",
    with: """
          recertify: { every: 90d }
          certified: { on: 2026-06-01, by: ada }
          breakGlass: { who: [ { user: bob } ], flag: context.c, notify: [ data ], reviewWithin: 2d }

      """)

  private static let denial =
    "  - { id: r, title: t., owner: data, when: context.a, effect: deny, reason: n., liftable: true }\n"

  private static let others = [
    Case(
      testDescription: "an exception counts where it could lift something", rules: denial,
      exceptions: exception,
      cases: """
            cases:
              - { with: { context.b: false }, expect: denied }
              - { with: { context.a: false }, expect: denied }
              - { at: 2026-08-01T00:00:00Z, expect: denied }

        """, unmet: ["x is active", "x when context.b true"]),
    Case(
      testDescription: "an exception that is active", rules: denial, exceptions: exception,
      cases: """
            cases:
              - expect: approved
              - { with: { context.a: false }, expect: denied }

        """, unmet: ["x when context.b false"]),
    Case(
      testDescription: "break-glass by somebody else", rules: denial, exceptions: breakGlass,
      cases: """
            cases:
              - { with: { subject.id: sam }, expect: denied }
              - { with: { subject.id: sam, context.b: false }, expect: denied }
              - { with: { subject.id: sam, context.c: false }, expect: denied }
              - { with: { context.a: false }, expect: denied }

        """,
      unmet: [
        "x is active", "x when context.b true", "x when context.b false", "x flag context.c true",
        "x flag context.c false",
      ]),
    Case(
      testDescription: "condition and flag of a break-glass count beside each other",
      rules: denial, exceptions: breakGlass,
      cases: """
            cases:
              - expect: approved
              - { with: { context.b: false, context.c: false }, expect: denied }
              - { with: { context.a: false }, expect: denied }

        """, unmet: ["x when context.b false", "x flag context.c false"]),
    Case(
      testDescription: "an invariant",
      settings: """
        invariants: [ { id: v, title: t., owner: data, when: context.c, never: [ approve ] } ]

        """, rules: denial,
      cases: """
            cases:
              - expect: denied
              - { with: { context.a: false }, expect: denied }

        """, unmet: ["v does not apply", "v when context.c false"]),
  ]

  @Test(arguments: conditions + reviews + others)
  func findsWhatNoCaseReaches(_ example: Case) throws {
    let trial = try TrialPolicy(
      settings: example.settings, rules: example.rules, exceptions: example.exceptions,
      cases: example.cases)
    let fixtures = [TrialPolicy.fixturePath: TrialPolicy.fixture]
    let run = TestRunner(policy: trial.policy, fixtures: fixtures).run(trial.tests)
    #expect(run.failed.map(\.failures) == [])
    #expect(trial.coverage.unmet.map(\.summary) == example.unmet)
  }

  @Test func pointsAtTheAtomItself() throws {
    let trial = try TrialPolicy(rules: Self.approve)
    let goal = try #require(trial.coverage.unmet.first { $0.summary == "r when context.b false" })
    #expect(goal.location.path == "rules/r.yaml")
    #expect(goal.location.lineNumber == 5)
    #expect(goal.location.columnNumber == 24)
  }

  struct Share: Sendable {
    let met: Int
    let count: Int
    let percentage: String
    let threshold: String
    let isReached: Bool
  }

  @Test(arguments: [
    Share(met: 0, count: 0, percentage: "100%", threshold: "100%", isReached: true),
    Share(met: 2, count: 3, percentage: "66.66%", threshold: "66.66%", isReached: true),
    Share(met: 2, count: 3, percentage: "66.66%", threshold: "66.67%", isReached: false),
    Share(met: 99_999, count: 100_000, percentage: "99.99%", threshold: "100%", isReached: false),
    Share(met: 3, count: 3, percentage: "100%", threshold: "100%", isReached: true),
    Share(met: 0, count: 3, percentage: "0%", threshold: "0%", isReached: true),
  ])
  func onlyAllIsAll(_ example: Share) throws {
    let share = CoverageShare(metCount: example.met, count: example.count)
    #expect(share.percentage.description == example.percentage)
    #expect(share.reaches(try #require(Percentage(example.threshold))) == example.isReached)
  }

  @Test func saysWhichThresholdsAreNotReached() throws {
    let trial = try TrialPolicy(
      settings: "testing: { coverage: { rules: 50%, conditions: 60.5%, exceptions: 100% } }\n",
      rules: Self.approve, cases: "    cases: [ { expect: approved } ]\n")
    let shortfalls = trial.coverage.shortfalls(trial.policy.settings.coverage)
    #expect(shortfalls.map(\.kind) == [.conditions])
    #expect(shortfalls.first?.share == CoverageShare(metCount: 2, count: 4))
  }
}
