/// The part of RE2's syntax that generated conditions use, tried one way after the other.
///
/// Alternatives at the top, then characters, `.`, `[a-z]`, `\d`, each perhaps with `*`, `+` or `?`,
/// and the anchors at the ends of an alternative.
struct PlainPattern {
  private struct Piece {
    let accepts: (Unicode.Scalar) -> Bool
    let least: Int
    let most: Int
  }

  private struct Alternative {
    var pieces: [Piece] = []
    var isAtStart = false
    var isAtEnd = false
  }

  private var alternatives: [Alternative] = []

  /// Nil for a pattern that is none: here, one with an open bracket or nothing to repeat.
  init?(_ text: String) {
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      guard let alternative = Self.alternative(Array(part.unicodeScalars)) else { return nil }
      alternatives.append(alternative)
    }
  }

  private static func alternative(_ text: [Unicode.Scalar]) -> Alternative? {
    var result = Alternative()
    var rest = text[...]
    while let scalar = rest.popFirst() {
      var accepts: (Unicode.Scalar) -> Bool = { $0 == scalar }
      switch scalar {
      case "^":
        result.isAtStart = true
        continue
      case "$":
        result.isAtEnd = true
        continue
      case "*", "+", "?", "(", ")": return nil
      case ".": accepts = { $0 != "\n" }
      case "\\":
        guard rest.popFirst() == "d" else { return nil }
        accepts = { ("0"..."9").contains($0) }
      case "[":
        guard rest.count >= 4, let end = rest.firstIndex(of: "]"), end == rest.startIndex + 3
        else { return nil }
        let bounds = (rest[rest.startIndex], rest[end - 1])
        rest = rest[(end + 1)...]
        accepts = { bounds.0 <= $0 && $0 <= bounds.1 }
      default: break
      }
      result.pieces.append(repeated(accepts, &rest))
    }
    return result
  }

  private static func repeated(
    _ accepts: @escaping (Unicode.Scalar) -> Bool, _ rest: inout ArraySlice<Unicode.Scalar>
  ) -> Piece {
    let (least, most) =
      switch rest.first {
      case "*": (0, Int.max)
      case "+": (1, Int.max)
      case "?": (0, 1)
      default: (1, 1)
      }
    if (least, most) != (1, 1) { rest.removeFirst() }
    return Piece(accepts: accepts, least: least, most: most)
  }

  /// Whether it stands anywhere in a text.
  func matches(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return alternatives.contains { alternative in
      (0...(alternative.isAtStart ? 0 : scalars.count)).contains {
        Self.matches(alternative, 0, scalars, $0)
      }
    }
  }

  private static func matches(
    _ alternative: Alternative, _ piece: Int, _ text: [Unicode.Scalar], _ place: Int
  ) -> Bool {
    guard piece < alternative.pieces.count else {
      return !alternative.isAtEnd || place == text.count
    }
    let next = alternative.pieces[piece]
    var count = 0
    while true {
      if count >= next.least, matches(alternative, piece + 1, text, place + count) { return true }
      guard count < next.most, place + count < text.count, next.accepts(text[place + count])
      else { return false }
      count += 1
    }
  }
}
