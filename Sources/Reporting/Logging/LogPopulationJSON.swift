import CEL
package import DecisionLog
package import PolicyCore

/// What a log holds as `precedent.log-population/v1`; the schema is `PublishedSchemas.logPopulation`.
package struct LogPopulationJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.log-population/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ population: LogPopulation) -> String {
    JSONReport.text(.object(document(population)))
  }

  /// The document as a value.
  package func document(_ population: LogPopulation) -> JSONObject {
    [
      "schema": .string(Self.schemaName),
      "log": .object([
        "origin": .string(population.header.origin), "replay": .bool(population.header.isReplay),
      ]),
      "period": .object([
        "since": .instant(population.period.since), "until": .instant(population.period.until),
      ]),
      "at": .instant(population.at),
      "whole": .bool(population.isWhole),
      "damage": damage(population.damage),
      "tornEnd": damage(population.tornEnd),
      "head": .object([
        "size": .count(population.head.size),
        "root": .string(population.head.root.hexadecimal),
      ]),
      "entries": .count(population.count),
      "kinds": .counts(population.kinds),
      "first": entry(population.first),
      "last": entry(population.last),
      "decisions": .count(population.decisions),
      "outcomes": .array(population.sortedOutcomes.map { outcome($0, $1) }),
      "signed": .count(population.signed),
      "unsigned": .count(population.decisions - population.signed),
      "requests": .count(population.requests),
      "repeated": .array(population.repeated.map { repeated($0) }),
      "open": .array(population.open.map { open($0, population) }),
      "commits": .array(population.commits.map { commit($0) }),
    ]
  }

  private func damage(_ damage: LogDamage?) -> JSONValue {
    guard let damage else { return .null }
    return .object([
      "index": .count(damage.index), "file": .string(damage.file),
      "line": .count(damage.lineNumber), "message": .string(damage.words.text(.plain)),
    ])
  }

  private func entry(_ entry: LogPopulation.Entry?) -> JSONValue {
    guard let entry else { return .null }
    return .object([
      "index": .count(entry.index), "recordedAt": .instant(entry.recordedAt),
      "decision": .text(entry.decisionID),
    ])
  }

  private func outcome(_ outcome: LogPopulation.Outcome, _ count: Int) -> JSONValue {
    .object([
      "tier": .string(outcome.tier.rawValue), "status": .string(outcome.status.rawValue),
      "decisions": .count(count),
    ])
  }

  private func repeated(_ request: LogPopulation.Repeated) -> JSONValue {
    .object(["request": .string(request.requestID), "decisions": .count(request.decisions)])
  }

  private func open(_ request: LogPopulation.Open, _ population: LogPopulation) -> JSONValue {
    .object([
      "request": .string(request.requestID), "requestedAt": .instant(request.requestedAt),
      "decidedAt": .instant(request.decidedAt), "deadline": .instant(request.deadline),
      "pastDeadline": .bool(request.isPastDeadline(at: population.at)),
    ])
  }

  private func commit(_ use: LogPopulation.CommitUse) -> JSONValue {
    .object([
      "commit": .string(use.commit), "decisions": .count(use.decisions),
      "firstEntry": .count(use.first), "lastEntry": .count(use.last),
    ])
  }
}

/// The decisions of a log, a row each: the list that samples are drawn from.
package struct LogPopulationCSV: Sendable {
  /// Makes a renderer.
  package init() {}

  /// The names of the columns.
  package var header: String {
    CSVLines.line([
      "entry", "recordedAt", "decision", "request", "at", "tier", "status", "commit", "signed",
    ])
  }

  /// One decision.
  package func row(_ decision: LoggedDecision) -> String {
    CSVLines.line([
      String(decision.index), decision.recordedAt.description, decision.id, decision.requestID,
      decision.stored.at.description, decision.tier.rawValue, decision.status.rawValue,
      decision.stored.commit, decision.signatures.isEmpty ? "no" : "yes",
    ])
  }
}
