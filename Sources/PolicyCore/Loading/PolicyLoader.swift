import CEL
package import Diagnostics

/// Reads the files of a policy version into a policy: strictly, and all problems in one pass.
package struct PolicyLoader: Sendable {
  private let limits: LoadingLimits

  /// Makes a loader that reads within limits.
  package init(limits: LoadingLimits = .standard) { self.limits = limits }

  /// The policy of a tree, or everything that is wrong with it.
  /// - Complexity: O(bytes), and one compilation of every condition.
  package func load(_ tree: PolicyTree) -> LoadedPolicy {
    var loading = PolicyLoading(limits: limits)
    let policy = loading.load(tree)
    return LoadedPolicy(
      policy: loading.problems.hasErrors ? nil : policy,
      diagnostics: diagnostics(of: loading.problems),
      sources: loading.sources.sorted { $0.path.precedesInUTF8($1.path) })
  }

  /// The tests of a tree, given its policy.
  /// - Complexity: O(bytes of the tests).
  package func loadTests(_ tree: PolicyTree, of policy: Policy) -> LoadedTests {
    var loading = PolicyLoading(limits: limits)
    let tests = loading.loadTests(tree, of: policy)
    return LoadedTests(tests: tests, diagnostics: diagnostics(of: loading.problems))
  }

  private func diagnostics(of problems: ProblemList) -> [Diagnostic] {
    let shown = problems.found.inSourceOrder()
    guard problems.notKeptCount > 0 else { return shown }
    return shown + [.tooManyProblems(notShown: problems.notKeptCount)]
  }
}

/// What became of loading a policy version.
package struct LoadedPolicy: Sendable {
  /// Nil when there is any error.
  package var policy: Policy?
  /// In source order; more than a limit are only counted.
  package var diagnostics: [Diagnostic]
  /// The texts that were read, sorted by path.
  package var sources: [SourceFile]

  /// Makes a result from its parts.
  package init(policy: Policy?, diagnostics: [Diagnostic], sources: [SourceFile]) {
    self.policy = policy
    self.diagnostics = diagnostics
    self.sources = sources
  }
}
