/// Square roots without the C library, for the reason given in Double+Exact: correctly rounded, as
/// IEEE 754 asks, so the same as any other.
enum SquareRoot {
  /// NaN below zero.
  static func of(_ double: Double) -> Double {
    guard double > 0 else { return double == 0 ? double : .nan }
    guard double.isFinite else { return double }
    // The double is `whole` times a power of two, `whole` having 53 bits.
    let exponent = Int(double.exponent) - 52
    let whole = UInt128(UInt64(double.significand * 0x1p52))
    // The power becomes even and the number so large that its root has 54 bits: one more than a
    // double holds, which says how to round. The root never lies exactly half-way.
    let shift = exponent.isMultiple(of: 2) ? 54 : 55
    let root = wholeRoot(of: whole << shift)
    let rounded = Double((root >> 1) + (root & 1))
    return Double(sign: .plus, exponent: (exponent - shift) / 2 + 1, significand: rounded)
  }

  /// The greatest number of 54 bits whose square is not greater.
  private static func wholeRoot(of square: UInt128) -> UInt64 {
    var root: UInt128 = 0
    for bit in stride(from: 53, through: 0, by: -1) {
      let candidate = root | 1 << UInt128(bit)
      if candidate * candidate <= square { root = candidate }
    }
    return UInt64(root)
  }
}
