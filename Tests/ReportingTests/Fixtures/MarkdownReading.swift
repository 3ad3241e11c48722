/// A reader of the Markdown that reports use, written apart from the writer: it takes code away as
/// CommonMark does (sections 4.5 and 6.1) and looks at what is left.
struct MarkdownReading {
  private(set) var problems: [String] = []
  private(set) var openDetails = 0
  private var fence: Int?

  var isInsideFence: Bool { fence != nil }

  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { read(String(line)) }
  }

  private mutating func read(_ line: String) {
    let ticks = line.prefix { $0 == "`" }.count
    if let open = fence {
      if ticks >= open, line.allSatisfy({ $0 == "`" }) { fence = nil }
      return
    }
    if ticks >= 3, !line.dropFirst(ticks).contains("`") {
      fence = ticks
      return
    }
    if line == "</details>" { return openDetails -= 1 }
    let summary = ["<details><summary>", "</summary>"]
    if line.hasPrefix(summary[0]), line.hasSuffix(summary[1]) {
      openDetails += 1
      return check(line.dropFirst(summary[0].count).dropLast(summary[1].count), of: line)
    }
    if line.hasPrefix("|") { checkCells(line) }
    check(withoutCode(line)[...], of: line)
  }

  /// Nothing from outside may be left outside of code.
  private mutating func check(_ rest: Substring, of line: String) {
    let harmful = [
      "<", "[", "](", "@", "#", "http:", "www.", "`", "&", "\\", "$", "octocat", "evil",
    ]
    let heading = rest.hasPrefix("### ") ? rest.dropFirst(4) : rest
    for word in harmful where heading.contains(word) {
      problems.append("`\(word)` outside of code: \(line.prefix(120))")
    }
  }

  /// A pipe ends a cell even inside of code (GFM, section 4.10): all rows have as many as ours.
  private mutating func checkCells(_ line: String) {
    var cells = 0
    var isEscaped = false
    for character in line {
      if character == "|", !isEscaped { cells += 1 }
      isEscaped = character == "\\" && !isEscaped
    }
    let literal = line.count { $0 == "|" }
    if literal != cells { problems.append("an escaped pipe: \(line.prefix(120))") }
    if cells > 8 { problems.append("too many cells: \(line.prefix(120))") }
  }

  /// A run of backticks closes at the next run of the same length; without one it is text.
  private func withoutCode(_ line: String) -> String {
    var rest = line[...]
    var kept = ""
    while let start = rest.firstIndex(of: "`") {
      kept += rest[..<start]
      let run = rest[start...].prefix { $0 == "`" }
      let after = rest[run.endIndex...]
      if let end = closing(run.count, in: after) {
        rest = after[end...]
        kept += "X"
      } else {
        kept += run
        rest = after
      }
    }
    return kept + rest
  }

  private func closing(_ length: Int, in text: Substring) -> Substring.Index? {
    var rest = text
    while let start = rest.firstIndex(of: "`") {
      let run = rest[start...].prefix { $0 == "`" }
      if run.count == length { return run.endIndex }
      rest = rest[run.endIndex...]
    }
    return nil
  }
}
