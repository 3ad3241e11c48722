extension CELDuration {
  /// A duration as Go writes it: `1h30m`, `1.5s`, `-2ms`, `0`; nil for anything else and for
  /// what is too long (CEL spec, "duration").
  package static func parse(_ text: String) -> CELDuration? {
    var reader = DurationReader(bytes: Array(text.utf8))
    return reader.read()
  }
}

extension CELDuration: CustomStringConvertible {
  /// Seconds with as many decimals as needed, such as `90s` or `-0.5s`.
  package var description: String {
    let magnitude = totalNanoseconds.magnitude
    let fraction = fractionText(nanoseconds: UInt32(magnitude % 1_000_000_000))
    return (totalNanoseconds < 0 ? "-" : "") + "\(magnitude / 1_000_000_000)\(fraction)s"
  }
}

/// The fraction of a second with its point and without trailing zeros; empty for none.
func fractionText(nanoseconds: UInt32) -> String {
  guard nanoseconds > 0 else { return "" }
  var digits = String(nanoseconds)
  digits = String(repeating: "0", count: 9 - digits.utf8.count) + digits
  while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
  return "." + digits
}

private struct DurationReader {
  let bytes: [UInt8]
  var offset = 0

  mutating func read() -> CELDuration? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { offset = 1 }
    guard offset < bytes.count else { return nil }
    if bytes[offset...].elementsEqual("0".utf8) { return .zero }
    var total: Int128 = 0
    while offset < bytes.count {
      guard let part = readPart() else { return nil }
      total += part
      // INVARIANT: one part is below 2^100, so a sum kept this small cannot overflow.
      guard total <= Int128(Int64.max) + 1 else { return nil }
    }
    return Int64(exactly: isNegative ? -total : total).map(CELDuration.init(totalNanoseconds:))
  }

  /// One number and its unit, in nanoseconds; decimals beyond the nanosecond are cut off.
  private mutating func readPart() -> Int128? {
    guard let (whole, wholeCount) = readDigits() else { return nil }
    var fraction: (digits: Int128, scale: Int128) = (0, 1)
    var fractionCount = 0
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      (fraction, fractionCount) = readFraction()
    }
    guard wholeCount + fractionCount > 0, let unit = readUnit() else { return nil }
    return whole * unit + fraction.digits * unit / fraction.scale
  }

  private mutating func readDigits() -> (value: Int128, count: Int)? {
    var value: Int128 = 0
    let start = offset
    while offset < bytes.count, let digit = decimalDigit(bytes[offset]) {
      value = value * 10 + Int128(digit)
      guard value <= Int128(Int64.max) + 1 else { return nil }
      offset += 1
    }
    return (value, offset - start)
  }

  private mutating func readFraction() -> (fraction: (digits: Int128, scale: Int128), count: Int) {
    // An hour has 3.6e12 nanoseconds: later decimals cannot change any unit's nanoseconds.
    let usedDigits = 13
    var fraction: (digits: Int128, scale: Int128) = (0, 1)
    let start = offset
    while offset < bytes.count, let digit = decimalDigit(bytes[offset]) {
      if offset - start < usedDigits {
        fraction = (fraction.digits * 10 + Int128(digit), fraction.scale * 10)
      }
      offset += 1
    }
    return (fraction, offset - start)
  }

  private mutating func readUnit() -> Int128? {
    let start = offset
    while offset < bytes.count, decimalDigit(bytes[offset]) == nil,
      bytes[offset] != UInt8(ascii: ".")
    { offset += 1 }
    switch String(decoding: bytes[start..<offset], as: UTF8.self) {
    case "ns": return 1
    case "us", "\u{B5}s", "\u{3BC}s": return 1_000
    case "ms": return 1_000_000
    case "s": return 1_000_000_000
    case "m": return 60_000_000_000
    case "h": return 3_600_000_000_000
    default: return nil
    }
  }
}

/// The value of an ASCII decimal digit.
func decimalDigit(_ byte: UInt8) -> UInt8? {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? byte - UInt8(ascii: "0") : nil
}
