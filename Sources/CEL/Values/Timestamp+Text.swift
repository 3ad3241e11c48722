extension Timestamp {
  /// An instant as RFC 3339 writes it, with `Z` or any numeric offset; nil for anything else,
  /// for leap seconds, for more than nine decimals and for instants outside of the years 1 to
  /// 9999.
  package static func parse(_ text: String) -> Timestamp? {
    var reader = TimestampReader(bytes: Array(text.utf8))
    return reader.read()
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC with as many decimals as needed, such as `2026-03-01T10:00:00Z`.
  package var description: String {
    let date = CivilDate(daysSinceEpoch: seconds.floorQuotient(CivilDate.secondsPerDay))
    let second = seconds.floorRemainder(CivilDate.secondsPerDay)
    let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    let time =
      "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    return "\(day)T\(time)\(fractionText(nanoseconds: UInt32(nanoseconds)))Z"
  }
}

private func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

private struct TimestampReader {
  let bytes: [UInt8]
  var offset = 0

  /// RFC 3339, section 5.6.
  mutating func read() -> Timestamp? {
    guard let days = readDate(), readByte("T", "t"), let (second, nanoseconds) = readTime(),
      let zone = readZone(), offset == bytes.count
    else { return nil }
    return Timestamp(
      seconds: days * CivilDate.secondsPerDay + second - zone, nanoseconds: nanoseconds)
  }

  private mutating func readDate() -> Int64? {
    guard let year = readNumber(4), readByte("-"), let month = readNumber(2), readByte("-"),
      let day = readNumber(2), let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return date.daysSinceEpoch
  }

  private mutating func readTime() -> (second: Int64, nanoseconds: Int32)? {
    guard let hour = readNumber(2), hour < 24, readByte(":"), let minute = readNumber(2),
      minute < 60, readByte(":"), let second = readNumber(2), second < 60,
      let nanoseconds = readFraction()
    else { return nil }
    return (hour * 3600 + minute * 60 + second, nanoseconds)
  }

  private mutating func readFraction() -> Int32? {
    guard readByte(".") else { return 0 }
    let start = offset
    var value: Int32 = 0
    while offset < bytes.count, offset - start < 9, let digit = decimalDigit(bytes[offset]) {
      value = value * 10 + Int32(digit)
      offset += 1
    }
    guard offset > start else { return nil }
    for _ in (offset - start)..<9 { value *= 10 }
    return value
  }

  private mutating func readZone() -> Int64? {
    if readByte("Z", "z") { return 0 }
    let isWest = offset < bytes.count && bytes[offset] == UInt8(ascii: "-")
    guard readByte("+", "-"), let hour = readNumber(2), hour < 24, readByte(":"),
      let minute = readNumber(2), minute < 60
    else { return nil }
    return (hour * 3600 + minute * 60) * (isWest ? -1 : 1)
  }

  private mutating func readNumber(_ width: Int) -> Int64? {
    guard bytes.count - offset >= width else { return nil }
    var value: Int64 = 0
    for byte in bytes[offset..<(offset + width)] {
      guard let digit = decimalDigit(byte) else { return nil }
      value = value * 10 + Int64(digit)
    }
    offset += width
    return value
  }

  private mutating func readByte(_ choices: Unicode.Scalar...) -> Bool {
    guard offset < bytes.count, choices.contains(Unicode.Scalar(bytes[offset])) else {
      return false
    }
    offset += 1
    return true
  }
}
