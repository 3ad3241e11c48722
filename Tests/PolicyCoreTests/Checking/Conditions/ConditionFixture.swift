import CEL
import Diagnostics
import PolicyCore
import Testing

/// A policy around conditions, with a schema that says something about every kind of field.
enum ConditionFixture {
  static let schema = """
    { "required": [ "subject", "action", "resource", "context" ],
      "properties": {
        "subject": { "type": "object", "required": [ "id", "type" ], "properties": {
          "id": { "type": "string" },
          "type": { "enum": [ "human", "workload", "agent" ], "type": "string" },
          "owner": { "type": "string" },
          "groups": { "type": "array", "items": { "type": "string", "enum": [ "ci", "oncall", "staff" ] } },
          "roles": { "type": "array", "minItems": 1, "items": { "type": "string" } },
          "home": { "type": "object", "required": [ "city" ],
            "properties": { "city": { "type": "string" }, "street": { "type": "string" } } } } },
        "action": { "type": "object", "required": [ "name" ], "properties": {
          "name": { "type": "string", "enum": [ "grant", "revoke" ] } } },
        "resource": { "type": "object", "required": [ "id", "environment", "tags", "owner" ], "properties": {
          "id": { "type": "string" }, "owner": { "type": "string" },
          "environment": { "type": "string", "enum": [ "dev", "staging", "prod" ] },
          "kind": { "const": "database" },
          "tags": { "type": "array", "items": { "type": "string" } },
          "level": { "type": [ "string", "null" ], "enum": [ "low", "high", null ] } } },
        "context": { "type": "object", "required": [ "risk", "share", "trusted", "duration" ], "properties": {
          "risk": { "type": "integer", "minimum": 0, "maximum": 100 },
          "share": { "type": "number", "exclusiveMinimum": 0, "maximum": 1 },
          "trusted": { "type": "boolean" },
          "emergency": { "type": "boolean" },
          "ticket": { "type": "string" },
          "duration": { "type": "string", "format": "duration" },
          "since": { "type": "string", "format": "date-time" },
          "any": {},
          "mixed": { "type": [ "string", "integer" ] },
          "labels": { "type": "object", "additionalProperties": { "type": "string" } },
          "steps": { "type": "array", "items": { "type": "object", "required": [ "name" ], "properties": {
            "name": { "type": "string", "enum": [ "build", "test" ] },
            "by": { "type": "string" },
            "scopes": { "type": "array", "items": { "type": "string" } } } } } } } } }
    """

  /// The keys of a rule of an effect, without findings of their own.
  static func keys(_ effect: String, _ more: String = "") -> String {
    switch effect {
    case "approve", "constrain":
      """
          owner: security
          limits: { duration: 8h }
          rollback: { by: security, within: 1h, steps: s }
          recertify: { every: 180d }
          certified: { on: 2026-06-01, by: alice }
      \(effect == "constrain" && more.isEmpty ? "    conditions: [ { that: context.trusted, because: b } ]\n" : more)
      """
    case "deny": "    reason: no\n"
    default:
      more.isEmpty
        ? "    review: { stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ] }\n"
        : more
    }
  }

  /// A rule file with one rule.
  /// - Parameter value: the scalar of `when`, as YAML.
  static func rule(_ effect: String, when value: String, _ more: String = "") -> String {
    """
    rules:
      - id: more
        title: One more rule.
        effect: \(effect)
    \(keys(effect, more))
        when: \(value)

    """
  }

  /// In single quotes, as YAML has them.
  static func quoted(_ condition: String) -> String {
    "'" + condition.replacing("'", with: "''") + "'"
  }

  static func policy(_ rules: String, settings: String = "") -> MarkedPolicy {
    MarkedPolicy(replacing: [
      "schema/request.schema.json": schema, "rules/more.yaml": rules,
      "precedent.yaml": "name: acme\n" + settings,
    ])
  }

  static func findings(in marked: MarkedPolicy) throws -> [Diagnostic] {
    let loaded = PolicyLoader().load(marked.tree)
    let policy = try #require(
      loaded.policy,
      "\(loaded.diagnostics.map { "\($0.message) \($0.location?.utf8Range ?? 0..<0)" })")
    let instant = try #require(Timestamp.parse("2026-07-01T00:00:00Z"))
    // What a rule lacks besides, or has to do with other rules, is looked at elsewhere.
    return PolicyCheck().findings(in: policy, at: instant)
      .filter { ConditionCode(exactly: $0.code) != nil }
  }

  /// The findings about one condition.
  static func findings(_ effect: String, when condition: String) throws -> [Diagnostic] {
    try findings(in: policy(rule(effect, when: quoted(condition))))
  }
}

/// Holds the findings of a policy against its marks: a missing and an extra one both fail.
func expectMarkedFindings(in marked: MarkedPolicy) throws {
  let findings = try ConditionFixture.findings(in: marked)
  let found = findings.map(MarkedPolicy.expectation)
  #expect(found == marked.expectations, "\(findings.map { "\($0.code): \($0.message)" })")
  for finding in findings { expectGrammar(of: finding) }
}
