import DecisionLog
import Diagnostics
import PolicyCore
import Testing

@testable import Reporting

struct AuditReportTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: @Sendable () -> String

    var testDescription: String { name }
  }

  private static let cases = [
    Case(name: "population.txt") { LogPopulationText().render(.everything()) },
    Case(name: "population-nothing.txt") { LogPopulationText().render(.nothing) },
    Case(name: "population.json") { LogPopulationJSON().render(.everything()) },
    Case(name: "owner-report.txt") { OwnerReportText().render(.everything()) },
    Case(name: "owner-report-nothing.txt") { OwnerReportText().render(.nothing) },
    Case(name: "owner-report.md") { OwnerReportMarkdown().render(.everything()) },
    Case(name: "owner-report-values.md") {
      OwnerReportMarkdown(values: .show).render(.everything())
    },
    Case(name: "owner-report.csv") { OwnerReportCSV().render(.everything()) },
    Case(name: "owner-report.json") { OwnerReportJSON().render(.everything()) },
  ]

  @Test(arguments: cases)
  func reportIsAsRecorded(_ example: Case) throws {
    try Snapshot.expect(example.text(), matches: example.name)
  }

  @Test func reportsFitTheirSchemas() throws {
    let population = try SchemaReading(named: "log-population")
    for report in [LogPopulation.everything(), .nothing] {
      #expect(population.problems(in: .object(LogPopulationJSON().document(report))) == [])
    }
    let owners = try SchemaReading(named: "owner-report")
    for report in [OwnerReport.everything(), .nothing] {
      #expect(owners.problems(in: .object(OwnerReportJSON().document(report))) == [])
    }
    var changed = OwnerReportJSON().document(.everything())
    changed["overdue"] = nil
    #expect(owners.problems(in: .object(changed)) == ["/: `overdue` is missing"])
  }

  @Test(arguments: AttackCorpus.all)
  func whatIsHostileStaysHarmless(_ attack: String) throws {
    let plant = Planting(attack: attack)
    let review = BreakGlassReview(
      decision: attack, by: ID(attack), at: .at("2026-11-21T12:00:00Z"), verdict: .misused,
      note: attack, replaces: 1)
    let entry = LogEntry(
      index: 1, previous: .ofNothing, recordedAt: .at("2026-11-21T12:00:00Z"),
      content: .review(review, signatures: []))
    let texts = [
      LogPopulationText().render(.everything(plant)), OwnerReportText().render(.everything(plant)),
      OwnerReportMarkdown(values: .show).render(.everything(plant)),
      ReviewText().render(review, of: .everything(plant), index: 1, isLate: true),
      LogEntryText().render([entry]),
    ]
    for text in texts {
      #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isHidden })
    }
    #expect(OwnerReportMarkdown(values: .show).render(.everything(plant)).utf8.count <= 60_000)
  }

  @Test(arguments: AttackCorpus.all)
  func noCellOfCSVIsAFormulaOrLeavesItsRow(_ attack: String) {
    let row = CSVLines.line([attack, "next"])
    #expect(row.hasSuffix(",next\r\n"))
    #expect(!row.dropLast(1).unicodeScalars.contains { $0.isHidden })
    let cell = row.first == "\"" ? row.dropFirst() : row[...]
    #expect(!["=", "+", "-", "@"].contains(cell.first.map(String.init) ?? ""))
    #expect(row.utf8.count { $0 == UInt8(ascii: "\"") } % 2 == 0)
  }
}
