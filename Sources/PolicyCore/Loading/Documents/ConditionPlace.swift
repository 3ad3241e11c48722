import Diagnostics

/// The scalar that a condition was read from: spans of its text become places in the file.
///
/// Nothing is worked out before it is asked for, and a copy costs one reference: most conditions have
/// nothing to say.
indirect enum ConditionPlace: Sendable {
  case scalar(DocumentNode, SourceFile)

  init(_ node: DocumentNode, in source: SourceFile) { self = .scalar(node, source) }

  /// The file's UTF-8 offsets of ranges of UTF-8 offsets in the text.
  func fileRanges(of spans: [Range<Int>]) -> [Range<Int>] {
    guard !spans.isEmpty else { return [] }
    switch self {
    case .scalar(let node, let source):
      let decoded = ScalarSpans(of: node, in: source.bytes)
      return spans.map { decoded.fileRange(of: Self.withinText($0, of: node)) }
    }
  }

  /// The places of ranges of UTF-8 offsets in the text.
  func locations(of spans: [Range<Int>]) -> [SourceLocation] {
    switch self {
    case .scalar(_, let source): fileRanges(of: spans).map(source.location)
    }
  }

  /// A span at the end of a condition, moved onto its last character: behind that there is white
  /// space and the closing quote, and a block ends on the line of the next key.
  private static func withinText(_ span: Range<Int>, of node: DocumentNode) -> Range<Int> {
    guard case .scalar(let scalar) = node.content else { return span }
    let bytes = Array(scalar.text.utf8)
    let whiteSpace: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    guard let last = bytes.lastIndex(where: { !whiteSpace.contains($0) }), span.lowerBound > last
    else { return span }
    let start = bytes[...last].lastIndex { $0 & 0xC0 != 0x80 } ?? last
    return start..<(last + 1)
  }
}
