/// Where a piece of Markdown stands; a pipe ends a cell of a table.
enum MarkdownPlace { case flow, cell }

extension Phrase {
  /// As one line of Markdown: every string from outside in a code span.
  func markdown(_ place: MarkdownPlace = .flow) -> String {
    var line = ""
    var endsInCode = false
    for piece in pieces where !piece.text.isEmpty || piece.isFromOutside {
      // Two spans side by side would join their backticks into another delimiter.
      if piece.isFromOutside, endsInCode { line += " " }
      line +=
        piece.isFromOutside
        ? MarkdownCode.span(piece.text, place, limit: piece.limit) : piece.text
      endsInCode = piece.isFromOutside
    }
    return line
  }
}

extension Phrase {
  /// What is not from outside.
  var ownWords: String { pieces.reduce(into: "") { $0 += $1.isFromOutside ? "" : $1.text } }
}

/// Text from outside as code: no HTML, link, image or mention is read inside of it.
enum MarkdownCode {
  /// A code span (CommonMark, section 6.1) whose delimiters are longer than any run inside.
  static func span(
    _ text: String, _ place: MarkdownPlace = .flow, limit: Int = OutsideText.longestShown
  ) -> String {
    guard !text.isEmpty else { return "(empty)" }
    let outside = OutsideText(text, limit: limit)
    let shown = place == .flow ? outside.shown : outside.shown.replacingPipes
    let delimiter = String(repeating: "`", count: shown.longestBacktickRun + 1)
    // One space at each end is stripped again, and keeps backticks and spaces at the ends.
    let needsSpace =
      shown.hasPrefix("`") || shown.hasSuffix("`") || shown.hasPrefix(" ") || shown.hasSuffix(" ")
    let padding = needsSpace ? " " : ""
    return delimiter + padding + shown + padding + delimiter + outside.cutNotice
  }

  /// A fenced block (CommonMark, section 4.5) whose fence is longer than any run inside.
  static func fence(
    _ lines: [String], longestLine: Int = OutsideText.longestShown
  ) -> [String] {
    fenced(lines.map { OutsideText($0, limit: longestLine).line })
  }

  /// A line of a source in a fenced block.
  static func fence(_ excerpt: SourceExcerpt) -> [String] { fenced(excerpt.lines) }

  /// Lines that are fit to be shown.
  private static func fenced(_ shown: [String]) -> [String] {
    let longestRun = shown.map(\.longestBacktickRun).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longestRun + 1))
    return [fence + "text"] + shown + [fence]
  }
}

extension String {
  fileprivate var longestBacktickRun: Int {
    var longest = 0
    var run = 0
    for byte in utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// `\|` is not enough: after a backslash from outside it would end the cell.
  fileprivate var replacingPipes: String {
    unicodeScalars.reduce(into: "") {
      $0 += $1 == "|" ? OutsideText.escape($1) : String($1)
    }
  }
}
