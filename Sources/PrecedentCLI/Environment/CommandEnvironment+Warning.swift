import Diagnostics
import Reporting

extension CommandEnvironment {
  /// Says a finding on the error output, beside a report that has it too.
  func warn(_ finding: Diagnostic?) throws(WriteFailure) {
    guard let finding else { return }
    let palette = palette(for: errorOutput)
    try errorOutput.write(DiagnosticsText(palette: palette).render([finding]))
  }
}
