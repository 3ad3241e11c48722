import PolicyCore

/// Writes sections as lines for a terminal.
struct TextPage {
  /// Sentences and names are wrapped here; tables are not.
  static let width = 100
  private static let indent = "  "

  let palette: Palette
  private(set) var lines: [String] = []

  init(palette: Palette) { self.palette = palette }

  /// The page with a line break at its end.
  var text: String { lines.map { $0 + "\n" }.joined() }

  mutating func line(_ phrase: Phrase) { lines.append(phrase.text(palette)) }

  /// A sentence that stands under no title, wrapped.
  mutating func sentence(_ phrase: Phrase) { wrap(phrase.words, indent: "") }

  mutating func blank() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// A text from outside of more than one sentence, wrapped.
  mutating func paragraph(_ text: String) {
    let words = text.split { $0 == " " || $0.isNewline }
    let longest = 500
    var phrases = words.prefix(longest).map { word -> Phrase in "\(String(word))" }
    if words.count > longest { phrases.append("… (+\(words.count - longest) words)") }
    wrap(phrases)
  }

  mutating func section(_ section: Section) {
    blank()
    line(section.title.inked(.strong))
    for (index, block) in section.blocks.enumerated() {
      if index > 0, block.standsApart(from: section.blocks[index - 1]) { blank() }
      self.block(block)
    }
  }

  private mutating func block(_ block: Block) {
    switch block {
    case .sentence(let phrase): wrap(phrase.words)
    case .names(let list): wrap(words(of: list), indent: Self.indent + Self.indent)
    case .list(let rows):
      for row in rows.shown { item(row) }
      more(rows.hiddenCount)
    case .table(let table): self.table(table)
    case .code(let code, let limit):
      for line in code {
        lines.append(Self.indent + Self.indent + OutsideText(line, limit: limit).line)
      }
    case .excerpt(let excerpt): lines += excerpt.lines.map { Self.indent + Self.indent + $0 }
    }
  }

  /// A row of a list, wrapped behind its dash.
  private mutating func item(_ row: Phrase) {
    let start = lines.count
    wrap(row.words, indent: Self.indent + Self.indent)
    guard lines.count > start else { return }
    lines[start] = Self.indent + "- " + lines[start].dropFirst(2 * Self.indent.count)
  }

  private mutating func more(_ count: Int) {
    guard count > 0 else { return }
    let phrase: Phrase = "+\(count) more"
    lines.append(Self.indent + phrase.inked(.faint).text(palette))
  }

  private func words(of list: NameList) -> [Phrase] {
    let names = list.names
    var words: [Phrase] = names.shown.enumerated().map { index, name in
      let isLast = index == names.shown.count - 1 && names.hiddenCount == 0
      // A name with a comma or a space of its own could pass for two.
      let shown: Phrase = ID.isValid(name) ? "\(name)" : "`\(name)`"
      return isLast ? shown : shown + ","
    }
    if names.hiddenCount > 0 {
      let more: Phrase = "+\(names.hiddenCount) more"
      words.append(more.inked(.faint))
    }
    return words
  }

  /// Fills lines with words; one that is longer than a line stands alone.
  private mutating func wrap(_ words: [Phrase], indent: String = Self.indent) {
    var line: Phrase = ""
    var columns = indent.count
    for word in words {
      let width = word.columnCount
      if !line.isEmpty, columns + 1 + width > Self.width {
        lines.append(indent + line.text(palette))
        (line, columns) = ("", indent.count)
      }
      columns += (line.isEmpty ? 0 : 1) + width
      line = line.isEmpty ? word : line.spaced(before: word)
    }
    if !line.isEmpty { lines.append(indent + line.text(palette)) }
  }

  private mutating func table(_ table: Table) {
    let hasHeader = !table.columns.allSatisfy(\.title.isEmpty)
    let header = hasHeader ? [table.columns.map { $0.title.inked(.faint) }] : []
    let rows = header + table.rows.shown
    let widths = table.columns.indices.map { column in
      rows.map { $0[column].columnCount }.max() ?? 0
    }
    for row in rows { lines.append(Self.indent + cells(row, widths, table.columns)) }
    more(table.rows.hiddenCount)
  }

  private func cells(_ row: [Phrase], _ widths: [Int], _ columns: [Table.Column]) -> String {
    var line = ""
    var pending = ""
    for (index, phrase) in row.enumerated() {
      let padding = String(repeating: " ", count: widths[index] - phrase.columnCount)
      let separator = index == 0 ? "" : Self.indent
      // Blanks are written only before something visible: no line ends in one.
      switch columns[index].alignment {
      case .left:
        let next = separator + phrase.text(palette)
        if phrase.isEmpty {
          pending += separator + padding
        } else {
          line += pending + next
          pending = padding
        }
      case .right:
        if phrase.isEmpty {
          pending += separator + padding
        } else {
          line += pending + separator + padding + phrase.text(palette)
          pending = ""
        }
      }
    }
    return line
  }
}

extension Block {
  /// Whether a blank line helps the eye between two blocks.
  fileprivate func standsApart(from previous: Block) -> Bool {
    switch (previous, self) {
    case (.table, _), (.names, .sentence), (.list, _): true
    case (.sentence, _), (.names, _), (.code, _), (.excerpt, _): false
    }
  }
}

extension Phrase {
  /// Split at the spaces of our own words; a string from outside stays whole.
  fileprivate var words: [Phrase] {
    var words: [Phrase] = []
    var current: Phrase = ""
    for piece in pieces {
      guard !piece.isFromOutside else {
        current = current + Phrase(piece)
        continue
      }
      for (index, part) in piece.text.split(separator: " ", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 {
          if !current.isEmpty { words.append(current) }
          current = ""
        }
        current = current + Phrase(Piece(text: String(part), isFromOutside: false, ink: piece.ink))
      }
    }
    return current.isEmpty ? words : words + [current]
  }
}
