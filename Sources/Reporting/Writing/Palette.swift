/// Whether text is coloured; who calls knows whether a terminal reads it.
package enum Palette: Sendable, Hashable, CaseIterable {
  case plain, ansi

  /// The text with its ink, as ECMA-48 (section 8.3.117) sets it.
  func paint(_ text: String, _ ink: Ink) -> String {
    guard self == .ansi, let code = ink.code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// How a piece of text looks on a terminal; it never carries meaning alone.
enum Ink: Sendable, Hashable {
  case plain, strong, faint, good, bad, caution, hint

  var code: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .good: "1;32"
    case .bad: "1;31"
    case .caution: "1;33"
    case .hint: "1;36"
    }
  }
}
