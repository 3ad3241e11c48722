extension TimeAccessor {
  /// What is asked of a timestamp in a zone, or of a duration; nil for anything else.
  func read(_ value: Value, offsetSeconds: Int64) -> Int64? {
    switch value {
    case .timestamp(let timestamp): read(timestamp, offsetSeconds: offsetSeconds)
    case .duration(let duration): read(duration)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .list, .map, .type, .optional: nil
    }
  }

  private func read(_ timestamp: Timestamp, offsetSeconds: Int64) -> Int64 {
    let seconds = timestamp.seconds + offsetSeconds
    let days = seconds.floorQuotient(CivilDate.secondsPerDay)
    let second = seconds.floorRemainder(CivilDate.secondsPerDay)
    // 1970-01-01 was a Thursday, day 4 of a week that starts on Sunday.
    switch self {
    case .getFullYear: return CivilDate(daysSinceEpoch: days).year
    case .getMonth: return CivilDate(daysSinceEpoch: days).month - 1
    case .getDate: return CivilDate(daysSinceEpoch: days).day
    case .getDayOfMonth: return CivilDate(daysSinceEpoch: days).day - 1
    case .getDayOfWeek: return (days + 4).floorRemainder(7)
    case .getDayOfYear: return CivilDate(daysSinceEpoch: days).dayOfYear
    case .getHours: return second / 3600
    case .getMinutes: return second / 60 % 60
    case .getSeconds: return second % 60
    case .getMilliseconds: return Int64(timestamp.nanoseconds) / 1_000_000
    }
  }

  /// Hours, minutes and seconds are whole durations in that unit; milliseconds are what is left of
  /// the second.
  private func read(_ duration: CELDuration) -> Int64? {
    switch self {
    case .getHours: duration.wholeSeconds / 3600
    case .getMinutes: duration.wholeSeconds / 60
    case .getSeconds: duration.wholeSeconds
    case .getMilliseconds: Int64(duration.subsecondNanoseconds) / 1_000_000
    case .getFullYear, .getMonth, .getDate, .getDayOfMonth, .getDayOfWeek, .getDayOfYear: nil
    }
  }
}

/// Time zones without a database: UTC and offsets from it.
enum FixedOffset {
  /// `UTC`, `+02:00`, `-02:30` or `02:00`, in seconds to the east; nil for all else.
  static func seconds(_ text: String) -> Int64? {
    var bytes = Array(text.utf8)
    if bytes == Array("UTC".utf8) { return 0 }
    let isWest = bytes.first == UInt8(ascii: "-")
    if isWest || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    let digits = bytes.compactMap(decimalDigit).map(Int64.init)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), digits.count == 4 else { return nil }
    let hour = digits[0] * 10 + digits[1]
    let minute = digits[2] * 10 + digits[3]
    guard hour < 24, minute < 60 else { return nil }
    return (hour * 3600 + minute * 60) * (isWest ? -1 : 1)
  }
}
