package import Impact
package import PolicyCore

/// A blast radius as `precedent.blast-radius/v1`; the schema is `PublishedSchemas.blastRadius`.
package struct BlastRadiusJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.blast-radius/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ radius: BlastRadius) -> String {
    JSONReport.text(.object(document(radius)))
  }

  /// All classes, tiers and directions are printed, zeros too.
  package func document(_ radius: BlastRadius) -> JSONObject {
    var document: JSONObject = [
      "schema": .string(Self.schemaName),
      "verdict": .string(
        radius.isRefused ? "refused" : radius.isIncomplete ? "incomplete" : "passed"),
      "from": .version(radius.from),
      "to": .version(radius.to),
      "history": .history(radius.history),
      "scope": .scope(radius.scope),
      "meaning": .meaning(radius.meaning),
      "changed": .count(radius.changed),
      "classes": .counts(radius.classes),
      "direction": direction(radius),
      "directionByAction": directionByAction(radius),
    ]
    document.append(comparison(radius))
    document.append(judgement(radius))
    return document
  }

  private func direction(_ radius: BlastRadius) -> JSONValue {
    let totals = Direction.allCases.map { ($0, radius.count($0)) }
    return .counts(Dictionary(totals) { first, _ in first })
  }

  private func directionByAction(_ radius: BlastRadius) -> JSONValue {
    .object(
      JSONObject(
        ActionDirection.allCases.map {
          .init($0.rawValue, .counts(radius.directions[$0] ?? [:]))
        }))
  }

  private func comparison(_ radius: BlastRadius) -> JSONObject {
    [
      "transitions": .array(radius.transitions.map { .transition($0) }),
      "unchangedByTier": .counts(radius.unchangedByTier),
      "againstOutcome": .array(radius.againstOutcome.map { .shift($0) }),
      "deniedThenNowApproved": .texts(radius.deniedThenNowApproved),
      "approvedThenNowDenied": .texts(radius.approvedThenNowDenied),
      "ifInForce": .object(["replays": .array(radius.inForce.map { .inForce($0) })]),
      "safeguards": .array(radius.safeguards.map { .safeguard($0) }),
      "approvedOnceReadable": .texts(radius.approvedOnceReadable),
      "rules": .array(radius.rules.map { .rule($0) }),
      "invariants": .array(radius.invariants.map { .invariant($0) }),
      "affected": .affected(radius.affected),
      "load": .array(radius.load.map { .load($0) }),
    ]
  }

  private func judgement(_ radius: BlastRadius) -> JSONObject {
    [
      "noEligibleApprover": .texts(radius.noEligibleApprover),
      "noEvidence": .ids(radius.noEvidence),
      "gates": .array(radius.gates.map { .gate($0) }),
      "samples": .array(radius.samples.map { .sample($0) }),
      "notReplayed": .array(radius.notReplayed.map { .notReplayed($0) }),
    ]
  }
}

extension JSONObject {
  /// - Precondition: none of the names is taken.
  fileprivate mutating func append(_ other: JSONObject) {
    self = JSONObject(members + other.members)
  }
}
