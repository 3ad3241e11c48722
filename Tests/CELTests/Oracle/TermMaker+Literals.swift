import CEL
import TestSupport

extension TermMaker {
  /// A constant as it is written, in any of the forms of the language.
  mutating func literal(_ type: DeclaredType) -> String {
    switch type {
    case .bool: return random.pick(["true", "false"])
    case .int: return intLiteral()
    case .uint:
      return random.pick([
        "0u", "1u", "2u", "3U", "7u", "0x1Fu", "18446744073709551615u", "9223372036854775808u",
      ])
    case .double:
      return random.pick([
        "0.0", "1.0", "-1.0", "0.5", "2.5", "-0.0", "1e3", "1e-7", ".5", "1.5e300", "5e-324",
        "9007199254740993.0", "9223372036854775808.0", "-9223372036854775808.0", "1e21",
        "123456.789", "0.1", "1.7976931348623157e308",
      ])
    case .string: return stringLiteral(random.pick(OracleInputs.texts))
    case .bytes: return bytesLiteral(random.pick(OracleInputs.byteStrings))
    case .timestamp:
      return random.pick([
        "timestamp(0)", "timestamp('2026-03-01T10:00:00Z')", "timestamp(-1)",
        "timestamp('9999-12-31T23:59:59.999999999Z')", "timestamp('0001-01-01T00:00:00Z')",
      ])
    case .duration:
      return random.pick([
        "duration('0')", "duration('1h30m')", "duration('-90s')", "duration('1.5ms')",
        "duration('2562047h47m16.854775807s')",
      ])
    case .list: return "[]"
    case .map: return "{}"
    case .abstract: return "optional.none()"
    case .type: return "int"
    case .dyn, .null, .wrapper, .parameter, .variable, .object:
      return random.pick(["dyn(null)", "dyn(1)", "dyn('a')", "dyn(2.0)", "dyn(true)", "dyn([1])"])
    }
  }

  private mutating func intLiteral() -> String {
    if random.chance(75) { return String(random.below(9) - 2) }
    return random.pick([
      "9223372036854775807", "-9223372036854775808", "0x7F", "-0x10", "100", "1000000000000",
      "4611686018427387904", "-3", "9007199254740993",
    ])
  }

  // MARK: - Quotes and escapes

  private mutating func stringLiteral(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && !["'", "\"", "\\"].contains($0)
    }
    let quote = random.pick(["'", "\""])
    switch random.below(4) {
    case 0 where isPlain: return "\(random.pick(["r", "R", ""]))\(quote)\(text)\(quote)"
    case 1 where isPlain:
      let triple = quote + quote + quote
      return "\(random.pick(["r", ""]))\(triple)\(text)\(triple)"
    default:
      var result = quote
      for scalar in text.unicodeScalars { result += escaped(scalar) }
      return result + quote
    }
  }

  private mutating func escaped(_ scalar: Unicode.Scalar) -> String {
    let number = scalar.value
    let isPlain = number >= 0x20 && !["'", "\"", "\\"].contains(scalar)
    if isPlain, random.chance(80) { return String(scalar) }
    var forms = ["\\U" + digits(number, 8)]
    if number <= 0xFFFF { forms.append("\\u" + digits(number, 4)) }
    if number <= 0xFF {
      forms += ["\\x" + digits(number, 2), "\\" + digits(number, 3, radix: 8)]
    }
    let short: [Unicode.Scalar: String] = ["\n": "\\n", "\t": "\\t", "'": "\\'", "\"": "\\\""]
    if let form = short[scalar] { forms.append(form) }
    return random.pick(forms)
  }

  private mutating func bytesLiteral(_ bytes: [UInt8]) -> String {
    var result = random.pick(["b'", "B'"])
    for byte in bytes {
      let isLetter = (0x61...0x7A).contains(byte)
      result +=
        isLetter
        ? String(Unicode.Scalar(byte))
        : random.pick(["\\x" + digits(UInt32(byte), 2), "\\" + digits(UInt32(byte), 3, radix: 8)])
    }
    return result + "'"
  }

  private func digits(_ number: UInt32, _ count: Int, radix: Int = 16) -> String {
    let digits = String(number, radix: radix)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
