import Diagnostics
import PolicyCore
import Testing

/// The same condition in every place where conditions stand: what is a finding there, and what it
/// says.
struct ConditionUseTests {
  private static let unguarded = "has(subject.owner) && context.ticket == subject.owner"
  private static let loose = "resource.tags.all(t, t.matches(\"a\"))"

  /// A policy with a condition in one place, and in all others nothing to find.
  struct Place: CustomTestStringConvertible, Sendable {
    var name: String
    var rule: String?
    var settings = ""
    /// What happens where a field is absent.
    var consequence: String
    var mindsPatterns = false
    var mindsEmptyLists = false

    var testDescription: String { name }

    func findings(_ condition: String) throws -> [Diagnostic] {
      let value = ConditionFixture.quoted(condition)
      let rules = rule?.replacing("CONDITION", with: value) ?? "rules: []\n"
      return try ConditionFixture.findings(
        in: ConditionFixture.policy(
          rules, settings: settings.replacing("CONDITION", with: value)))
    }
  }

  private static let stages =
    "stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ]"

  static let places = [
    Place(
      name: "when of approve", rule: ConditionFixture.rule("approve", when: "CONDITION"),
      consequence: "the read fails then, and the rule does not match", mindsPatterns: true,
      mindsEmptyLists: true),
    Place(
      name: "when of constrain", rule: ConditionFixture.rule("constrain", when: "CONDITION"),
      consequence:
        "the read fails then, and the rule only matches beside another one that approves",
      mindsPatterns: true, mindsEmptyLists: true),
    Place(
      name: "when of review", rule: ConditionFixture.rule("review", when: "CONDITION"),
      consequence: "the read fails then, and the rule matches: people must approve"),
    Place(
      name: "when of deny", rule: ConditionFixture.rule("deny", when: "CONDITION"),
      consequence: "the read fails then, and the rule matches: the request is denied"),
    Place(
      name: "a clause, or else deny",
      rule: ConditionFixture.rule(
        "constrain", when: "true", "    conditions: [ { that: CONDITION, because: b } ]\n"),
      consequence: "the read fails then, the condition does not hold, and the request is denied",
      mindsPatterns: true, mindsEmptyLists: true),
    Place(
      name: "a clause, or else review",
      rule: ConditionFixture.rule(
        "constrain", when: "true",
        "    conditions: [ { that: CONDITION, because: b } ]\n    otherwise: { review: { \(stages) } }\n"
      ),
      consequence: "the read fails then, the condition does not hold, and people must approve",
      mindsPatterns: true, mindsEmptyLists: true),
    Place(
      name: "evidence",
      rule: ConditionFixture.rule(
        "review", when: "true",
        "    review: { \(stages), evidence: [ { that: CONDITION, because: b } ] }\n"),
      consequence: "the read fails then, and the review is not approved", mindsPatterns: true),
    Place(
      name: "evidence of otherwise",
      rule: ConditionFixture.rule(
        "constrain", when: "true",
        "    conditions: [ { that: context.trusted, because: b } ]\n"
          + "    otherwise: { review: { \(stages), evidence: [ { that: CONDITION, because: b } ] } }\n"
      ),
      consequence: "the read fails then, and the review is not approved", mindsPatterns: true),
    Place(
      name: "evidence of the default",
      settings:
        "default: { review: { \(stages), evidence: [ { that: CONDITION, because: b } ] } }\n",
      consequence: "the read fails then, and the review is not approved", mindsPatterns: true),
    Place(
      name: "a gate",
      settings: "gates: [ { id: g, maxNewlyAutomatic: { where: CONDITION, count: 0 } } ]\n",
      consequence: "the read fails then, and the gate counts the record"),
  ]

  @Test(arguments: places)
  func saysWhatHappensWhereAFieldIsAbsent(_ place: Place) throws {
    let findings = try place.findings(Self.unguarded)
    #expect(findings.map(\.code) == ["field-without-has"])
    #expect(findings.map(\.message) == ["`context.ticket` may be absent"])
    #expect(findings.map(\.notes) == [[place.consequence]])
    #expect(findings.map(\.severity) == [.warning])
    for finding in findings { expectGrammar(of: finding) }
  }

  @Test(arguments: places)
  func mindsWhatApprovesTooMuchOnlyWhereItDoes(_ place: Place) throws {
    let expected =
      (place.mindsEmptyLists ? ["all-of-empty-list"] : [])
      + (place.mindsPatterns ? ["unanchored-pattern"] : [])
    #expect(try place.findings(Self.loose).map(\.code) == expected)
  }

