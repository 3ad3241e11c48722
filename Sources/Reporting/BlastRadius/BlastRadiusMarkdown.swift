package import Impact

/// A blast radius as a comment on a pull request: at most 60,000 bytes, the verdict first.
package struct BlastRadiusMarkdown: Sendable {
  private let values: ReportValues

  /// Makes a renderer that shows or hides the values of requests.
  package init(values: ReportValues = .hide) { self.values = values }

  /// What weighs most stands open; all else is folded.
  package func render(_ radius: BlastRadius) -> String {
    let outline = BlastRadiusOutline(radius: radius, values: values)
    var page = MarkdownPage()
    page.verdict(outline.verdict)
    for caution in outline.cautions { page.paragraph(caution) }
    if let scope = outline.scope { page.paragraph(scope) }
    page.open(open(outline))
    page.folded(folded(outline))
    return page.text
  }

  private func open(_ outline: BlastRadiusOutline) -> [Section] {
    [outline.safeguards, outline.tests].compactMap { $0 } + outline.trippedGates
      + [outline.headline, outline.meaning, outline.classes].compactMap { $0 }
  }

  private func folded(_ outline: BlastRadiusOutline) -> [Section] {
    let first = [outline.compared, outline.gates, outline.transitions, outline.againstOutcome]
    let rules = [outline.rules, outline.invariants, outline.affected, outline.load]
    let last = [
      outline.noEligibleApprover, outline.noEvidence, outline.samples, outline.notReplayed,
    ]
    return first.compactMap { $0 } + rules.compactMap { $0 } + outline.inForce
      + last.compactMap { $0 }
  }
}
