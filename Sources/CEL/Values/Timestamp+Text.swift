extension Timestamp {
  /// An instant as RFC 3339 writes it, with `Z` or any numeric offset; nil for anything else,
  /// for leap seconds, for more than nine decimals and for instants outside of the years 1 to
  /// 9999.
  package static func parse(_ text: String) -> Timestamp? {
    var text = text
    return text.withUTF8 { bytes in
      var reader = TimestampReader(bytes: bytes)
      return reader.read()
    }
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC with as many decimals as needed, such as `2026-03-01T10:00:00Z`.
  package var description: String {
    let date = CivilDate(daysSinceEpoch: seconds.floorQuotient(CivilDate.secondsPerDay))
    let second = seconds.floorRemainder(CivilDate.secondsPerDay)
    var text: [UInt8] = []
    text.reserveCapacity(Self.usualByteCount)
    text.append(date.year, width: 4)
    text.append(date.month, after: "-")
    text.append(date.day, after: "-")
    text.append(second / 3600, after: "T")
    text.append(second / 60 % 60, after: ":")
    text.append(second % 60, after: ":")
    text += fractionText(nanoseconds: UInt32(nanoseconds)).utf8
    text.append(UInt8(ascii: "Z"))
    return String(decoding: text, as: UTF8.self)
  }

  /// Of one without decimals.
  private static let usualByteCount = 20
}

extension [UInt8] {
  /// A number with leading zeros.
  fileprivate mutating func append(_ number: Int64, width: Int) {
    var divisor = (1..<width).reduce(Int64(1)) { power, _ in power * 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// A number of two digits, and what stands before it.
  fileprivate mutating func append(_ number: Int64, after mark: Unicode.Scalar) {
    append(UInt8(ascii: mark))
    append(number, width: 2)
  }
}

private struct TimestampReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0

  /// RFC 3339, section 5.6.
  mutating func read() -> Timestamp? {
    guard let days = readDate(), readByte("T", or: "t"), let (second, nanoseconds) = readTime(),
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
    if readByte("Z", or: "z") { return 0 }
    let isWest = offset < bytes.count && bytes[offset] == UInt8(ascii: "-")
    guard readByte("+", or: "-"), let hour = readNumber(2), hour < 24, readByte(":"),
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

  private mutating func readByte(_ byte: Unicode.Scalar, or other: Unicode.Scalar? = nil) -> Bool {
    guard offset < bytes.count else { return false }
    let found = Unicode.Scalar(bytes[offset])
    guard found == byte || found == other else { return false }
    offset += 1
    return true
  }
}