  @Test(arguments: places)
  func mindsLogicEverywhere(_ place: Place) throws {
    let condition =
      "resource.id == \"a\" && resource.id == \"b\" && resource.environment != \"prd\" && 1 > 2"
    #expect(
      try place.findings(condition).map(\.code) == [
        "contradictory-conditions", "value-outside-enum", "always-false",
      ])
  }

  // MARK: - Conditions that belong together

  @Test func aClauseIsReadGivenWhatWhenAsks() throws {
    let clause = "    conditions: [ { that: context.ticket != \"\", because: b } ]\n"
    func codes(when condition: String, _ keys: String = clause) throws -> [String] {
      try ConditionFixture.findings(
        in: ConditionFixture.policy(
          ConditionFixture.rule("constrain", when: ConditionFixture.quoted(condition), keys))
      ).map(\.code)
    }
    #expect(try codes(when: "has(context.ticket)") == [])
    #expect(try codes(when: "context.trusted && has(context.ticket)") == [])
    #expect(try codes(when: "context.trusted || has(context.ticket)") == ["field-without-has"])
    #expect(try codes(when: "!has(context.ticket)") == ["field-without-has"])
    let both = clause.replacing(" } ]", with: " }, { that: has(context.ticket), because: c } ]")
    #expect(try codes(when: "true", both) == [])
    let lists =
      "    conditions: [ { that: 'size(resource.tags) > 0', because: b }, "
      + "{ that: 'resource.tags.all(t, t != \"\")', because: c } ]\n"
    #expect(try codes(when: "true", lists) == [])
  }

  /// The condition of a rule decides whether its clauses are read, not the other way round.
  @Test func whenIsNotReadGivenItsClauses() throws {
    let clause = "    conditions: [ { that: has(context.ticket), because: b } ]\n"
    let findings = try ConditionFixture.findings(
      in: ConditionFixture.policy(
        ConditionFixture.rule("constrain", when: "context.ticket != \"\"", clause)))
    #expect(findings.map(\.code) == ["field-without-has"])
  }

  // MARK: - Words

  struct Sentence: CustomTestStringConvertible, Sendable {
    var condition: String
    var code: String
    var severity: Diagnostic.Severity
    var message: String
    var help: String
    var testDescription: String { condition }
  }

  static let sentences = [
    Sentence(
      condition: "resource.environment == \"stagin\"", code: "value-outside-enum", severity: .error,
      message: "`resource.environment` is never `\"stagin\"`", help: "did you mean `\"staging\"`?"),
    Sentence(
      condition: "resource.environment == \"moon\"", code: "value-outside-enum", severity: .error,
      message: "`resource.environment` is never `\"moon\"`",
      help: "correct the value, or add it to the field's `enum` in the schema"),
    Sentence(
      condition: "context.risk > 100", code: "always-false", severity: .warning,
      message: "this is always false: the values that are possible leave nothing else",
      help: "take it away, or write what was meant"),
    Sentence(
      condition: "resource.id == resource.id", code: "always-true", severity: .warning,
      message: "this is always true: both sides are the same",
      help: "take it away, or write what was meant"),
    Sentence(
      condition: "context.trusted && context.trusted", code: "duplicate-condition",
      severity: .warning, message: "the same stands twice between `&&`",
      help: "take one of them away, or write what was meant"),
    Sentence(
      condition: "resource.id == \"a\" && resource.id == \"b\"", code: "contradictory-conditions",
      severity: .error, message: "this cannot hold together with what stands before",
      help: "for alternatives write `||` or `in [...]`; else correct one of them"),
    Sentence(
      condition: "resource.tags.all(t, t != \"\")", code: "all-of-empty-list", severity: .warning,
      message: "`resource.tags` may be empty, and `all` is true of an empty list",
      help: "add `size(...) > 0 &&`, or `minItems` in the schema"),
  ]

  @Test(arguments: sentences)
  func saysWhatToDo(_ sentence: Sentence) throws {
    let finding = try #require(
      try ConditionFixture.findings("approve", when: sentence.condition).first)
    #expect(finding.code == sentence.code)
    #expect(finding.severity == sentence.severity)
    #expect(finding.message == sentence.message)
    #expect(finding.help == sentence.help)
  }

  @Test func labelsTheOtherPlaces() throws {
    func labels(_ condition: String) throws -> [String] {
      let start = "subject.id != \"é\" && ("
      return try ConditionFixture.findings("deny", when: start + condition + ")").flatMap(\.labels)
        .map { "\($0.location.columnNumber - 12 - start.count) \($0.text)" }
    }
    #expect(try labels("context.trusted && context.trusted") == ["0 it stands here first"])
    #expect(
      try labels("resource.id == \"a\" && context.trusted && resource.id == \"b\"")
        == ["0 it contradicts this"])
    #expect(
      try labels("context.risk < 3 || context.risk > 2") == ["0 together with this"])
    #expect(
      try labels("context.ticket == \"a\" || context.ticket == \"b\"") == [
        "25 it is read here, too"
      ])
    let three = ["dev", "prod", "staging"].map { "resource.environment != \"\($0)\"" }
    #expect(
      try labels(three.joined(separator: " && "))
        == ["0 it contradicts this", "33 it contradicts this"])
  }
}
