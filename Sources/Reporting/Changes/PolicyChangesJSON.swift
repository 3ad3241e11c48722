import CEL
import DecisionLog
import Impact
package import PolicyCore

/// Policy changes as `precedent.policy-changes/v1`; the schema is `PublishedSchemas.policyChanges`.
package struct PolicyChangesJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.policy-changes/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ report: PolicyChanges) -> String {
    JSONReport.text(.object(document(report)))
  }

  /// The document as a value.
  package func document(_ report: PolicyChanges) -> JSONObject {
    let verdicts = Dictionary(grouping: report.changes, by: \.verdict).mapValues(\.count)
    return [
      "schema": .string(Self.schemaName), "line": .string(report.line),
      "commits": .count(report.commits), "since": .instant(report.since),
      "until": .instant(report.until), "verdicts": .counts(verdicts),
      "changes": .array(report.changes.map { .object(change($0)) }),
    ]
  }

  private func change(_ change: PolicyChange) -> JSONObject {
    let changes = change.meaning?.meaningful ?? []
    return [
      "commit": .object(change.commit.json),
      "base": .text(change.base), "isBaseNext": .bool(change.isBaseNext),
      "verdict": .string(change.verdict.rawValue),
      "files": .array(
        change.files.map {
          .object(["path": .string($0.path), "change": .string($0.fate.rawValue)])
        }),
      "loosening": .count(changes.count { $0.leaning.loosens != .no }),
      "tightening": .count(changes.count { $0.leaning.tightens != .no }),
      "meaning": change.meaning.map { .meaning($0) } ?? .null,
      "phrases": .texts(changes.map { PolicyDifferenceOutline.line($0).text(.plain) }),
      "blastRadius": change.replay.map { .object(replay($0)) } ?? .null,
      "gates": .array(change.gates.map { .gate($0) }),
    ]
  }

  private func replay(_ replay: PolicyChange.Replay) -> JSONObject {
    [
      "records": .count(replay.records), "unreplayable": .count(replay.unreplayable),
      "changed": .count(replay.changed), "direction": .counts(replay.directions),
      "deniedThenNowApproved": .texts(replay.deniedThenNowApproved),
      "approvedThenNowDenied": .texts(replay.approvedThenNowDenied),
    ]
  }
}
