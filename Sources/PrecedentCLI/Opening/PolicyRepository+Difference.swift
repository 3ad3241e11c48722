import Diagnostics
import Impact
import PolicyCore

extension PolicyRepository {
  /// What changed in meaning between two versions.
  /// - Throws: what reading git throws.
  func difference(
    of versions: ComparedVersions, before: Policy, after: Policy
  ) throws -> PolicyDifference {
    var difference = PolicyDifference(
      from: before, to: after, hasPolicyBefore: versions.before.loaded != nil,
      tests: (
        before: try tests(of: versions.before, before), after: try tests(of: versions.after, after)
      ),
      loweredElsewhere: try loweredElsewhere(versions, before: before, after: after))
    difference.noteFiles(
      from: versions.before.loaded?.sources ?? [], to: versions.after.loaded?.sources ?? [])
    return difference
  }

  /// Safeguards that are lowered outside the policy files.
  func loweredElsewhere(
    _ versions: ComparedVersions, before: Policy, after: Policy
  ) throws -> [LoweredSafeguard] {
    var lowered = try rewrittenHistories(versions, before: before, after: after)
    if let old = versions.before.root, let new = versions.after.root, old != new {
      lowered.append(
        LoweredSafeguard(
          kind: .location, name: Self.settingsFile,
          change: "moved from `\(old)/` to `\(new)/`"))
    }
    return lowered
  }

  private func tests(of version: PolicyVersion, _ policy: Policy) throws -> VersionTests {
    guard let root = version.root else { return VersionTests() }
    let tree = try policyTree(of: version.source, root: root)
    let loaded = PolicyLoader().loadTests(tree, of: policy)
    var tests = VersionTests(tests: loaded.tests)
    tests.isComplete = loaded.diagnostics.allSatisfy { $0.severity != .error }
    do {
      for fixture in try fixtures(of: version) { tests.fixtures[fixture.path] = fixture.request }
    } catch is CommandFailure {
      // A change that mends a fixture must have a difference, too.
      tests.isComplete = false
    }
    return tests
  }
}
