/// Where in a file something new has its place.
extension YAMLSplicing {
  // MARK: - Blocks

  /// Where a member ends, without the blank lines and comments behind it.
  func end(of member: DocumentNode.Member) -> Int {
    max(member.keyRange.upperBound, contentEnd(of: member.value))
  }

  /// Where the text of a value ends.
  func contentEnd(of node: DocumentNode) -> Int {
    switch node.content {
    case .scalar(let scalar): end(of: scalar, node.range)
    case .mapping(let members):
      isFlow(node) ? node.range.upperBound : members.last.map(end) ?? node.range.upperBound
    case .list(let values):
      isFlow(node) ? node.range.upperBound : values.last.map(contentEnd) ?? node.range.upperBound
    case .refused: node.range.upperBound
    }
  }

  /// The blank lines behind a block are part of its text only where it keeps them.
  private func end(of scalar: DocumentNode.Scalar, _ range: Range<Int>) -> Int {
    switch scalar.style {
    case .plain, .singleQuoted, .doubleQuoted: return range.upperBound
    case .literal, .folded:
      let header = bytes[range.lowerBound..<layout.lineEnd(of: range.lowerBound)]
      let isKept = header.prefix { !isBlank($0) }.contains(UInt8(ascii: "+"))
      if isKept { return range.upperBound }
      return layout.lastVisible(before: range.upperBound).map { $0 + 1 } ?? range.upperBound
    }
  }

  /// New lines behind a member.
  func inserting(
    _ lines: [String], after member: DocumentNode.Member, deeperThan column: Int
  ) -> TextSplice {
    inserting(lines, afterContent: end(of: member), deeperThan: column)
  }

  /// New lines behind the line of an offset, and behind comments below it that are indented more
  /// than a column: those belong to what stands above them.
  func inserting(_ lines: [String], afterContent end: Int, deeperThan column: Int) -> TextSplice {
    let lineBreak = layout.lineBreak(before: end)
    let text = Array(lines.map { Array($0.utf8) }.joined(separator: lineBreak))
    guard let next = lineStart(behind: end) else {
      return TextSplice(bytes.count..<bytes.count, lineBreak + text)
    }
    guard let place = placeBehindComments(from: next, deeperThan: column) else {
      return TextSplice(bytes.count..<bytes.count, lineBreak + text)
    }
    return TextSplice(place..<place, text + lineBreak)
  }

  /// The line after an offset, which may begin just there; nil where the file ends first.
  private func lineStart(behind end: Int) -> Int? {
    if end > 0, layout.lineStart(of: end) == end { return end }
    return layout.nextLineStart(after: end)
  }

  /// Nil where the last comment ends the file without a line break.
  private func placeBehindComments(from start: Int, deeperThan column: Int) -> Int? {
    var place = start
    var line = start
    while line < bytes.count {
      let next = layout.nextLineStart(after: line)
      if let found = layout.commentColumn(at: line) {
        guard found > column else { break }
        guard let next else { return nil }
        place = next
      } else if !layout.isBlankLine(at: line) {
        break
      }
      guard let next else { break }
      line = next
    }
    return place
  }

  // MARK: - Brackets

  /// An item more within brackets: on a line of its own where the last one has one.
  func addingToFlow(
    _ node: DocumentNode, _ items: [Range<Int>], _ text: String
  ) throws(EditProblem) -> [TextSplice] {
    let close = node.range.upperBound - 1
    guard close > node.range.lowerBound, "]}".utf8.contains(bytes[close]) else {
      throw unknownLayout("its closing bracket is not found", node.range)
    }
    guard let last = items.last else {
      let isTight = !isBlank(bytes[close - 1])
      return [TextSplice(close..<close, (isTight ? " " : "") + text + " ")]
    }
    let comma = layout.nextVisible(in: last.upperBound..<close)
    let before = items.count > 1 ? items[items.count - 2].upperBound : node.range.lowerBound
    let isOnOwnLine =
      layout.lineStart(of: last.lowerBound) > before
      && layout.lineStart(of: close) > (comma ?? last.upperBound)
    guard isOnOwnLine else {
      if let comma { return [TextSplice((comma + 1)..<(comma + 1), " " + text + ",")] }
      return [TextSplice(last.upperBound..<last.upperBound, ", " + text)]
    }
    return addingLine(text, behind: last, comma)
  }

  private func addingLine(_ text: String, behind last: Range<Int>, _ comma: Int?) -> [TextSplice] {
    let lineStart = layout.lineStart(of: last.lowerBound)
    let indentation = bytes[lineStart..<last.lowerBound].prefix(while: isBlank)
    let separator = comma == nil ? [TextSplice(last.upperBound..<last.upperBound, ",")] : []
    let lineEnd = layout.lineEnd(of: comma ?? last.upperBound)
    let line = layout.lineBreak(before: lineEnd) + indentation + Array(text.utf8)
    return separator + [
      TextSplice(lineEnd..<lineEnd, line + (comma == nil ? [] : Array(",".utf8)))
    ]
  }
}
