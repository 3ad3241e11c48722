package import PolicyCore

/// A suspension that was written, and where.
package struct SuspensionReport: Sendable {
  /// What was written.
  package var suspension: Suspension
  /// From the top of the repository.
  package var file: String
  /// 1-based.
  package var lineNumber: Int
  /// Break-glass that lifts the rule too; it asks for a review as well from now on.
  package var breakGlass: [ID]

  /// Makes a report.
  package init(suspension: Suspension, file: String, lineNumber: Int, breakGlass: [ID]) {
    self.suspension = suspension
    self.file = file
    self.lineNumber = lineNumber
    self.breakGlass = breakGlass
  }
}

/// A suspension for people at a terminal.
package struct SuspensionText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed.
  package func render(_ report: SuspensionReport) -> String {
    let suspension = report.suspension
    var page = TextPage(palette: palette)
    let verdict: Phrase =
      "\(suspension.rule.id) is suspended until \(suspension.until): what it would approve is a "
      + "review by \(suspension.owner)."
    page.line(verdict.inked(.strong))
    let place: Phrase = "\(report.file):\(Words.ordinal(report.lineNumber))"
    page.line(
      "Written, in \(place): \(suspension.id), approved by \(suspension.approvedBy), "
        + "\(suspension.ticket).")
    for id in report.breakGlass {
      let caution: Phrase =
        "The break-glass \(id) lifts it too, and meanwhile waits for that review as well."
      page.line(caution.inked(.caution))
    }
    page.blank()
    page.line("It counts once it is on the protected ref. Next:")
    page.line("  precedent simulate HEAD --worktree")
    page.line("  commit \(report.file), and merge it")
    return page.text
  }
}

/// A suspension as `precedent.suspension/v1`; the schema is `PublishedSchemas.suspension`.
package struct SuspensionJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.suspension/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ report: SuspensionReport) -> String {
    JSONReport.text(.object(document(report)))
  }

  /// The document as a value.
  package func document(_ report: SuspensionReport) -> JSONObject {
    let suspension = report.suspension
    return [
      "schema": .string(Self.schemaName),
      "rule": .string(suspension.rule.id.text),
      "exception": .string(suspension.id.text),
      "owner": .string(suspension.owner.text),
      "approvedBy": .string(suspension.approvedBy.text),
      "ticket": .string(suspension.ticket),
      "reason": .string(suspension.reason),
      "from": .instant(suspension.from),
      "until": .instant(suspension.until),
      "file": .string(report.file),
      "line": .count(report.lineNumber),
      "breakGlass": .ids(report.breakGlass),
    ]
  }
}
