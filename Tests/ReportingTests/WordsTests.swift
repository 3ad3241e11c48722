import Testing

@testable import Reporting

struct WordsTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (1_044_000, "1,044,000"), (-12_345, "-12,345"),
  ])
  func groupsThousands(_ number: Int, _ text: String) {
    #expect(Words.grouped(number) == text)
  }

  @Test(arguments: [
    (1_044, 1_103, "94.7%"), (0, 10, "0.0%"), (10, 10, "100.0%"), (1, 3, "33.3%"),
    (9_999, 10_000, ">99.9%"), (1, 100_000, "<0.1%"), (1, 0, "-"), (5, 100, "5.0%"),
  ])
  func roundsSharesButNeverToAllOrNothing(_ part: Int, _ whole: Int, _ text: String) {
    #expect(Words.share(part, of: whole).text == text)
  }

  @Test(arguments: [
    (0.0, "0.0"), (7.913_04, "7.9"), (1_234.56, "1,234.6"), (.nan, "-"), (.infinity, "-"),
  ])
  func showsRatesWithOneDecimal(_ rate: Double, _ text: String) {
    #expect(Words.rate(rate).text == text)
  }

  @Test(arguments: [(0, "0 records"), (1, "1 record"), (1_200, "1,200 records")])
  func countsInWords(_ number: Int, _ text: String) {
    #expect(Words.count(number, "record", "records").text == text)
  }
}
