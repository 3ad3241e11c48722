import CEL
import Diagnostics
import PolicyCore
import Testing

@testable import Trials

/// A policy with tests in memory, whose rules are edited.
struct MutationFixture {
  var files: [String: String]
  var fixtures: [String: JSONObject]
  var records: [JSONObject] = []

  static let directory = """
    teams:
      - { id: data, members: [ ada, ben ] }
      - { id: security, members: [ cleo, dan ] }
    members: [ { id: ada }, { id: ben }, { id: cleo }, { id: dan } ]

    """

  /// A request that rules on production match.
  static let request: JSONObject = [
    "id": .string("r"), "time": .string("2026-07-01T10:00:00Z"),
    "subject": .object(["id": .string("bob"), "type": .string("human")]),
    "action": .object(["name": .string("grant")]),
    "resource": .object(["id": .string("db"), "environment": .string("prod")]),
    "context": .object(["ticket": .string("CHG-7")]),
  ]

  init(rules: String, tests: String) {
    files = [
      "precedent.yaml": "name: t\n", "directory/d.yaml": Self.directory, "rules/r.yaml": rules,
      "tests/t.yaml": tests,
    ]
    fixtures = ["tests/fixtures/r.json": Self.request]
  }

  /// The files as a version holds them.
  var tree: PolicyTree {
    PolicyTree(
      files: files.sorted { $0.key < $1.key }
        .map { PolicyFile(path: $0.key, bytes: Array($0.value.utf8)) })
  }

  func load() throws -> (policy: Policy, tests: [PolicyTest]) {
    let loaded = PolicyLoader().load(tree)
    let policy = try #require(loaded.policy, "\(loaded.diagnostics.map(\.message))")
    let tests = PolicyLoader().loadTests(tree, of: policy)
    try #require(tests.diagnostics.isEmpty, "\(tests.diagnostics.map(\.message))")
    return (policy, tests.tests)
  }

  /// The results of all tests, loaded anew.
  func run() throws -> TestRun {
    let (policy, tests) = try load()
    return TestRunner(policy: policy, fixtures: fixtures).run(tests)
  }

  /// Edits all rules.
  func report(parallelism: Int = 2) async throws -> MutationReport {
    let (policy, tests) = try load()
    let reader = RecordReader(schema: policy.schema)
    let testing = MutationTesting(
      policy: policy, tests: tests, fixtures: fixtures, files: tree.files,
      parallelism: parallelism)
    return try await testing.run(
      rules: policy.rules.map(\.id), records: records.map { try reader.record($0) })
  }

  /// The same with an edit in its file.
  func applying(_ edit: RuleEdit) -> MutationFixture {
    var fixture = self
    fixture.files[edit.location.path] = String(decoding: edit.bytes, as: UTF8.self)
    return fixture
  }

  /// The same with suggested tests written into it.
  func adding(_ suggestions: [SuggestedTest]) throws -> MutationFixture {
    var fixture = self
    for path in Set(suggestions.map(\.path)) {
      let tests = suggestions.filter { $0.path == path }.map(\.test)
      let edited = try PolicyEditor(tree).adding(tests, to: path)
      fixture.files[path] = String(decoding: edited.bytes, as: UTF8.self)
    }
    for case let document? in suggestions.map(\.fixture) {
      fixture.fixtures[document.path] = document.document
    }
    return fixture
  }

  /// The same, with every test looked at.
  var reviewed: MutationFixture {
    var fixture = self
    fixture.files = files.mapValues { $0.replacing("unreviewed: true", with: "unreviewed: false") }
    return fixture
  }
}
