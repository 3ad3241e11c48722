package import DecisionLog

/// A remediation for people at a terminal.
package struct RemediationText: Sendable {
  private let palette: Palette
  private let log: String

  /// Makes a renderer.
  /// - Parameter log: the folder, as the user named it.
  package init(palette: Palette = .plain, log: String) {
    self.palette = palette
    self.log = log
  }

  /// The verdict first, then what each must do, then the rest.
  package func render(_ remediation: Remediation) -> String {
    let outline = RemediationOutline(remediation: remediation)
    var page = TextPage(palette: palette)
    page.line(outline.verdict)
    for line in outline.scope { page.line(line) }
    for section in outline.sections { page.section(section) }
    if !remediation.open.isEmpty {
      page.blank()
      let advice: Phrase =
        "Write requests that undo this with --format requests -o FILE, then: "
        + "precedent decide FILE --stream --log \(log)"
      page.line(advice.inked(.hint))
    }
    return page.text
  }
}
