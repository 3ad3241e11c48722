import Diagnostics
import Impact
import PolicyCore
import Reporting
import Testing

struct SnapshotTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: @Sendable () -> String

    var testDescription: String { name }
  }

  private static let radii: [Case] = [
    Case(name: "blast-radius.txt") { BlastRadiusText().render(.everything()) },
    Case(name: "blast-radius.ansi.txt") { BlastRadiusText(palette: .ansi).render(.everything()) },
    Case(name: "blast-radius.json") { BlastRadiusJSON().render(.everything()) },
    Case(name: "blast-radius.md") { BlastRadiusMarkdown().render(.everything()) },
    Case(name: "blast-radius-values.md") {
      BlastRadiusMarkdown(values: .show).render(.everything())
    },
    Case(name: "blast-radius-nothing.txt") { BlastRadiusText().render(.nothing()) },
    Case(name: "blast-radius-nothing.md") { BlastRadiusMarkdown().render(.nothing()) },
    Case(name: "blast-radius-empty.txt") { BlastRadiusText().render(.empty) },
    Case(name: "blast-radius-empty.json") { BlastRadiusJSON().render(.empty) },
    Case(name: "blast-radius-empty.md") { BlastRadiusMarkdown().render(.empty) },
  ]

  private static let differences: [Case] = [
    Case(name: "policy-diff.txt") { PolicyDifferenceText().render(.everything()) },
    Case(name: "policy-diff.ansi.txt") {
      PolicyDifferenceText(palette: .ansi).render(.everything())
    },
    Case(name: "policy-diff.md") { PolicyDifferenceMarkdown().render(.everything()) },
    Case(name: "policy-diff.json") {
      PolicyDifferenceJSON().render(
        .everything(), from: BlastRadius.everything().from, to: BlastRadius.everything().to)
    },
    Case(name: "policy-diff-nothing.txt") { PolicyDifferenceText().render(.nothing) },
    Case(name: "policy-diff-nothing.md") { PolicyDifferenceMarkdown().render(.nothing) },
  ]

  private static let calibrations: [Case] = [
    Case(name: "calibration.txt") { CalibrationText().render(.everything()) },
    Case(name: "calibration.json") { CalibrationJSON().render(.everything()) },
    Case(name: "calibration.md") { CalibrationMarkdown().render(.everything()) },
    Case(name: "calibration-silent.txt") { CalibrationText().render(.silent) },
    Case(name: "calibration-silent.json") { CalibrationJSON().render(.silent) },
    Case(name: "calibration-silent.md") { CalibrationMarkdown().render(.silent) },
  ]

  private static let others: [Case] = [
    Case(name: "decision.txt") {
      DecisionText().render(
        .everything(), requestID: "req-1042",
        explanation: "This review waits: the owner of orders-db has approved, and two approvals "
          + "by security or the CISO are missing. It is denied if they are not given in time.",
        stamp: [("commit", "3f2a9d0c4b5e"), ("policy", BlastRadius.policyDigest)])
    },
    Case(name: "decision-bare.txt") {
      DecisionText().render(.bare, requestID: "req-7", explanation: "", stamp: [])
    },
    Case(name: "decision.md") { DecisionMarkdown().everything() },
    Case(name: "decision-values.md") { DecisionMarkdown(values: .show).everything() },
    Case(name: "decision-bare.md") {
      DecisionMarkdown().render(.bare, requestID: "req-7", request: [:], explanation: "", stamp: [])
    },
    Case(name: "check.txt") { DiagnosticsText().render(Diagnostic.everything()) },
    Case(name: "check.ansi.txt") {
      DiagnosticsText(palette: .ansi).render(Diagnostic.everything())
    },
    Case(name: "check.md") { DiagnosticsMarkdown().render(Diagnostic.everything()) },
    Case(name: "check-empty.md") { DiagnosticsMarkdown().render([Diagnostic]()) },
    Case(name: "check-nowhere.md") {
      DiagnosticsMarkdown().render([
        Diagnostic(
          code: "no-revision", message: "there is no revision `mian`",
          help: "did you mean `main`?")
      ])
    },
    Case(name: "check.json") { DiagnosticsJSON().render(Diagnostic.everything()) },
    Case(name: "check.sarif") {
      DiagnosticsSARIF(version: "1.0.0").render(
        Diagnostic.everything(), suppressed: [.everything()])
    },
    Case(name: "check-empty.sarif") { DiagnosticsSARIF(version: "1.0.0").render([]) },
    Case(name: "check-suppressed.txt") { DiagnosticsText().render([], suppressedCount: 2) },
    Case(name: "check-suppressed.md") {
      DiagnosticsMarkdown().render(Diagnostic.everything(), suppressedCount: 1)
    },
    Case(name: "check-suppressed.json") {
      DiagnosticsJSON().render([], suppressed: [.everything()])
    },
    Case(name: "check-empty.txt") { DiagnosticsText().render([Diagnostic]()) },
    Case(name: "check-empty.json") { DiagnosticsJSON().render([]) },
  ]

  private static let explanations: [Case] = [
    Case(name: "explanation.txt") {
      ExplanationText().render(.everything(), of: .everything())
    },
    Case(name: "explanation.json") {
      ExplanationJSON().render(.everything(), of: .everything())
    },
    Case(name: "explanation.md") {
      ExplanationMarkdown().render(.everything(), of: .everything())
    },
    Case(name: "explanation-bare.txt") { ExplanationText().render(.bare, of: .bare) },
    Case(name: "explanation-bare.json") { ExplanationJSON().render(.bare, of: .bare) },
    Case(name: "explanation-bare.md") { ExplanationMarkdown().render(.bare, of: .bare) },
    Case(name: "who.txt") { PersonText().render(.everything(), version: "HEAD") },
    Case(name: "who.json") { PersonJSON().render(.everything(), version: "HEAD") },
    Case(name: "who-nobody.txt") { PersonText().render(.nobody(losses: []), version: "HEAD") },
    Case(name: "who-nobody.json") { PersonJSON().render(.nobody(losses: nil), version: "HEAD") },
  ]

  @Test(arguments: radii + differences + calibrations + explanations + others)
  func reportIsAsRecorded(_ example: Case) throws {
    try Snapshot.expect(example.text(), matches: example.name)
  }
}
