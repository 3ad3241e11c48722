/// One value of a YAML or JSON file, with its place; not yet typed: the reader's format decides
/// what a scalar is.
struct DocumentNode: Sendable {
  indirect enum Content: Sendable {
    case scalar(Scalar)
    case list([DocumentNode])
    /// Keys are distinct, in the order of the file.
    case mapping([Member])
    /// Already reported; whoever reads it stays silent.
    case refused
  }

  struct Scalar: Sendable {
    var text: String
    var style: ScalarStyle
  }

  struct Member: Sendable {
    var key: String
    var keyRange: Range<Int>
    var value: DocumentNode
  }

  var content: Content
  /// UTF-8 offsets in the file.
  var range: Range<Int>

  /// Whether nothing is written where the value should stand.
  var isEmpty: Bool {
    guard case .scalar(let scalar) = content else { return false }
    return scalar.style == .plain && scalar.text.isEmpty
  }

  var isRefused: Bool {
    guard case .refused = content else { return false }
    return true
  }

  /// The text of a scalar without quotes: only such a one can be a number or a boolean.
  var plainText: String? {
    guard case .scalar(let scalar) = content, scalar.style == .plain else { return nil }
    return scalar.text
  }

  /// The members of a mapping; none of anything else.
  var members: [Member] {
    guard case .mapping(let members) = content else { return [] }
    return members
  }

  /// The value of a key of a mapping.
  func member(_ key: String) -> DocumentNode? { members.first { $0.key == key }?.value }

  /// What it is, as messages have it.
  var words: String {
    switch content {
    case .scalar(let scalar):
      switch scalar.style {
      case .plain where scalar.text.isEmpty: "nothing"
      case .plain: inBackticks(scalar.text)
      case .singleQuoted, .doubleQuoted, .literal, .folded: "quoted text"
      }
    case .list: "a list"
    case .mapping: "a mapping"
    case .refused: "what cannot be read"
    }
  }
}

/// How a scalar is written (YAML 1.2.2, chapters 7.3 and 8.1); JSON's strings are double-quoted.
enum ScalarStyle: Sendable, Hashable, CaseIterable {
  case plain, singleQuoted, doubleQuoted, literal, folded
}

/// The user's text as messages quote it: one line, not too long.
func inBackticks(_ text: String) -> String {
  let greatestCount = 80
  var shown = ""
  for scalar in text.unicodeScalars.prefix(greatestCount) {
    if scalar.properties.generalCategory == .control || scalar == "`" || scalar == "\u{2028}"
      || scalar == "\u{2029}"
    {
      shown += "\\u{" + String(scalar.value, radix: 16) + "}"
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
  return "`" + shown + (text.unicodeScalars.count > greatestCount ? "…`" : "`")
}
