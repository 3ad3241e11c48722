package import Diagnostics
package import PolicyCore

/// Diagnostics as `precedent.check/v1`; the schema is `PublishedSchemas.check`.
package struct DiagnosticsJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.check/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(
    _ diagnostics: [Diagnostic], suppressed: [SuppressedFinding] = []
  ) -> String {
    JSONReport.text(.object(document(diagnostics, suppressed: suppressed)))
  }

  /// Findings in the order given.
  package func document(
    _ diagnostics: [Diagnostic], suppressed: [SuppressedFinding] = []
  ) -> JSONObject {
    let counts = DiagnosticCounts(diagnostics)
    return [
      "schema": .string(Self.schemaName),
      "findings": .array(diagnostics.map { .object(finding($0)) }),
      "suppressed": .array(suppressed.map { .object(self.suppressed($0)) }),
      "counts": .object([
        "errors": .count(counts.errors),
        "warnings": .count(counts.warnings),
        "notes": .count(counts.notes),
        "suppressed": .count(suppressed.count),
        "files": .count(counts.files),
      ]),
    ]
  }

  private func suppressed(_ suppressed: SuppressedFinding) -> JSONObject {
    let suppression: JSONObject = [
      "reason": .string(suppressed.suppression.reason),
      "until": .instant(suppressed.suppression.until),
    ]
    return JSONObject(
      finding(suppressed.finding).members + [.init("suppression", .object(suppression))])
  }

  private func finding(_ diagnostic: Diagnostic) -> JSONObject {
    let members: JSONObject = [
      "code": .string(diagnostic.code),
      "severity": .string(diagnostic.severity.rawValue),
      "message": .string(diagnostic.message),
    ]
    let rest: JSONObject = [
      "help": .text(diagnostic.help),
      "notes": .texts(diagnostic.notes),
      "labels": .array(diagnostic.labels.map { label($0) }),
    ]
    let place = place(diagnostic.location)
    return JSONObject(members.members + place.members + rest.members)
  }

  private func label(_ label: Diagnostic.Label) -> JSONValue {
    .object(JSONObject([.init("text", .string(label.text))] + place(label.location).members))
  }

  /// All null without a place; line and columns null where the whole file is meant.
  private func place(_ location: SourceLocation?) -> JSONObject {
    let inside = location.flatMap { $0.isWholeFile ? nil : $0 }
    return [
      "file": .text(location?.path),
      "line": inside.map { .count($0.lineNumber) } ?? .null,
      "column": inside.map { .count($0.columnNumber) } ?? .null,
      "endColumn": inside.map { .count($0.columnNumber + $0.columnCount) } ?? .null,
    ]
  }
}
