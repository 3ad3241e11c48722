import Diagnostics
package import Impact
package import PolicyCore

/// A difference of two versions as `precedent.diff/v1`; the schema is
/// `PublishedSchemas.policyDiff`.
package struct PolicyDifferenceJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.diff/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(
    _ difference: PolicyDifference, from: BlastRadius.Version, to: BlastRadius.Version
  ) -> String {
    JSONReport.text(.object(document(difference, from: from, to: to)))
  }

  /// The document as a value.
  package func document(
    _ difference: PolicyDifference, from: BlastRadius.Version, to: BlastRadius.Version
  ) -> JSONObject {
    [
      "schema": .string(Self.schemaName),
      "from": .version(from),
      "to": .version(to),
      "meaning": .meaning(difference),
    ]
  }
}

extension JSONValue {
  /// What changed in meaning, as in every report that has it.
  static func meaning(_ difference: PolicyDifference) -> JSONValue {
    .object([
      "verdict": .string(difference.leaning.verdict.rawValue),
      "leaning": .leaning(difference.leaning),
      "differs": .bool(difference.hasMeaning),
      "safeguards": .array(difference.safeguards.map { .safeguard($0) }),
      "tests": .array(difference.tests.map { .testDifference($0) }),
      "hasAllTests": .bool(difference.hasAllTests),
      "changes": .array(difference.changes.map { .change($0) }),
      "reformattedFiles": .texts(difference.reformattedFiles),
    ])
  }

  private static func leaning(_ leaning: Leaning) -> JSONValue {
    .object([
      "loosens": .string(leaning.loosens.rawValue),
      "tightens": .string(leaning.tightens.rawValue),
    ])
  }

  private static func testDifference(_ test: TestDifference) -> JSONValue {
    .object([
      "name": .string(test.name),
      "case": .string(test.caseName),
      "change": .string(test.fate.rawValue),
      "parts": .array(
        test.parts.map { part in
          .object([
            "key": .string(part.key), "before": .text(part.before), "after": .text(part.after),
          ])
        }),
      "file": .string(test.location.path),
      "line": .count(test.location.lineNumber),
    ])
  }

  private static func change(_ change: MeaningChange) -> JSONValue {
    .object([
      "kind": .string(change.kind.rawValue),
      "id": .string(change.id),
      "title": .text(change.title),
      "change": .string(change.fate.name),
      "renamedFrom": .text(change.fate.oldID?.text),
      "forms": .texts(change.forms.map(\.rawValue)),
      "keepsTitle": .bool(change.keepsTitle),
      "verdict": .string(change.leaning.verdict.rawValue),
      "leaning": .leaning(change.leaning),
      "parts": .array(change.parts.map { .part($0, of: change) }),
      "file": .string(change.location.path),
      "line": .count(change.location.lineNumber),
    ])
  }

  private static func part(_ part: MeaningPart, of change: MeaningChange) -> JSONValue {
    .object([
      "part": .string(part.aspect.rawValue),
      "about": .text(part.about),
      "before": .text(part.before),
      "after": .text(part.after),
      "gains": part.condition.map { .side($0.gains, part.gain) } ?? .null,
      "losses": part.condition.map { .side($0.losses, part.loss) } ?? .null,
      "uses": .array(part.uses.map { .use($0) }),
      "inWords": .texts(PartWords(change: change, part: part).rows.map { $0.words.text(.plain) }),
      "verdict": .string(part.leaning.verdict.rawValue),
      "leaning": .leaning(part.leaning),
    ])
  }

  private static func side(_ side: ConditionChange.Side, _ leaning: Leaning) -> JSONValue {
    .object([
      "happens": .string(side.answer.rawValue),
      "leaning": .leaning(leaning),
      "reasons": .array(
        side.reasons.map {
          .object(["because": .string($0.because), "inWords": .string($0.inWords)])
        }),
    ])
  }

  private static func use(_ use: MeaningUse) -> JSONValue {
    .object([
      "subject": .string(use.subject.rawValue),
      "id": .string(use.id.text),
      "role": .string(use.role.rawValue),
      "byRequest": .bool(use.isByRequest),
    ])
  }
}

extension MeaningChange.Fate {
  fileprivate var name: String {
    switch self {
    case .added: "added"
    case .removed: "removed"
    case .changed: "changed"
    case .renamed: "renamed"
    }
  }

  fileprivate var oldID: ID? {
    guard case .renamed(let id) = self else { return nil }
    return id
  }
}
