import CEL
import Diagnostics
import PolicyCore
import Testing

struct PolicyCheckTests {
  /// Files with the expected findings marked in them; judged on 2026-07-01.
  static let cases: [LoadingCase] =
    approvals + conflicts + exceptions + people + removals + tidiness

  private static let approvals: [LoadingCase] = [
    LoadingCase("the sound policy", [:]),
    approving("no owner", "rule-without-owner", dropping: "owner"),
    approving("no limits", "rule-without-limits", dropping: "limits"),
    approving("no rollback", "rule-without-rollback", dropping: "rollback"),
    approving("no recertification", "rule-without-recertification", dropping: "recertify"),
    approving("never certified", "rule-lapsed", dropping: "certified"),
    approving("no limits, for a reason", nil, ["limits": "{ none: read only }"]),
    approving("every 365 days", nil, ["recertify": "{ every: 365d }"]),
    approving("every 366 days", "recertified-too-rarely", ["recertify": "{ every: 366d }"]),
    approving("lapsed today", "rule-lapsed", ["certified": "{ on: 2026-01-02, by: a }"]),
    approving("lapses tomorrow", "rule-lapses-soon", ["certified": "{ on: 2026-01-03, by: a }"]),
    approving("lapses in 30 days", "rule-lapses-soon", ["certified": "{ on: 2026-02-01, by: a }"]),
    approving("lapses in 31 days", nil, ["certified": "{ on: 2026-02-02, by: a }"]),
    approving("certified today", nil, ["certified": "{ on: 2026-07-01, by: a }"]),
    approving(
      "certified tomorrow", "certified-in-the-future", ["certified": "{ on: 2026-07-02, by: a }"]),
    approving("ended today", "rule-expired", ["until": "2026-07-01"]),
    approving("ends tomorrow", nil, ["until": "2026-07-02"]),
    approving("owner without a human", nil, ["owner": "bots"], team: "«team-without-human:bots»"),
    LoadingCase(
      "a constraint without anything",
      [
        "rules/more.yaml": """
        rules:
          - id: «rule-without-owner:more»
            title: b
            when: resource.id == "prod"
            effect: constrain
            conditions: [ { that: 'true', because: c } ]
            limits: { duration: 8h }
            rollback: { by: security, within: 1h, steps: s }
            recertify: { every: 180d }
            certified: { on: 2026-06-01, by: alice }
        """
      ]),
    LoadingCase(
      "a denial needs nothing",
      rules: """
        rules:
          - { id: more, title: b, when: resource.id == "prod", effect: deny, reason: no }
        """),
    LoadingCase(
      "a review needs nothing", rules: review("more", "count: 1, from: [ { team: security } ]")),
    LoadingCase(
      "as many as there are",
      rules: review("«no-quorum-for-own-requests:more»", "count: 2, from: [ { team: security } ]")),
    LoadingCase(
      "more than there are",
      rules: review("«no-possible-quorum:more»", "count: 3, from: [ { team: security } ]")),
    LoadingCase(
      "enough in two teams",
      rules: review(
        "«no-quorum-for-own-requests:more»",
        "count: 3, from: [ { team: security }, { team: team-data } ]")),
    LoadingCase(
      "one person in two teams counts once",
      rules: review(
        "«no-possible-quorum:more»", "count: 4, from: [ { team: security }, { team: team-data } ]")),
    LoadingCase(
      "an agent",
      [
        "directory/people.yaml": MarkedPolicy.sound["directory/people.yaml"]?
          .replacing("id: triage-bot", with: "id: «unbound-approver:triage-bot»") ?? "",
        "rules/more.yaml": review(
          "«no-possible-quorum:more»", "count: 1, from: [ { user: triage-bot } ]"),
      ]),
    LoadingCase(
      "whom the request names",
      rules: review("more", "count: 9, from: [ { team: security }, { attribute: resource.owner } ]")
    ),
    LoadingCase(
      "somebody who has left",
      [
        "directory/more.yaml": "members: [ { id: dan, until: 2026-07-01 } ]\n",
        "rules/more.yaml": review("«no-possible-quorum:more»", "count: 1, from: [ { user: dan } ]"),
      ]),
    LoadingCase(
      "those who accept",
      [
        "precedent.yaml": "name: a\nacceptedBy: [ bots ]\n",
        "directory/more.yaml": bots("«team-without-human:bots»"),
      ]
    ),
    LoadingCase(
      "a default that nobody can fill",
      [
        "precedent.yaml":
          "name: a\ndefault: { review: { stages: [ { require: [ { count: 3, from: [ { team: security } ] } ] } ] } }\n"
      ], wholeFiles: ["precedent.yaml no-possible-quorum"]),
  ]

