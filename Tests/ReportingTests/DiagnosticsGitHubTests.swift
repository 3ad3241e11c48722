import Diagnostics
import Reporting
import Testing

struct DiagnosticsGitHubTests {
  @Test func oneLineForEachWithItsPlace() {
    let place = SourceFile(path: "rules/a.yaml", text: "rules:\n  - id: é: x").location(9..<12)
    let text = DiagnosticsGitHub(root: "access").render([
      Diagnostic(
        code: "unknown-key", message: "100% wrong", location: place, notes: ["so"], help: "mend it"),
      Diagnostic(
        code: "b", severity: .warning, message: "c", location: .file("rules/a,b:c.yaml")),
      Diagnostic(code: "d", severity: .note, message: "e"),
    ])
    #expect(
      text == """
        ::error file=access/rules/a.yaml,line=2,col=3,endColumn=6,title=unknown-key::100%25 wrong%0Anote: so%0Ahelp: mend it
        ::warning file=access/rules/a%2Cb%3Ac.yaml,title=b::c
        ::notice title=d::e

        """)
  }

  @Test func nothingFoundIsNoLine() { #expect(DiagnosticsGitHub().render([]) == "") }

  /// What comes from outside can neither end a line, nor a property, nor begin a command.
  @Test(arguments: AttackCorpus.all)
  func noAttackGetsOut(_ attack: String) {
    let ordinary = DiagnosticsGitHub().render(Diagnostic.everything())
    let attacked = DiagnosticsGitHub().render(Diagnostic.everything(Planting(attack: attack)))
    func lines(_ text: String) -> [Substring] { text.split { $0.isNewline } }
    #expect(lines(attacked).count == lines(ordinary).count)
    for line in lines(attacked) {
      #expect(line.hasPrefix("::"))
      // The title is a property of our own; nothing before it may close the properties.
      let properties = line.dropFirst(2).prefix { $0 != ":" }
      #expect(properties.contains("title="), "\(line)")
    }
  }
}
