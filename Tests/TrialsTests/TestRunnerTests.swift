import CEL
import Diagnostics
import PolicyCore
import Testing

@testable import Trials

struct TestRunnerTests {
  private static let rules = """
    rules:
      - id: staging
        title: Staging is open.
        owner: data
        when: has(resource.environment) && resource.environment == "staging"
        effect: approve
        limits: { duration: 8h }
        rollback: { by: data, within: 1h, steps: Take it back. }
        recertify: { every: 180d }
        certified: { on: 2026-06-01, by: ada }
      - id: prod
        title: The owner of production data says yes.
        owner: data
        when: has(resource.environment) && resource.environment == "prod"
        effect: review
        review: { stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ] }

    """

  private static let fixture: JSONObject = [
    "id": .string("r"), "time": .string("2026-07-01T10:00:00Z"),
    "subject": .object(["id": .string("bob")]), "action": .string("grant"),
    "resource": .object(["id": .string("db"), "environment": .string("staging")]),
  ]

  /// The failures of the cases of one test, as people read them.
  private func failures(_ cases: String) throws -> [[String]] {
    let tree = PolicyTree(files: [
      file("precedent.yaml", "name: t\n"), file("rules/r.yaml", Self.rules),
      file(
        "directory/d.yaml", "teams: [ { id: data, members: [ ada ] } ]\nmembers: [ { id: ada } ]\n"),
      file("tests/t.yaml", "tests:\n  - name: t\n    base: fixtures/f.json\n\(cases)"),
    ])
    let loader = PolicyLoader()
    let policy = try #require(loader.load(tree).policy)
    let loaded = loader.loadTests(tree, of: policy)
    try #require(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
    let runner = TestRunner(policy: policy, fixtures: ["tests/fixtures/f.json": Self.fixture])
    return runner.run(loaded.tests).results.map { $0.failures.map(described) }
  }

  private func file(_ path: String, _ text: String) -> PolicyFile {
    PolicyFile(path: path, bytes: Array(text.utf8))
  }

  private func described(_ failure: TestFailure) -> String {
    switch failure {
    case .mismatch(let mismatch): "\(mismatch.part): \(mismatch.expected) / \(mismatch.found)"
    case .noFixture(let path): "no \(path)"
    case .invalidRequest(let reason): "invalid: \(reason)"
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let yaml: String
    let failures: [[String]]

    init(_ name: String, _ yaml: String, _ failures: [[String]]) {
      testDescription = name
      self.yaml = yaml
      self.failures = failures
    }
  }

  @Test(arguments: [
    Case(
      "everything as expected",
      """
          cases:
            - expect: { decision: approved, tier: automatic, rules: [ staging ], limits: { duration: 8h }, grant: { until: "2026-07-01T18:00:00Z" }, obligations: [], exceptions: [], invariants: [] }

      """, [[]]),
    Case(
      "every part that differs is said",
      """
          cases:
            - expect: { decision: denied, tier: human, rules: [ prod ], limits: { duration: 4h }, grant: { until: never }, obligations: [ log ] }

      """,
      [
        [
          "decision: denied / approved", "tier: human / automatic", "rules: prod / staging",
          "limits: 4h / 8h", "obligations: log / none",
          "grant: until never / until 2026-07-01T18:00:00Z",
        ]
      ]),
    Case(
      "a field is set, or taken away",
      """
          cases:
            - with: { resource.environment: prod }
              expect: { decision: pending, missing: [ { count: 1, from: data } ] }
            - without: [ resource.environment ]
              expect: denied
            - with: { context.extra.deep: 1 }
              expect: approved

      """, [[], [], []]),
    Case(
      "approvals fill what is missing",
      """
          cases:
            - with: { resource.environment: prod }
              at: 2026-07-01T12:00:00Z
              approvals: [ { by: ada, verdict: approve, at: "2026-07-01T11:00:00Z" } ]
              expect: { decision: approved, tier: human, missing: [] }
            - with: { resource.environment: prod }
              at: 2026-07-01T10:30:00Z
              approvals: [ { by: ada, verdict: approve, at: "2026-07-01T11:00:00Z" } ]
              expect: { decision: approved, missing: [] }

      """,
      [[], ["decision: approved / pending", "missing: none / 1 from data"]]),
    Case(
      "an expected error is no failure, an unexpected one is",
      """
          cases:
            - with: { subject.id: 3 }
              expect: { error: subject.id }
            - with: { subject.id: 3 }
              expect: { error: resource }
            - with: { subject.id: 3 }
              expect: approved
            - expect: { error: subject }

      """,
      [
        [], ["error: resource / `subject.id` must be text"],
        ["invalid: `subject.id` must be text"], ["error: subject / none"],
      ]),
    Case(
      "a matrix asks every subject about every resource and action",
      """
          matrix:
            subjects: { bob: { subject.id: bob }, bot: { subject.id: bot, subject.type: agent } }
            resources: { staging: { resource.environment: staging }, prod: { resource.environment: prod } }
            actions: [ grant, revoke ]
            expect:
              "*": { staging: { "*": approved }, prod: { grant: pending, revoke: denied } }

      """,
      [[], [], [], ["decision: denied / pending"], [], [], [], ["decision: denied / pending"]]),
  ])
  func comparesTheDecisionWithWhatIsExpected(_ example: Case) throws {
    #expect(try failures(example.yaml) == example.failures)
  }
}
