import CEL
import DecisionLog
import Diagnostics
import PolicyCore
import Testing

@testable import Reporting

struct RemediationReportTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: @Sendable () -> String

    var testDescription: String { name }
  }

  private static let cases = [
    Case(name: "remediation.txt") { RemediationText(log: "decisions").render(.everything()) },
    Case(name: "remediation.json") { RemediationJSON().render(.everything()) },
    Case(name: "remediation.csv") { RemediationCSV().render(.everything()) },
    Case(name: "remediation-nothing.txt") { RemediationText(log: "decisions").render(.nothing) },
    Case(name: "remediation-nothing.json") { RemediationJSON().render(.nothing) },
    Case(name: "remediation-nothing.csv") { RemediationCSV().render(.nothing) },
    Case(name: "enforcement.txt") {
      Enforcement.all().map { EnforcementText().render($0) }.joined()
    },
    Case(name: "enforcement.json") {
      Enforcement.all().prefix(2).map { EnforcementJSON().render($0) }.joined()
    },
  ]

  @Test(arguments: cases)
  func reportIsAsRecorded(_ example: Case) throws {
    try Snapshot.expect(example.text(), matches: example.name)
  }

  @Test func reportsFitTheirSchemas() throws {
    let remediation = try SchemaReading(named: "remediation")
    for report in [Remediation.everything(), .nothing] {
      #expect(remediation.problems(in: .object(RemediationJSON().document(report))) == [])
    }
    let enforcement = try SchemaReading(named: "enforcement")
    for answer in Enforcement.all() {
      #expect(enforcement.problems(in: .object(EnforcementJSON().document(answer))) == [])
    }
  }

  @Test(arguments: AttackCorpus.all)
  func nothingHiddenIsShown(_ attack: String) {
    let remediation = Remediation.everything(attack)
    let texts =
      [
        RemediationText(log: attack).render(remediation), RemediationJSON().render(remediation),
        RemediationCSV().render(remediation).replacing("\r\n", with: "\n"),
        RequestLine.text(of: ["id": .string(attack)]),
      ]
      + Enforcement.all(attack).flatMap {
        [EnforcementText().render($0), EnforcementJSON().render($0)]
      }
    for text in texts {
      #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isHidden })
    }
  }

  @Test(arguments: AttackCorpus.all)
  func noCellOfATableIsAFormulaOrAnotherRow(_ attack: String) {
    let table = RemediationCSV().render(.everything(attack))
    let rows = table.split(separator: "\r\n").map { Self.cells(String($0)) }
    #expect(rows.count == 1 + Remediation.everything().redresses.count)
    for row in rows {
      #expect(row.count == rows[0].count)
      #expect(!row.contains { $0.first.map { "=+-@\t\r\n".contains($0) } ?? false })
    }
  }

  /// As RFC 4180 reads a line.
  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line.unicodeScalars {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].unicodeScalars.append(character)
      }
    }
    return cells
  }
}
