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
    /// There was no policy before that could be compared with; nor does the testing bar ask.
    case firstVersion
    /// The policy before does not load, and decides nothing.
    case unusableBefore
  }

  /// What was judged, such as `the index` or `refs/heads/main`.
  package var subject: String
  /// Findings that the change brings.
  package var findings: [Diagnostic]
  /// Nil where the tests were not run, as nothing could become of the change anyway.
  package var tests: TestedChange?
  /// What the gates say.
  package var gates: Gates
  /// Whether policy and tests load; else the findings say why they do not.
  package var isUsable: Bool

  /// Makes a verdict of its parts.
  package init(
    subject: String, findings: [Diagnostic], tests: TestedChange? = nil, gates: Gates = .notAsked,
    isUsable: Bool = true
  ) {
    self.subject = subject
    self.findings = findings
    self.tests = tests
    self.gates = gates
    self.isUsable = isUsable
  }

  /// Whether something stands against the change.
  package var isRefused: Bool {
    !isUsable || findings.contains { $0.severity > .note } || tests?.isGood == false
      || radius?.isRefused == true
  }

  /// Whether it could not be judged: it does not load, or records could not be replayed.
  package var isIncomplete: Bool { !isUsable || radius?.isIncomplete == true }

  var radius: BlastRadius? {
    switch gates {
    case .judged(let radius): radius
    case .notAsked, .withoutHistory, .firstVersion, .unusableBefore: nil
    }
  }
}
