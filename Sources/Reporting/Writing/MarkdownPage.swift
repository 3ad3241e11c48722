/// Writes sections as Markdown for a comment on a pull request, under a limit of bytes.
///
/// What does not fit is left out row by row, then section by section, and the report says so; a
/// construct is never cut in the middle. The only HTML is our own `details` blocks.
struct MarkdownPage {
  /// GitHub refuses comments of more than 65,536 characters.
  static let byteLimit = 60_000
  /// Kept free for the sentence that says what was left out.
  private static let reservedByteCount = 2_000

  enum Folding { case open, folded }

  private var lines: [String] = []
  private var byteCount = 0
  private var leftOut: [String] = []

  /// The page with a line break at its end.
  var text: String {
    var lines = lines
    if !leftOut.isEmpty {
      lines += [
        "",
        "Left out, to keep this report short: \(leftOut.prefix(20).joined(separator: ", ")). "
          + "The text and JSON reports have everything.",
      ]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A paragraph in bold letters.
  mutating func verdict(_ phrase: Phrase) { add(["**\(phrase.markdown())**"]) }

  /// A paragraph.
  mutating func paragraph(_ phrase: Phrase) { add(["", phrase.markdown()]) }

  /// Sections that stand open, each with its share of the room: no list, however long its strings
  /// from outside, can drive what follows it out of the report.
  mutating func open(_ sections: [Section]) {
    for (index, section) in sections.enumerated() {
      write(section, .open, room: room / (sections.count - index))
    }
  }

  /// Sections to unfold, as many as fit.
  mutating func folded(_ sections: [Section]) {
    for section in sections { write(section, .folded, room: room) }
  }

  /// Sections that stand open as long as they fit as a whole into so many bytes.
  /// - Returns: how many were written.
  mutating func whole(_ sections: some Sequence<Section>, upTo limit: Int) -> Int {
    let end = byteCount + min(limit, room)
    var count = 0
    for section in sections {
      var draft = MarkdownDraft(room: end - byteCount)
      draft.write(section, .open)
      guard !draft.isIncomplete else { break }
      add(draft.lines)
      count += 1
    }
    return count
  }

  private var room: Int { Self.byteLimit - Self.reservedByteCount - byteCount }

  private mutating func write(_ section: Section, _ folding: Folding, room: Int) {
    var draft = MarkdownDraft(room: room)
    draft.write(section, folding)
    let name = section.title.ownWords.split(separator: ":").first.map { String($0) } ?? ""
    if draft.isIncomplete, !leftOut.contains(name) { leftOut.append(name) }
    add(draft.lines)
  }

  private mutating func add(_ new: [String]) {
    lines += new
    byteCount += new.reduce(0) { $0 + $1.utf8.count + 1 }
  }
}
