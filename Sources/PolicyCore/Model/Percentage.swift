/// From `0%` to `100%` with up to two decimals.
package struct Percentage: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Hundredths of a percent: 5% is 500.
  package let basisPoints: Int

  /// Of hundredths of a percent.
  package init(basisPoints: Int) { self.basisPoints = basisPoints }

  /// Nil for anything else than a percentage, such as `5%` or `99.5%`.
  package init?(_ text: String) {
    guard text.utf8.last == UInt8(ascii: "%") else { return nil }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? String(parts[1]) : "0"
    guard let first = parts.first, parts.count <= 2, (1...2).contains(decimals.utf8.count),
      let whole = Self.digits(String(first)), whole <= 100, let fraction = Self.digits(decimals)
    else { return nil }
    basisPoints = whole * 100 + (decimals.utf8.count == 1 ? fraction * 10 : fraction)
    guard basisPoints <= 10_000 else { return nil }
  }

  private static func digits(_ text: String) -> Int? {
    let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isNumber && text.utf8.count <= 3 ? Int(text) : nil
  }

  /// As people write it.
  package var description: String {
    let hundredths = basisPoints % 100
    guard hundredths != 0 else { return "\(basisPoints / 100)%" }
    return "\(basisPoints / 100).\(hundredths < 10 ? "0" : "")\(hundredths)%"
  }

  package static func < (left: Percentage, right: Percentage) -> Bool {
    left.basisPoints < right.basisPoints
  }
}
