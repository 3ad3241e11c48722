package import CEL
package import Diagnostics

/// A test of the rules: one base request, and what must come of it and of its variations (design
/// document, section 6).
package struct PolicyTest: Sendable {
  /// One sentence.
  package var name: String
  /// The path of the request document, from the policy root.
  package var base: String
  /// Where the path of the base stands.
  package var baseLocation: SourceLocation
  /// At least one.
  package var cases: [TestCase]
  /// Where the name stands.
  package var location: SourceLocation

  /// Makes a test.
  package init(
    name: String, base: String, baseLocation: SourceLocation, cases: [TestCase],
    location: SourceLocation
  ) {
    self.name = name
    self.base = base
    self.baseLocation = baseLocation
    self.cases = cases
    self.location = location
  }
}

/// One request and the decision that is expected.
package struct TestCase: Sendable {
  /// What tells it from the others of its test, such as `engineer, prod, grant`; nil when it does
  /// not say.
  package var name: String?
  /// The instant of the decision; nil for the request's time.
  package var at: Timestamp?
  /// Fields that differ from the base, in the order in which they are set.
  package var changes: [FieldChange]
  /// In the order of the file.
  package var approvals: [Approval]
  /// What must come of it.
  package var expectation: Expectation
  /// Whether a tool wrote it and nobody has said yet that it is meant: it runs, and counts for no
  /// coverage and no testing bar.
  package var isUnreviewed: Bool
  /// Where the case stands.
  package var location: SourceLocation

  /// Makes a case.
  package init(
    name: String? = nil, at: Timestamp?, changes: [FieldChange], approvals: [Approval],
    expectation: Expectation, isUnreviewed: Bool = false, location: SourceLocation
  ) {
    self.name = name
    self.at = at
    self.changes = changes
    self.approvals = approvals
    self.expectation = expectation
    self.isUnreviewed = isUnreviewed
    self.location = location
  }
}

/// A field of a base request that is set to something else, or taken away.
package struct FieldChange: Sendable, Equatable {
  /// Objects on the way are made where they are missing.
  package var path: FieldPath
  /// Nil to take the field away.
  package var value: JSONValue?

  /// Makes a change.
  package init(path: FieldPath, value: JSONValue?) {
    self.path = path
    self.value = value
  }
}

/// What a decision must be; what is nil is not looked at.
package struct Expectation: Sendable {
  /// Some approvals that are still needed.
  package struct Missing: Sendable, Equatable {
    /// At least 1.
    package var count: Int
    /// Whom it asks; sorted.
    package var from: [Selector]

    /// Makes a missing requirement; selectors are sorted.
    package init(count: Int, from: [Selector]) {
      self.count = count
      self.from = Set(from).sorted()
    }
  }

  /// The status.
  package var decision: Decision.Status?
  /// Who decided.
  package var tier: Tier?
  /// All rules that match, in any order.
  package var rules: [ID]?
  /// Empty for none.
  package var missing: [Missing]?
  /// The limit of what is granted.
  package var limit: PolicyDuration?
  /// Ids of all obligations.
  package var obligations: [String]?
  /// All exceptions that are active.
  package var exceptions: [ID]?
  /// All invariants that asked for a review.
  package var invariants: [ID]?
  /// When the grant ends; the outer nil for not looked at, the inner for never.
  package var grantUntil: Timestamp??
  /// The request is not valid, and the reason has this in it.
  package var error: String?
  /// Where the expectation stands.
  package var location: SourceLocation

  /// An expectation that asks nothing yet.
  package init(location: SourceLocation) { self.location = location }
}

/// The tests of a policy version as loaded.
package struct LoadedTests: Sendable {
  /// In the order of their files and within.
  package var tests: [PolicyTest]
  /// Empty when all could be read.
  package var diagnostics: [Diagnostic]

  /// Makes a result from its parts.
  package init(tests: [PolicyTest], diagnostics: [Diagnostic]) {
    self.tests = tests
    self.diagnostics = diagnostics
  }
}
