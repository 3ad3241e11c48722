import CEL
import Diagnostics
import PolicyCore
import Testing

@testable import Trials

/// A policy with tests, from the texts of its parts.
struct TrialPolicy {
  let policy: Policy
  let tests: [PolicyTest]

  static let fixturePath = "tests/fixtures/f.json"

  /// Somebody asks for a database; `context` has three flags.
  static let fixture: JSONObject = [
    "id": .string("r"), "time": .string("2026-07-01T10:00:00Z"),
    "subject": .object(["id": .string("bob")]), "action": .string("grant"),
    "resource": .object([
      "id": .string("db"), "owners": .array([.string("data"), .string("dan")]),
    ]),
    "context": .object(["a": .bool(true), "b": .bool(true), "c": .bool(true)]),
  ]

  private static let schema = """
    { "type": "object", "required": ["id", "time", "subject", "action", "resource"],
      "properties": {
        "id": { "type": "string" }, "time": { "type": "string", "format": "date-time" },
        "subject": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" } } },
        "action": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } },
        "resource": { "type": "object", "required": ["id"], "properties": {
          "id": { "type": "string" }, "owners": { "type": "array", "items": { "type": "string" } } } },
        "context": { "type": "object", "properties": {
          "a": { "type": "boolean" }, "b": { "type": "boolean" }, "c": { "type": "boolean" } } } } }
    """

  private static let people = """
    teams: [ { id: data, members: [ ada, dan ] }, { id: security, members: [ sam, sue ] } ]
    members: [ { id: ada }, { id: dan }, { id: sam }, { id: sue }, { id: bob } ]

    """

  init(
    settings: String = "", rules: String, exceptions: String = "exceptions: []",
    cases: String = "    cases: [ { expect: denied } ]\n"
  ) throws {
    let texts = [
      "precedent.yaml": "name: t\n" + settings, "schema/request.schema.json": Self.schema,
      "directory/d.yaml": Self.people, "rules/r.yaml": "rules:\n" + rules,
      "exceptions/e.yaml": exceptions,
      "tests/t.yaml": "tests:\n  - name: t\n    base: fixtures/f.json\n" + cases,
    ]
    let tree = PolicyTree(
      files: texts.map { PolicyFile(path: $0.key, bytes: Array($0.value.utf8)) })
    let loader = PolicyLoader()
    let loaded = loader.load(tree)
    policy = try #require(loaded.policy, "\(loaded.diagnostics.map(\.message))")
    let found = loader.loadTests(tree, of: policy)
    try #require(found.diagnostics.isEmpty, "\(found.diagnostics.map(\.message))")
    tests = found.tests
  }

  var coverage: Coverage {
    Coverage.measure(policy, tests, fixtures: [Self.fixturePath: Self.fixture])
  }
}

extension CoverageGoal {
  /// `owner aim`, short enough for tables.
  var summary: String {
    let name: String =
      switch owner {
      case .rule(let id), .exception(let id), .invariant(let id): id.text
      case .defaultOutcome: "default"
      }
    switch aim {
    case .matches: return "\(name) matches"
    case .doesNotMatch: return "\(name) does not match"
    case .decides(let atom, let part, let truth): return "\(name) \(part.rawValue) \(atom) \(truth)"
    case .fills(let place): return "\(name) fills \(place.summary)"
    case .lacks(let place): return "\(name) lacks \(place.summary)"
    case .isActive: return "\(name) is active"
    case .applies: return "\(name) applies"
    case .doesNotApply: return "\(name) does not apply"
    }
  }
}

extension RequirementPlace {
  fileprivate var summary: String {
    let from = requirement.from.map(\.description).joined(separator: "|")
    return "\(stage): \(requirement.count) \(from)"
  }
}
