import CEL
import Diagnostics
import PolicyCore
import Testing

/// What a repository may say about findings, and what it may not.
struct FindingWeightsTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    var severities = ""
    var suppress = ""
    var limits = "limits: { duration: 8h }"
    /// As `severity code`, in source order.
    let findings: [String]
    var suppressed: [String] = []

    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "nothing said", findings: ["note rule-lapses-soon"]),
    Case(
      name: "raised", severities: "rule-lapses-soon: { severity: error, reason: r }",
      findings: ["error rule-lapses-soon"]),
    Case(
      name: "turned off", severities: "rule-lapses-soon: { severity: off, reason: r }",
      findings: []),
    Case(
      name: "another one raised", severities: "rule-lapsed: { severity: error, reason: r }",
      findings: ["note rule-lapses-soon"]),
    Case(
      name: "misspelt", severities: "rule-lapse-soon: { severity: error, reason: r }",
      findings: ["error unknown-finding-code", "note rule-lapses-soon"]),
    Case(
      name: "what does not load is no finding",
      severities: "unknown-key: { severity: note, reason: r }",
      findings: ["error unknown-finding-code", "note rule-lapses-soon"]),
    Case(
      name: "what cannot be lowered",
      severities: "rule-without-limits: { severity: warning, reason: r }", limits: "",
      findings: [
        "error cannot-be-lowered", "note rule-lapses-soon", "error rule-without-limits",
      ]),
    Case(
      name: "what cannot be turned off",
      severities: "rule-without-limits: { severity: off, reason: r }", limits: "",
      findings: [
        "error cannot-be-lowered", "note rule-lapses-soon", "error rule-without-limits",
      ]),
    Case(
      name: "what cannot be lowered, as it is",
      severities: "rule-without-limits: { severity: error, reason: r }",
      findings: ["note rule-lapses-soon"]),
    Case(
      name: "the guard cannot be turned off itself",
      severities: """
        cannot-be-lowered: { severity: off, reason: r }
          rule-without-limits: { severity: off, reason: r }
        """, limits: "",
      findings: [
        "error cannot-be-lowered", "error cannot-be-lowered", "note rule-lapses-soon",
        "error rule-without-limits",
      ]),
    Case(
      name: "suppressed until tomorrow",
      suppress: "{ code: rule-lapses-soon, reason: r, until: 2026-07-02 }", findings: [],
      suppressed: ["rule-lapses-soon"]),
    Case(
      name: "suppressed until today",
      suppress: "{ code: rule-lapses-soon, reason: r, until: 2026-07-01 }",
      findings: ["note rule-lapses-soon", "warning suppression-expired"]),
    Case(
      name: "suppressed and not there",
      suppress: "{ code: rule-lapsed, reason: r, until: 2026-07-02 }",
      findings: ["note rule-lapses-soon", "warning suppresses-nothing"]),
    Case(
      name: "suppressed and misspelt",
      suppress: "{ code: rule-lapse-soon, reason: r, until: 2026-07-02 }",
      findings: ["note rule-lapses-soon", "error unknown-finding-code"]),
    Case(
      name: "suppressed and turned off",
      severities: "rule-lapses-soon: { severity: off, reason: r }",
      suppress: "{ code: rule-lapses-soon, reason: r, until: 2026-07-02 }",
      findings: ["warning suppresses-nothing"]),
    Case(
      name: "what cannot be suppressed",
      suppress: "{ code: rule-without-limits, reason: r, until: 2026-07-02 }", limits: "",
      findings: [
        "note rule-lapses-soon", "error rule-without-limits", "error cannot-be-lowered",
      ]),
    Case(
      name: "what is wrong with a suppression cannot be suppressed",
      suppress: """
        { code: cannot-be-lowered, reason: r, until: 2026-07-02 },
        { code: rule-without-limits, reason: r, until: 2026-07-02 }
        """,
      findings: [
        "note rule-lapses-soon", "error cannot-be-lowered", "error cannot-be-lowered",
      ]),
  ]

  @Test(arguments: cases)
  func weighs(_ input: Case) throws {
    let report = try Self.report(input)
    #expect(report.findings.map { "\($0.severity) \($0.code)" } == input.findings)
    #expect(report.suppressed.map(\.finding.code) == input.suppressed)
    for finding in report.findings { expectGrammar(of: finding) }
  }

  /// The codes about severities and suppressions.
  static let codes: Set<String> = [
    "unknown-finding-code", "cannot-be-lowered", "suppression-expired", "suppresses-nothing",
  ]

  @Test func everyCodeAboutWeightsIsRaised() {
    let raised = Self.cases.flatMap(\.findings).compactMap { $0.split(separator: " ").last }
    #expect(Set(raised.map(String.init)).isSuperset(of: Self.codes))
  }

  /// A suppression reaches no further than its entry.
  @Test func anotherRuleOfTheFileIsNotSuppressed() throws {
    let input = Case(
      name: "", suppress: "{ code: rule-lapses-soon, reason: r, until: 2026-07-02 }", findings: [])
    let other = Self.rule("other", Case(name: "", findings: []))
    let report = try Self.report(input, and: other)
    #expect(report.findings.map(\.message).map { $0.contains("`other`") } == [true])
    #expect(report.suppressed.count == 1)
  }

  @Test func aMisspeltCodeIsPutRight() throws {
    let input = Case(
      name: "", severities: "rule-lapse-soon: { severity: error, reason: r }", findings: [])
    let help = try Self.report(input).findings.first { $0.code == "unknown-finding-code" }?.help
    #expect(help == "did you mean `rule-lapses-soon`?")
  }

  private static func report(_ input: Case, and more: String = "") throws -> CheckReport {
    let severities = input.severities.isEmpty ? "" : "severities:\n  \(input.severities)\n"
    let marked = MarkedPolicy(replacing: [
      "precedent.yaml": "name: a\n" + severities,
      "rules/more.yaml": "rules:\n" + rule("more", input) + more,
    ])
    let loaded = PolicyLoader().load(marked.tree)
    let policy = try #require(loaded.policy, "\(loaded.diagnostics.map(\.message))")
    let instant = try #require(Timestamp.parse("2026-07-01T00:00:00Z"))
    return PolicyCheck().report(on: policy, at: instant)
  }

  /// A rule that lapses tomorrow.
  private static func rule(_ id: String, _ input: Case) -> String {
    """
      - id: \(id)
        title: b
        owner: security
        when: resource.id == "\(id)"
        effect: approve
        rollback: { by: security, within: 1h, steps: s }
        recertify: { every: 180d }
        certified: { on: 2026-01-03, by: alice }
        \(input.limits.isEmpty ? "dataMaxAge: 24h" : input.limits)
        suppress: [ \(input.suppress.replacing("\n", with: " ")) ]

    """
  }
}
