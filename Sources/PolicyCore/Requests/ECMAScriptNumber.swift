/// Numbers as ECMAScript's Number::toString writes them, which RFC 8785 §3.2.2.3 asks for.
enum ECMAScriptNumber {
  /// - Precondition: finite; JSON has no other numbers.
  static func text(of number: Double) -> String {
    if number == 0 { return "0" }
    let sign = number < 0 ? "-" : ""
    let (digits, exponent) = shortestDigits(of: number.magnitude)
    return sign + layOut(digits, exponent: exponent)
  }

  /// The fewest digits that read back as the same number, and the power of ten of the point: the
  /// value is 0.DIGITS x 10^exponent. Swift's description has the same digits.
  private static func shortestDigits(of number: Double) -> (String, Int) {
    let text = "\(number)"
    let parts = text.split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(halves[0])
    let fraction = halves.count > 1 ? String(halves[1]) : ""
    let all = whole + fraction
    let leadingZeros = all.prefix { $0 == "0" }.count
    var digits = String(all.dropFirst(leadingZeros))
    while digits.hasSuffix("0") { digits.removeLast() }
    return (digits, whole.count + exponent - leadingZeros)
  }

  private static func layOut(_ digits: String, exponent point: Int) -> String {
    let count = digits.count
    switch point {
    case count...21:
      return digits + String(repeating: "0", count: point - count)
    case 1..<max(count, 2) where point <= 21:
      return digits.prefix(point) + "." + digits.dropFirst(point)
    case -5...0:
      return "0." + String(repeating: "0", count: -point) + digits
    default:
      let power = point - 1
      let tail = count > 1 ? "." + digits.dropFirst() : ""
      return digits.prefix(1) + tail + "e" + (power < 0 ? "-" : "+") + "\(power.magnitude)"
    }
  }
}
