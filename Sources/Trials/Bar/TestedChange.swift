package import PolicyCore

/// A policy version with its tests run, and its changed rules held to the testing bar.
package struct TestedChange: Sendable {
  /// Every test of the version.
  package var run: TestRun
  /// What is reached by the tests; nil where nobody asks.
  package var coverage: Coverage?
  /// Less than what precedent.yaml asks of the whole version.
  package var shortfalls: [CoverageShortfall]
  /// Nil where no change is judged.
  package var bar: JudgedBar?

  /// Makes a value of its parts.
  package init(
    run: TestRun, coverage: Coverage? = nil, shortfalls: [CoverageShortfall] = [],
    bar: JudgedBar? = nil
  ) {
    self.run = run
    self.coverage = coverage
    self.shortfalls = shortfalls
    self.bar = bar
  }

  /// Whether nothing stands against the version.
  package var isGood: Bool {
    run.failed.isEmpty && shortfalls.isEmpty && (bar?.failures ?? []).isEmpty
  }
}

/// What the testing bar says of a change.
package struct JudgedBar: Sendable {
  /// The stricter one of both versions.
  package var bar: TestingBar
  /// As people named the version that the change starts from.
  package var base: String
  /// Rules that are new or do not mean the same any more, by id.
  package var changed: [ID]
  /// What is not tested about them, by rule.
  package var failures: [BarFailure]

  /// Makes a judgement of its parts.
  package init(bar: TestingBar, base: String, changed: [ID], failures: [BarFailure]) {
    self.bar = bar
    self.base = base
    self.changed = changed
    self.failures = failures
  }
}
