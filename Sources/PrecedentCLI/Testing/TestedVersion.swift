import Diagnostics
import GitStore
import PolicyCore
import Trials

/// A policy version with its tests and their request documents: all that testing it needs.
struct TestedVersion {
  let policy: Policy
  /// All tests of the version.
  let tests: [PolicyTest]
  /// Request documents by their path from the policy root.
  let fixtures: [String: JSONObject]

  /// Reads the tests of a version.
  /// - Throws: everything that is wrong with its policy or its tests.
  init(_ version: PolicyVersion, in repository: borrowing PolicyRepository) throws {
    policy = try version.policy()
    let loaded = try repository.tests(of: version, policy)
    guard !loaded.diagnostics.hasErrors else { throw CommandFailure(loaded.diagnostics) }
    tests = loaded.tests
    fixtures = Dictionary(
      uniqueKeysWithValues: try repository.fixtures(of: version).map { ($0.path, $0.request) })
  }

  private init(policy: Policy, tests: [PolicyTest], fixtures: [String: JSONObject]) {
    self.policy = policy
    self.tests = tests
    self.fixtures = fixtures
  }

  /// The same version with only some of its tests.
  func having(tests: [PolicyTest]) -> TestedVersion {
    TestedVersion(policy: policy, tests: tests, fixtures: fixtures)
  }

  /// Runs the tests and nothing else.
  func run(stopsAtFirstFailure: Bool = false) -> TestRun {
    TestRunner(policy: policy, fixtures: fixtures)
      .run(tests, stopsAtFirstFailure: stopsAtFirstFailure)
  }

  /// What the tests reach.
  var coverage: Coverage { Coverage.measure(policy, tests, fixtures: fixtures) }

  /// Runs all tests, measures what precedent.yaml asks for, and holds the rules that a change makes or
  /// alters to the testing bar.
  /// - Parameters:
  ///   - base: where the change starts; nil to judge no change.
  ///   - isMeasured: whether coverage is wanted also where nothing is asked of it.
  ///   - survivors: the edits of these rules that no test notices; asked only where the bar is
  ///     `mutation`, every test passes and some rule has changed.
  func tested(
    since base: PolicyVersion?, isMeasured: Bool = false,
    survivors: ([ID]) async throws -> [SurvivingEdit]
  ) async throws -> TestedChange {
    // A version that does not load has nothing to compare with: every rule counts as new.
    let before = base?.loaded?.policy
    let changed = base == nil ? [] : ChangedRules.between(before, policy)
    var change = TestedChange(run: run())
    if isMeasured || !changed.isEmpty || !policy.settings.coverage.isEmpty {
      change.coverage = coverage
    }
    change.shortfalls = change.coverage?.shortfalls(policy.settings.coverage) ?? []
    guard let base else { return change }
    let judge = TestingBarJudge(before, policy)
    let isMutating = judge.bar == .mutation && change.run.failed.isEmpty && !changed.isEmpty
    let survivors = isMutating ? try await survivors(changed) : []
    change.bar = JudgedBar(
      bar: judge.bar, base: base.name, changed: changed,
      failures: change.coverage.map {
        judge.failures(of: changed, $0, survivors: survivors)
      } ?? [])
    return change
  }
}

extension PolicyRepository {
  /// The tests of a version whose policy has been loaded.
  func tests(of version: PolicyVersion, _ policy: Policy) throws -> LoadedTests {
    guard let root = version.root else { return LoadedTests(tests: [], diagnostics: []) }
    return PolicyLoader().loadTests(try policyTree(of: version.source, root: root), of: policy)
  }
}
