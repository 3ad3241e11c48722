import CEL
import Testing

struct TimestampTests {
  @Test(arguments: [
    Example("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
    Example("2026-03-01T12:00:00+02:00", "2026-03-01T10:00:00Z"),
    Example("2026-03-01T00:30:00-10:30", "2026-03-01T11:00:00Z"),
    Example("2026-03-01t10:00:00z", "2026-03-01T10:00:00Z"),
    Example("2026-03-01T10:00:00-00:00", "2026-03-01T10:00:00Z"),
    Example("2024-02-29T23:59:59.5Z", "2024-02-29T23:59:59.5Z"),
    Example("2000-02-29T00:00:00.120Z", "2000-02-29T00:00:00.12Z"),
    Example("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z"),
    Example("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    Example("0000-12-31T23:30:00-01:00", "0001-01-01T00:30:00Z"),
    Example("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"),
    Example("1900-02-28T00:00:00Z", "1900-02-28T00:00:00Z"),
  ])
  func readsAndWrites(_ example: Example<String>) throws {
    let timestamp = try #require(Timestamp.parse(example.source))
    #expect(timestamp.description == example.outcome)
    #expect(Timestamp.parse(timestamp.description) == timestamp)
  }

  @Test(arguments: [
    "", "2026", "2026-03-01", "2026-03-01T10:00:00", "2026-03-01 10:00:00Z", "2026-03-01T10:00Z",
    "2026-3-1T10:00:00Z", "2026-13-01T10:00:00Z", "2026-00-01T10:00:00Z", "2026-02-29T10:00:00Z",
    "1900-02-29T10:00:00Z", "2026-04-31T10:00:00Z", "2026-03-00T10:00:00Z", "2026-03-01T24:00:00Z",
    "2026-03-01T10:60:00Z", "2016-12-31T23:59:60Z", "2026-03-01T10:00:00.Z",
    "2026-03-01T10:00:00,5Z",
    "2026-03-01T10:00:00.1234567890Z", "2026-03-01T10:00:00+2:00", "2026-03-01T10:00:00+02",
    "2026-03-01T10:00:00+0200", "2026-03-01T10:00:00+24:00", "2026-03-01T10:00:00+02:60",
    "2026-03-01T10:00:00Zx", " 2026-03-01T10:00:00Z", "+2026-03-01T10:00:00Z",
    "-026-03-01T10:00:00Z", "10000-01-01T00:00:00Z", "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-00:01", "0001-01-01T00:00:00+00:01", "２026-03-01T10:00:00Z",
    "2026-03-01T10:00:00\u{0}Z",
  ])
  func refuses(_ text: String) {
    #expect(Timestamp.parse(text) == nil)
  }

  @Test func agreesWithTheCalendarOnEveryDayOfFourHundredYears() throws {
    // 1970-01-01 is day 0; the next day is found by counting.
    var (year, month, day) = (1970, 1, 1)
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for count in 0..<146_097 {
      if count.isMultiple(of: 7) {
        let timestamp = try #require(Timestamp(seconds: Int64(count) * 86_400))
        let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        #expect(timestamp.description == text + "T00:00:00Z")
        #expect(Timestamp.parse(text + "T00:00:00Z") == timestamp)
      }
      let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
      let length = month == 2 && isLeap ? 29 : lengths[month - 1]
      (day, month) = day < length ? (day + 1, month) : (1, month + 1)
      if month > 12 { (year, month) = (year + 1, 1) }
    }
  }

  @Test func movesByDurationsWithinTheRange() throws {
    let start = try #require(Timestamp(seconds: 10, nanoseconds: 600_000_000))
    let half = try #require(CELDuration.parse("500ms"))
    #expect(start.adding(half) == Timestamp(seconds: 11, nanoseconds: 100_000_000))
    #expect(start.subtracting(half) == Timestamp(seconds: 10, nanoseconds: 100_000_000))
    let minus = try #require(half.negated)
    #expect(start.adding(minus) == start.subtracting(half))
    #expect(start.subtracting(minus) == start.adding(half))
    let second = CELDuration(totalNanoseconds: 1_000_000_000)
    let last = try #require(Timestamp(seconds: Timestamp.greatestSeconds))
    let first = try #require(Timestamp(seconds: Timestamp.leastSeconds))
    #expect(last.adding(second) == nil)
    #expect(first.subtracting(second) == nil)
    #expect(first.subtracting(CELDuration(totalNanoseconds: 1)) == nil)
    #expect(last.since(first) == nil)
    #expect(start.since(start) == .zero)
  }

  @Test func isOrderedByTime() throws {
    let texts = [
      "0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.1Z",
      "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000001Z", "9999-12-31T23:59:59Z",
    ]
    let timestamps = try texts.map { try #require(Timestamp.parse($0)) }
    #expect(timestamps.reversed().sorted() == timestamps)
  }

  @Test(arguments: [(.max, 0), (.min, 0), (0, -1), (0, 1_000_000_000)] as [(Int64, Int32)])
  func refusesPartsOutOfRange(_ seconds: Int64, _ nanoseconds: Int32) {
    #expect(Timestamp(seconds: seconds, nanoseconds: nanoseconds) == nil)
  }
}
