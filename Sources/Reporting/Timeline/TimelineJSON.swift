import CEL
package import DecisionLog
import Diagnostics
package import PolicyCore

/// A timeline as `precedent.timeline/v1`; the schema is `PublishedSchemas.timeline`.
package struct TimelineJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.timeline/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  /// - Parameter asked: the outcome whose first run is named; nil for none.
  package func render(_ timeline: Timeline, asked: String?) -> String {
    JSONReport.text(.object(document(timeline, asked: asked)))
  }

  /// The document as a value.
  package func document(_ timeline: Timeline, asked: String?) -> JSONObject {
    let found = asked.flatMap { timeline.first($0) }
    return [
      "schema": .string(Self.schemaName), "request": .string(timeline.requestID),
      "at": .string(timeline.at.description), "commits": .count(timeline.commitCount),
      "bisect": .object([
        "outcome": .text(asked), "commit": .text(found?.first.id),
      ]),
      "runs": .array(timeline.runs.map { .object($0.json) }),
    ]
  }
}

extension TimelineRun {
  fileprivate var json: JSONObject {
    [
      "outcome": .object(outcome.json), "commits": .count(commitCount),
      "first": .object(first.json), "last": .object(last.json),
      "causes": .array(causes.map { .object($0.json) }),
      "otherFiles": .texts(otherFiles),
    ]
  }
}

extension TimelineCause {
  fileprivate var json: JSONObject {
    [
      "id": .string(id.text), "change": .string(change.rawValue),
      "file": .string(location.path), "line": .count(location.lineNumber),
      "lines": lines.map { lines in
        .object([
          "from": .count(lines.lineNumber), "old": .texts(lines.old), "new": .texts(lines.new),
        ])
      } ?? .null,
    ]
  }
}

extension TimelineOutcome {
  fileprivate var json: JSONObject {
    switch self {
    case .decided(let status, let tier, let entries, let limit):
      [
        "kind": .string("decided"), "status": .string(status.rawValue),
        "tier": .string(tier.rawValue), "entries": .texts(entries.map(\.text)),
        "limit": .text(limit?.text),
      ]
    case .invalid(let reason): ["kind": .string("invalid"), "reason": .string(reason)]
    case .unusable: ["kind": .string("unusable")]
    case .noPolicy: ["kind": .string("no-policy")]
    }
  }
}
