/// Decodes literal and folded scalars (YAML 1.2.2, chapter 8.1), keeping places.
struct BlockScalarDecoder {
  let bytes: [UInt8]
  let range: Range<Int>
  let isFolded: Bool

  /// The header of a block scalar (section 8.1.1).
  private struct Header {
    enum Chomping { case strip, clip, keep }

    var chomping = Chomping.clip
    var hasIndentation = false
    /// Where the first line begins.
    var contentStart = 0
  }

  /// The text if it can be decoded to this, else nil.
  ///
  /// An indentation that is given by a digit is relative to the parent's, which the scalar does
  /// not know, so the few possible ones are tried.
  func decode(expecting expected: [UInt8]) -> DecodedScalar? {
    let header = readHeader()
    let greatestTriedIndentation = 80
    let tried =
      header.hasIndentation
      ? Array(1...greatestTriedIndentation) : [detectedIndentation(from: header.contentStart)]
    for indentation in tried {
      let decoded = decode(header, indentation: indentation)
      if decoded.bytes == expected { return decoded }
    }
    return nil
  }

  private func readHeader() -> Header {
    var header = Header()
    var offset = range.lowerBound + 1
    while offset < bytes.count, LineBreak(bytes, at: offset, end: bytes.count) == nil,
      bytes[offset] != UInt8(ascii: "#")
    {
      switch bytes[offset] {
      case UInt8(ascii: "+"): header.chomping = .keep
      case UInt8(ascii: "-"): header.chomping = .strip
      case UInt8(ascii: "1")...UInt8(ascii: "9"): header.hasIndentation = true
      default: break
      }
      offset += 1
    }
    while offset < bytes.count {
      if let lineBreak = LineBreak(bytes, at: offset, end: bytes.count) {
        offset = lineBreak.source.upperBound
        break
      }
      offset += 1
    }
    header.contentStart = offset
    return header
  }

  /// That of the first line with text, or of a longer empty line before it.
  private func detectedIndentation(from contentStart: Int) -> Int {
    var greatest = 1
    var offset = contentStart
    while true {
      let line = offset
      while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
      greatest = max(greatest, offset - line)
      guard let lineBreak = LineBreak(bytes, at: offset, end: bytes.count) else { return greatest }
      offset = lineBreak.source.upperBound
    }
  }

  /// Follows libyaml line by line: what a line break becomes is known only at the next line.
  private func decode(_ header: Header, indentation: Int) -> DecodedScalar {
    var decoded = DecodedScalar(origin: header.contentStart)
    var offset = header.contentStart
    var leading: LineBreak?
    var wasBlankBefore = false
    var empty = takeEmptyLines(&offset, indentation)
    while let line = lineStart(offset, indentation) {
      let isBlankNow = isBlank(bytes[line])
      if isFolded, let folding = leading, folding.folds, !wasBlankBefore, !isBlankNow {
        if empty.isEmpty { decoded.append(0x20, from: folding.source) }
      } else if let leading {
        decoded.append(leading)
      }
      for lineBreak in empty { decoded.append(lineBreak) }
      wasBlankBefore = isBlankNow
      offset = takeLine(from: line, into: &decoded)
      leading = LineBreak(bytes, at: offset, end: bytes.count)
      offset = leading?.source.upperBound ?? offset
      empty = takeEmptyLines(&offset, indentation)
    }
    if header.chomping != .strip, let leading { decoded.append(leading) }
    if header.chomping == .keep { for lineBreak in empty { decoded.append(lineBreak) } }
    return decoded
  }

  /// Past empty lines; the offset is then at the start of a line that is not empty.
  private func takeEmptyLines(_ offset: inout Int, _ indentation: Int) -> [LineBreak] {
    var breaks: [LineBreak] = []
    while true {
      var end = offset
      while end < bytes.count, end - offset < indentation, bytes[end] == 0x20 { end += 1 }
      guard let lineBreak = LineBreak(bytes, at: end, end: bytes.count) else { return breaks }
      breaks.append(lineBreak)
      offset = lineBreak.source.upperBound
    }
  }

  /// Where the text of a line begins; nil at the end of the scalar.
  private func lineStart(_ offset: Int, _ indentation: Int) -> Int? {
    let start = offset + indentation
    guard start < bytes.count, bytes[offset..<start].allSatisfy({ $0 == 0x20 }) else { return nil }
    return start
  }

  private func takeLine(from start: Int, into decoded: inout DecodedScalar) -> Int {
    var offset = start
    while offset < bytes.count, LineBreak(bytes, at: offset, end: bytes.count) == nil {
      decoded.append(bytes[offset], from: offset..<(offset + 1))
      offset += 1
    }
    return offset
  }
}
