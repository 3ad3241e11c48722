package import Impact

/// A difference of two versions for people at a terminal.
package struct PolicyDifferenceText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// What the change does as a whole first, then what weighs most.
  package func render(_ difference: PolicyDifference) -> String {
    let outline = PolicyDifferenceOutline(difference: difference)
    var page = TextPage(palette: palette)
    page.line(outline.verdict)
    let heading = [outline.safeguards, outline.tests].compactMap { $0 }
    for section in heading + outline.changes + [outline.formOnly].compactMap({ $0 }) {
      page.section(section)
    }
    return page.text
  }
}

/// A difference of two versions as a comment on a pull request: at most 60,000 bytes.
package struct PolicyDifferenceMarkdown: Sendable {
  /// Makes a renderer.
  package init() {}

  /// What weighs most stands open; what has no meaning is folded.
  package func render(_ difference: PolicyDifference) -> String {
    let outline = PolicyDifferenceOutline(difference: difference)
    var page = MarkdownPage()
    page.verdict(outline.verdict)
    page.open([outline.safeguards, outline.tests].compactMap { $0 } + outline.changes)
    page.folded([outline.formOnly].compactMap { $0 })
    return page.text
  }
}
