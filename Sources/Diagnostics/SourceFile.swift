/// A text that diagnostics point into: a policy file, a condition, a line of a history.
package struct SourceFile: Sendable {
  /// The name shown to people: a path relative to the policy root, or something like `<request>`.
  package let path: String
  /// The bytes as read; not necessarily valid UTF-8.
  package let bytes: [UInt8]
  private let lineStarts: [Int]

  /// Indexes the lines of a text.
  /// - Complexity: O(byte count).
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// Indexes the lines of a string.
  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The place of a range of UTF-8 offsets; a range past the end is moved to the end.
  /// - Complexity: O(log lines + length of the line).
  package func location(_ utf8Range: Range<Int>) -> SourceLocation {
    let start = min(max(utf8Range.lowerBound, 0), bytes.count)
    let end = min(max(utf8Range.upperBound, start), bytes.count)
    let line = lineIndex(of: start)
    let lineRange = self.lineRange(line)
    let visibleEnd = min(end, max(lineRange.upperBound, start))
    return SourceLocation(
      path: path,
      utf8Range: start..<end,
      lineNumber: line + 1,
      columnNumber: scalarCount(lineRange.lowerBound..<start) + 1,
      columnCount: max(scalarCount(start..<visibleEnd), 1),
      lineText: excerpt(lineRange, around: start))
  }

  /// The offset of a 1-based line and a 1-based column counted in Unicode scalars.
  /// - Complexity: O(length of the line).
  package func utf8Offset(lineNumber: Int, columnNumber: Int) -> Int {
    guard lineNumber >= 1, lineNumber <= lineStarts.count else { return bytes.count }
    var offset = lineStarts[lineNumber - 1]
    var column = 1
    while offset < bytes.count, column < columnNumber {
      offset += 1
      while offset < bytes.count, isContinuation(bytes[offset]) { offset += 1 }
      column += 1
    }
    return offset
  }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The offsets of a line without its line break.
  private func lineRange(_ index: Int) -> Range<Int> {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  private func scalarCount(_ range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $0 + (isContinuation($1) ? 0 : 1) }
  }

  private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// The line, or nothing of a line too long to show.
  private func excerpt(_ line: Range<Int>, around offset: Int) -> String? {
    let longestShownLine = 400
    guard line.count <= longestShownLine else { return nil }
    return String(decoding: bytes[line], as: UTF8.self)
  }
}
