import CEL
package import PolicyCore

/// Runs the tests of a policy version (design document, section 6).
package struct TestRunner: Sendable {
  private let policy: Policy
  private let decider: Decider
  private let reader: RecordReader
  private let fixtures: [String: JSONObject]

  /// Makes a runner.
  /// - Parameter fixtures: request documents by their path from the policy root.
  package init(policy: Policy, fixtures: [String: JSONObject]) {
    self.policy = policy
    self.fixtures = fixtures
    decider = Decider(policy: policy)
    reader = RecordReader(schema: policy.schema)
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
      test: test.name, name: testCase.name, number: number, location: testCase.location)
    guard let base = fixtures[test.base] else {
      result.failures = [.noFixture(path: test.base)]
      return result
    }
    let expectation = testCase.expectation
    do throws(InvalidRequest) {
      let request = try reader.request(testCase.changes.reduce(base) { $1.applied(to: $0) })
      let decision = decider.decide(
        request, approvals: testCase.approvals, at: testCase.at ?? request.time)
      result.failures = DecisionComparison(decision, expectation, policy).mismatches
      if !result.failures.isEmpty {
        result.explanation = Explanation(of: decision, request: request).paragraph
      }
    } catch {
      if let expected = expectation.error {
        guard !error.message.contains(expected) else { return result }
        result.failures = [
          .mismatch(.init(part: "error", expected: expected, found: error.message))
        ]
      } else {
        result.failures = [.invalidRequest(error.message)]
      }
    }
    return result
  }
}

extension FieldChange {
  /// A document with the field set or taken away.
  fileprivate func applied(to document: JSONObject) -> JSONObject {
    Self.set(path.names[...], value, in: document)
  }

  /// - Complexity: recursion is as deep as the path, whose length is bounded by the file's lines.
  private static func set(
    _ names: ArraySlice<String>, _ value: JSONValue?, in object: JSONObject
  ) -> JSONObject {
    guard let name = names.first else { return object }
    var object = object
    if names.count == 1 {
      object[name] = value
      return object
    }
    let inner = object[name]?.object
    if inner == nil, value == nil { return object }
    // A bare action is an object with a name.
    var start = inner ?? JSONObject()
    if inner == nil, name == "action", let action = object[name]?.string {
      start = ["name": .string(action)]
    }
    object[name] = .object(set(names.dropFirst(), value, in: start))
    return object
  }
}
