import CEL
package import PolicyCore

/// An explanation as `precedent.explanation/v1`; the schema is `PublishedSchemas.explanation`.
package struct ExplanationJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.explanation/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ tree: ExplanationTree, of source: ExplanationSource) -> String {
    JSONReport.text(.object(document(tree, of: source)))
  }

  /// The document as a value.
  package func document(_ tree: ExplanationTree, of source: ExplanationSource) -> JSONObject {
    let decision = tree.decision
    return [
      "schema": .string(Self.schemaName),
      "for": .string(tree.audience.rawValue),
      "request": .string(tree.requestID),
      "at": .instant(tree.at),
      "status": .string(decision.status.rawValue),
      "tier": .string(decision.tier.rawValue),
      "paragraph": .string(tree.paragraph),
      "rules": .array(tree.rules.map { .account($0) }),
      "untoldRules": .count(tree.untoldRules),
      "exceptions": .array(tree.exceptions.map { .account($0) }),
      "untoldExceptions": .count(tree.untoldExceptions),
      "invariants": .array(tree.invariants.map { .account($0) }),
      "requirements": .array(
        tree.requirements.map { .requirement($0, decision.deadline, tree.audience) }),
      "humanMissing": .bool(decision.isHumanMissing),
      "deniedBy": .ids(decision.deniedBy),
      "discounted": .array(decision.discounted.map { .discounted($0) }),
      "evidence": .array(decision.evidence.map { .clause($0) }),
      "conditions": .array(decision.conditions.map { .clause($0) }),
      "grant": decision.grant.map { .grant($0) } ?? .null,
      "limit": .text(decision.limit?.text),
      "obligations": .array(decision.obligations.map { .obligation($0) }),
      "rollback": .array(decision.rollback.map { .rollback($0) }),
      "remedies": .array(tree.remedies.map { .remedy($0) }),
      "source": .source(source),
    ]
  }
}

extension JSONValue {
  fileprivate static func source(_ source: ExplanationSource) -> JSONValue {
    .object([
      "commit": .string(source.commit),
      "policySha256": .string(source.policySHA256),
      "decision": .text(source.decisionID),
      "recordedOutcome": .text(source.recordedOutcome),
      "differences": .texts(source.differences),
    ])
  }

  fileprivate static func discounted(_ approval: DiscountedApproval) -> JSONValue {
    .object([
      "by": .string(approval.by.text), "at": .instant(approval.at),
      "reason": .string(approval.reason.text),
    ])
  }

  fileprivate static func grant(_ grant: Grant) -> JSONValue {
    .object([
      "subject": .string(grant.subject.text), "action": .string(grant.action),
      "resource": .string(grant.resource), "from": .instant(grant.from),
      "until": .instant(grant.until),
    ])
  }

  fileprivate static func obligation(_ obligation: Obligation) -> JSONValue {
    .object([
      "id": .string(obligation.id), "type": .string(obligation.type),
      "properties": .object(obligation.properties),
    ])
  }

  fileprivate static func rollback(_ rollback: Rollback) -> JSONValue {
    .object([
      "by": .string(rollback.by.text), "within": .string(rollback.within.text),
      "steps": .string(rollback.steps),
    ])
  }
}