  @Test(arguments: cases)
  func findsExactlyWhatIsMarked(_ input: LoadingCase) throws {
    let marked = MarkedPolicy(replacing: input.files)
    let loaded = PolicyLoader().load(marked.tree)
    let policy = try #require(loaded.policy, "\(loaded.diagnostics.map(\.message))")
    let instant = try #require(Timestamp.parse("2026-07-01T00:00:00Z"))
    let findings = PolicyCheck().findings(in: policy, at: instant)
    let whole = input.wholeFiles.map { line in
      let parts = line.split(separator: " ").map(String.init)
      return MarkedPolicy.Expectation(path: parts[0], range: 0..<0, code: parts[1])
    }
    #expect(findings.map(MarkedPolicy.expectation) == marked.expectations + whole)
    for finding in findings { expectGrammar(of: finding) }
  }

  @Test
  func everyCodeIsInTheTable() {
    let whole = Self.cases.flatMap(\.wholeFiles).compactMap { $0.split(separator: " ").last }
    let marked =
      Self.cases.flatMap { MarkedPolicy(replacing: $0.files).expectations.map(\.code) }
      + whole.map(String.init)
    let others = FindingWeightsTests.codes.union(SurroundingsTests.codes)
    let known = marked.filter { CheckCode(rawValue: $0) != nil }
    #expect(Set(known).union(others) == Set(CheckCode.allCases.map(\.rawValue)))
  }

  /// What a rule that acts without a human lacks is an error; what time brings is less.
  @Test
  func severityFollowsTheDesign() throws {
    let text = """
      rules:
        - { id: a, title: b, when: 'true', effect: approve }
      """
    let tree = MarkedPolicy(replacing: ["rules/more.yaml": text]).tree
    let policy = try #require(PolicyLoader().load(tree).policy)
    let instant = try #require(Timestamp.parse("2026-12-01T00:00:00Z"))
    let findings = PolicyCheck().findings(in: policy, at: instant)
    #expect(
      findings.map { "\($0.severity) \($0.code)" } == [
        "error rule-without-limits", "error rule-without-owner",
        "error rule-without-recertification", "error rule-without-rollback",
        "warning rule-lapsed",
      ])
  }

  // MARK: - Making cases

  /// A rule that has all it needs but for some keys; its id is marked.
  private static func approving(
    _ name: String, _ code: String?, _ changes: [String: String] = [:], dropping: String? = nil,
    team: String = "bots"
  ) -> LoadingCase {
    var keys = [
      "owner": "security", "limits": "{ duration: 8h }",
      "rollback": "{ by: security, within: 1h, steps: s }", "recertify": "{ every: 180d }",
      "certified": "{ on: 2026-06-01, by: alice }",
    ].merging(changes) { _, new in new }
    if let dropping { keys[dropping] = nil }
    let id = code.map { "«\($0):more»" } ?? "more"
    let lines = keys.sorted { $0.key < $1.key }.map { "    \($0.key): \($0.value)\n" }.joined()
    var files = [
      "rules/more.yaml":
        "rules:\n  - id: \(id)\n    title: b\n    when: 'true'\n    effect: approve\n" + lines
    ]
    if changes["owner"] != nil { files["directory/more.yaml"] = bots(team) }
    return LoadingCase(name, files)
  }

  private static func bots(_ marked: String) -> String {
    "teams: [ { id: \(marked), members: [ triage-bot ] } ]\n"
  }

  private static func review(_ id: String, _ requirement: String) -> String {
    """
    rules:
      - id: \(id)
        title: b
        when: resource.id == "prod"
        effect: review
        review: { stages: [ { require: [ { \(requirement) } ] } ] }
    """
  }
}
