package import Diagnostics

/// Diagnostics as a comment: at most 60,000 bytes, how many first, errors before warnings.
package struct DiagnosticsMarkdown: Sendable {
  /// Makes a renderer.
  package init() {}

  /// As many as fit with their source lines, the rest on one line each.
  package func render(_ diagnostics: [Diagnostic], suppressedCount: Int = 0) -> String {
    let counts = DiagnosticCounts(diagnostics)
    var page = MarkdownPage()
    let found: Phrase = counts.isEmpty ? "nothing found" : counts.sentence
    page.verdict(found + Words.suppressed(suppressedCount))
    let ordered = Diagnostic.Severity.allCases.sorted(by: >).flatMap { severity in
      diagnostics.filter { $0.severity == severity }
    }
    let count = page.whole(ordered.lazy.map { section($0) }, upTo: Self.detailByteCount)
    let rest = ordered.dropFirst(count)
    if !rest.isEmpty {
      let rows = rest.map { "\(name($0)): " + place($0) + message($0) as Phrase }
      page.open([Section("Without their lines: \(rest.count)", [.list(RowList(rows))])])
    }
    return page.text
  }

  /// The rest of a page is for the short form of what follows.
  private static let detailByteCount = 40_000

  private func section(_ diagnostic: Diagnostic) -> Section {
    var blocks: [Block] = [.sentence(place(diagnostic) + message(diagnostic))]
    blocks += excerpt(diagnostic.location, "^")
    for label in diagnostic.labels {
      blocks.append(.sentence(place(label.location) + Phrase(sentence: label.text)))
      blocks += excerpt(label.location, "-")
    }
    let notes = diagnostic.notes.map { "note: " + Phrase(sentence: $0) as Phrase }
    let help = diagnostic.help.map { ["help: " + Phrase(sentence: $0) as Phrase] } ?? []
    if !(notes + help).isEmpty { blocks.append(.list(RowList(notes + help))) }
    return Section(name(diagnostic), blocks)
  }

  private func name(_ diagnostic: Diagnostic) -> Phrase {
    "\(Words.name(diagnostic.severity)) \(diagnostic.code)"
  }

  private func message(_ diagnostic: Diagnostic) -> Phrase { Phrase(sentence: diagnostic.message) }

  /// With what separates it from what follows; nothing without a place.
  private func place(_ diagnostic: Diagnostic) -> Phrase {
    diagnostic.location.map { place($0) } ?? ""
  }

  private func place(_ location: SourceLocation) -> Phrase {
    guard !location.isWholeFile else { return "\(location.path): " }
    let line = Words.ordinal(location.lineNumber)
    return "\(location.path):\(line):\(Words.ordinal(location.columnNumber)): "
  }

  private func excerpt(_ location: SourceLocation?, _ mark: Character) -> [Block] {
    location.flatMap { SourceExcerpt($0, mark: mark) }.map { [.excerpt($0)] } ?? []
  }
}
