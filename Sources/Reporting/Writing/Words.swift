import CEL
import PolicyCore

/// Words of our own: numbers, counts, shares. Never text from outside.
struct Words: Sendable, Hashable {
  let text: String

  private init(text: String) { self.text = text }

  init(_ text: StaticString) { self.text = text.description }
  init(_ instant: Timestamp) { text = instant.description }
  init(_ duration: PolicyDuration) { text = OutsideText(duration.text).line }

  /// `1,044`.
  static func number(_ number: Int) -> Words { Words(text: grouped(number)) }

  /// `12`, for places, where grouping would mislead.
  static func ordinal(_ number: Int) -> Words { Words(text: String(number)) }

  /// `1 record`, `1,044 records`.
  static func count(_ number: Int, _ one: StaticString, _ many: StaticString) -> Words {
    Words(text: "\(grouped(number)) \(number == 1 ? one : many)")
  }

  /// `94.7%`; not all is never `100.0%`, and some is never `0.0%`.
  static func share(_ part: Int, of whole: Int) -> Words {
    guard whole > 0 else { return Words(text: "-") }
    let tenths = (Double(part) / Double(whole) * 1000).rounded()
    if part < whole, tenths >= 1000 { return Words(text: ">99.9%") }
    if part > 0, tenths < 1 { return Words(text: "<0.1%") }
    return Words(text: "\(decimal(tenths / 10))%")
  }

  /// `4.2`: a rate with one decimal.
  static func rate(_ rate: Double) -> Words { Words(text: decimal(rate)) }

  /// `45 min`, `3.5 h`, `2.1 d`: a length of time to the precision that matters.
  static func wait(minutes: Int) -> Words {
    if minutes < 120 { return Words(text: "\(minutes) min") }
    let hours = Double(minutes) / 60
    return hours < 48
      ? Words(text: "\(decimal(hours)) h") : Words(text: "\(decimal(hours / 24)) d")
  }

  /// `2026-03-01`: the day of an instant, in UTC.
  static func day(_ instant: Timestamp) -> Words {
    Words(text: String(instant.description.prefix(10)))
  }

  /// An enumeration's own word.
  static func name(_ value: some RawRepresentable<String> & CaseIterable) -> Words {
    Words(text: value.rawValue)
  }

  /// Digits in groups of three.
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return number < 0 ? "-\(text)" : text
  }

  private static func decimal(_ value: Double) -> String {
    guard value.isFinite, let tenths = Int(exactly: (value * 10).rounded()) else { return "-" }
    return "\(grouped(tenths / 10)).\((tenths % 10).magnitude)"
  }
}
