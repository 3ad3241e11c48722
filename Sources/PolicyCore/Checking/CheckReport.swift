package import Diagnostics

/// What a check found, and what it found and was told to pass over.
package struct CheckReport: Sendable {
  /// In source order.
  package var findings: [Diagnostic]
  /// In source order.
  package var suppressed: [SuppressedFinding]

  /// Makes a report.
  package init(findings: [Diagnostic] = [], suppressed: [SuppressedFinding] = []) {
    self.findings = findings
    self.suppressed = suppressed
  }
}

/// A finding that an entry of the policy says is expected.
package struct SuppressedFinding: Sendable, Hashable {
  /// What was found.
  package var finding: Diagnostic
  /// What says that it is expected.
  package var suppression: Suppression

  /// Makes a suppressed finding.
  package init(finding: Diagnostic, suppression: Suppression) {
    self.finding = finding
    self.suppression = suppression
  }
}
