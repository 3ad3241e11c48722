package import Impact

/// A calibration as a comment: at most 60,000 bytes, the share first.
package struct CalibrationMarkdown: Sendable {
  /// Makes a renderer.
  package init() {}

  /// The report, with a final line feed.
  package func render(_ calibration: Calibration) -> String {
    let outline = CalibrationOutline(calibration: calibration)
    var page = MarkdownPage()
    page.verdict(outline.verdict)
    for caution in outline.cautions { page.paragraph(caution) }
    page.open([outline.mismatches].compactMap { $0 })
    page.folded([outline.matrix, outline.compared, outline.notReplayed].compactMap { $0 })
    return page.text
  }
}
