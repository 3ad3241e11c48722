import Foundation
import CEL
import Diagnostics
import PolicyCore
import TestSupport
import Testing

@testable import Reporting

struct DiagnosticsSARIFTests {
  private static func document(_ diagnostics: [Diagnostic]) -> JSONObject {
    DiagnosticsSARIF(version: "1.0.0").document(diagnostics)
  }

  private static func fingerprints(_ diagnostics: [Diagnostic]) throws -> [String] {
    guard case .array(let runs)? = document(diagnostics)["runs"],
      case .object(let run)? = runs.first, case .array(let results)? = run["results"]
    else { return [] }
    return try results.map { result in
      guard case .object(let result) = result,
        case .object(let prints)? = result["partialFingerprints"],
        case .string(let text)? = prints.members.first?.value
      else { throw MissingMember() }
      return text
    }
  }

  private struct MissingMember: Error {}

  private static func finding(_ message: String, line: Int) -> Diagnostic {
    let text = String(repeating: "\n", count: line) + "- id: a"
    let place = SourceFile(path: "rules/a.yaml", text: text).location(line + 6..<line + 7)
    return Diagnostic(code: "rule-expired", message: message, location: place)
  }

  @Test func aFindingThatMovesKeepsItsFingerprint() throws {
    let here = try Self.fingerprints([Self.finding("m", line: 3)])
    let there = try Self.fingerprints([Self.finding("m", line: 30)])
    let other = try Self.fingerprints([Self.finding("n", line: 3)])
    #expect(here == there)
    #expect(here != other)
  }

  @Test func findingsThatReadAlikeHaveFingerprintsOfTheirOwn() throws {
    let prints = try Self.fingerprints([Self.finding("m", line: 3), Self.finding("m", line: 5)])
    #expect(Set(prints).count == 2)
  }

  @Test func pathsAreRelativeReferences() {
    let text = DiagnosticsSARIF(root: "access policy", version: "1").render([
      Diagnostic(code: "a", message: "b", location: .file("rules/ä #%.yaml"))
    ])
    #expect(text.contains(#""uri": "access%20policy/rules/%C3%A4%20%23%25.yaml""#))
  }

  @Test func rulesCarryTheSummariesOfTheirPages() {
    let text = DiagnosticsSARIF(version: "1").render([Self.finding("m", line: 1)])
    #expect(text.contains("docs/diagnostics/rule-expired.md"))
    #expect(DiagnosticPages.summary(of: "rule-expired").map { text.contains($0) } == true)
  }

  @Test(arguments: AttackCorpus.all)
  func keepsEveryStringAndShowsNothingHidden(_ attack: String) throws {
    let findings = Diagnostic.everything(Planting(attack: attack))
    let text = DiagnosticsSARIF(version: "1").render(findings)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isHidden })
    let document = DiagnosticsSARIF(version: "1").document(findings)
    #expect(
      try JSONReading.value(of: text).canonicalBytes == JSONValue.object(document).canonicalBytes)
  }
}

struct DiagnosticPagesSummaryTests {
  /// The index of docs/diagnostics says of each code what formats with help say.
  @Test func summariesAreThoseOfThePages() throws {
    let index = try String(
      contentsOfFile: PackageFolder.path + "/docs/diagnostics/README.md", encoding: .utf8)
    var codes: Set<String> = []
    for line in index.split(separator: "\n") where line.hasPrefix("- [") {
      let match = try #require(line.wholeMatch(of: /- \[(.*)\]\(.*\.md\): (.*)/))
      codes.insert(String(match.1))
      #expect(DiagnosticPages.summary(of: String(match.1)) == String(match.2))
    }
    #expect(codes == DiagnosticPages.codes)
  }
}
