package import Impact

/// A blast radius for people at a terminal.
package struct BlastRadiusText: Sendable {
  private let palette: Palette
  private let values: ReportValues

  /// Makes a renderer that shows or hides the values of requests.
  package init(palette: Palette = .plain, values: ReportValues = .hide) {
    self.palette = palette
    self.values = values
  }

  /// The verdict first, then what weighs most.
  package func render(_ radius: BlastRadius) -> String {
    let outline = BlastRadiusOutline(radius: radius, values: values)
    var page = TextPage(palette: palette)
    page.line(outline.verdict)
    for caution in outline.cautions { page.line(caution.inked(.caution)) }
    if let scope = outline.scope { page.sentence(scope) }
    for section in sections(outline) { page.section(section) }
    return page.text
  }

  private func sections(_ outline: BlastRadiusOutline) -> [Section] {
    let first = [
      outline.safeguards, outline.tests, outline.meaning, outline.headline, outline.compared,
    ]
    let changes = [
      outline.classes, outline.transitions, outline.againstOutcome, outline.rules,
      outline.invariants, outline.affected, outline.load,
    ]
    let limits = [outline.noEligibleApprover, outline.noEvidence, outline.gates]
    return first.compactMap { $0 } + changes.compactMap { $0 } + outline.inForce
      + limits.compactMap { $0 } + outline.trippedGates
      + [outline.samples, outline.notReplayed].compactMap { $0 }
  }
}
