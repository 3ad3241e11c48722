import CEL
import Testing

struct DurationTests {
  @Test(
    arguments: [
      Example("0", 0), Example("+0", 0), Example("-0", 0), Example("0s", 0), Example("1ns", 1),
      Example("1us", 1_000), Example("1µs", 1_000), Example("1μs", 1_000),
      Example("1ms", 1_000_000),
      Example("1s", 1_000_000_000), Example("1m", 60_000_000_000),
      Example("1h", 3_600_000_000_000), Example("1h30m", 5_400_000_000_000),
      Example("1.5s", 1_500_000_000), Example(".5s", 500_000_000), Example("5.s", 5_000_000_000),
      Example("-2ms", -2_000_000), Example("-1h1s", -3_601_000_000_000),
      Example("+1s", 1_000_000_000),
      Example("1s1h", 3_601_000_000_000), Example("1s1s", 2_000_000_000),
      Example("0.0000000001s", 0), Example("0.123456789123s", 123_456_789),
      Example("0.000000000001h", 3), Example("9223372036854775807ns", Int64.max),
      Example("-9223372036854775808ns", Int64.min),
      Example("00000000000000000000001s", 1_000_000_000),
    ] as [Example<Int64>])
  func reads(_ example: Example<Int64>) {
    #expect(CELDuration.parse(example.source)?.totalNanoseconds == example.outcome)
  }

  @Test(arguments: [
    "", "-", "+", "1", "s", ".", ".s", "1.", "1d", "1w", "1H", "1 s", " 1s", "1s ", "1h 1m", "--1s",
    "+-1s", "1s-1s", "1e3s", "1..5s", "1.5.5s", "0x1s", "１s", "1sec", "00", "1_0s", "∞s",
    "9223372036854775808ns", "-9223372036854775809ns", "9223372037s", "2562048h",
    "99999999999999999999999999999999999999999999h", "9223372036s9223372036s",
  ])
  func refuses(_ text: String) {
    #expect(CELDuration.parse(text) == nil)
  }

  @Test(arguments: [
    Example("0", "0s"), Example("90m", "5400s"), Example("1.50s", "1.5s"),
    Example("-500ms", "-0.5s"),
    Example("1ns", "0.000000001s"), Example("-9223372036854775808ns", "-9223372036.854775808s"),
  ])
  func writesSeconds(_ example: Example<String>) throws {
    let duration = try #require(CELDuration.parse(example.source))
    #expect(duration.description == example.outcome)
    #expect(CELDuration.parse(duration.description) == duration)
  }

  @Test func reportsWhatIsTooLong() {
    let longest = CELDuration(totalNanoseconds: .max)
    let shortest = CELDuration(totalNanoseconds: .min)
    let one = CELDuration(totalNanoseconds: 1)
    #expect(longest.adding(one) == nil)
    #expect(shortest.subtracting(one) == nil)
    #expect(shortest.negated == nil)
    #expect(longest.negated?.totalNanoseconds == -.max)
    #expect(CELDuration(seconds: 10_000_000_000) == nil)
    #expect(CELDuration(seconds: 1, nanoseconds: -1)?.totalNanoseconds == 999_999_999)
    #expect(shortest < one && one < longest)
  }
}
