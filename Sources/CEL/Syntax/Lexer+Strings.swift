/// What stands before and at the opening quote of a string or bytes literal.
struct LiteralPrefix {
  let isBytes: Bool
  let isRaw: Bool
  let quote: UInt8
  /// 1 or 3.
  let quoteCount: Int
  /// Letters and opening quotes.
  let length: Int
}

extension Lexer {
  /// The opening of a literal, if one is here (CEL spec: `[bB]? [rR]?`, then one or three quotes).
  func literalPrefix() -> LiteralPrefix? {
    var length = 0
    let isBytes = byte().map { $0 | 0x20 == UInt8(ascii: "b") } ?? false
    if isBytes { length += 1 }
    let isRaw = byte(length).map { $0 | 0x20 == UInt8(ascii: "r") } ?? false
    if isRaw { length += 1 }
    guard let quote = byte(length), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return nil
    }
    let isTriple = byte(length + 1) == quote && byte(length + 2) == quote
    let quoteCount = isTriple ? 3 : 1
    return LiteralPrefix(
      isBytes: isBytes, isRaw: isRaw, quote: quote, quoteCount: quoteCount,
      length: length + quoteCount)
  }

  mutating func readLiteral(_ prefix: LiteralPrefix) -> Token? {
    let start = offset
    offset += prefix.length
    var content: [UInt8] = []
    var isSound = true
    while !isAtClosingQuote(prefix) {
      guard let next = byte(), prefix.quoteCount == 3 || (next != 0x0A && next != 0x0D) else {
        report(.unterminatedString(start..<offset))
        return nil
      }
      if next == UInt8(ascii: "\\"), !prefix.isRaw {
        isSound = readEscape(isBytes: prefix.isBytes, into: &content) && isSound
      } else {
        content.append(next)
        offset += 1
      }
    }
    offset += prefix.quoteCount
    guard isSound else { return nil }
    let kind: Token.Kind =
      prefix.isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
    return Token(kind: kind, span: start..<offset)
  }

  private func isAtClosingQuote(_ prefix: LiteralPrefix) -> Bool {
    (0..<prefix.quoteCount).allSatisfy { byte($0) == prefix.quote }
  }

  /// One escape (CEL spec, "String and Bytes Values"); false after a problem.
  private mutating func readEscape(isBytes: Bool, into content: inout [UInt8]) -> Bool {
    let start = offset
    offset += 1
    guard let letter = byte() else { return refuseEscape(start) }
    offset += 1
    if let plain = Self.plainEscapes[letter] {
      content.append(plain)
      return true
    }
    switch letter {
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      return readCode(start, digits: 2, radix: 16, isBytes: isBytes, into: &content)
    case UInt8(ascii: "u") where !isBytes:
      return readCode(start, digits: 4, radix: 16, isBytes: false, into: &content)
    case UInt8(ascii: "U") where !isBytes:
      return readCode(start, digits: 8, radix: 16, isBytes: false, into: &content)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      offset -= 1
      return readCode(start, digits: 3, radix: 8, isBytes: isBytes, into: &content)
    default:
      while let next = byte(), next & 0xC0 == 0x80 { offset += 1 }
      return refuseEscape(start)
    }
  }

  private static let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "?"): UInt8(ascii: "?"), UInt8(ascii: "\""): UInt8(ascii: "\""),
    UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "`"): UInt8(ascii: "`"),
  ]

  /// A byte of a bytes literal, a code point of a string literal.
  private mutating func readCode(
    _ start: Int, digits: Int, radix: UInt32, isBytes: Bool, into content: inout [UInt8]
  ) -> Bool {
    var code: UInt32 = 0
    for _ in 0..<digits {
      // Eight hexadecimal digits fill 32 bits exactly, so nothing can overflow.
      guard let digit = byte()?.hexadecimalDigit, digit < radix else { return refuseEscape(start) }
      code = code * radix + UInt32(digit)
      offset += 1
    }
    if isBytes {
      content.append(UInt8(truncatingIfNeeded: code))
      return true
    }
    guard let scalar = Unicode.Scalar(code) else { return refuseEscape(start) }
    content.append(contentsOf: Array(String(Character(scalar)).utf8))
    return true
  }

  private mutating func refuseEscape(_ start: Int) -> Bool {
    report(.badEscape(text(from: start), start..<offset))
    return false
  }
}
