package import PolicyCore

/// A decision for people at a terminal; its JSON is the record that DecisionLog writes.
package struct DecisionText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// One line with a line break, for one of many decisions.
  package func line(_ decision: Decision, requestID: String) -> String {
    var page = TextPage(palette: palette)
    let rules = Phrase(decision.matched.map { "\($0.rule)" }, separator: ", ")
    let outline = DecisionOutline(decision: decision, requestID: requestID)
    page.line(outline.verdict + (decision.matched.isEmpty ? "" : "  " + rules))
    return page.text
  }

  /// - Parameters:
  ///   - explanation: one paragraph in plain English; empty for none.
  ///   - stamp: names and values, such as `commit` and its id, in the order to show.
  package func render(
    _ decision: Decision, requestID: String, explanation: String, stamp: [(String, String)]
  ) -> String {
    let outline = DecisionOutline(decision: decision, requestID: requestID)
    var page = TextPage(palette: palette)
    page.line(outline.verdict)
    if !explanation.isEmpty {
      page.blank()
      page.paragraph(explanation)
    }
    let sections = [
      outline.rules, outline.errors, outline.requirements, outline.evidence, outline.conditions,
      outline.discounted, outline.terms, DecisionOutline.stamp(stamp),
    ]
    for section in sections.compactMap({ $0 }) { page.section(section) }
    return page.text
  }
}
