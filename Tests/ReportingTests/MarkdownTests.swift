import Impact
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
    page.folded([Section("Rule \(name) of ours", [.sentence("x")])])
    #expect(page.text.contains("<summary>Rule  of ours</summary>"))
  }

  @Test func leavesOutRowsThenSectionsAndSaysSo() {
    var page = MarkdownPage()
    page.verdict("PASSED")
    let long = String(repeating: "x", count: 190)
    let rows = (1...500).map { number -> Phrase in "\(number): \(long)" }
    page.folded([
      Section("Long", [.list(RowList(rows))]), Section("Late", [.list(RowList(rows))]),
    ])
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

extension MarkdownTests {
  @Test func longStringsDoNotDriveOutWhatFollowsThem() {
    let long = String(repeating: "\u{10FFFF}", count: 300)
    var radius = BlastRadius.everything()
    radius.gates[0].records = Array(repeating: long, count: 1_000)
    radius.deniedThenNowApproved[0] = long
    let text = BlastRadiusMarkdown().render(radius)
    #expect(text.utf8.count <= 60_000)
    for title in ["Gate tripped", "Safeguards lowered", "Against what humans decided"] {
      #expect(text.contains("### \(title)"))
    }
    #expect(text.contains("`req-1002`") && text.contains("`req-2007`"))
  }
}

extension String {
  fileprivate func components(of word: String) -> Int { split(separator: word).count }
}
