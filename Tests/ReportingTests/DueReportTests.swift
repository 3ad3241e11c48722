import Diagnostics
import CEL
import PolicyCore
import Testing

@testable import Reporting

struct DueReportTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: @Sendable () -> String

    var testDescription: String { name }
  }

  private static let cases = [
    Case(name: "due.txt") { DueText().render(.everything()) },
    Case(name: "due.md") { DueMarkdown().render(.everything()) },
    Case(name: "due.json") { DueJSON().render(.everything()) },
    Case(name: "due-nothing.txt") { DueText().render(.nothing) },
    Case(name: "due-nothing.md") { DueMarkdown().render(.nothing) },
    Case(name: "due-nothing.json") { DueJSON().render(.nothing) },
    Case(name: "recertification.txt") {
      RecertificationText().evidence(.everything()) + RecertificationText().result(.everything())
    },
    Case(name: "recertification-bare.txt") {
      RecertificationText().evidence(.bare) + RecertificationText().result(.bare)
    },
    Case(name: "recertification.json") { RecertificationJSON().render(.everything()) },
  ]

  @Test(arguments: cases)
  func reportIsAsRecorded(_ example: Case) throws {
    try Snapshot.expect(example.text(), matches: example.name)
  }

  @Test func reportsFitTheirSchemas() throws {
    for list in [DueList.everything(), .nothing] {
      let schema = try SchemaReading(named: "due")
      #expect(schema.problems(in: .object(DueJSON().document(list))) == [])
    }
    for report in [Recertification.everything(), .bare] {
      let schema = try SchemaReading(named: "recertification")
      #expect(schema.problems(in: .object(RecertificationJSON().document(report))) == [])
    }
  }

  @Test func suspensionFitsItsSchema() throws {
    let texts = [
      "precedent.yaml": "name: acme\n",
      "directory/a.yaml": "teams: [ { id: t, members: [ al ] } ]\nmembers: [ { id: al } ]\n",
      "rules/a.yaml":
        "rules: [ { id: r, title: T, owner: t, when: \"true\", effect: approve } ]\n",
    ]
    let files = texts.map { PolicyFile(path: $0.key, bytes: Array($0.value.utf8)) }
    let policy = try #require(PolicyLoader().load(PolicyTree(files: files)).policy)
    let suspension = try Suspension(
      of: try #require(policy.rule("r")), in: policy, from: .at("2026-11-21T12:00:00Z"),
      lasting: nil, by: "al", ticket: "\u{202E}T\u{1B}[1m", reason: nil)
    let report = SuspensionReport(
      suspension: suspension, file: "exceptions/suspensions.yaml", lineNumber: 2,
      breakGlass: ["emergency"])
    let schema = try SchemaReading(named: "suspension")
    #expect(schema.problems(in: .object(SuspensionJSON().document(report))) == [])
    let text = SuspensionText().render(report)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isHidden })
  }

  @Test(arguments: AttackCorpus.all)
  func whatIsHostileStaysHarmless(_ attack: String) throws {
    let plant = Planting(attack: attack)
    let texts = [
      DueText().render(.everything(plant)),
      RecertificationText().evidence(.everything(plant)),
      RecertificationText().result(.everything(plant)), DueMarkdown().render(.everything(plant)),
      DueJSON().render(.everything(plant)), RecertificationJSON().render(.everything(plant)),
    ]
    for text in texts {
      #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isHidden })
      #expect(!text.contains("##["))
    }
    #expect(MarkdownReading(DueMarkdown().render(.everything(plant))).problems == [])
    let ordinary = DueText().render(.everything()).split(separator: "\n")
    #expect(DueText().render(.everything(plant)).split(separator: "\n").count == ordinary.count)
  }
}
