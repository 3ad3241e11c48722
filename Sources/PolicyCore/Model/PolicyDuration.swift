package import CEL

/// A length of time as policies write it: `([0-9]+(d|h|m|s))+`, units descending, `1d` is 24 hours.
package struct PolicyDuration: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Whole seconds, never negative.
  package let seconds: Int64
  /// As it was written: `72h` is not shown as `3d`.
  package let text: String

  /// Written with as few units as needed.
  /// - Parameter seconds: less than none counts as none.
  package init(seconds: Int64) {
    let seconds = max(0, seconds)
    self.seconds = seconds
    text = Self.text(seconds: seconds)
  }

  /// Reads a duration; nil when the text is not one, or is longer than about 290 years.
  package init?(_ text: String) {
    guard let seconds = Self.parse(text) else { return nil }
    self.seconds = seconds
    self.text = text
  }

  /// The text, as it was written.
  package var description: String { text }

  /// `24h` and `1d` are equal.
  package static func == (left: Self, right: Self) -> Bool { left.seconds == right.seconds }

  package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

  /// The shorter of two, the first of equal ones; nil where there is neither.
  static func shorter(_ left: PolicyDuration?, _ right: PolicyDuration?) -> PolicyDuration? {
    guard let left, let right else { return left ?? right }
    return right < left ? right : left
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(seconds) }

  private static let unitSeconds: [(letter: UInt8, seconds: Int64)] = [
    (UInt8(ascii: "d"), 86_400), (UInt8(ascii: "h"), 3_600), (UInt8(ascii: "m"), 60),
    (UInt8(ascii: "s"), 1),
  ]

  /// A little less than the greatest `CELDuration`, so that conditions can read every duration.
  private static let greatestSeconds: Int64 = 9_200_000_000

  private static func parse(_ text: String) -> Int64? {
    var total: Int64 = 0
    var number: Int64?
    var units = unitSeconds[...]
    for byte in text.utf8 {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        number = (number ?? 0) * 10 + Int64(byte - UInt8(ascii: "0"))
        if number ?? 0 > greatestSeconds { return nil }
      } else {
        guard let count = number, let index = units.firstIndex(where: { $0.letter == byte })
        else { return nil }
        let (product, overflow) = count.multipliedReportingOverflow(by: units[index].seconds)
        if overflow || product > greatestSeconds - total { return nil }
        total += product
        units = units[(index + 1)...]
        number = nil
      }
    }
    return text.isEmpty || number != nil ? nil : total
  }

  private static func text(seconds: Int64) -> String {
    var rest = seconds
    var text = ""
    for unit in unitSeconds where rest >= unit.seconds {
      text += "\(rest / unit.seconds)" + String(UnicodeScalar(unit.letter))
      rest %= unit.seconds
    }
    return text.isEmpty ? "0s" : text
  }
}

extension Timestamp {
  /// The instant that much later; nil past the year 9999.
  package func adding(_ duration: PolicyDuration) -> Timestamp? {
    Timestamp(seconds: seconds + duration.seconds, nanoseconds: nanoseconds)
  }
}
