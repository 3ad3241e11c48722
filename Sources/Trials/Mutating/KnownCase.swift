import CEL
import PolicyCore

/// A case whose request is valid, with what comes of it under the policy as it is.
struct KnownCase: Sendable {
  let test: PolicyTest
  let testCase: TestCase
  /// From 1.
  let number: Int
  let request: Request
  let at: Timestamp
  let bindings: Bindings
  let decision: Decision

  /// Every case of some tests, in order, whose request is valid.
  static func all(
    of tests: [PolicyTest], policy: Policy, fixtures: [String: JSONObject]
  ) -> [KnownCase] {
    let deciding = CaseDeciding(policy: policy, fixtures: fixtures)
    return tests.flatMap { test in
      test.cases.enumerated().compactMap { index, testCase in
        guard case .decided(let decided) = deciding.outcome(of: testCase, in: test) else {
          return nil
        }
        return KnownCase(
          test: test, testCase: testCase, number: index + 1, request: decided.request,
          at: decided.at, bindings: decided.request.bindings(now: decided.at),
          decision: decided.decision)
      }
    }
  }
}
