import PolicyCore
import TestSupport
import Testing

@testable import Trials

struct MutationTestingTests {
  private static let rules = """
    rules:
      - id: staging
        title: Staging is open.
        owner: data
        when: resource.environment in ["dev", "staging"] && context.role != "admin"
        effect: approve
        limits: { duration: 8h }
        rollback: { by: data, within: 1h, steps: Take it back. }
        recertify: { every: 360d }
        certified: { on: 2026-06-01, by: ada }
        obligations: [ { id: log, type: log } ]
      - id: prod
        title: Production asks its people, then security.
        when: resource.environment == "prod" && subject.type == "human"
        effect: review
        review:
          stages:
            - require: [ { count: 2, from: [ { team: data } ] } ]
            - require: [ { count: 1, from: [ { team: security } ], reason: required } ]
          evidence:
            - { that: 'context.ticket.matches("^CHG-[0-9]+$")', because: Name the change. }
          expire: 72h
        limits: { duration: 4h }
      - id: leavers
        title: Who has left gets nothing.
        when: subject.type == "leaver"
        effect: deny
        reason: They have left.

    """

  /// What is wrong with these tests is said by the survivors below.
  private static let tests = """
    tests:
      - name: staging
        base: fixtures/r.json
        cases:
          - with: { resource.environment: staging, context.role: reader }
            expect: { decision: approved, rules: [ staging ] }
          - with: { resource.environment: staging, context.role: admin }
            expect: denied
          - with: { resource.environment: staging }
            expect: denied
          - with: { resource.environment: test, context.role: reader }
            expect: denied
      - name: prod
        base: fixtures/r.json
        at: 2026-07-01T14:00:00Z
        cases:
          - expect:
              decision: pending
              limits: { duration: 4h }
              missing: [ { count: 2, from: data }, { count: 1, from: security } ]
          - approvals:
              - { by: ada, verdict: approve, at: 2026-07-01T11:00:00Z }
              - { by: ben, verdict: approve, at: 2026-07-01T11:00:00Z }
              - { by: cleo, verdict: approve, at: 2026-07-01T12:00:00Z, reason: Fine. }
            expect: approved
          - with: { context.ticket: INC-7 }
            approvals:
              - { by: ada, verdict: approve, at: 2026-07-01T11:00:00Z }
              - { by: ben, verdict: approve, at: 2026-07-01T11:00:00Z }
              - { by: cleo, verdict: approve, at: 2026-07-01T12:00:00Z, reason: Fine. }
            expect: pending
          - with: { subject.type: robot }
            expect: denied
      - name: leavers
        base: fixtures/r.json
        cases:
          - with: { subject.type: leaver }
            expect: { decision: denied, rules: [ leavers ] }
          - with: { subject.type: robot }
            expect: { decision: denied, rules: [] }

    """

  private static let survivors = [
    "prod: no reason required", "prod: without `^`, so text may stand before",
    "prod: without `$`, so text may stand behind", "prod: `expire` `36h` instead of `72h`",
    "prod: `expire` `144h` instead of `72h`", "prod: without `expire`",
    #"staging: `"devx"` instead of `"dev"`"#, #"staging: without `"dev"` in the list"#,
    "staging: no limit", "staging: limit `4h` instead of `8h`",
    "staging: limit `16h` instead of `8h`", "staging: without the obligation `log`",
  ]

  private static let fixture = MutationFixture(rules: rules, tests: tests)

  @Test func exactlyTheListedEditsSurvive() async throws {
    try #require(try Self.fixture.run().failed.isEmpty)
    let report = try await Self.fixture.report()
    let found = report.survivors.map { "\($0.edit.rule.id): \($0.edit.words)" }
    #expect(found == Self.survivors)
    #expect(report.rules.flatMap(\.unshown).map(\.id) == [])
    #expect(report.rules.flatMap(\.equivalent).map(\.id) == [])
  }

  @Test func suggestedTestsNoticeEverySurvivorOnceTheyAreReviewed() async throws {
    let report = try await Self.fixture.report()
    let written = try Self.fixture.adding(report.suggestions)
    #expect(try written.run().failed.isEmpty)
    // Until somebody has looked at them they count for nothing.
    let marked = try await written.report()
    #expect(marked.unreviewed.map(\.edit.id) == report.survivors.map(\.edit.id))
    #expect(marked.survivors.isEmpty && marked.suggestions.isEmpty)
    #expect(marked.survivingEdits.map(\.words) == report.survivingEdits.map(\.words))
    #expect(marked.survivingEdits.allSatisfy { $0.unreviewedTest != nil })
    let reviewed = try await written.reviewed.report()
    #expect(reviewed.survivors.map(\.edit.id) == [])
    #expect(reviewed.isGood)
    #expect(reviewed.rules.flatMap(\.unshown).count == report.rules.flatMap(\.unshown).count)
  }

