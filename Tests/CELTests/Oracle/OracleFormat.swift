import CEL
import Foundation

/// How values are written: `string`, `format` and `strings.quote`. Digits come from the C library.
enum OracleFormat {
  typealias Failure = Oracle.Failure

  /// The shortest digits that read back as the same double, as Go prints them: an exponent of two
  /// digits from 1e+21 on and below 1e-04.
  static func shortest(_ double: Double) -> String {
    if double.isNaN { return "NaN" }
    if double.isInfinite { return double < 0 ? "-Inf" : "+Inf" }
    if double == 0 || (abs(double) >= 1e-4 && abs(double) < 1e21) { return plain(double) }
    let (sign, digits, exponent) = digits(double)
    let rest = digits.dropFirst()
    let power = String(format: "%+03d", exponent)
    return "\(sign)\(digits.prefix(1))\(rest.isEmpty ? "" : ".")\(rest)e\(power)"
  }

  /// The same digits without an exponent.
  static func plain(_ double: Double) -> String {
    let (sign, digits, exponent) = digits(double)
    if exponent < 0 {
      return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)"
    }
    let whole = digits.prefix(exponent + 1)
    let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
    let rest = digits.dropFirst(exponent + 1)
    return "\(sign)\(whole)\(zeros)\(rest.isEmpty ? "" : ".")\(rest)"
  }

  /// `d.ddd` times ten to the exponent; the first count of digits that reads back the same.
  private static func digits(_ double: Double) -> (sign: String, digits: String, exponent: Int) {
    if double == 0 { return (double.sign == .minus ? "-" : "", "0", 0) }
    for precision in 0...16 {
      let text = String(format: "%.\(precision)e", abs(double))
      guard Double(text) == abs(double) else { continue }
      let halves = text.split(separator: "e")
      let digits = halves[0].filter { $0 != "." }
      return (double < 0 ? "-" : "", digits, Int(halves[1]) ?? 0)
    }
    return ("", "", 0)
  }

  /// A text in quotes, with escapes for what cannot be seen.
  static func quoted(_ text: String) -> String {
    let escapes: [Unicode.Scalar: String] = [
      "\u{7}": "\\a", "\u{8}": "\\b", "\u{C}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t",
      "\u{B}": "\\v", "\\": "\\\\", "\"": "\\\"",
    ]
    return "\"" + text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined() + "\""
  }

  // MARK: - format

  /// A text with its clauses `%[.precision]letter` filled in.
  static func text(_ format: String, _ arguments: [Value]) throws(Failure) -> String {
    var result = ""
    var rest = Substring(format).unicodeScalars
    var next = 0
    while let scalar = rest.popFirst() {
      guard scalar == "%" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      if rest.first == "%" {
        result += "%"
        rest.removeFirst()
        continue
      }
      let precision = try precision(&rest)
      guard let letter = rest.popFirst(), "sdfebxXo".unicodeScalars.contains(letter) else {
        throw Oracle.badArgument
      }
      guard next < arguments.count else { throw Oracle.badIndex }
      result += try clause(letter, precision, arguments[next])
      next += 1
    }
    return result
  }

  private static func precision(
    _ rest: inout Substring.UnicodeScalarView
  ) throws(Failure) -> Int? {
    guard rest.first == "." else { return nil }
    rest.removeFirst()
    let digits = String(rest.prefix { ("0"..."9").contains($0) })
    rest.removeFirst(digits.count)
    guard let number = Int(digits) else { throw Oracle.badArgument }
    return number
  }

  private static func clause(
    _ letter: Unicode.Scalar, _ precision: Int?, _ value: Value
  ) throws(Failure) -> String {
    switch letter {
    case "s": return try written(value)
    case "d":
      switch value {
      case .int, .uint, .double: return try written(value)
      default: throw Oracle.badArgument
      }
    case "f", "e":
      guard let double = Oracle.double(value) else { throw Oracle.badArgument }
      guard double.isFinite else { return try written(value) }
      return String(format: "%.\(precision ?? 6)\(letter)", double)
    case "b":
      if case .bool(let bool) = value { return bool ? "1" : "0" }
      return try inRadix(2, value)
    case "o": return try inRadix(8, value)
    case "x": return try hexadecimal(value)
    case "X": return try hexadecimal(value).uppercased()
    default: throw Oracle.badArgument
    }
  }

  private static func inRadix(_ radix: Int, _ value: Value) throws(Failure) -> String {
    switch value {
    case .int(let int): return String(int, radix: radix)
    case .uint(let uint): return String(uint, radix: radix)
    default: throw Oracle.badArgument
    }
  }

  private static func hexadecimal(_ value: Value) throws(Failure) -> String {
    switch value {
    case .string(let text): return Array(text.utf8).map(pair).joined()
    case .bytes(let bytes): return bytes.map(pair).joined()
    default: return try inRadix(16, value)
    }
  }

  private static func pair(_ byte: UInt8) -> String {
    String(byte / 16, radix: 16) + String(byte % 16, radix: 16)
  }

  private static func written(_ value: Value) throws(Failure) -> String {
    switch value {
    case .null: return "null"
    case .double(let double):
      if double.isInfinite { return double < 0 ? "-Infinity" : "Infinity" }
      return double.isNaN ? "NaN" : plain(double)
    case .bytes(let bytes): return decoded(bytes)
    case .type(let type): return type.name
    case .list(let list):
      var texts: [String] = []
      for element in list { texts.append(try written(element)) }
      return "[\(texts.joined(separator: ", "))]"
    case .map(let map):
      var texts: [(key: String, value: String)] = []
      for entry in map.entries { texts.append((try written(entry.key), try written(entry.value))) }
      texts.sort { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
      return "{\(texts.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    case .optional: throw Oracle.badArgument
    case .bool, .int, .uint, .string, .timestamp, .duration:
      return try Oracle.string(value)
    }
  }

  /// Each run of bytes that are no text becomes one sign of replacement.
  private static func decoded(_ bytes: [UInt8]) -> String {
    var result = ""
    var rest = bytes[...]
    var isInRun = false
    while !rest.isEmpty {
      let piece = (1...4).lazy.map { rest.prefix($0) }
        .first { String(bytes: $0, encoding: .utf8) != nil }
      if let piece {
        result += String(decoding: piece, as: UTF8.self)
      } else if !isInRun {
        result += "\u{FFFD}"
      }
      isInRun = piece == nil
      rest = rest.dropFirst(piece?.count ?? 1)
    }
    return result
  }
}
