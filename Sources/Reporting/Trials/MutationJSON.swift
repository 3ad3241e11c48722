import Diagnostics
import PolicyCore
package import Trials

/// What mutation testing found, as `precedent.mutation/v1`; the schema is
/// `PublishedSchemas.mutation`.
package struct MutationJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.mutation/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  /// - Parameter written: the files that the tests were written into; empty where they were not.
  package func render(_ report: MutationReport, written: [String] = []) -> String {
    func count(_ part: (RuleMutations) -> Int) -> JSONValue {
      .count(report.rules.reduce(0) { $0 + part($1) })
    }
    return JSONReport.text(
      .object([
        "schema": .string(Self.schemaName), "edits": .count(report.editCount),
        "noticed": count(\.noticed.count), "equivalent": count(\.equivalent.count),
        "survivors": count(\.survivors.count), "unreviewed": count(\.unreviewed.count),
        "unshown": count(\.unshown.count),
        "rules": .array(report.rules.map(\.json)),
        "tests": .array(report.suggestions.map(\.json)), "written": .texts(written),
      ]))
  }
}

extension RuleMutations {
  fileprivate var json: JSONValue {
    .object([
      "rule": .string(rule.id.text), "edits": .count(editCount), "noticed": .count(noticed.count),
      "survivors": .array(survivors.map(\.json)),
      "unreviewed": .array(unreviewed.map { .object($0.edit.json) }),
      "unshown": .array(unshown.map { .object($0.json) }),
      "equivalent": .array(equivalent.map { .object($0.json) }),
    ])
  }
}

extension RuleEdit {
  fileprivate var json: JSONObject {
    [
      "id": .string(id), "kind": .string(kind.rawValue), "edit": .string(words),
      "file": .string(location.path), "line": .count(location.lineNumber),
      "column": .count(location.columnNumber),
      "firstLine": .count(difference.lineNumber), "old": .texts(difference.old),
      "new": .texts(difference.new),
    ]
  }
}

extension Survivor {
  fileprivate var json: JSONValue {
    var object = edit.json
    object["differences"] = .array(
      differences.map {
        .object([
          "part": .string($0.part), "before": .string($0.expected), "after": .string($0.found),
        ])
      })
    object["test"] = .count(suggestion)
    return .object(object)
  }
}

extension SuggestedTest {
  fileprivate var json: JSONValue {
    .object([
      "rule": .string(rule.text), "name": .string(test.name), "file": .string(path),
      "yaml": .string(test.lines.joined(separator: "\n") + "\n"),
      "fixture": fixture.map {
        .object(["path": .string($0.path), "document": .object($0.document)])
      } ?? .null,
      "from": .string(source),
    ])
  }

  private var source: String {
    switch origin {
    case .test: "test"
    case .record: "history"
    case .made: "made"
    }
  }
}
