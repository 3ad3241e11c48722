import CEL

// Instants are nanoseconds since 1970 in 128 bits; the calendar is found by counting days.

extension Oracle {
  static let nanosecondsPerSecond: Int128 = 1_000_000_000

  static func total(_ instant: Timestamp) -> Int128 {
    Int128(instant.seconds) * nanosecondsPerSecond + Int128(instant.nanoseconds)
  }

  static func instant(_ nanoseconds: Int128) throws(Failure) -> Value {
    let (seconds, rest) = floorDivided(nanoseconds, nanosecondsPerSecond)
    guard let whole = Int64(exactly: seconds),
      let instant = Timestamp(seconds: whole, nanoseconds: Int32(rest))
    else { throw overflow }
    return .timestamp(instant)
  }

  static func length(_ nanoseconds: Int128) throws(Failure) -> Value {
    .duration(CELDuration(totalNanoseconds: try fitting(nanoseconds)))
  }

  static func floorDivided(_ number: Int128, _ divisor: Int128) -> (Int128, Int128) {
    let rest = (number % divisor + divisor) % divisor
    return ((number - rest) / divisor, rest)
  }

  // MARK: - Calendar

  /// What the clock and the calendar on a wall show.
  struct Wall {
    var year = 1970
    /// From 0.
    var month = 0
    /// From 0.
    var day = 0
    var dayOfYear = 0
    /// Sunday is 0.
    var weekday = 0
    var secondOfDay = 0
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func monthLengths(_ year: Int) -> [Int] {
    [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  }

  /// The calendar repeats after 400 years, which are whole weeks.
  private static let daysIn400Years = 146_097

  static func wall(_ seconds: Int128) -> Wall {
    let (days, secondOfDay) = floorDivided(seconds, 86_400)
    let (cycles, rest) = floorDivided(days, Int128(daysIn400Years))
    var wall = Wall(year: 1970 + 400 * Int(cycles), secondOfDay: Int(secondOfDay))
    var left = Int(rest)
    // 1970-01-01 was a Thursday.
    wall.weekday = (4 + left) % 7
    while left >= (isLeap(wall.year) ? 366 : 365) {
      left -= isLeap(wall.year) ? 366 : 365
      wall.year += 1
    }
    wall.dayOfYear = left
    while left >= monthLengths(wall.year)[wall.month] {
      left -= monthLengths(wall.year)[wall.month]
      wall.month += 1
    }
    wall.day = left
    return wall
  }

  /// Seconds since 1970 of the start of a day; month and day from 1. Nil where there is no such day.
  private static func seconds(_ year: Int, _ month: Int, _ day: Int) -> Int128? {
    guard (1...12).contains(month), day >= 1, day <= monthLengths(year)[month - 1] else {
      return nil
    }
    // Counted from the year 370, four cycles before 1970, or from 1570 or 1970.
    var first = 1970
    while first > year { first -= 400 }
    var days = (first - 1970) / 400 * daysIn400Years
    for passed in first..<max(first, year) { days += isLeap(passed) ? 366 : 365 }
    for passed in 0..<(month - 1) { days += monthLengths(year)[passed] }
    return Int128(days + day - 1) * 86_400
  }

  // MARK: - Accessors

  private static let accessors: Set = [
    "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear",
    "getHours", "getMinutes", "getSeconds", "getMilliseconds",
  ]

  func reading(
    _ name: String, of instant: Timestamp, _ values: [Value]
  ) throws(Failure) -> Value {
    guard values.count <= 1, Self.accessors.contains(name) else { throw Self.noOverload }
    var offset: Int64 = 0
    if let zone = values.first {
      guard case .string(let zone) = zone else { throw Self.noOverload }
      offset = try zoneOffset(zone, instant)
    }
    let wall = Self.wall(Int128(instant.seconds) + Int128(offset))
    switch name {
    case "getFullYear": return .int(Int64(wall.year))
    case "getMonth": return .int(Int64(wall.month))
    case "getDate": return .int(Int64(wall.day + 1))
    case "getDayOfMonth": return .int(Int64(wall.day))
    case "getDayOfWeek": return .int(Int64(wall.weekday))
    case "getDayOfYear": return .int(Int64(wall.dayOfYear))
    case "getHours": return .int(Int64(wall.secondOfDay / 3600))
    case "getMinutes": return .int(Int64(wall.secondOfDay / 60 % 60))
    case "getSeconds": return .int(Int64(wall.secondOfDay % 60))
    case "getMilliseconds": return .int(Int64(instant.nanoseconds / 1_000_000))
    default: throw Self.noOverload
    }
  }

  static func reading(_ name: String, of length: CELDuration) throws(Failure) -> Value {
    let nanoseconds = length.totalNanoseconds
    switch name {
    case "getHours": return .int(nanoseconds / 3_600_000_000_000)
    case "getMinutes": return .int(nanoseconds / 60_000_000_000)
    case "getSeconds": return .int(nanoseconds / 1_000_000_000)
    case "getMilliseconds": return .int(nanoseconds / 1_000_000 % 1000)
    default: throw noOverload
    }
  }

  /// `UTC`, an offset such as `+05:30`, or what was injected.
  private func zoneOffset(_ zone: String, _ instant: Timestamp) throws(Failure) -> Int64 {
    if zone == "UTC" { return 0 }
    var digits = Array(zone.utf8)
    let sign = digits.first
    if sign == 0x2B || sign == 0x2D { digits.removeFirst() }
    let pair = String(decoding: digits, as: UTF8.self).split(separator: ":").map(String.init)
    if digits.count == 5, digits[2] == 0x3A, pair.count == 2, let hours = UInt8(pair[0]),
      let minutes = UInt8(pair[1]), hours < 24, minutes < 60
    {
      let seconds = Int64(hours) * 3600 + Int64(minutes) * 60
      return sign == 0x2D ? -seconds : seconds
    }
    guard let offset = timeZones?(zone, instant) else { throw Self.badArgument }
    return offset
  }

  // MARK: - Text

  static func text(of instant: Timestamp) -> String {
    let wall = wall(Int128(instant.seconds))
    let clock = [
      wall.secondOfDay / 3600, wall.secondOfDay / 60 % 60, wall.secondOfDay % 60,
    ].map { padded($0, 2) }.joined(separator: ":")
    let date = "\(padded(wall.year, 4))-\(padded(wall.month + 1, 2))-\(padded(wall.day + 1, 2))"
    return "\(date)T\(clock)\(fraction(Int(instant.nanoseconds)))Z"
  }

  static func text(of length: CELDuration) -> String {
    let (seconds, rest) = length.totalNanoseconds.magnitude
      .quotientAndRemainder(dividingBy: 1_000_000_000)
    return "\(length.totalNanoseconds < 0 ? "-" : "")\(seconds)\(fraction(Int(rest)))s"
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }

  private static func fraction(_ nanoseconds: Int) -> String {
    guard nanoseconds > 0 else { return "" }
    var digits = padded(nanoseconds, 9)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
  }

  /// RFC 3339, section 5.6, without leap seconds: `2026-03-01T10:00:00.5+01:00`.
  static func instantNanoseconds(_ text: String) throws(Failure) -> Int128 {
    let bytes = Array(text.utf8)
    let shape = Array("0000-00-00T00:00:00".utf8)
    guard bytes.count > shape.count,
      zip(bytes, shape).allSatisfy({ $1 == 0x30 ? isDigit($0) : $0 == $1 }),
      let start = seconds(
        number(bytes[0..<4]), number(bytes[5..<7]), number(bytes[8..<10])),
      let clock = clock(bytes[11..<13], bytes[14..<16], bytes[17..<19])
    else { throw badArgument }
    var rest = bytes.dropFirst(shape.count)
    var digits: [UInt8] = []
    if rest.first == 0x2E {
      digits = Array(rest.dropFirst().prefix(while: isDigit))
      rest = rest.dropFirst(1 + digits.count)
      guard (1...9).contains(digits.count) else { throw badArgument }
    }
    let offset = try offset(Array(rest))
    digits += [UInt8](repeating: 0x30, count: 9 - digits.count)
    return (start + Int128(clock - offset)) * nanosecondsPerSecond + Int128(number(digits[...]))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }

  private static func clock(_ parts: ArraySlice<UInt8>...) -> Int? {
    let numbers = parts.map(number)
    guard numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else { return nil }
    return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
  }

  /// `Z` or `+05:30`, in seconds.
  private static func offset(_ text: [UInt8]) throws(Failure) -> Int {
    if text == [0x5A] { return 0 }
    guard text.count == 6, text[0] == 0x2B || text[0] == 0x2D, text[3] == 0x3A,
      [1, 2, 4, 5].allSatisfy({ isDigit(text[$0]) }),
      let seconds = clock(text[1..<3], text[4..<6], [0x30])
    else { throw badArgument }
    return text[0] == 0x2D ? -seconds : seconds
  }

  /// Go's `time.ParseDuration`, which cel-go uses: `1h30m`, `-1.5s`, `0`.
  static func lengthNanoseconds(_ text: String) throws(Failure) -> Int128 {
    let units: [Substring: Int128] = [
      "ns": 1, "us": 1_000, "µs": 1_000, "μs": 1_000, "ms": 1_000_000, "s": 1_000_000_000,
      "m": 60_000_000_000, "h": 3_600_000_000_000,
    ]
    var rest = Substring(text)
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
    if rest == "0" { return 0 }
    guard !rest.isEmpty else { throw badArgument }
    var sum: Int128 = 0
    while !rest.isEmpty {
      let whole = rest.prefix { ("0"..."9").contains($0) }
      rest.removeFirst(whole.count)
      var decimals: Substring = ""
      if rest.hasPrefix(".") {
        rest.removeFirst()
        decimals = rest.prefix { ("0"..."9").contains($0) }
        rest.removeFirst(decimals.count)
      }
      let name = rest.prefix { $0 != "." && !("0"..."9").contains($0) }
      rest.removeFirst(name.count)
      guard let unit = units[name], !(whole.isEmpty && decimals.isEmpty) else { throw badArgument }
      sum += (Int128(whole) ?? 0) * unit
      var weight = unit
      var part: Int128 = 0
      for digit in decimals {
        weight *= 10
        part = part * 10 + (Int128(String(digit)) ?? 0)
      }
      sum += part * unit / (weight / unit)
    }
    return isNegative ? -sum : sum
  }
}
