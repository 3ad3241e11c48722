package import Diagnostics

/// What came of running tests.
package struct TestRun: Sendable {
  /// In the order in which they ran.
  package let results: [TestResult]

  /// Makes a run of its results.
  package init(results: [TestResult]) { self.results = results }

  /// How many cases nobody has reviewed.
  package var unreviewedCount: Int { results.count { $0.isUnreviewed } }

  /// Those that failed.
  package var failed: [TestResult] { results.filter { !$0.hasPassed } }
}

/// What came of one case.
package struct TestResult: Sendable {
  /// The name of its test.
  package var test: String
  /// What tells it from the others of its test; nil when it does not say.
  package var name: String?
  /// Its place in the test, from 1.
  package var number: Int
  /// Empty when it has passed.
  package var failures: [TestFailure] = []
  /// Why the decision is what it is; nil where it passed or there is none.
  package var explanation: String?
  /// Whether a tool wrote the case and nobody has reviewed it.
  package var isUnreviewed: Bool
  /// Where the case stands.
  package var location: SourceLocation

  /// Whether everything was as expected.
  package var hasPassed: Bool { failures.isEmpty }

  /// Makes a result that has passed so far.
  package init(
    test: String, name: String?, number: Int, isUnreviewed: Bool = false, location: SourceLocation
  ) {
    self.test = test
    self.name = name
    self.number = number
    self.isUnreviewed = isUnreviewed
    self.location = location
  }

  /// Such as `what waits, case 3 (engineer, prod)`.
  package var title: String {
    "\(test), case \(number)" + (name.map { " (\($0))" } ?? "")
  }
}

/// One thing that was not as expected.
package enum TestFailure: Sendable, Hashable {
  /// A part of the decision.
  case mismatch(Mismatch)
  /// There is no such request document.
  case noFixture(path: String)
  /// The request is not valid, for this reason, and no error was expected.
  case invalidRequest(String)

  /// A part of the decision that is not as expected.
  package struct Mismatch: Sendable, Hashable {
    /// The key of the expectation, such as `tier`.
    package var part: String
    /// As people write it.
    package var expected: String
    /// As people write it.
    package var found: String

    /// Makes a mismatch.
    package init(part: String, expected: String, found: String) {
      self.part = part
      self.expected = expected
      self.found = found
    }
  }
}
