/// A word of the source.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    case name
    /// A field in backticks, without them.
    case quotedName(String)
    case int, uint, double
    case string(String)
    case bytes([UInt8])
    case punctuation(Punctuation)
    case end
  }

  let kind: Kind
  /// UTF-8 offsets.
  let span: Range<Int>
}

/// The signs of the language; longer ones are tried first.
enum Punctuation: String, CaseIterable, Sendable {
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case and = "&&"
  case or = "||"
  case less = "<"
  case greater = ">"
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
  case not = "!"
  case dot = "."
  case comma = ","
  case question = "?"
  case colon = ":"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"

  /// The operator that the sign stands for between two operands.
  var binaryOperator: BinaryOperator? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .plus: .add
    case .minus: .subtract
    case .star: .multiply
    case .slash: .divide
    case .percent: .remainder
    case .and, .or, .not, .dot, .comma, .question, .colon, .openParenthesis, .closeParenthesis,
      .openBracket, .closeBracket, .openBrace, .closeBrace:
      nil
    }
  }

  var isOpening: Bool { [.openParenthesis, .openBracket, .openBrace].contains(self) }
  var isClosing: Bool { [.closeParenthesis, .closeBracket, .closeBrace].contains(self) }
}

/// Words with a meaning of their own (CEL spec, "Syntax").
enum ReservedWord {
  /// Never a name, not even of a field.
  static let literals: Set<String> = ["true", "false", "null", "in"]

  /// Not a variable or function, but allowed as a field.
  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
    "package", "namespace", "return", "var", "void", "while",
  ]
}
