import Diagnostics

/// The splices that make a change of an entry in the text of its file; nil where the layout does not
/// allow it.
struct EntrySplicing {
  let source: SourceFile
  let entry: DocumentNode
  private let writer: YAMLSplicing

  init(source: SourceFile, entry: DocumentNode) {
    self.source = source
    self.entry = entry
    writer = YAMLSplicing(source: source)
  }

  private var layout: LineLayout { writer.layout }

  func splices(for change: EntryChange) -> [TextSplice]? {
    switch change {
    case .set(let path, let text):
      entry[path].map { [TextSplice($0.range, text)] }
    case .rewrite(let path, let range, let text): rewriting(path, range, text)
    case .put(let path, let key, let value): putting(path, key, value)
    case .drop(let path): dropping(path)
    case .swap(let path, let first, let second): swapping(path, first, second)
    case .insert(let path, let member, let anchor): inserting(path, member, anchor)
    }
  }

  // MARK: - Values

  /// A part of a text in the style of that; all of it is written anew where it is on one line.
  private func rewriting(
    _ path: EntryChange.Path, _ range: Range<Int>, _ text: String
  ) -> [TextSplice]? {
    guard let node = entry[path], case .scalar(let scalar) = node.content else { return nil }
    let spans = ScalarSpans(of: node, in: source.bytes)
    let place = spans.fileRange(of: range)
    let isOneLine = layout.lineEnd(of: node.range.lowerBound) >= node.range.upperBound
    switch scalar.style {
    case .literal, .folded: return spans.isExact ? [TextSplice(place, text)] : nil
    case .plain, .singleQuoted, .doubleQuoted:
      guard isOneLine || !spans.isExact else {
        return [TextSplice(place, escaped(text, as: scalar.style))]
      }
      let new = [TextSplice(range, text)].applied(to: Array(scalar.text.utf8))
      return [
        TextSplice(
          node.range,
          ScalarWriting.text(
            String(decoding: new, as: UTF8.self), as: scalar.style, isInFlow: isInFlow(path)))
      ]
    }
  }

  private func escaped(_ text: String, as style: ScalarStyle) -> String {
    switch style {
    case .plain, .literal, .folded: text
    case .singleQuoted: text.replacing("'", with: "''")
    case .doubleQuoted: text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
  }

  private func isInFlow(_ path: EntryChange.Path) -> Bool {
    path.indices.contains { entry[Array(path[..<$0])].map(writer.isFlow) ?? false }
  }

  private func putting(_ path: EntryChange.Path, _ key: String, _ value: String) -> [TextSplice]? {
    guard let member = entry[path]?.members.first, entry[path]?.members.count == 1 else {
      return nil
    }
    let end = writer.contentEnd(of: member.value)
    return [
      TextSplice(member.keyRange, key), TextSplice(member.value.range.lowerBound..<end, value),
    ]
  }

  private func swapping(_ path: EntryChange.Path, _ first: Int, _ second: Int) -> [TextSplice]? {
    guard case .list(let items)? = entry[path]?.content, items.indices.contains(second) else {
      return nil
    }
    let ranges = [first, second].map {
      items[$0].range.lowerBound..<writer.contentEnd(of: items[$0])
    }
    return [
      TextSplice(ranges[0], Array(source.bytes[ranges[1]])),
      TextSplice(ranges[1], Array(source.bytes[ranges[0]])),
    ]
  }

  private func inserting(
    _ path: EntryChange.Path, _ member: EditValue.Member, _ anchor: String
  ) -> [TextSplice]? {
    guard let mapping = entry[path] else { return nil }
    do throws(EditProblem) {
      return try writer.inserting(member, into: mapping, after: anchor)
    } catch {
      return nil
    }
  }

  // MARK: - What goes

  private func dropping(_ path: EntryChange.Path) -> [TextSplice]? {
    guard let parent = entry[Array(path.dropLast())], let step = path.last else { return nil }
    switch (step, parent.content) {
    case (.key(let key), .mapping(let members)):
      guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
      let ranges = members.map { $0.keyRange.lowerBound..<writer.end(of: $0) }
      return dropping(index, of: ranges, starts: ranges.map(\.lowerBound), in: parent)
    case (.item(let index), .list(let items)) where items.indices.contains(index):
      let ranges = items.map { $0.range.lowerBound..<writer.contentEnd(of: $0) }
      let isFlow = writer.isFlow(parent)
      let starts = ranges.map {
        isFlow ? $0.lowerBound : layout.lastVisible(before: $0.lowerBound) ?? $0.lowerBound
      }
      return dropping(index, of: ranges, starts: starts, in: parent)
    case (_, .scalar), (_, .list), (_, .mapping), (_, .refused): return nil
    }
  }

  /// The last one does not go alone: what holds it would be empty.
  private func dropping(
    _ index: Int, of ranges: [Range<Int>], starts: [Int], in parent: DocumentNode
  ) -> [TextSplice]? {
    guard ranges.count > 1 else { return nil }
    if writer.isFlow(parent) {
      return [TextSplice(ConditionEdits.place(of: index, in: ranges), "")]
    }
    let start = layout.lineStart(of: starts[index])
    let isAlone = source.bytes[start..<starts[index]].allSatisfy(isBlank)
    // The first of a block stands behind the dash of its entry: the next one takes its place.
    guard isAlone else {
      return index + 1 < ranges.count
        ? [TextSplice(starts[index]..<starts[index + 1], "")] : nil
    }
    let last = max(ranges[index].upperBound - 1, starts[index])
    let end = layout.nextLineStart(after: last) ?? source.bytes.count
    return [TextSplice(start..<end, "")]
  }
}
