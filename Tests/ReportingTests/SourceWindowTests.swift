import Diagnostics
import Testing

@testable import Reporting

struct SourceWindowTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// The text with what is meant between « and ».
    let marked: String
    let text: String
    let start: Int
    let count: Int

    var testDescription: String { name }
  }

  private static let cases = [
    Case(name: "a word", marked: "  «ownr»: a", text: "  ownr: a", start: 2, count: 4),
    Case(name: "after a tab", marked: "\t«a»", text: "    a", start: 4, count: 1),
    Case(name: "after text and a tab", marked: "ab\t«c»", text: "ab  c", start: 4, count: 1),
    Case(name: "a tab itself", marked: "a«\t»b", text: "a   b", start: 1, count: 3),
    Case(name: "after wide characters", marked: "漢字: «x»", text: "漢字: x", start: 6, count: 1),
    Case(name: "wide characters", marked: "«漢字»", text: "漢字", start: 0, count: 4),
    Case(
      name: "after a combining mark", marked: "e\u{301}«x»", text: "e\u{301}x", start: 1, count: 1),
    Case(name: "hidden", marked: "a«\u{202E}»b", text: "a\\u{202E}b", start: 1, count: 8),
    Case(
      name: "a log command", marked: "«##[error]»", text: "\\u{23}#[error]", start: 0, count: 14),
    Case(name: "nothing at the end", marked: "abc«»", text: "abc", start: 3, count: 1),
    Case(name: "more than one line", marked: "a: «b\nc»", text: "a: b", start: 3, count: 1),
  ]

  @Test(arguments: cases)
  func putsCaretsUnderWhatIsMeant(_ example: Case) throws {
    let window = try #require(SourceWindow(location(example.marked)))
    #expect(window.text == example.text)
    #expect(window.markStart == example.start)
    #expect(window.markCount == example.count)
  }

  @Test(arguments: [0, 10, 150, 290, 299])
  func showsAWindowOfALongLine(_ offset: Int) throws {
    let line = (0..<300).map { String($0 % 10) }.joined()
    let source = SourceFile(path: "a", text: line)
    let window = try #require(SourceWindow(source.location(offset..<(offset + 1))))
    #expect(window.text.count <= 102)
    let marked = Array(window.text)[window.markStart]
    #expect(String(marked) == String(offset % 10))
    #expect(window.text.hasPrefix("…") == (offset > 40))
    #expect(window.text.hasSuffix("…") == (offset < 260))
  }

  @Test func hasNothingToShowOfAFileAsAWhole() {
    #expect(SourceWindow(.file("rules/a.yaml")) == nil)
  }

  private func location(_ marked: String) throws -> Diagnostics.SourceLocation {
    let parts = marked.split(omittingEmptySubsequences: false) { $0 == "«" || $0 == "»" }
    try #require(parts.count == 3)
    let start = parts[0].utf8.count
    return SourceFile(path: "a", text: parts.joined()).location(
      start..<(start + parts[1].utf8.count))
  }
}
