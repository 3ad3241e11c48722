import Diagnostics
import PolicyCore
package import Trials

/// A run of tests as `precedent.test/v1`; the schema is `PublishedSchemas.testRun`.
package struct TestJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.test/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ change: TestedChange) -> String {
    let run = change.run
    return JSONReport.text(
      .object([
        "schema": .string(Self.schemaName),
        "cases": .count(run.results.count),
        "passed": .count(run.results.count - run.failed.count),
        "failed": .count(run.failed.count),
        "unreviewed": .count(run.unreviewedCount),
        "results": .array(run.results.map(\.json)),
        "shortfalls": .array(change.shortfalls.map(\.json)),
        "coverage": change.coverage?.json ?? .null,
        "bar": change.bar?.json ?? .null,
      ]))
  }
}

extension TestResult {
  fileprivate var json: JSONValue {
    .object([
      "test": .string(test), "case": .count(number), "name": .text(name),
      "file": .string(location.path), "line": .count(location.lineNumber),
      "unreviewed": .bool(isUnreviewed), "passed": .bool(hasPassed),
      "failures": .array(failures.map(\.json)), "explanation": .text(explanation),
    ])
  }
}

extension TestFailure {
  fileprivate var json: JSONValue {
    switch self {
    case .mismatch(let mismatch):
      .object([
        "kind": .string("mismatch"), "part": .string(mismatch.part),
        "expected": .string(mismatch.expected), "found": .string(mismatch.found),
      ])
    case .noFixture(let path): .object(["kind": .string("no-fixture"), "path": .string(path)])
    case .invalidRequest(let reason):
      .object(["kind": .string("invalid-request"), "reason": .string(reason)])
    }
  }
}
