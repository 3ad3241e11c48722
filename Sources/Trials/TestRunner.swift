import CEL
package import PolicyCore

/// Runs the tests of a policy version (design document, section 6).
package struct TestRunner: Sendable {
  private let policy: Policy
  private let deciding: CaseDeciding

  /// Makes a runner.
  /// - Parameter fixtures: request documents by their path from the policy root.
  package init(policy: Policy, fixtures: [String: JSONObject]) {
    self.policy = policy
    deciding = CaseDeciding(policy: policy, fixtures: fixtures)
  }

  /// Runs tests in their order.
  /// - Parameter stopsAtFirstFailure: the results then end with the first case that fails.
  /// - Complexity: one decision for each case.
  package func run(_ tests: [PolicyTest], stopsAtFirstFailure: Bool = false) -> TestRun {
    var results: [TestResult] = []
    for test in tests {
      for (index, testCase) in test.cases.enumerated() {
        let result = run(testCase, of: test, number: index + 1)
        results.append(result)
        if stopsAtFirstFailure, !result.hasPassed { return TestRun(results: results) }
      }
    }
    return TestRun(results: results)
  }

  private func run(_ testCase: TestCase, of test: PolicyTest, number: Int) -> TestResult {
    var result = TestResult(
      test: test.name, name: testCase.name, number: number, isUnreviewed: testCase.isUnreviewed,
      location: testCase.location)
    switch deciding.outcome(of: testCase, in: test) {
    case .noFixture(let path): result.failures = [.noFixture(path: path)]
    case .invalidRequest(let reason):
      result.failures = failures(of: reason, expected: testCase.expectation.error)
    case .decided(let decided):
      result.failures =
        DecisionComparison(decided.decision, testCase.expectation, policy).mismatches
      if !result.failures.isEmpty {
        result.explanation =
          Explanation(of: decided.decision, request: decided.request).paragraph
      }
    }
    return result
  }

  private func failures(of reason: InvalidRequest, expected: String?) -> [TestFailure] {
    guard let expected else { return [.invalidRequest(reason.message)] }
    guard !reason.message.contains(expected) else { return [] }
    return [
      .mismatch(.init(part: "error", expected: expected, found: reason.message))
    ]
  }
}
