import CLibgit2

extension Repository {
  /// The trailers of a message, as `git interpret-trailers --parse` finds them.
  package static func trailers(of message: String) -> [Trailer] {
    guard !message.utf8.contains(0) else { return [] }
    return Library().during { parsedTrailers(of: TrailerText.oneLineEach(message)) }
  }

  private static func parsedTrailers(of message: String) -> [Trailer] {
    var array = unsafe git_message_trailer_array()
    guard unsafe git_message_trailers(&array, message) == 0 else { return [] }
    defer { unsafe git_message_trailer_array_free(&array) }
    return unsafe UnsafeBufferPointer(start: array.trailers, count: array.count).map {
      unsafe Trailer(
        key: String(cString: $0.key), value: TrailerText.value(String(cString: $0.value)))
    }
  }
}

/// A message in a form whose trailers libgit2 1.5 reads as git does.
///
/// It drops all but the first two lines of a folded value, and takes the next line for the value of
/// an empty one. Folded values are joined before (git-interpret-trailers(1), `--unfold`), which
/// changes nothing about what counts as trailers, and empty ones get a mark.
private enum TrailerText {
  /// The mark of an empty value: a control character that no value is.
  private static let nothing = "\u{1}"

  /// A value without the blanks around it, and without the mark.
  static func value(_ text: String) -> String {
    func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == UInt8(ascii: "\r") }
    let start = text.utf8.drop(while: isSpace)
    let content = Array(start.reversed().drop(while: isSpace).reversed())
    return content == Array(nothing.utf8) ? "" : String(decoding: content, as: UTF8.self)
  }

  static func oneLineEach(_ message: String) -> String {
    var lines: [[UInt8]] = []
    for line in message.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      let content = line.drop(while: isBlank)
      if content.count < line.count, !content.isEmpty, let last = lines.last, isTrailer(last) {
        lines[lines.count - 1] += [UInt8(ascii: " ")] + content
      } else {
        lines.append(Array(line))
      }
    }
    let marked = lines.map { isTrailer($0) && isEmptyTrailer($0) ? $0 + Array(nothing.utf8) : $0 }
    return String(decoding: Array(marked.joined(separator: "\n".utf8)), as: UTF8.self)
  }

  /// Letters, digits and hyphens, then blanks, then a colon.
  private static func isTrailer(_ line: [UInt8]) -> Bool {
    let key = line.prefix(while: isKeyByte)
    return !key.isEmpty && line[key.endIndex...].first { !isBlank($0) } == UInt8(ascii: ":")
  }

  private static func isEmptyTrailer(_ line: [UInt8]) -> Bool {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return line[(colon + 1)...].allSatisfy { isBlank($0) || $0 == UInt8(ascii: "\r") }
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
