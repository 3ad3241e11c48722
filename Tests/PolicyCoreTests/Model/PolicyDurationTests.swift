import CEL
import PolicyCore
import Testing

struct PolicyDurationTests {
  @Test(
    arguments: [
      ("0s", 0), ("8h", 28_800), ("1d12h", 129_600), ("90m", 5_400), ("1d1h1m1s", 90_061),
      ("0000000000000000000001s", 1), ("106481d", 9_199_958_400), ("9200000000s", 9_200_000_000),
    ] as [(String, Int64)])
  func readsALength(_ text: String, _ seconds: Int64) {
    #expect(PolicyDuration(text)?.seconds == seconds)
    #expect(PolicyDuration(text)?.text == text)
  }

  @Test(arguments: [
    "", "8", "h", "8 h", " 8h", "8h ", "-8h", "+8h", "8H", "1h1d", "1h1h", "1.5h", "PT8H", "8w",
    "8ms", "1d-1h", "\u{661}h", "8h\0", "9200000001s", "106482d", "9223372036854775807s",
    "99999999999999999999999999999999999999d", "106481d23h59m59s9200000000s",
    "18446744073709551616s",
  ])
  func refusesWhatIsNoLength(_ text: String) { #expect(PolicyDuration(text) == nil) }

  @Test(arguments: [("1d", 86_400), ("1h30m", 5_400), ("0s", 0), ("1d1s", 86_401)])
  func writesALength(_ text: String, _ seconds: Int64) {
    #expect(PolicyDuration(seconds: seconds).text == text)
  }

  @Test func isNeverNegative() { #expect(PolicyDuration(seconds: -1).seconds == 0) }

  @Test func isEqualAndOrderedByLengthAlone() {
    let (day, hours) = (duration("1d"), duration("24h"))
    #expect(day == hours)
    #expect(!(day < hours) && !(hours < day))
    #expect(Set([day, hours]).count == 1)
  }

  @Test func addsToAnInstant() {
    #expect(instant("10:00").adding(duration("1d1s")) == instant("2026-03-02T10:00:01Z"))
  }

  @Test func findsNoInstantPastTheYear9999() {
    #expect(instant("9999-12-31T23:59:59Z").adding(duration("1s")) == nil)
  }

  @Test func everyLengthFitsAConditionsDuration() {
    let longest = duration("9200000000s")
    #expect(CELDuration(seconds: longest.seconds) != nil)
  }
}
