/// The lines of a file, by the line breaks that YAML knows.
struct LineLayout {
  let bytes: [UInt8]

  // MARK: - Lines

  /// Where the line of an offset begins; a byte order mark is no part of it.
  func lineStart(of offset: Int) -> Int {
    var start = offset
    while start > 0, !isAfterBreak(start) { start -= 1 }
    return start == 0 && bytes.starts(with: byteOrderMark) ? byteOrderMark.count : start
  }

  /// Where the text of the line of an offset ends, before its line break.
  func lineEnd(of offset: Int) -> Int {
    var end = offset
    while end < bytes.count, LineBreak(bytes, at: end, end: bytes.count) == nil { end += 1 }
    return end
  }

  /// Where the next line begins; nil on the last line if no line break ends it.
  func nextLineStart(after offset: Int) -> Int? {
    LineBreak(bytes, at: lineEnd(of: offset), end: bytes.count)?.source.upperBound
  }

  /// The 1-based number of the line, as people count: by line feeds.
  func lineNumber(of offset: Int) -> Int {
    bytes[..<offset].reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
  }

  /// Spaces and dashes before an offset, which are one column each.
  func column(of offset: Int) -> Int { offset - lineStart(of: offset) }

  /// How lines end before an offset, or at all; a line feed where nothing says so.
  func lineBreak(before offset: Int) -> [UInt8] {
    let start = lineStart(of: offset)
    for end in [start, bytes.count] {
      if let last = lastBreak(before: end) { return Array(bytes[last]) }
    }
    return [UInt8(ascii: "\n")]
  }

  private func isAfterBreak(_ offset: Int) -> Bool {
    guard lineBreak(ending: offset) != nil else { return false }
    // Between the two bytes of CR LF no line begins.
    return
      !(bytes[offset - 1] == UInt8(ascii: "\r") && offset < bytes.count
      && bytes[offset] == UInt8(ascii: "\n"))
  }

  private func lastBreak(before end: Int) -> Range<Int>? {
    var position = end
    while position > 0 {
      if let found = lineBreak(ending: position) { return found }
      position -= 1
    }
    return nil
  }

  private func lineBreak(ending end: Int) -> Range<Int>? {
    let longest = 3
    for length in (1...longest).reversed() where end >= length {
      if let found = LineBreak(bytes, at: end - length, end: end), found.source.upperBound == end {
        return found.source
      }
    }
    return nil
  }

  // MARK: - Blanks and comments

  /// Whether a line holds nothing but blanks.
  func isBlankLine(at start: Int) -> Bool { bytes[start..<lineEnd(of: start)].allSatisfy(isBlank) }

  /// The column of a comment that has its line for itself.
  func commentColumn(at start: Int) -> Int? {
    let end = lineEnd(of: start)
    guard let sign = bytes[start..<end].firstIndex(where: { $0 != UInt8(ascii: " ") }),
      bytes[sign] == UInt8(ascii: "#")
    else { return nil }
    return sign - start
  }

  /// The last byte before an offset that is no blank and no line break; nil if there is none.
  func lastVisible(before offset: Int) -> Int? {
    var position = offset - 1
    while position >= 0 {
      if isBlank(bytes[position]) {
        position -= 1
      } else if let last = lineBreak(ending: position + 1) {
        position = last.lowerBound - 1
      } else {
        return position
      }
    }
    return nil
  }

  /// The next byte in a range that is neither blank, nor line break, nor comment.
  func nextVisible(in range: Range<Int>) -> Int? {
    var position = range.lowerBound
    while position < range.upperBound {
      if let found = LineBreak(bytes, at: position, end: range.upperBound) {
        position = found.source.upperBound
      } else if isBlank(bytes[position]) {
        position += 1
      } else if bytes[position] == UInt8(ascii: "#") {
        position = lineEnd(of: position)
      } else {
        return position
      }
    }
    return nil
  }
}
