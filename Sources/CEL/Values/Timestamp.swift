/// An instant: nanoseconds exact, from year 1 to year 9999 (CEL spec, "Timestamp").
package struct Timestamp: Sendable, Hashable, Comparable {
  /// Since 1970-01-01T00:00:00Z.
  package let seconds: Int64
  /// 0 to 999,999,999, forward in time also before 1970.
  package let nanoseconds: Int32

  /// 0001-01-01T00:00:00Z, in seconds since 1970.
  package static let leastSeconds: Int64 = -62_135_596_800
  /// 9999-12-31T23:59:59Z, in seconds since 1970.
  package static let greatestSeconds: Int64 = 253_402_300_799

  /// The instant; nil outside of the years 1 to 9999 and for nanoseconds that are no fraction.
  package init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard (Self.leastSeconds...Self.greatestSeconds).contains(seconds),
      (0..<1_000_000_000).contains(nanoseconds)
    else { return nil }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The start of 1970, UTC.
  static let epoch = Timestamp(uncheckedSeconds: 0)

  /// 1970-01-01T00:00:00Z.
  package static var unixEpoch: Timestamp { epoch }

  private init(uncheckedSeconds seconds: Int64) {
    self.seconds = seconds
    nanoseconds = 0
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds != right.seconds
      ? left.seconds < right.seconds : left.nanoseconds < right.nanoseconds
  }

  /// This instant moved by a duration; nil where that leaves the years 1 to 9999.
  package func adding(_ duration: CELDuration) -> Timestamp? {
    let sum = Int64(nanoseconds) + Int64(duration.subsecondNanoseconds)
    let carry: Int64 = sum < 0 ? -1 : (sum >= 1_000_000_000 ? 1 : 0)
    return Timestamp(
      seconds: seconds + duration.wholeSeconds + carry,
      nanoseconds: Int32(sum - carry * 1_000_000_000))
  }

  /// This instant moved back by a duration; nil where that leaves the years 1 to 9999.
  package func subtracting(_ duration: CELDuration) -> Timestamp? {
    let difference = Int64(nanoseconds) - Int64(duration.subsecondNanoseconds)
    let carry: Int64 = difference < 0 ? -1 : (difference >= 1_000_000_000 ? 1 : 0)
    return Timestamp(
      seconds: seconds - duration.wholeSeconds + carry,
      nanoseconds: Int32(difference - carry * 1_000_000_000))
  }

  /// The duration from another instant to this; nil where it is longer than a duration can be.
  package func since(_ earlier: Timestamp) -> CELDuration? {
    CELDuration(
      seconds: seconds - earlier.seconds,
      nanoseconds: Int64(nanoseconds) - Int64(earlier.nanoseconds))
  }
}
