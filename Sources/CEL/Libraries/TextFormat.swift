/// `format`: a text with clauses that stand for the elements of a list.
struct TextFormat {
  private let arguments: [Value]
  private var next = 0
  private var output = ""

  /// Digits behind the point that may be asked for.
  private static let greatestPrecision: Int = 1_000
  /// Digits behind the point where a clause does not say.
  private static let standardPrecision: Int = 6
  /// Lists and maps inside one another that are written.
  private static let greatestDepth: Int = 64

  /// The text of a call; the receiver is the first argument.
  static func format(_ arguments: [Value], _ work: inout Work) throws(Fault.Reason) -> String {
    guard case .string(let pattern) = arguments[0], case .list(let elements) = arguments[1] else {
      throw Library.noOverload(arguments)
    }
    var format = TextFormat(elements)
    try format.write(pattern, &work)
    return format.output
  }

  private init(_ arguments: [Value]) { self.arguments = arguments }

  private mutating func write(_ pattern: String, _ work: inout Work) throws(Fault.Reason) {
    var scalars = pattern.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "%" else {
        output.unicodeScalars.append(scalar)
        continue
      }
      if scalars.first == "%" {
        _ = scalars.popFirst()
        output += "%"
        continue
      }
      let precision = try Self.precision(&scalars)
      guard let clause = scalars.popFirst() else { throw .invalid(.formatClause) }
      try append(try text(clause, precision, &work), &work)
    }
    try append("", &work)
  }

  private mutating func append(_ text: String, _ work: inout Work) throws(Fault.Reason) {
    guard output.utf8.count + text.utf8.count <= work.limits.stringByteCount else {
      throw .sizeExceeded
    }
    try work.charge(1 + text.utf8.count / EvaluationCost.bytesPerUnit)
    output += text
  }

  /// `.3`; nil where there is none.
  private static func precision(
    _ scalars: inout Substring.UnicodeScalarView
  ) throws(Fault.Reason) -> Int? {
    guard scalars.first == "." else { return nil }
    _ = scalars.popFirst()
    var precision: Int?
    while let scalar = scalars.first, scalar.isASCII,
      let digit = decimalDigit(UInt8(ascii: scalar))
    {
      _ = scalars.popFirst()
      precision = (precision ?? 0) * 10 + Int(digit)
      guard (precision ?? 0) <= greatestPrecision else { throw .invalid(.precision) }
    }
    guard let precision else { throw .invalid(.formatClause) }
    return precision
  }

  private mutating func text(
    _ clause: Unicode.Scalar, _ precision: Int?, _ work: inout Work
  ) throws(Fault.Reason) -> String {
    guard ["s", "d", "f", "e", "b", "o", "x", "X"].contains(clause) else {
      throw .invalid(.formatClause)
    }
    guard next < arguments.count else { throw .indexOutOfRange }
    let value = arguments[next]
    next += 1
    let text: String?
    switch clause {
    case "s": return try Self.plain(value, depth: 0, &work)
    case "d": text = Self.decimal(value)
    case "f", "e":
      try work.charge(ExactDecimal.cost)
      text = Self.double(value, precision ?? Self.standardPrecision, isFixed: clause == "f")
    case "b": text = Self.whole(value, radix: 2, isUppercase: false)
    case "o":
      if case .bool = value { text = nil } else { text = Self.whole(value, radix: 8) }
    default:
      try work.charge(2 * value.textCost)
      text = Self.hexadecimal(value, isUppercase: clause == "X")
    }
    guard let text else { throw .invalid(.formatArgument) }
    return text
  }

  // MARK: - Clauses

  private static func decimal(_ value: Value) -> String? {
    switch value {
    case .int, .uint: whole(value, radix: 10)
    case .double(let double): plain(double)
    case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .type, .optional: nil
    }
  }

  private static func plain(_ double: Double) -> String {
    unusual(double) ?? DecimalText.formatWithoutExponent(double)
  }

  private static func unusual(_ double: Double) -> String? {
    if double.isNaN { return "NaN" }
    return double.isInfinite ? (double < 0 ? "-Infinity" : "Infinity") : nil
  }

  private static func double(_ value: Value, _ precision: Int, isFixed: Bool) -> String? {
    let double: Double
    switch value {
    case .double(let number): double = number
    case .int(let int): double = Double(int)
    case .uint(let uint): double = Double(uint)
    case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .type, .optional:
      return nil
    }
    if let unusual = unusual(double) { return unusual }
    let digits = ExactDecimal(double)
    return (double.sign == .minus ? "-" : "")
      + (isFixed
        ? digits.fixed(fractionDigits: precision) : digits.scientific(fractionDigits: precision))
  }

  private static func whole(_ value: Value, radix: Int, isUppercase: Bool = false) -> String? {
    switch value {
    case .int(let int): String(int, radix: radix, uppercase: isUppercase)
    case .uint(let uint): String(uint, radix: radix, uppercase: isUppercase)
    case .bool(let bool): radix == 2 ? (bool ? "1" : "0") : nil
    case .null, .double, .string, .bytes, .list, .map, .timestamp, .duration, .type, .optional: nil
    }
  }

  private static func hexadecimal(_ value: Value, isUppercase: Bool) -> String? {
    switch value {
    case .string(let text): hexadecimal(Array(text.utf8), isUppercase: isUppercase)
    case .bytes(let bytes): hexadecimal(bytes, isUppercase: isUppercase)
    case .null, .bool, .int, .uint, .double, .list, .map, .timestamp, .duration, .type, .optional:
      whole(value, radix: 16, isUppercase: isUppercase)
    }
  }

  private static func hexadecimal(_ bytes: [UInt8], isUppercase: Bool) -> String {
    let digits = Array((isUppercase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  // MARK: - Anything as text

  private static func plain(
    _ value: Value, depth: Int, _ work: inout Work
  ) throws(Fault.Reason) -> String {
    try work.charge(1 + value.textCost)
    switch value {
    case .null: return "null"
    case .bool(let bool): return bool ? "true" : "false"
    case .int, .uint: return whole(value, radix: 10) ?? ""
    case .double(let double): return plain(double)
    case .string(let text): return text
    case .bytes(let bytes): return decoded(bytes)
    case .timestamp(let timestamp): return timestamp.description
    case .duration(let duration): return duration.description
    case .type(let type): return type.name
    case .list(let elements): return try plain(elements, depth: depth, &work)
    case .map(let map): return try plain(map, depth: depth, &work)
    case .optional: throw .invalid(.formatArgument)
    }
  }

  /// A run of bytes that are no UTF-8 becomes one replacement character (cel-spec,
  /// doc/extensions/strings.md).
  private static func decoded(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
    where scalar != "\u{FFFD}" || text.last != scalar {
      text.append(scalar)
    }
    return String(text)
  }

  private static func plain(
    _ elements: [Value], depth: Int, _ work: inout Work
  ) throws(Fault.Reason) -> String {
    guard depth < greatestDepth else { throw .sizeExceeded }
    var text = "["
    for (place, element) in elements.enumerated() {
      if place > 0 { text += ", " }
      text += try plain(element, depth: depth + 1, &work)
      guard text.utf8.count <= work.limits.stringByteCount else { throw .sizeExceeded }
    }
    return text + "]"
  }

  /// In the order of the texts of the keys.
  private static func plain(
    _ map: MapValue, depth: Int, _ work: inout Work
  ) throws(Fault.Reason) -> String {
    guard depth < greatestDepth else { throw .sizeExceeded }
    var entries: [(key: UTF8Text, value: String)] = []
    var byteCount = 0
    for entry in map.entries {
      let key = try plain(entry.key, depth: depth + 1, &work)
      let value = try plain(entry.value, depth: depth + 1, &work)
      byteCount += key.utf8.count + value.utf8.count
      guard byteCount <= work.limits.stringByteCount else { throw .sizeExceeded }
      entries.append((UTF8Text(key), value))
    }
    let sorted = entries.sorted { $0.key < $1.key }
    return "{" + sorted.map { "\($0.key.text): \($0.value)" }.joined(separator: ", ") + "}"
  }
}
