/// Writes sections as Markdown for a comment on a pull request, under a limit of bytes.
///
/// What does not fit is left out row by row, then section by section, and the report says so; a
/// construct is never cut in the middle. The only HTML is our own `details` blocks.
struct MarkdownPage {
  /// GitHub refuses comments of more than 65,536 characters.
  static let byteLimit = 60_000
  /// Kept free for the sentence that says what was left out.
  private static let reservedByteCount = 1_000

  enum Folding { case open, folded }

  private var lines: [String] = []
  private var byteCount = 0
  private var leftOut: [Phrase] = []

  /// The page with a line break at its end.
  var text: String {
    var lines = lines
    if !leftOut.isEmpty {
      let names = Phrase(leftOut.prefix(20), separator: ", ")
      let notice: Phrase =
        "Left out, to keep this report short: \(names). The text and JSON reports have everything."
      lines += ["", notice.markdown()]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A paragraph in bold letters.
  mutating func verdict(_ phrase: Phrase) { add(["**\(phrase.markdown())**"]) }

  /// A paragraph.
  mutating func paragraph(_ phrase: Phrase) { add(["", phrase.markdown()]) }

  /// A section, or as much of it as fits.
  mutating func section(_ section: Section, _ folding: Folding) {
    var draft = MarkdownDraft(room: Self.byteLimit - Self.reservedByteCount - byteCount)
    draft.write(section, folding)
    if draft.isIncomplete { leftOut.append(section.title) }
    add(draft.lines)
  }

  private mutating func add(_ new: [String]) {
    lines += new
    byteCount += new.reduce(0) { $0 + $1.utf8.count + 1 }
  }
}

/// The lines of one section, as far as there is room for them.
private struct MarkdownDraft {
  private(set) var lines: [String] = []
  /// Whether something had no room.
  private(set) var isIncomplete = false
  private var room: Int

  init(room: Int) { self.room = room }

  mutating func write(_ section: Section, _ folding: MarkdownPage.Folding) {
    // A summary is a line of HTML, where code spans are not read: only our own words go there.
    let title = folding == .open ? section.title.markdown() : section.title.ownWords
    let opening: [String]
    let closing: [String]
    switch folding {
    case .open: (opening, closing) = (["", "### \(title)"], [])
    case .folded:
      (opening, closing) = (["", "<details><summary>\(title)</summary>"], ["", "</details>"])
    }
    // The closing is paid for first, so that what is opened is closed.
    guard pay(for: opening + closing) else { return isIncomplete = true }
    lines += opening
    for block in section.blocks { write(block) }
    lines += closing
  }

  private mutating func write(_ block: Block) {
    switch block {
    case .sentence(let phrase): write(["", phrase.markdown()])
    case .names(let list): write(["", names(list)])
    case .list(let rows):
      write(header: [""], rows.map { ["- " + $0.markdown()] }) { "- +\(Words.grouped($0)) more" }
    case .table(let table): write(table)
    case .code(let code, let limit): write([""] + MarkdownCode.fence(code, longestLine: limit))
    }
  }

  private func names(_ list: NameList) -> String {
    let shown = list.names.shown.map { MarkdownCode.span($0) }
    let more = list.names.hiddenCount
    return (shown + (more > 0 ? ["+\(Words.grouped(more)) more"] : [])).joined(separator: ", ")
  }

  private mutating func write(_ table: Table) {
    let hasHeader = !table.columns.allSatisfy(\.title.isEmpty)
    let titles = table.columns.map { hasHeader ? $0.title.markdown(.cell) : " " }
    let rules = table.columns.map { $0.alignment == .left ? "---" : "---:" }
    let rows = table.rows.map { row in [cells(row.map { $0.markdown(.cell) })] }
    write(header: ["", cells(titles), cells(rules)], rows) { "| +\(Words.grouped($0)) more |" }
  }

  private func cells(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// Writes all of some lines, or none.
  private mutating func write(_ new: [String]) {
    guard pay(for: new) else { return isIncomplete = true }
    lines += new
  }

  /// Writes a header and as many rows as fit.
  private mutating func write(
    header: [String], _ rows: RowList<[String]>, more: (Int) -> String
  ) {
    let longestNotice = more(.max)
    guard pay(for: header + [longestNotice]) else { return isIncomplete = true }
    lines += header
    var written = 0
    for row in rows.shown {
      guard pay(for: row) else { break }
      lines += row
      written += 1
    }
    if written < rows.shown.count { isIncomplete = true }
    let hidden = rows.shown.count - written + rows.hiddenCount
    if hidden > 0 { lines.append(more(hidden)) }
  }

  private mutating func pay(for new: [String]) -> Bool {
    let cost = new.reduce(0) { $0 + $1.utf8.count + 1 }
    guard cost <= room else { return false }
    room -= cost
    return true
  }
}
