/// The digits of a finite double in base ten, all of them: every double is a finite decimal.
struct ExactDecimal {
  /// Without zeros in front; empty for zero.
  private let digits: [UInt8]
  /// How many of the digits are behind the point.
  private let fractionCount: Int

  /// What expanding a double costs, in units of work.
  static let cost = 1_000

  /// - Precondition: the double is finite; its sign does not count.
  init(_ double: Double) {
    let exponent = max(Int(double.exponentBitPattern), 1) - 1075
    let isNormal = double.exponentBitPattern != 0
    var number = BigNumber(double.significandBitPattern | (isNormal ? 1 << 52 : 0))
    if exponent >= 0 {
      number.multiply(by: 2, count: exponent)
      fractionCount = 0
    } else {
      // m / 2^n is m * 5^n / 10^n.
      number.multiply(by: 5, count: -exponent)
      fractionCount = -exponent
    }
    digits = number.digits
  }

  /// The number with so many digits behind the point.
  func fixed(fractionDigits: Int) -> String {
    let rounded = digits.roundedHalfToEven(dropping: fractionCount - fractionDigits)
    let missing = max(0, fractionDigits - fractionCount)
    let text = Self.padded(rounded + Array(repeating: 0, count: missing), to: fractionDigits + 1)
    guard fractionDigits > 0 else { return text }
    return text.dropLast(fractionDigits) + "." + text.suffix(fractionDigits)
  }

  /// One digit, so many behind the point, and an exponent of at least two digits.
  func scientific(fractionDigits: Int) -> String {
    let wanted = fractionDigits + 1
    var exponent = digits.isEmpty ? 0 : digits.count - fractionCount - 1
    var rounded = digits.roundedHalfToEven(dropping: digits.count - wanted)
    if rounded.count > wanted, !digits.isEmpty {
      // 9.99 became 10.0.
      exponent += 1
      rounded.removeLast()
    }
    let text = String(decoding: rounded.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    let padded = text + String(repeating: "0", count: wanted - text.utf8.count)
    let fraction = fractionDigits > 0 ? "." + padded.dropFirst() : ""
    let magnitude = String(exponent.magnitude)
    return padded.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+")
      + (magnitude.utf8.count < 2 ? "0" : "") + magnitude
  }

  private static func padded(_ digits: [UInt8], to count: Int) -> String {
    String(repeating: "0", count: max(0, count - digits.count))
      + String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Decimal digits without the last ones; what lies exactly half-way goes to the even neighbour.
  fileprivate func roundedHalfToEven(dropping count: Int) -> [UInt8] {
    guard count > 0 else { return self }
    guard count <= self.count else { return [] }
    var kept = Array(prefix(self.count - count))
    let dropped = suffix(count)
    let first = dropped.first ?? 0
    let isTie = first == 5 && dropped.dropFirst().allSatisfy { $0 == 0 }
    guard isTie ? (kept.last ?? 0) % 2 == 1 : first >= 5 else { return kept }
    var place = kept.count - 1
    while place >= 0, kept[place] == 9 {
      kept[place] = 0
      place -= 1
    }
    if place >= 0 { kept[place] += 1 } else { kept.insert(1, at: 0) }
    return kept
  }
}

/// A whole number of any size, nine decimal digits to a limb, the least limb first.
private struct BigNumber {
  private var limbs: [UInt32] = []
  private static let base: UInt64 = 1_000_000_000

  init(_ value: UInt64) {
    var rest = value
    while rest > 0 {
      limbs.append(UInt32(rest % Self.base))
      rest /= Self.base
    }
  }

  /// Multiplies by a small number again and again, as many factors at a time as fit into a limb.
  mutating func multiply(by factor: UInt64, count: Int) {
    var remaining = count
    while remaining > 0 {
      var product: UInt64 = 1
      while remaining > 0, product * factor < Self.base {
        product *= factor
        remaining -= 1
      }
      multiply(by: product)
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for place in limbs.indices {
      let product = UInt64(limbs[place]) * factor + carry
      limbs[place] = UInt32(product % Self.base)
      carry = product / Self.base
    }
    if carry > 0 { limbs.append(UInt32(carry)) }
  }

  var digits: [UInt8] {
    var digits: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        digits.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while digits.last == 0 { digits.removeLast() }
    return digits.reversed()
  }
}
