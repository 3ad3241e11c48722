package import DecisionLog
import PolicyCore

/// What came of verifying as `precedent.verification/v1`; the schema is
/// `PublishedSchemas.verification`.
package struct VerificationJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.verification/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ verification: Verification) -> String {
    JSONReport.text(
      .object([
        "schema": .string(Self.schemaName),
        "holds": .bool(verification.holds),
        "reexecuted": .bool(verification.ref != nil),
        "protectedRef": verification.ref.map { .string($0) } ?? .null,
        "entries": verification.entries.map { .integer(Int64($0)) } ?? .null,
        "records": .integer(Int64(verification.records)),
        "commits": .integer(Int64(verification.commits)),
        "signed": verification.signed.map { .integer(Int64($0)) } ?? .null,
        "checkpoint": verification.checkpoint.map { .object(checkpoint($0)) } ?? .null,
        "damage": verification.damage.map { .object(damage($0)) } ?? .null,
        "tornEnd": verification.tornEnd.map { .object(damage($0)) } ?? .null,
        "findings": .array(verification.findings.map { .object(finding($0)) }),
      ]))
  }

  private func checkpoint(_ verdict: Verification.CheckpointVerdict) -> JSONObject {
    ["holds": .bool(verdict.holds), "message": .string(verdict.words.text(.plain))]
  }

  private func damage(_ damage: LogDamage) -> JSONObject {
    [
      "index": .integer(Int64(damage.index)), "file": .string(damage.file),
      "line": .integer(Int64(damage.lineNumber)), "message": .string(damage.words.text(.plain)),
    ]
  }

  private func finding(_ finding: Verification.Finding) -> JSONObject {
    [
      "index": finding.index.map { .integer(Int64($0)) } ?? .null,
      "decision": .string(finding.recordID), "request": .string(finding.requestID),
      "verdict": .string(finding.isUnverified ? "unverified" : "false"),
      "problems": .array(
        finding.problems.map {
          .object(["code": .string($0.problemName), "message": .string($0.words.text(.plain))])
        }),
    ]
  }
}
