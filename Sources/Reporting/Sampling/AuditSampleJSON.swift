import CEL
package import DecisionLog
package import PolicyCore

/// A sample as `precedent.audit-sample/v1`; the schema is `PublishedSchemas.auditSample`.
package struct AuditSampleJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.audit-sample/v1"

  private let values: ReportValues

  /// Makes a renderer.
  package init(values: ReportValues = .hide) { self.values = values }

  /// The document, with a final line feed.
  package func render(_ sample: AuditSample) -> String {
    JSONReport.text(.object(document(sample)))
  }

  /// The document as a value.
  package func document(_ sample: AuditSample) -> JSONObject {
    [
      "schema": .string(Self.schemaName), "holds": .bool(sample.holds),
      "population": .object(population(sample.population)),
      "method": .object([
        "seed": .string(sample.seed), "count": .count(sample.count),
        "by": .texts(sample.dimensions.map(\.rawValue)),
        "order": .string("sha256(seed LF record id)"),
        "allocation": .string("one each, then greatest size / (2 * drawn + 1)"),
        "signatures": .bool(sample.asksSignatures),
      ]),
      "strata": .array(
        sample.strata.map {
          .object([
            "values": .texts($0.values), "decisions": .count($0.size), "drawn": .count($0.drawn),
          ])
        }),
      "decisions": .array(sample.drawn.map { .object(drawn($0)) }),
    ]
  }

  private func population(_ population: AuditSample.Population) -> JSONObject {
    [
      "log": .string(population.origin), "size": .count(population.size),
      "root": .string(population.root.hexadecimal), "since": .instant(population.period.since),
      "until": .instant(population.period.until), "decisions": .count(population.decisions),
    ]
  }

  private func drawn(_ drawn: AuditSample.Drawn) -> JSONObject {
    let decision = drawn.decision
    var json: JSONObject = [
      "index": .count(decision.index), "record": .string(decision.id),
      "recordedAt": .instant(decision.recordedAt), "stratum": .texts(drawn.values),
      "request": .string(decision.requestID),
      "requestSha256": .string(decision.requestSHA256),
      "subject": .string(decision.subjectID), "action": .string(decision.actionName),
      "resource": .string(decision.resourceID), "at": .instant(decision.stored.at),
      "commit": .string(decision.stored.commit), "status": .string(decision.status.rawValue),
      "tier": .string(decision.tier.rawValue), "holds": .bool(drawn.problems.isEmpty),
      "problems": .array(
        drawn.problems.map {
          .object(["code": .string($0.problemName), "message": .string($0.words.text(.plain))])
        }),
      "approvals": .array(decision.countedApprovals.map { .object(approval($0)) }),
      "rules": .array(drawn.rules.map { .object(rule($0)) }),
    ]
    if values == .show { json["requestDocument"] = decision.stored.json["request"] ?? .null }
    return json
  }

  private func approval(_ approval: CountedApproval) -> JSONObject {
    [
      "by": .string(approval.by), "onBehalfOf": .text(approval.onBehalfOf),
      "at": .string(approval.at),
    ]
  }

  private func rule(_ rule: DecidingRule) -> JSONObject {
    [
      "id": .string(rule.id.text), "title": .text(rule.title), "owner": .text(rule.owner?.text),
      "lastChange": rule.lastChange.map { .object($0.json) } ?? .null,
    ]
  }
}
