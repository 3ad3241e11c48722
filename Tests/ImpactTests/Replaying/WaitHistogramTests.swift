import Testing

@testable import Impact

struct WaitHistogramTests {
  @Test
  func hasNoMedianOfNothing() {
    var waits = WaitHistogram()
    #expect(waits.medianMinutes == nil)
    waits.add(seconds: -1)
    #expect(waits.medianMinutes == nil)
  }

  @Test(arguments: 0..<16 as Range<Int64>)
  func isExactBelowSixteenMinutes(_ minutes: Int64) {
    var waits = WaitHistogram()
    waits.add(seconds: minutes * 60 + 59)
    #expect(waits.medianMinutes == Int(minutes))
  }

  @Test(arguments: [16, 17, 31, 32, 59, 60, 1_000, 1_439, 10_080, 525_600, 4_000_000_000])
  func isWithinASixteenthAbove(_ minutes: Int64) throws {
    var waits = WaitHistogram()
    waits.add(seconds: minutes * 60)
    let median = try #require(waits.medianMinutes)
    #expect(abs(Double(median) - Double(minutes)) <= Double(minutes) / 16)
  }

  @Test
  func takesTheLowerOfTwoMedians() {
    var waits = WaitHistogram()
    for minutes: Int64 in [1, 2, 3, 10] { waits.add(seconds: minutes * 60) }
    #expect(waits.medianMinutes == 2)
  }

  @Test
  func sumsAreOfBothParts() {
    var one = WaitHistogram()
    var other = WaitHistogram()
    var both = WaitHistogram()
    for minutes: Int64 in 0..<200 {
      if minutes % 3 == 0 {
        one.add(seconds: minutes * 77)
      } else {
        other.add(seconds: minutes * 77)
      }
      both.add(seconds: minutes * 77)
    }
    one.add(other)
    #expect(one == both)
  }
}
