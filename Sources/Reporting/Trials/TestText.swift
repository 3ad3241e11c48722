import Diagnostics
package import Trials

/// A run of tests for people at a terminal: the failures with their places, then how many there were.
package struct TestText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed.
  package func render(_ run: TestRun) -> String {
    let diagnostics = DiagnosticsText(palette: palette)
    let failures = run.results.compactMap(\.diagnostic).map(diagnostics.render)
    return (failures + [summary(run) + "\n"]).joined(separator: "\n")
  }

  private func summary(_ run: TestRun) -> String {
    let count = run.results.count
    let failed = run.failed.count
    if count == 0 { return Phrase("no test ran").inked(.caution).text(palette) }
    let cases = Words.count(count, "case", "cases")
    if failed == 0 { return (Phrase(cases) + " passed").inked(.good).text(palette) }
    return (Phrase("\(failed) of ") + Phrase(cases) + " failed").inked(.bad).text(palette)
  }
}
