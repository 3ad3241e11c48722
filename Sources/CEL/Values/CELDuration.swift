/// A length of time in nanoseconds, at most about 292 years either way.
///
/// The language definition leaves the range to the implementation's limits; like cel-go this is
/// what fits into 64 bits, so that every duration is exact.
package struct CELDuration: Sendable, Hashable, Comparable {
  /// The whole length.
  package let totalNanoseconds: Int64

  /// No time at all.
  package static let zero = CELDuration(totalNanoseconds: 0)

  /// A length of so many nanoseconds.
  package init(totalNanoseconds: Int64) {
    self.totalNanoseconds = totalNanoseconds
  }

  /// The sum of both parts, which may differ in sign; nil where it is too long.
  package init?(seconds: Int64, nanoseconds: Int64 = 0) {
    // Int64.min is a sum of parts that overflow one by one, so the parts go through 128 bits.
    let total = Int128(seconds) * 1_000_000_000 + Int128(nanoseconds)
    guard let fitting = Int64(exactly: total) else { return nil }
    totalNanoseconds = fitting
  }

  /// Towards zero.
  package var wholeSeconds: Int64 { totalNanoseconds / 1_000_000_000 }

  /// What `wholeSeconds` leaves; of the sign of the duration.
  package var subsecondNanoseconds: Int32 { Int32(totalNanoseconds % 1_000_000_000) }

  package static func < (left: CELDuration, right: CELDuration) -> Bool {
    left.totalNanoseconds < right.totalNanoseconds
  }

  /// The sum; nil where it is too long.
  package func adding(_ other: CELDuration) -> CELDuration? {
    let (sum, overflow) = totalNanoseconds.addingReportingOverflow(other.totalNanoseconds)
    return overflow ? nil : CELDuration(totalNanoseconds: sum)
  }

  /// The difference; nil where it is too long.
  package func subtracting(_ other: CELDuration) -> CELDuration? {
    let (difference, overflow) =
      totalNanoseconds.subtractingReportingOverflow(other.totalNanoseconds)
    return overflow ? nil : CELDuration(totalNanoseconds: difference)
  }

  /// The same length the other way; nil for the least of all durations.
  package var negated: CELDuration? { CELDuration.zero.subtracting(self) }
}
