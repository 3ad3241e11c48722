package import PolicyCore

/// Why a request was decided as it was, for people at a terminal.
package struct ExplanationText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed; it shows values of the request.
  package func render(_ tree: ExplanationTree, of source: ExplanationSource) -> String {
    let outline = ExplanationOutline(tree: tree, source: source)
    var page = TextPage(palette: palette)
    page.line(outline.decision.verdict)
    page.blank()
    page.paragraph(tree.paragraph)
    let sections = [
      outline.differences, outline.rules, outline.exceptions, outline.invariants,
      outline.requirements, outline.decision.discounted, outline.clauses, outline.remedies,
      outline.decision.terms, outline.otherRules, outline.otherExceptions, outline.origin,
    ]
    for section in sections.compactMap({ $0 }) { page.section(section) }
    return page.text
  }
}
