import Testing

@testable import Reporting

/// A condition in words, in text and in Markdown.
struct ReadingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let reading: String
    let text: String
    let markdown: String

    var testDescription: String { reading }

    init(_ reading: String, text: String, markdown: String) {
      (self.reading, self.text, self.markdown) = (reading, text, markdown)
    }
  }

  @Test(arguments: [
    Case(
      "the action is `grant`, and (1.2) it is", text: "the action is `grant`, and (1.2) it is",
      markdown: "the action is `grant`, and (1.2) it is"),
    Case("`a|b` is", text: "`a|b` is", markdown: #"`a\u{7C}b` is"#),
    Case("is `\u{202E}x`", text: #"is `\u{202E}x`"#, markdown: #"is `\u{202E}x`"#),
    Case("see www.evil.example", text: "see www.evil.example", markdown: "`see www.evil.example`"),
    Case("a ::error:: b", text: #"a \u{3A}:error:: b"#, markdown: #"`a \u{3A}:error:: b`"#),
    Case("@you *are*", text: "@you *are*", markdown: "`@you *are*`"),
    Case(
      "at 2026-03-01T00:00:00Z", text: "at 2026-03-01T00:00:00Z",
      markdown: "at 2026-03-01T00:00:00Z"),
    Case("is 1.5: x", text: "is 1.5: x", markdown: "is 1.5: x"),
    Case("is `open", text: "is `open`", markdown: "is `open`"),
    Case("is ``", text: "is ``", markdown: "is (empty)"),
    Case("", text: "", markdown: ""),
  ])
  func quotesWhatComesFromOutside(_ testCase: Case) {
    let phrase = Phrase(reading: testCase.reading)
    #expect(phrase.text(.plain) == testCase.text)
    #expect(phrase.markdown(.cell) == testCase.markdown)
  }

  @Test func cutsALongReadingAndCountsWhatWasCut() {
    let reading = (1...100).map { "the x is `\($0 + 100)`" }.joined(separator: ", and ")
    let text = Phrase(reading: reading).text(.plain)
    // 100 clauses of 12 characters and 99 joints of 6, backticks aside.
    #expect(text.hasSuffix("… (+1,194 characters)"))
    #expect(text.unicodeScalars.count < 720)
    let long = Phrase(reading: "is `" + String(repeating: "y", count: 700) + "`").text(.plain)
    #expect(long.contains("… (+397 characters)`… (+103 characters)"))
  }
}
