package import CEL
package import PolicyCore

/// Makes the request of a case and decides it.
package struct CaseDeciding: Sendable {
  private let decider: Decider
  private let reader: RecordReader
  private let fixtures: [String: JSONObject]

  /// Makes one for a policy version.
  /// - Parameter fixtures: request documents by their path from the policy root.
  package init(policy: Policy, fixtures: [String: JSONObject]) {
    self.fixtures = fixtures
    decider = Decider(policy: policy)
    reader = RecordReader(schema: policy.schema)
  }

  /// What becomes of a case.
  package enum Outcome: Sendable {
    case noFixture(path: String)
    case invalidRequest(InvalidRequest)
    case decided(DecidedCase)
  }

  /// Decides one case.
  package func outcome(of testCase: TestCase, in test: PolicyTest) -> Outcome {
    guard let base = fixtures[test.base] else { return .noFixture(path: test.base) }
    do throws(InvalidRequest) {
      let request = try reader.request(testCase.changes.reduce(base) { $1.applied(to: $0) })
      let at = testCase.at ?? request.time
      return .decided(
        DecidedCase(
          request: request, at: at,
          decision: decider.decide(request, approvals: testCase.approvals, at: at)))
    } catch {
      return .invalidRequest(error)
    }
  }
}

/// The request of a case, and the decision.
package struct DecidedCase: Sendable {
  /// Under the policy's schema.
  package let request: Request
  /// The instant of the decision.
  package let at: Timestamp
  /// What came of it.
  package let decision: Decision
}

extension FieldChange {
  /// A document with the field set or taken away.
  func applied(to document: JSONObject) -> JSONObject {
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
