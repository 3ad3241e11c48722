import Diagnostics

/// The lines of one rule as a file of their own: what is small is read again quickly.
struct RuleExcerpt {
  /// What is edited and read.
  let source: SourceFile
  /// The rule in it.
  let entry: DocumentNode
  /// The whole file.
  let file: SourceFile
  /// The bytes of the file that the source stands for.
  private let fileRange: Range<Int>
  private let headCount: Int

  /// Nil where the file does not hold the rule.
  init?(of id: ID, in file: SourceFile, root: DocumentNode, limits: LoadingLimits) {
    guard case .list(let entries)? = root.member("rules")?.content,
      let entry = entries.first(where: { $0.hasID(id) })
    else { return nil }
    self.file = file
    let writer = YAMLSplicing(source: file)
    let layout = writer.layout
    let dash = layout.lastVisible(before: entry.range.lowerBound) ?? 0
    let start = layout.lineStart(of: dash)
    let last = max(writer.contentEnd(of: entry) - 1, dash)
    let end = layout.nextLineStart(after: last) ?? file.bytes.count
    let isAlone =
      file.bytes[dash] == UInt8(ascii: "-") && file.bytes[start..<dash].allSatisfy(isBlank)
    if isAlone {
      let head = Array("rules:\n".utf8)
      let source = SourceFile(path: file.path, bytes: head + file.bytes[start..<end])
      if let small = Self.entry(id, in: source, limits), small.hasSameTexts(as: entry) {
        (self.source, self.entry) = (source, small)
        (fileRange, headCount) = (start..<end, head.count)
        return
      }
    }
    (self.source, self.entry) = (file, entry)
    (fileRange, headCount) = (0..<file.bytes.count, 0)
  }

  /// The rule in a text; nil where that is no sound YAML, or does not hold it.
  static func entry(_ id: ID, in source: SourceFile, _ limits: LoadingLimits) -> DocumentNode? {
    let document = YAMLDocument(source, limits: limits)
    guard let root = document.root, !document.problems.hasErrors,
      case .list(let entries)? = root.member("rules")?.content
    else { return nil }
    return entries.first { $0.hasID(id) }
  }

  /// The whole file with the excerpt in a new form.
  func wholeFile(with bytes: [UInt8]) -> [UInt8] {
    [TextSplice(fileRange, Array(bytes.dropFirst(headCount)))].applied(to: file.bytes)
  }

  /// A place of the excerpt in the whole file.
  func location(_ range: Range<Int>) -> SourceLocation {
    let shift = fileRange.lowerBound - headCount
    return file.location(max(0, range.lowerBound + shift)..<max(0, range.upperBound + shift))
  }

  /// The lines that differ.
  func difference(to bytes: [UInt8]) -> LineDifference {
    LineDifference(
      from: Array(source.bytes.dropFirst(headCount)), to: Array(bytes.dropFirst(headCount)),
      startingAt: file.location(fileRange.lowerBound..<fileRange.lowerBound).lineNumber)
  }
}
