/// A regular expression as a tree.
indirect enum TextExpression {
  case one(of: ScalarSet)
  case sequence([TextExpression])
  case alternatives([TextExpression])
  /// - Parameter greatest: nil for any number.
  case repeated(TextExpression, least: Int, greatest: Int?)
  /// The start of the text.
  case start
  /// The end of the text.
  case end

  /// A text as it is.
  init(literal text: String) {
    self = .sequence(text.unicodeScalars.map { .one(of: ScalarSet($0)) })
  }

  /// Any text that has a property has a part that this matches; nil for what is not understood.
  init?(_ pattern: TextPattern) {
    switch pattern {
    case .starts(let text): self = .sequence([.start, TextExpression(literal: text.text)])
    case .ends(let text): self = .sequence([TextExpression(literal: text.text), .end])
    case .contains(let text): self = TextExpression(literal: text.text)
    case .length(let least):
      self = .sequence([.start, .repeated(.one(of: .all), least: least, greatest: least)])
    case .matches(let source):
      var reader = PatternReader(source.text)
      guard let expression = reader.read() else { return nil }
      self = expression
    }
  }
}

/// Reads what is most used of RE2's syntax (doc/syntax.txt); of all else it says that it cannot.
struct PatternReader {
  private var rest: Substring.UnicodeScalarView
  private var depth = 0

  init(_ source: String) { rest = source.unicodeScalars[...] }

  /// Nil for what is not understood.
  mutating func read() -> TextExpression? {
    let expression = alternatives()
    return rest.isEmpty ? expression : nil
  }

  /// Deeper groups are not read.
  private static let greatestDepth = 32
  /// More repetitions than this are not read.
  private static let greatestCount = 64

  private mutating func alternatives() -> TextExpression? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.greatestDepth, let first = sequence() else { return nil }
    var found = [first]
    while rest.first == "|" {
      rest.removeFirst()
      guard let next = sequence() else { return nil }
      found.append(next)
    }
    return found.count == 1 ? first : .alternatives(found)
  }

  private mutating func sequence() -> TextExpression? {
    var parts: [TextExpression] = []
    while let next = rest.first, next != "|", next != ")" {
      guard let part = element(), let repeated = repetition(of: part) else { return nil }
      parts.append(repeated)
    }
    return .sequence(parts)
  }

  private mutating func element() -> TextExpression? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .one(of: .allOfLine)
    case "(": return group()
    case "[": return characterClass().map { .one(of: $0) }
    case "\\": return escape()
    case "*", "+", "?", "{", "}", "]": return nil
    default: return .one(of: ScalarSet(scalar))
    }
  }

  private mutating func group() -> TextExpression? {
    if rest.first == "?" {
      rest.removeFirst()
      guard rest.popFirst() == ":" else { return nil }
    }
    guard let inner = alternatives(), rest.popFirst() == ")" else { return nil }
    return inner
  }

  private mutating func escape() -> TextExpression? {
    if rest.first == "A" || rest.first == "z" {
      return rest.removeFirst() == "A" ? .start : .end
    }
    return escapedSet().map { .one(of: $0) }
  }

  private mutating func escapedSet() -> ScalarSet? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "d": return .digits
    case "D": return ScalarSet.digits.inverted
    case "w": return .wordParts
    case "W": return ScalarSet.wordParts.inverted
    case "s": return .blanks
    case "S": return ScalarSet.blanks.inverted
    case "n": return ScalarSet("\n")
    case "t": return ScalarSet("\t")
    case "r": return ScalarSet("\r")
    default:
      // A letter or digit behind a backslash means something of its own.
      guard scalar.isASCII, !ScalarSet.wordParts.contains(scalar.value) else { return nil }
      return ScalarSet(scalar)
    }
  }

  // MARK: - Classes

  private mutating func characterClass() -> ScalarSet? {
    var isInverted = false
    if rest.first == "^" {
      rest.removeFirst()
      isInverted = true
    }
    var found = ScalarSet([])
    var isFirst = true
    while let scalar = rest.popFirst() {
      if scalar == "]", !isFirst { return isInverted ? found.inverted : found }
      isFirst = false
      guard let set = classMember(scalar) else { return nil }
      found = found.union(set)
    }
    return nil
  }

  private mutating func classMember(_ scalar: Unicode.Scalar) -> ScalarSet? {
    if scalar == "[", rest.first == ":" { return nil }
    guard let set = scalar == "\\" ? escapedSet() : ScalarSet(scalar) else { return nil }
    guard rest.first == "-", let behind = rest.dropFirst().first, behind != "]" else { return set }
    rest.removeFirst()
    guard let end = rest.popFirst(), end != "[",
      let last = end == "\\" ? escapedSet() : ScalarSet(end),
      let from = set.single, let to = last.single, from <= to
    else { return nil }
    return ScalarSet([from...to])
  }

  // MARK: - Repetition

  private mutating func repetition(of part: TextExpression) -> TextExpression? {
    var part = part
    while let (least, greatest) = counts() {
      guard least <= Self.greatestCount, (greatest ?? least) <= Self.greatestCount,
        (greatest ?? least) >= least
      else { return nil }
      part = .repeated(part, least: least, greatest: greatest)
      // The `?` behind a repetition changes what is matched first, not what is matched.
      if rest.first == "?" { rest.removeFirst() }
    }
    return part
  }

  private mutating func counts() -> (Int, Int?)? {
    switch rest.first {
    case "*": return take(0, nil)
    case "+": return take(1, nil)
    case "?": return take(0, 1)
    case "{":
      guard let end = rest.firstIndex(of: "}") else { return nil }
      let counts = String(rest[rest.index(after: rest.startIndex)..<end])
        .split(separator: ",", omittingEmptySubsequences: false)
      guard let first = counts.first, counts.count <= 2, let least = Int(first) else { return nil }
      let greatest = counts.count == 1 ? least : Int(counts[1])
      guard greatest != nil || counts[1].isEmpty else { return nil }
      rest = rest[end...]
      return take(least, greatest)
    default: return nil
    }
  }

  private mutating func take(_ least: Int, _ greatest: Int?) -> (Int, Int?) {
    rest.removeFirst()
    return (least, greatest)
  }
}

extension ScalarSet {
  /// The only scalar in it.
  fileprivate var single: UInt32? {
    guard ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
    return range.lowerBound
  }
}
