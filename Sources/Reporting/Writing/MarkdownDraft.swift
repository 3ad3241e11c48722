/// The lines of one section, as far as there is room for them.
struct MarkdownDraft {
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
    for block in section.blocks { write(block) }
    // What would be empty is left out as a whole.
    if lines.isEmpty, isIncomplete { return }
    lines = opening + lines + closing
  }

  private mutating func write(_ block: Block) {
    switch block {
    case .sentence(let phrase): write(["", phrase.markdown()])
    case .names(let list): write(list)
    case .list(let rows):
      write(header: [""], rows.map { ["- " + $0.markdown()] }) { "- " + Self.more($0) }
    case .table(let table): write(table)
    case .code(let code, let limit): write([""] + MarkdownCode.fence(code, longestLine: limit))
    case .excerpt(let excerpt): write([""] + MarkdownCode.fence(excerpt))
    }
  }

  /// One paragraph of as many names as fit.
  private mutating func write(_ list: NameList) {
    let separator = ", "
    var spans: [String] = []
    guard pay(for: ["", Self.more(.max)]) else { return isIncomplete = true }
    for name in list.names.shown {
      let span = MarkdownCode.span(name)
      guard pay(for: [span + separator]) else { break }
      spans.append(span)
    }
    let hidden = list.names.shown.count - spans.count + list.names.hiddenCount
    if spans.count < list.names.shown.count { isIncomplete = true }
    if hidden > 0 { spans.append(Self.more(hidden)) }
    lines += ["", spans.joined(separator: separator)]
  }

  private static func more(_ count: Int) -> String { "+\(Words.grouped(count)) more" }

  private mutating func write(_ table: Table) {
    let hasHeader = !table.columns.allSatisfy(\.title.isEmpty)
    let titles = table.columns.map { hasHeader ? $0.title.markdown(.cell) : " " }
    let rules = table.columns.map { $0.alignment == .left ? "---" : "---:" }
    let rows = table.rows.map { row in [cells(row.map { $0.markdown(.cell) })] }
    write(header: ["", cells(titles), cells(rules)], rows) { "| " + Self.more($0) + " |" }
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
    // A header stands only above a row.
    let start = header + [longestNotice] + (rows.shown.first ?? [])
    guard cost(of: start) <= room, pay(for: header + [longestNotice]) else {
      return isIncomplete = true
    }
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
    guard cost(of: new) <= room else { return false }
    room -= cost(of: new)
    return true
  }

  private func cost(of new: [String]) -> Int { new.reduce(0) { $0 + $1.utf8.count + 1 } }
}
