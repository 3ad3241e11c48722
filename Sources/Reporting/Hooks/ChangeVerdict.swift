package import Diagnostics
package import Impact
package import Trials

/// What is held against a change that is about to be committed or pushed.
package struct ChangeVerdict: Sendable {
  /// What the gates say.
  package enum Gates: Sendable {
    /// A commit is not held to them: nobody else has it yet.
    case notAsked
    case judged(BlastRadius)
    /// There are no recorded requests to measure anything by.
    case withoutHistory
    /// There is nothing that the change could be compared with.
    case withoutPolicyBefore
  }

  /// What was judged, such as `the index` or `refs/heads/main`.
  package var subject: String
  /// Findings that the change brings.
  package var findings: [Diagnostic]
  /// Nil where the tests were not run, as nothing could become of the change anyway.
  package var tests: TestedChange?
  /// What the gates say.
  package var gates: Gates

  /// Makes a verdict of its parts.
  package init(
    subject: String, findings: [Diagnostic], tests: TestedChange? = nil, gates: Gates = .notAsked
  ) {
    self.subject = subject
    self.findings = findings
    self.tests = tests
    self.gates = gates
  }

  /// Whether something stands against the change.
  package var isRefused: Bool {
    findings.contains { $0.severity > .note } || tests?.isGood == false
      || radius?.isRefused == true
  }

  /// Whether records could not be replayed, so that the gates have no verdict.
  package var isIncomplete: Bool { radius?.isIncomplete == true }

  var radius: BlastRadius? {
    switch gates {
    case .judged(let radius): radius
    case .notAsked, .withoutHistory, .withoutPolicyBefore: nil
    }
  }
}
