import Testing

@testable import Reporting

struct OutsideTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let line: String

    init(_ text: String, _ line: String) {
      self.text = text
      self.line = line
    }

    var testDescription: String { text.debugDescription }
  }

  private static let escaped = [
    Case("a\u{1B}[31mb", "a\\u{1B}[31mb"), Case("a\r\nb\tc", "a\\u{D}\\u{A}b\\u{9}c"),
    Case("\u{9B}31m", "\\u{9B}31m"), Case("nul\u{0}", "nul\\u{0}"), Case("\u{7F}", "\\u{7F}"),
    Case("\u{202E}abc", "\\u{202E}abc"), Case("a\u{200B}b", "a\\u{200B}b"),
    Case("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), Case("\u{E0041}", "\\u{E0041}"),
    Case("\u{E000}", "\\u{E000}"), Case("\u{10FFFF}", "\\u{10FFFF}"), Case("\u{378}", "\\u{378}"),
    Case("\u{A0}", "\\u{A0}"), Case("\u{3164}", "\\u{3164}"), Case("\u{2800}", "\\u{2800}"),
    Case("\u{301}a", "\\u{301}a"), Case("::error::x", "\\u{3A}:error::x"),
    Case(" ::error::x", " \\u{3A}:error::x"), Case("##[error]x", "\\u{23}#[error]x"),
    Case("###[x]", "#\\u{23}#[x]"), Case("##vso[x]y", "\\u{23}#vso[x]y"),
    Case("\\u{202E}", "\\u{5C}u{202E}"),
  ]

  private static let untouched = [
    "plain", "naïve café", "漢字", "a::b", "## Title", "#1", "^CHG-[0-9]+$", "\\d+", "日本語 text",
    "e\u{301}", "🙂", "|`<>*_@[](){}",
  ].map { Case($0, $0) }

  @Test(arguments: escaped + untouched)
  func showsWhatCannotBeSeenAsEscapes(_ example: Case) {
    #expect(OutsideText(example.text).line == example.line)
  }

  @Test(arguments: [
    (199, nil), (200, nil), (201, "… (+1 character)"), (257, "… (+57 characters)"),
    (10_200, "… (+10,000 characters)"),
  ])
  func cutsLongTextAndCountsWhatWasCut(_ length: Int, _ notice: String?) {
    let line = OutsideText(String(repeating: "a", count: length)).line
    #expect(line == String(repeating: "a", count: min(length, 200)) + (notice ?? ""))
  }

  @Test func cutsByScalarsSoThatOneCharacterCannotBeEndless() {
    let text = "a" + String(repeating: "\u{301}", count: 5_000)
    #expect(text.count == 1)
    #expect(OutsideText(text).cutCount == 4_801)
  }

  @Test(arguments: [("abc", 3), ("漢字", 4), ("e\u{301}", 1), ("🙂", 2), ("ｱ", 1), ("Ａ", 2), ("", 0)])
  func countsCellsOfATerminal(_ text: String, _ columns: Int) {
    #expect(text.columnCount == columns)
  }
}
