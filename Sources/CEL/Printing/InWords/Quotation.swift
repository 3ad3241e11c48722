import Diagnostics

/// What comes from a condition, between two backticks.
enum Quotation {
  /// A text as it is; as a literal where it has something that cannot be seen or would mislead.
  static func text(_ value: String) -> String {
    isPlain(value) ? "`\(value)`" : "`\(LiteralText.string(value, escapesBackticks: true))`"
  }

  /// A part of a condition as CEL.
  static func code(_ syntax: Syntax, _ id: Syntax.NodeID) -> String {
    "`\(syntax.printed(id, .quotable))`"
  }

  /// A plain text never starts like a literal.
  private static func isPlain(_ value: String) -> Bool {
    guard let first = value.unicodeScalars.first, let last = value.unicodeScalars.last else {
      return false
    }
    return first != "\"" && first != " " && last != " "
      && !value.unicodeScalars.contains { $0.isHidden || $0 == "`" } && !first.isMark
  }
}
