package import Diagnostics

/// Diagnostics for people at a terminal: what, where with the line and a caret, what to do.
package struct DiagnosticsText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// All of them in the order given, then how many there are.
  package func render(_ diagnostics: [Diagnostic], suppressedCount: Int = 0) -> String {
    let parts = diagnostics.map { render($0) } + [summary(diagnostics, suppressedCount)]
    return parts.joined(separator: "\n")
  }

  /// One diagnostic, without a summary.
  package func render(_ diagnostic: Diagnostic) -> String {
    let ink = diagnostic.severity.ink
    var lines = [header(diagnostic, ink)]
    let places = [diagnostic.location].compactMap { $0 } + diagnostic.labels.map(\.location)
    let gutter = places.map { String($0.lineNumber).count }.max() ?? 1
    if let location = diagnostic.location {
      lines += snippet(location, mark: "^", ink: ink, label: "", gutter: gutter)
    }
    for label in diagnostic.labels {
      lines += snippet(label.location, mark: "-", ink: .hint, label: label.text, gutter: gutter)
    }
    for note in diagnostic.notes { lines.append(advice("note", note, gutter)) }
    if let help = diagnostic.help { lines.append(advice("help", help, gutter)) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Such as `3 errors and 1 warning in 2 files`.
  package func summary(_ diagnostics: [Diagnostic], _ suppressedCount: Int = 0) -> String {
    let counts = DiagnosticCounts(diagnostics)
    let found: Phrase = counts.isEmpty ? "nothing found" : counts.sentence.inked(.strong)
    return (found + Words.suppressed(suppressedCount)).text(palette) + "\n"
  }

  private func header(_ diagnostic: Diagnostic, _ ink: Ink) -> String {
    let name: Phrase = "\(Words.name(diagnostic.severity))[\(diagnostic.code)]"
    return name.inked(ink).text(palette)
      + palette.paint(
        ": " + OutsideText(diagnostic.message, limit: Phrase.longestSentence).line, .strong)
  }

  private func snippet(
    _ location: SourceLocation, mark: Character, ink: Ink, label: String, gutter: Int
  ) -> [String] {
    let margin = String(repeating: " ", count: gutter)
    let arrow = palette.paint("\(margin)--> ", .hint) + location.placeText
    let text = OutsideText(label).line
    guard let window = SourceWindow(location) else {
      return [arrow] + (text.isEmpty ? [] : ["\(margin) = \(text)"])
    }
    let number = String(location.lineNumber)
    let padded = String(repeating: " ", count: gutter - number.count) + number
    let marks = palette.paint(String(repeating: mark, count: window.markCount), ink)
    let tail = text.isEmpty ? "" : " \(text)"
    return [
      arrow,
      palette.paint("\(margin) |", .hint),
      palette.paint("\(padded) |", .hint) + " \(window.text)",
      palette.paint("\(margin) |", .hint) + " " + String(repeating: " ", count: window.markStart)
        + marks + tail,
    ]
  }

  private func advice(_ name: String, _ text: String, _ gutter: Int) -> String {
    let margin = String(repeating: " ", count: gutter)
    return palette.paint("\(margin) = \(name): ", .hint)
      + OutsideText(text, limit: Phrase.longestSentence).line
  }
}

extension SourceLocation {
  /// `rules/db.yaml:12:5`; the path alone where no place in the file is meant.
  fileprivate var placeText: String {
    let path = OutsideText(path).line
    return isWholeFile ? path : "\(path):\(lineNumber):\(columnNumber)"
  }

  /// Whether the file is meant and nothing in it.
  var isWholeFile: Bool { lineText == nil && utf8Range.isEmpty }
}

extension Diagnostic.Severity {
  fileprivate var ink: Ink {
    switch self {
    case .note: .hint
    case .warning: .caution
    case .error: .bad
    }
  }
}
