package import Diagnostics
import PolicyCore
package import Trials

extension TestResult {
  /// A failure as something to be shown with its place; nil for a case that has passed.
  package var diagnostic: Diagnostic? {
    guard let first = failures.first else { return nil }
    let notes = failures.map(\.sentence) + (explanation.map { ["the decision: \($0)"] } ?? [])
    return Diagnostic(
      code: "test-failed", message: "`\(test)`, case \(number)\(nameInWords) failed",
      location: location, notes: notes, help: first.help)
  }

  private var nameInWords: String { name.map { " (\($0))" } ?? "" }
}

extension TestFailure {
  /// What was expected and what was found.
  fileprivate var sentence: String {
    switch self {
    case .mismatch(let mismatch):
      "\(mismatch.part): expected `\(mismatch.expected)`, found `\(mismatch.found)`"
    case .noFixture(let path): "there is no request document `\(path)`"
    case .invalidRequest(let reason): "the request is not valid: \(reason)"
    }
  }

  fileprivate var help: String? {
    switch self {
    case .mismatch: "change the rules, or the expectation if the new decision is what is meant"
    case .noFixture: "`base` is a path from the file of the test, such as `fixtures/engineer.json`"
    case .invalidRequest:
      "correct the fixture or `with`, or expect it: `expect: { error: ... }`"
    }
  }
}

extension TestedChange {
  /// What stands against the version besides failed tests.
  package var coverageProblems: [Diagnostic] {
    shortfalls.map(\.diagnostic)
      + (bar.map { bar in bar.failures.map { $0.diagnostic(since: bar.base) } } ?? [])
  }

  /// The same, of the edits of a rule that no test notices only the first.
  /// - Returns: what to show, and of how many edits nothing is shown.
  func coverageProblems(
    showingEdits limit: Int
  ) -> (shown: [Diagnostic], hiddenEditCount: Int) {
    guard let bar else { return (coverageProblems, 0) }
    var counts: [ID: Int] = [:]
    let shown = bar.failures.filter { failure in
      guard case .survivor = failure.reason else { return true }
      counts[failure.rule, default: 0] += 1
      return counts[failure.rule, default: 0] <= limit
    }
    return (
      shortfalls.map(\.diagnostic) + shown.map { $0.diagnostic(since: bar.base) },
      bar.failures.count - shown.count
    )
  }
}

extension CoverageShortfall {
  /// What is said of it.
  fileprivate var diagnostic: Diagnostic {
    Diagnostic(
      code: "coverage-too-low",
      message: "the tests reach \(share.percentage) of the \(kind.rawValue), "
        + "and precedent.yaml asks for \(threshold)",
      notes: ["\(share.count - share.metCount) of \(share.count) goals are not reached"],
      help: "run `precedent test --coverage` to see which")
  }
}

extension BarFailure {
  /// What is said of it.
  fileprivate func diagnostic(since base: String) -> Diagnostic {
    switch reason {
    case .unmet(let goal):
      Diagnostic(
        code: "untested-rule",
        message: "`\(rule)` has changed and is not tested enough: \(goal.absence)",
        location: goal.location,
        help: "add such a case to `tests/`; run "
          + "`precedent test --coverage --changed-since \(base)` for all that is missing")
    case .survivor(let edit):
      Diagnostic(
        code: "untested-rule",
        message: "`\(rule)` has changed and is not tested enough: "
          + (edit.unreviewedTest == nil ? "no test" : "only a case that nobody has reviewed")
          + " notices this edit: \(edit.words)",
        location: edit.location, help: Self.help(edit, since: base))
    }
  }

  private static func help(_ edit: SurvivingEdit, since base: String) -> String {
    guard let test = edit.unreviewedTest else {
      return
        "run `precedent test --mutation --changed-since \(base) --write` for a test that does, "
        + "and review it"
    }
    return "see that the case of `\(test)` is meant, and take its `unreviewed: true` away"
  }
}
