/// Doubles as decimal text.
enum DecimalText {
  /// Decimal notation, `nan`, or `inf` and `infinity` with or without a sign, in any case, as Go
  /// reads them; nil for all else and for what is too large.
  static func parse(_ text: String) -> Double? {
    switch text.lowercased() {
    case "nan": return .nan
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default: break
    }
    // Swift reads more names, and hexadecimal digits.
    let isDecimal = text.utf8.allSatisfy { byte in
      decimalDigit(byte) != nil || "+-.eE".utf8.contains(byte)
    }
    guard isDecimal, let double = Double(text), double.isFinite else { return nil }
    return double
  }

  /// The shortest digits that give the same double; with an exponent from 1e+21 and below 1e-04,
  /// as Go prints them.
  static func format(_ double: Double) -> String {
    if double.isNaN { return "NaN" }
    if double.isInfinite { return double < 0 ? "-Inf" : "+Inf" }
    let (digits, exponent) = decimal(of: double.magnitude)
    let sign = double.sign == .minus ? "-" : ""
    if double == 0 { return sign + "0" }
    guard (-4..<21).contains(exponent) else { return sign + scientific(digits, exponent) }
    return sign + plain(digits, exponent)
  }

  /// The shortest digits that give the same finite double, however many zeros that takes.
  static func formatWithoutExponent(_ double: Double) -> String {
    let sign = double.sign == .minus ? "-" : ""
    if double == 0 { return sign + "0" }
    let (digits, exponent) = decimal(of: double.magnitude)
    return sign + plain(digits, exponent)
  }

  /// Significant digits without zeros at the end, and the power of ten of the first.
  private static func decimal(of double: Double) -> (digits: String, exponent: Int) {
    let parts = double.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0]
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + whole.utf8.count - 1
    var digits = String(whole + fraction)
    while digits.utf8.count > 1, digits.hasPrefix("0") {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.utf8.count > 1, digits.hasSuffix("0") { digits.removeLast() }
    return (digits, exponent)
  }

  private static func plain(_ digits: String, _ exponent: Int) -> String {
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
    let wholeCount = exponent + 1
    if digits.utf8.count <= wholeCount {
      return digits + String(repeating: "0", count: wholeCount - digits.utf8.count)
    }
    return digits.prefix(wholeCount) + "." + digits.dropFirst(wholeCount)
  }

  private static func scientific(_ digits: String, _ exponent: Int) -> String {
    let fraction = digits.utf8.count > 1 ? "." + digits.dropFirst() : ""
    let magnitude = String(exponent.magnitude)
    let padding = magnitude.utf8.count < 2 ? "0" : ""
    return digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + padding + magnitude
  }
}
