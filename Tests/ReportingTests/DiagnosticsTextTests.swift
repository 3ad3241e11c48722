import Diagnostics
import Testing

@testable import Reporting

struct DiagnosticsTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let diagnostics: [Diagnostic]
    let summary: String

    var testDescription: String { summary }
  }

  private static func make(_ severity: Diagnostic.Severity, in file: String?) -> Diagnostic {
    Diagnostic(
      code: "a", severity: severity, message: "b", location: file.map { .file($0) })
  }

  private static let cases = [
    Case(diagnostics: [], summary: "nothing found\n"),
    Case(diagnostics: [make(.error, in: nil)], summary: "1 error\n"),
    Case(diagnostics: [make(.error, in: "a")], summary: "1 error in 1 file\n"),
    Case(
      diagnostics: [
        make(.error, in: "a"), make(.error, in: "b"), make(.error, in: "a"),
        make(.warning, in: "b"),
      ], summary: "3 errors and 1 warning in 2 files\n"),
    Case(
      diagnostics: Array(repeating: make(.note, in: "a"), count: 1_200),
      summary: "1,200 notes in 1 file\n"),
  ]

  @Test(arguments: cases)
  func endsInASummary(_ example: Case) {
    #expect(DiagnosticsText().render(example.diagnostics).hasSuffix(example.summary))
  }

  @Test func alignsTheGuttersOfAllPlacesOfADiagnostic() {
    let source = SourceFile(
      path: "rules/a.yaml", text: String(repeating: "\n", count: 99) + "  - id: a")
    let far = source.location(107..<108)
    let near = SourceFile(path: "rules/b.yaml", text: "- id: a").location(6..<7)
    let diagnostic = Diagnostic(
      code: "duplicate-id", message: "the id `a` is taken", location: far,
      labels: [.init(near, "first here")])
    #expect(
      DiagnosticsText().render(diagnostic) == """
        error[duplicate-id]: the id `a` is taken
           --> rules/a.yaml:100:9
            |
        100 |   - id: a
            |         ^
           --> rules/b.yaml:1:7
            |
          1 | - id: a
            |       - first here

        """)
  }
}
