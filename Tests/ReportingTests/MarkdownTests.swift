import Testing

@testable import Reporting

struct MarkdownTests {
  struct Span: Sendable, CustomTestStringConvertible {
    let text: String
    let flow: String
    let cell: String

    init(_ text: String, _ flow: String, cell: String? = nil) {
      self.text = text
      self.flow = flow
      self.cell = cell ?? flow
    }

    var testDescription: String { text.debugDescription }
  }

  private static let spans = [
    Span("a", "`a`"), Span("`", "`` ` ``"), Span("a``b", "```a``b```"), Span("a`", "`` a` ``"),
    Span(" a", "`  a `"), Span("", "(empty)"), Span("</details>", "`</details>`"),
    Span("a|b", "`a|b`", cell: "`a\\u{7C}b`"), Span("\\|", "`\\|`", cell: "`\\\\u{7C}`"),
    Span("@octocat", "`@octocat`"), Span("a\nb", "`a\\u{A}b`"),
  ]

  @Test(arguments: spans)
  func writesOutsideTextAsCode(_ span: Span) {
    #expect(MarkdownCode.span(span.text) == span.flow)
    #expect(MarkdownCode.span(span.text, .cell) == span.cell)
  }

  @Test func keepsNeighbouringSpansApart() {
    let first = "a"
    let second = "b`"
    let phrase: Phrase = "\(first)\(second)"
    #expect(phrase.markdown() == "`a` `` b` ``")
  }

  @Test func fenceIsLongerThanAnyRunInside() {
    #expect(
      MarkdownCode.fence(["a", "````", "~~~"]) == ["`````text", "a", "````", "~~~", "`````"])
  }

  @Test func summaryTakesNoTextFromOutside() {
    var page = MarkdownPage()
    let name = "</summary><script>"
    page.section(Section("Rule \(name) of ours", [.sentence("x")]), .folded)
    #expect(page.text.contains("<summary>Rule  of ours</summary>"))
  }

  @Test func leavesOutRowsThenSectionsAndSaysSo() {
    var page = MarkdownPage()
    page.verdict("PASSED")
    let long = String(repeating: "x", count: 190)
    let rows = (1...500).map { number -> Phrase in "\(number): \(long)" }
    page.section(Section("Long", [.list(RowList(rows))]), .folded)
    page.section(Section("Late", [.list(RowList(rows))]), .folded)
    let text = page.text
    #expect(text.hasPrefix("**PASSED**\n"))
    #expect(text.utf8.count <= 60_000)
    #expect(text.utf8.count > 55_000)
    let written = text.split(separator: "\n").filter { $0.contains(": `xxx") }.count
    #expect(text.contains("- +\(500 - written) more\n\n</details>"))
    #expect(!text.contains("<summary>Late</summary>"))
    #expect(text.contains("Left out, to keep this report short: Long, Late."))
    #expect(text.components(of: "<details>") == text.components(of: "</details>"))
  }
}

extension String {
  fileprivate func components(of word: String) -> Int { split(separator: word).count }
}
