import Diagnostics
import Testing

@testable import Reporting

struct DiagnosticsMarkdownTests {
  @Test func errorsComeBeforeWarningsAndNotes() throws {
    let markdown = DiagnosticsMarkdown().render(
      Diagnostic.Severity.allCases.map {
        Diagnostic(code: "a-\($0.rawValue)", severity: $0, message: "b")
      })
    let codes = markdown.split(separator: "\n").filter { $0.hasPrefix("### ") }
    #expect(codes == ["### error `a-error`", "### warning `a-warning`", "### note `a-note`"])
  }

  @Test func showsTheLineInAFenceLongerThanItsRuns() {
    let source = SourceFile(path: "rules/a.yaml", text: "- id: ````\n")
    let markdown = DiagnosticsMarkdown().render([
      Diagnostic(code: "bad-id", message: "no id", location: source.location(6..<10))
    ])
    #expect(markdown.contains("\n`````text\n1 | - id: ````\n  |       ^^^^\n`````\n"))
  }

  @Test func hiddenCharactersOfALineAreEscapedOnce() {
    let source = SourceFile(path: "a", text: "a: \u{202E}b")
    let markdown = DiagnosticsMarkdown().render([
      Diagnostic(code: "c", message: "m", location: source.location(3..<6))
    ])
    #expect(markdown.contains("1 | a: \\u{202E}b\n"))
  }

  @Test(arguments: [500, 5_000])
  func cutsDetailFirstThenCountsWhatHasNoRoom(_ count: Int) {
    let source = SourceFile(path: "rules/a.yaml", text: "  ownr: team-data")
    let finding = Diagnostic(
      code: "unknown-key", message: "unknown key `ownr`", location: source.location(2..<6),
      help: "did you mean `owner`?")
    let markdown = DiagnosticsMarkdown().render(Array(repeating: finding, count: count))
    let lines = markdown.split(separator: "\n")
    #expect(lines.first?.hasPrefix("**\(Words.grouped(count)) errors in 1 file**") == true)
    #expect(markdown.utf8.count <= MarkdownPage.byteLimit)
    let whole = lines.count { $0 == "### error `unknown-key`" }
    let short = lines.count { $0.hasPrefix("- error `unknown-key`: `rules/a.yaml`:1:3: `` unk") }
    #expect(whole > 100)
    #expect(short > 100)
    #expect(markdown.contains("### Without their lines: \(Words.grouped(count - whole))\n"))
    let hidden = count - whole - short
    #expect(markdown.contains("- +\(Words.grouped(hidden)) more\n") == (hidden > 0))
    #expect(
      markdown.contains("Left out, to keep this report short: Without their lines.")
        == (hidden > 0))
  }

  @Test func oneFindingTooLongForTheDetailIsStillNamed() {
    let note = String(repeating: "\u{10FFFF}", count: 1_000)
    let long = Diagnostic(
      code: "long", message: "a long story", notes: Array(repeating: note, count: 20))
    let markdown = DiagnosticsMarkdown().render([long])
    #expect(markdown.hasPrefix("**1 error**\n"))
    #expect(markdown.contains("- error `long`: `a long story`\n"))
  }
}
