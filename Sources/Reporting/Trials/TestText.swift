import Diagnostics
package import Trials

/// A run of tests for people at a terminal: the failures with their places, then how many there were,
/// then what they reach.
package struct TestText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed.
  package func render(_ change: TestedChange) -> String {
    let diagnostics = DiagnosticsText(palette: palette)
    let failures = change.run.results.compactMap(\.diagnostic)
    let outline = CoverageOutline(change: change)
    let problems = (failures + outline.shownProblems).map { diagnostics.render($0) + "\n" }
    var page = TextPage(palette: palette)
    page.line(summary(change.run))
    for line in outline.verdicts { page.line(line) }
    for section in outline.sections { page.section(section) }
    return problems.joined() + page.text
  }

  private func summary(_ run: TestRun) -> Phrase {
    let count = run.results.count
    let failed = run.failed.count
    if count == 0 { return Phrase("no test ran").inked(.caution) }
    let cases = Words.count(count, "case", "cases")
    if failed == 0 { return (Phrase(cases) + " passed").inked(.good) }
    return (Phrase("\(failed) of ") + Phrase(cases) + " failed").inked(.bad)
  }
}
