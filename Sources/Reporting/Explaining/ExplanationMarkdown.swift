package import PolicyCore

/// Why a request was decided as it was, as a comment: at most 60,000 bytes, the verdict first.
///
/// It shows values of the request: whoever asks has the document.
package struct ExplanationMarkdown: Sendable {
  /// Makes a renderer.
  package init() {}

  /// The report, with a final line feed.
  package func render(_ tree: ExplanationTree, of source: ExplanationSource) -> String {
    let outline = ExplanationOutline(tree: tree, source: source)
    var page = MarkdownPage()
    page.verdict(outline.decision.sentence)
    page.paragraph(Phrase(sentence: tree.paragraph))
    let open = [
      outline.differences, outline.rules, outline.exceptions, outline.invariants,
      outline.requirements, outline.clauses, outline.remedies, outline.decision.terms,
    ]
    page.open(open.compactMap { $0 })
    let folded = [
      outline.decision.discounted, outline.otherRules, outline.otherExceptions, outline.origin,
    ]
    page.folded(folded.compactMap { $0 })
    return page.text
  }
}