  /// The oracle: the whole repository with the edit in its file is loaded, and all tests run.
  @Test func runsOfTheEditedRepositorySayTheSame() async throws {
    let report = try await Self.fixture.report()
    for edit in report.survivors.map(\.edit) + report.rules.flatMap(\.unshown) {
      #expect(try Self.fixture.applying(edit).run().failed.isEmpty, "\(edit.id)")
    }
    for noticed in report.rules.flatMap(\.noticed) {
      let failed = try Self.fixture.applying(noticed.edit).run().failed
      #expect(
        failed.contains { $0.test == noticed.test && $0.number == noticed.caseNumber },
        "\(noticed.edit.id)")
    }
  }

  @Test func theOrderOfTasksDoesNotShow() async throws {
    let one = try await Self.fixture.report(parallelism: 1)
    let many = try await Self.fixture.report(parallelism: 8)
    #expect(one.survivors.map(\.edit.id) == many.survivors.map(\.edit.id))
    #expect(
      one.suggestions.map { $0.test.lines }
        == many.suggestions.map { $0.test.lines })
  }

  // MARK: - Where requests come from

  private static let plainRule = """
    rules:
      - id: prod
        title: Production asks its people.
        when: resource.environment == "prod" && has(context.ticket) && context.ticket != "none"
        effect: review
        review: { stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ] }

    """

  private static let plainTests = """
    tests:
      - name: prod
        base: fixtures/r.json
        cases:
          - expect: { decision: pending, missing: [ { count: 1, from: data } ] }
          - with: { resource.environment: dev }
            expect: denied
          - without: [ context.ticket ]
            expect: denied

    """

  @Test func aRequestOfTheHistoryComesBeforeOneThatIsMade() async throws {
    var fixture = MutationFixture(rules: Self.plainRule, tests: Self.plainTests)
    let made = try #require(try await fixture.report().suggestions.first)
    #expect(made.origin == .made && made.fixture == nil)
    fixture.records = [
      MutationFixture.request.with([
        FieldChange(path: FieldPath(["id"]), value: .string("REQ/7")),
        FieldChange(path: FieldPath(["context", "ticket"]), value: .string("none")),
      ])
    ]
    let recorded = try #require(try await fixture.report().suggestions.first)
    #expect(recorded.origin == .record(id: "REQ/7"))
    #expect(recorded.fixture?.path == "tests/fixtures/request-req-7.json")
    let written = try fixture.adding([recorded])
    #expect(try written.run().failed.isEmpty)
    #expect(try await written.reviewed.report().survivors.isEmpty)
  }

  @Test func editsThatNoRequestShowsAreProvedToBeEqual() async throws {
    let rules = Self.plainRule.replacing("effect: review", with: "effect: deny")
      .replacing(
        "review: { stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ] }",
        with: "reason: No."
      )
      .replacing("has(context.ticket) && context", with: "has(context.ticket) && !(context")
      .replacing("!= \"none\"", with: "in [\"none\", \"none\"])")
    let tests = """
      tests:
        - name: prod
          base: fixtures/r.json
          cases:
            - expect: { decision: denied, rules: [ prod ] }
            - with: { resource.environment: dev }
              expect: { decision: denied, rules: [] }

      """
    let report = try await MutationFixture(rules: rules, tests: tests).report()
    let equal = report.rules.flatMap(\.equivalent).map(\.words)
    #expect(equal == [#"without `"none"` in the list"#])
  }

  /// A clause that the rule's condition implies; where that can err, the rule applies, too.
  @Test(arguments: [true, false])
  func aClauseIsComparedWhereTheRuleApplies(_ isGuarded: Bool) async throws {
    let rules = Self.plainRule
      .replacing("when: ", with: isGuarded ? "when: has(resource.environment) && " : "when: ")
      .replacing(
        "data } ] } ] } ]",
        with: "data } ] } ] } ], "
          + "evidence: [ { that: 'resource.environment != \"dev\"', because: No. } ]")
    let report = try await MutationFixture(rules: rules, tests: Self.plainTests).report()
    let always = report.rules.flatMap(\.equivalent).contains { $0.words == "always" }
    #expect(always == isGuarded)
    #expect(report.survivors.contains { $0.edit.words == "always" } != isGuarded)
  }

  @Test func anEditOfARuleThatNothingTestsIsShownByAMadeRequest() async throws {
    let tests = """
      tests:
        - name: nothing of it
          base: fixtures/r.json
          cases:
            - with: { resource.environment: dev }
              expect: denied

      """
    let report = try await MutationFixture(rules: Self.plainRule, tests: tests).report()
    #expect(report.survivors.contains { $0.edit.kind == .count })
    #expect(report.suggestions.contains { $0.origin == .made })
    #expect(report.rules.flatMap(\.unshown).map(\.words) == [])
  }
}
