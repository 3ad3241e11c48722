/// Cuts a source into tokens (CEL spec, "Lexis"); keeps going after a problem.
struct Lexer {
  let bytes: [UInt8]
  var offset = 0
  private(set) var problems: [Problem] = []

  init(_ source: String) { bytes = Array(source.utf8) }

  /// All tokens; the last is the end.
  static func tokens(of source: String) -> (tokens: [Token], problems: [Problem]) {
    var lexer = Lexer(source)
    var tokens: [Token] = []
    while true {
      lexer.skipSpace()
      guard lexer.offset < lexer.bytes.count, lexer.problems.count < Problem.greatestCount else {
        break
      }
      if let token = lexer.readToken() { tokens.append(token) }
    }
    tokens.append(Token(kind: .end, span: lexer.bytes.count..<lexer.bytes.count))
    return (tokens, lexer.problems)
  }

  mutating func report(_ problem: Problem) { problems.append(problem) }

  func byte(_ distance: Int = 0) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  func text(from start: Int) -> String {
    String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while let next = byte() {
      switch next {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
        offset += 1
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        while let skipped = byte(), skipped != 0x0A { offset += 1 }
      default:
        return
      }
    }
  }

  private mutating func readToken() -> Token? {
    let start = offset
    guard let first = byte() else { return nil }
    if let prefix = literalPrefix() { return readLiteral(prefix) }
    if first.isNameStart {
      while let next = byte(), next.isNamePart { offset += 1 }
      return Token(kind: .name, span: start..<offset)
    }
    if decimalDigit(first) != nil { return readNumber() }
    if first == UInt8(ascii: "."), let next = byte(1), decimalDigit(next) != nil {
      return readNumber()
    }
    if first == UInt8(ascii: "`") { return readQuotedName() }
    return readPunctuation()
  }

  private mutating func readPunctuation() -> Token? {
    let start = offset
    if bytes[offset...].starts(with: "===".utf8) || bytes[offset...].starts(with: "!==".utf8) {
      // Of other languages; as `==` and `=` it would be harder to understand.
      offset += 3
      report(.unexpectedCharacter(text(from: start), start..<offset))
      return nil
    }
    for punctuation in Punctuation.allCases
    where bytes[offset...].starts(with: punctuation.rawValue.utf8) {
      offset += punctuation.rawValue.utf8.count
      return Token(kind: .punctuation(punctuation), span: start..<offset)
    }
    offset += 1
    while let next = byte(), next & 0xC0 == 0x80 { offset += 1 }
    report(.unexpectedCharacter(text(from: start), start..<offset))
    return nil
  }

  /// `a.`content-type``: a field whose name is no identifier.
  private mutating func readQuotedName() -> Token? {
    let start = offset
    offset += 1
    while let next = byte(), next.isNamePart || "-./ ".utf8.contains(next) { offset += 1 }
    guard byte() == UInt8(ascii: "`"), offset > start + 1 else {
      report(.badQuotedName(start..<offset))
      // What follows up to the closing backtick is not worth a second problem.
      while let next = byte(), next != UInt8(ascii: "`"), next != 0x0A { offset += 1 }
      if byte() == UInt8(ascii: "`") { offset += 1 }
      return nil
    }
    offset += 1
    let name = String(decoding: bytes[(start + 1)..<(offset - 1)], as: UTF8.self)
    return Token(kind: .quotedName(name), span: start..<offset)
  }

  private mutating func readNumber() -> Token? {
    let start = offset
    var kind = Token.Kind.int
    if byte() == UInt8(ascii: "0"), byte(1) == UInt8(ascii: "x") || byte(1) == UInt8(ascii: "X") {
      offset += 2
      while let next = byte(), next.hexadecimalDigit != nil { offset += 1 }
      if offset == start + 2 { return refuseNumber(start) }
    } else {
      kind = readDecimal()
    }
    if kind == .int, byte() == UInt8(ascii: "u") || byte() == UInt8(ascii: "U") {
      offset += 1
      kind = .uint
    }
    if let next = byte(), next.isNamePart { return refuseNumber(start) }
    return Token(kind: kind, span: start..<offset)
  }

  private mutating func readDecimal() -> Token.Kind {
    var kind = Token.Kind.int
    skipDigits()
    if byte() == UInt8(ascii: "."), let next = byte(1), decimalDigit(next) != nil {
      offset += 1
      skipDigits()
      kind = .double
    }
    if byte() == UInt8(ascii: "e") || byte() == UInt8(ascii: "E") {
      let sign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") ? 1 : 0
      if let digit = byte(1 + sign), decimalDigit(digit) != nil {
        offset += 1 + sign
        skipDigits()
        kind = .double
      }
    }
    return kind
  }

  private mutating func skipDigits() {
    while let next = byte(), decimalDigit(next) != nil { offset += 1 }
  }

  private mutating func refuseNumber(_ start: Int) -> Token? {
    while let next = byte(), next.isNamePart { offset += 1 }
    report(.badNumber(text(from: start), start..<offset))
    return nil
  }
}

extension UInt8 {
  var isNameStart: Bool {
    self == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }

  var isNamePart: Bool { isNameStart || decimalDigit(self) != nil }

  var hexadecimalDigit: UInt8? {
    if let digit = decimalDigit(self) { return digit }
    let lower = self | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lower)
      ? lower - UInt8(ascii: "a") + 10 : nil
  }
}
