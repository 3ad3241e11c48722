import Diagnostics
import Foundation
import Impact
import PolicyCore
import Testing

@testable import Reporting

struct PublishedSchemasTests {
  private static let names = PublishedSchemas.all.map(\.name)

  @Test(arguments: names)
  func schemaIsJSONAndResolvesItsOwnReferences(_ name: String) throws {
    let schema = try SchemaReading(named: name)
    #expect(schema.root["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema.root["$id"]?.string?.hasPrefix("urn:precedent:schema:\(name)") == true)
    #expect(schema.root["title"] != nil && schema.root["description"] != nil)
    #expect(schema.unresolvedReferences == [])
  }

  @Test(arguments: names)
  func schemaUsesEveryDefinition(_ name: String) throws {
    let text = try #require(PublishedSchemas.text(named: name))
    let schema = try SchemaReading(named: name)
    for definition in schema.root["$defs"]?.object?.members ?? [] {
      let isShared = [
        "selector", "requirement", "review", "otherwise", "clause", "instant",
        "condition", "duration", "sentence", "suppressions",
      ].contains(definition.name)
      #expect(isShared || text.contains("#/$defs/\(definition.name)\""), "\(definition.name)")
    }
  }

  @Test func thereIsNoSchemaOfAnotherName() {
    #expect(PublishedSchemas.text(named: "rule") == nil)
    #expect(Set(Self.names).count == Self.names.count)
  }

  struct Report: Sendable, CustomTestStringConvertible {
    let schema: String
    let name: String
    let document: JSONObject

    var testDescription: String { name }
  }

  private static let reports = [
    Report(
      schema: "blast-radius", name: "everything",
      document: BlastRadiusJSON().document(.everything())),
    Report(
      schema: "blast-radius", name: "nothing", document: BlastRadiusJSON().document(.nothing())),
    Report(schema: "blast-radius", name: "empty", document: BlastRadiusJSON().document(.empty)),
    Report(
      schema: "policy-diff", name: "difference",
      document: PolicyDifferenceJSON().document(
        .everything(), from: BlastRadius.everything().from, to: BlastRadius.everything().to)),
    Report(
      schema: "policy-diff", name: "no difference",
      document: PolicyDifferenceJSON().document(
        .nothing, from: BlastRadius.empty.from, to: BlastRadius.empty.to)),
    Report(
      schema: "calibration", name: "calibration",
      document: CalibrationJSON().document(.everything())),
    Report(schema: "calibration", name: "silent", document: CalibrationJSON().document(.silent)),
    Report(
      schema: "check", name: "check", document: DiagnosticsJSON().document(Diagnostic.everything())),
    Report(
      schema: "check", name: "suppressed findings",
      document: DiagnosticsJSON().document([], suppressed: [.everything()])),
    Report(schema: "check", name: "no findings", document: DiagnosticsJSON().document([])),
    Report(
      schema: "explanation", name: "explanation",
      document: ExplanationJSON().document(.everything(), of: .everything())),
    Report(
      schema: "explanation", name: "for a requester",
      document: ExplanationJSON().document(.everything(for: .requester), of: .everything())),
    Report(
      schema: "explanation", name: "a denial by default",
      document: ExplanationJSON().document(.bare, of: .bare)),
    Report(
      schema: "who", name: "who", document: PersonJSON().document(.everything(), version: "HEAD")),
    Report(
      schema: "who", name: "nobody",
      document: PersonJSON().document(.nobody(losses: nil), version: "HEAD")),
  ]

  @Test(arguments: reports)
  func reportFitsItsSchema(_ report: Report) throws {
    let schema = try SchemaReading(named: report.schema)
    #expect(schema.problems(in: .object(report.document)) == [])
  }

  @Test(arguments: ["schema", "verdict", "from", "changed", "classes", "gates", "notReplayed"])
  func reportWithoutAMemberDoesNotFit(_ name: String) throws {
    var document = BlastRadiusJSON().document(.everything())
    document[name] = nil
    let schema = try SchemaReading(named: "blast-radius")
    #expect(schema.problems(in: .object(document)) == ["/: `\(name)` is missing"])
  }

  @Test func undeclaredMemberAndWrongTypeDoNotFit() throws {
    var document = BlastRadiusJSON().document(.everything())
    document["changed"] = .string("45")
    document["more"] = .null
    let schema = try SchemaReading(named: "blast-radius")
    #expect(
      schema.problems(in: .object(document)) == [
        "/changed: is no integer", "/: `more` is not declared",
      ])
  }
}
