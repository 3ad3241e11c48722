import CEL
import Impact
package import PolicyCore

/// A recertification as `precedent.recertification/v1`; the schema is
/// `PublishedSchemas.recertification`.
package struct RecertificationJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.recertification/v1"
  private static let shownRecipients = 20

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ report: Recertification) -> String {
    JSONReport.text(.object(document(report)))
  }

  /// The document as a value.
  package func document(_ report: Recertification) -> JSONObject {
    [
      "schema": .string(Self.schemaName),
      "kind": .string(report.kind.rawValue),
      "id": .string(report.id.text),
      "owner": .string(report.owner.text),
      "every": .string(report.every.text),
      "certified": report.certified.map { .certification($0) } ?? .null,
      "use": report.use.map { .object(use($0)) } ?? .null,
      "edit": report.edit.map { .edit($0) } ?? .null,
    ]
  }

  private func use(_ use: RuleUse) -> JSONObject {
    [
      "records": .count(use.records),
      "unreplayable": .count(use.unreplayable),
      "since": .count(use.since),
      "matched": .count(use.matched),
      "lifted": .count(use.lifted),
      "approvedAlone": .count(use.approvedAlone),
      "approvedWithOthers": .count(use.approvedWithOthers),
      "approvedByHuman": .count(use.approvedByHuman),
      "deniedByHuman": .count(use.deniedByHuman),
      "deniedThoughApproved": .object([
        "records": .count(use.deniedThoughApproved.count),
        "first": .texts(use.deniedThoughApproved.first),
      ]),
      "recipients": .array(use.recipients.prefix(Self.shownRecipients).map { .recipient($0) }),
      "last": use.last.map {
        .object(["request": .string($0.request), "at": .instant($0.at)])
      } ?? .null,
    ]
  }
}

extension JSONValue {
  fileprivate static func certification(_ certified: Certification) -> JSONValue {
    .object(["on": .instant(certified.on), "by": .string(certified.by)])
  }

  fileprivate static func recipient(_ recipient: RuleUse.Recipient) -> JSONValue {
    .object([
      "subject": .string(recipient.subject.text), "requests": .count(recipient.requests),
    ])
  }

  fileprivate static func edit(_ edit: Recertification.Edit) -> JSONValue {
    .object([
      "file": .string(edit.file),
      "line": .count(edit.lineNumber),
      "on": .string(edit.on),
      "by": .string(edit.by.text),
      "until": .instant(edit.until),
      "changed": .bool(edit.isChange),
    ])
  }
}
