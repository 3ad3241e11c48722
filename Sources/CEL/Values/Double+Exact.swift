// The standard library's `init(exactly:)` calls the C library's `trunc`, which a program that has
// no other use for the mathematics library does not link.

extension Double {
  /// The same whole number; nil where there is none.
  var exactInt64: Int64? {
    guard self >= -0x1p63, self < 0x1p63 else { return nil }
    let whole = Int64(self)
    return Double(whole) == self ? whole : nil
  }

  /// The same whole number; nil where there is none.
  var exactUInt64: UInt64? {
    guard self >= 0, self < 0x1p64 else { return nil }
    let whole = UInt64(self)
    return Double(whole) == self ? whole : nil
  }
}
