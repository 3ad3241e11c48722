import CEL
package import Diagnostics
package import PolicyCore

/// An existing test that no longer says what it said.
package struct TestDifference: Sendable, Hashable {
  /// What became of it.
  package enum Fate: String, Sendable, Hashable, CaseIterable {
    /// The same request is expected to be decided otherwise.
    case expectation
    /// It asks about another request.
    case request
    case removed
  }

  /// One thing that is expected otherwise.
  package struct Part: Sendable, Hashable {
    /// The key of the expectation, such as `decision`.
    package var key: String
    /// Nil where it was not looked at.
    package var before: String?
    /// Nil where it is not looked at any more.
    package var after: String?
  }

  /// Of the test.
  package var name: String
  /// Of the case, or its number, counted from 1.
  package var caseName: String
  /// What became of it.
  package var fate: Fate
  /// What is expected otherwise; empty unless that is what happened.
  package var parts: [Part]
  /// In the new version; in the old one if it is gone.
  package var location: SourceLocation
}

/// The tests of a version with the documents that they start from.
package struct VersionTests: Sendable {
  /// Of the version.
  package var tests: [PolicyTest]
  /// By path from the policy root.
  package var fixtures: [String: JSONObject]
  /// Whether all tests of the version could be read.
  package var isComplete = true

  /// Tests and the documents that they start from; without any there is nothing to compare.
  package init(tests: [PolicyTest] = [], fixtures: [String: JSONObject] = [:]) {
    self.tests = tests
    self.fixtures = fixtures
  }
}

extension TestDifference {
  /// The cases of the old version that the new one expects otherwise or lacks, in the order of the
  /// old files; a case that is merely elsewhere or called otherwise is no difference.
  static func between(_ before: VersionTests, _ after: VersionTests) -> [TestDifference] {
    let kept = Dictionary(grouping: after.entries, by: \.request)
    let named = Dictionary(after.entries.map { ($0.name, $0) }) { first, _ in first }
    return before.entries.compactMap { old in
      if let candidates = kept[old.request] {
        if candidates.contains(where: { $0.expectation == old.expectation }) { return nil }
        guard let new = candidates.first(where: { $0.name == old.name }) ?? candidates.first
        else { return nil }
        return TestDifference(
          old, .expectation, old.expectation.parts(against: new.expectation), new.location)
      }
      return named[old.name].map { TestDifference(old, .request, [], $0.location) }
        ?? TestDifference(old, .removed, [], old.location)
    }
  }

  private init(
    _ entry: TestEntry, _ fate: Fate, _ parts: [Part], _ location: SourceLocation
  ) {
    self.init(
      name: entry.name.test, caseName: entry.name.name, fate: fate, parts: parts,
      location: location)
  }
}
