import CEL
import Diagnostics

/// The splices that put values into a YAML file, in the layout that is there already.
struct YAMLSplicing {
  let source: SourceFile
  let layout: LineLayout

  init(source: SourceFile) {
    self.source = source
    layout = LineLayout(bytes: source.bytes)
  }

  var bytes: [UInt8] { source.bytes }

  /// Whether a list or mapping is written with brackets.
  func isFlow(_ node: DocumentNode) -> Bool {
    switch node.content {
    case .list, .mapping:
      [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(byte(node.range.lowerBound))
    case .scalar, .refused: false
    }
  }

  private func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func unknownLayout(_ what: String, _ range: Range<Int>) -> EditProblem {
    .unknownLayout(what: what, at: source.location(range))
  }

  // MARK: - Values that are there

  /// Puts texts into the place of texts, in their style; what is the same stays untouched.
  func replacing(
    _ old: DocumentNode, with value: EditValue, isInFlow: Bool
  ) throws(EditProblem) -> [TextSplice] {
    let isInFlow = isInFlow || isFlow(old)
    switch (old.content, value) {
    case (.scalar(let scalar), .text(let text)):
      if scalar.text.hasSameUTF8(as: text), !old.isEmpty { return [] }
      return replacing(scalar, old.range, with: text, isInFlow: isInFlow)
    case (.mapping, .mapping(let members, _)):
      var splices: [TextSplice] = []
      for member in members {
        guard let old = old.member(member.key) else {
          throw unknownLayout("`\(member.key)` is missing in it", old.range)
        }
        splices += try replacing(old, with: member.value, isInFlow: isInFlow)
      }
      return splices
    case (.scalar, _), (.list, _), (.mapping, _), (.refused, _):
      throw unknownLayout("another kind of value is written there", old.range)
    }
  }

  private func replacing(
    _ scalar: DocumentNode.Scalar, _ range: Range<Int>, with text: String, isInFlow: Bool
  ) -> [TextSplice] {
    switch scalar.style {
    case .plain, .singleQuoted, .doubleQuoted:
      return [
        TextSplice(range, ScalarWriting.text(text, as: scalar.style, isInFlow: isInFlow))
      ]
    case .literal, .folded:
      // One line takes the place of a block; what is said behind the `|` stays.
      let start = range.lowerBound
      let indicators = bytes[start...].prefix { "|>+-0123456789".utf8.contains($0) }
      let headerEnd = layout.lineEnd(of: start)
      let last = max(headerEnd, layout.lastVisible(before: range.upperBound).map { $0 + 1 } ?? 0)
      return [
        TextSplice(
          start..<indicators.endIndex, ScalarWriting.text(text, as: .plain, isInFlow: false)),
        TextSplice(headerEnd..<last, []),
      ]
    }
  }

  // MARK: - New members

  /// Puts a member into a mapping, behind another one where that is there.
  func inserting(
    _ member: EditValue.Member, into mapping: DocumentNode, after anchor: String
  ) throws(EditProblem) -> [TextSplice] {
    let members = mapping.members
    guard let sibling = members.first(where: { $0.key == anchor }) ?? members.last else {
      throw unknownLayout("it is empty", mapping.range)
    }
    let writing = EditWriting(style: quoting(of: sibling))
    if isFlow(mapping) {
      let items = members.map {
        min($0.keyRange.lowerBound, $0.value.range.lowerBound)..<end(of: $0)
      }
      return try addingToFlow(mapping, items, writing.flow(member))
    }
    let column = layout.column(of: mapping.range.lowerBound)
    let lines = writing.lines(laidOut(member, like: sibling), step: step(of: sibling, column))
    return [inserting(lines.indented(by: column), after: sibling, deeperThan: column)]
  }

  /// A mapping becomes a block beside one that is.
  private func laidOut(
    _ member: EditValue.Member, like sibling: DocumentNode.Member
  ) -> EditValue.Member {
    guard case .mapping(let members, _) = member.value, case .mapping = sibling.value.content,
      !isFlow(sibling.value)
    else { return member }
    return .init(member.key, .mapping(members, .block))
  }

  /// By how much a block inside is indented.
  private func step(of sibling: DocumentNode.Member, _ column: Int) -> Int {
    guard case .mapping = sibling.value.content, !isFlow(sibling.value) else { return 2 }
    return max(layout.column(of: sibling.value.range.lowerBound) - column, 1)
  }

  private func quoting(of member: DocumentNode.Member) -> ScalarStyle {
    switch byte(member.keyRange.lowerBound) {
    case UInt8(ascii: "\""): .doubleQuoted
    case UInt8(ascii: "'"): .singleQuoted
    default: .plain
    }
  }

  // MARK: - New entries

  /// Puts a last entry into a list that is the value of a key.
  func appending(
    _ value: EditValue, to member: DocumentNode.Member, _ entries: [DocumentNode], isInFlow: Bool
  ) throws(EditProblem) -> [TextSplice] {
    let list = member.value
    let first = entries.last?.members.first
    let writing = EditWriting(style: first.map(quoting) ?? .plain)
    if !isInFlow, entries.isEmpty, let splices = openingList(member, writing.item(value)) {
      return splices
    }
    if isFlow(list) { return try addingToFlow(list, entries.map(\.range), writing.flow(value)) }
    guard let last = entries.last, byte(list.range.lowerBound) == UInt8(ascii: "-") else {
      throw unknownLayout("it is no list that can be continued", list.range)
    }
    let column = layout.column(of: list.range.lowerBound)
    let offset = layout.column(of: last.range.lowerBound) - column
    let isBesideDash = layout.lineStart(of: last.range.lowerBound) <= dash(before: last)
    let lines = writing.item(value, step: isBesideDash ? offset : 2).indented(by: column)
    let end = contentEnd(of: last)
    // Behind a text that keeps its blank lines there is one already, and one more would be text.
    let isSpaced = entries.count > 1 && isSpaced(before: last) && layout.lineStart(of: end) != end
    return [inserting((isSpaced ? [""] : []) + lines, afterContent: end, deeperThan: column)]
  }

  /// `exceptions: []` becomes a block list.
  private func openingList(_ member: DocumentNode.Member, _ item: [String]) -> [TextSplice]? {
    let list = member.value.range
    guard bytes[list].allSatisfy({ isBlank($0) || "[]".utf8.contains($0) }),
      layout.lineStart(of: list.lowerBound) == layout.lineStart(of: member.keyRange.lowerBound)
    else { return nil }
    let blanks = bytes[..<list.lowerBound].reversed().prefix(while: isBlank).count
    let column = layout.column(of: member.keyRange.lowerBound)
    return [
      TextSplice((list.lowerBound - blanks)..<list.upperBound, []),
      inserting(item.indented(by: column + 2), afterContent: list.upperBound, deeperThan: .max),
    ]
  }

  private func dash(before entry: DocumentNode) -> Int {
    layout.lastVisible(before: entry.range.lowerBound) ?? 0
  }

  /// Whether a blank line, perhaps with comments below, stands above an entry.
  private func isSpaced(before entry: DocumentNode) -> Bool {
    var start = layout.lineStart(of: dash(before: entry))
    while start > 0 {
      start = layout.lineStart(of: start - 1)
      if layout.isBlankLine(at: start) { return true }
      if layout.commentColumn(at: start) == nil { return false }
    }
    return false
  }
}
