import Diagnostics
import Foundation
import PolicyCore
import TestSupport
import Testing

/// What the page of a finding about conditions says to avoid has that finding and no other, and what
/// it says to prefer has none.
struct ConditionPageTests {
  private static func schema(ticketIsRequired: Bool) -> String {
    """
    { "required": [ "context" ], "properties": {
      "subject": { "required": [ "type" ], "properties": { "type": { "type": "string" } } },
      "resource": { "required": [ "type", "environment" ], "properties": { "type": { "type": "string" },
        "environment": { "type": "string", "enum": [ "dev", "staging", "prod" ] } } },
      "context": { "type": "object",
        "required": [ \(ticketIsRequired ? "\"ticket\", " : "")"riskScore", "trusted", "scopes", "pattern" ],
        "properties": { "ticket": { "type": "string" }, "trusted": { "type": "boolean" },
          "riskScore": { "type": "integer", "maximum": 100 }, "pattern": { "type": "string" },
          "scopes": { "type": "array", "items": { "type": "string" } } } } } }
    """
  }

  private static func codes(_ code: ConditionCode, _ heading: String) throws -> [String] {
    let path = PackageFolder.path + "/docs/diagnostics/\(code.rawValue).md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "## \(heading)\n").dropFirst().first)
    let example = try #require(section.firstMatch(of: /```yaml\n(when: .*\n)```/)?.1)
    let rules = ConditionFixture.rule("approve", when: "true").replacing(
      "when: true\n", with: example)
    let marked = MarkedPolicy(replacing: [
      "schema/request.schema.json": schema(ticketIsRequired: code != .unguardedField),
      "rules/more.yaml": rules,
    ])
    return try ConditionFixture.findings(in: marked).map(\.code)
  }

  @Test(arguments: ConditionCode.allCases)
  func examplesAreRight(_ code: ConditionCode) throws {
    let avoided = try Self.codes(code, "Avoid")
    #expect(Set(avoided) == [code.rawValue])
    #expect(try Self.codes(code, "Prefer") == [])
  }
}
