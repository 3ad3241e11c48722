package import Impact

/// A calibration for people at a terminal.
package struct CalibrationText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed.
  package func render(_ calibration: Calibration) -> String {
    let outline = CalibrationOutline(calibration: calibration)
    var page = TextPage(palette: palette)
    page.line(outline.verdict.inked(.strong))
    for caution in outline.cautions { page.line(caution.inked(.caution)) }
    page.section(outline.compared)
    for section in [outline.matrix, outline.mismatches, outline.notReplayed] {
      if let section { page.section(section) }
    }
    return page.text
  }
}
