import CEL
import PolicyCore

extension Decision {
  /// The `decision` of a record, but for its explanation.
  var json: JSONObject {
    [
      "status": .string(status.rawValue),
      "tier": .string(tier.rawValue),
      "matched": .array(matched.map { .object($0.json) }),
      "lifted": .array(lifted.map { .object($0.json) }),
      "lapsed": .ids(lapsed),
      "stale": .ids(stale),
      "errors": .array(errors.map { .object($0.json) }),
      "invariants": .ids(invariants),
      "requirements": .array(requirements.map { .object($0.json(until: deadline)) }),
      "humanNeeded": .bool(needsHuman),
      "humanMissing": .bool(isHumanMissing),
      "escalations": .array(escalations.map { .object($0.json) }),
      "approvalsValidFor": .text(approvalsValidFor?.text),
      "evidence": .array(evidence.map { .object($0.json) }),
      "conditions": .array(conditions.map { .object($0.json) }),
      "discounted": .array(discounted.map { .object($0.json) }),
      "deniedBy": .ids(deniedBy),
      "grant": grant.map { .object($0.json) } ?? .null,
      "limits": .object(limit.map { ["duration": .string($0.text)] } ?? [:]),
      "obligations": .array(obligations.map { .object($0.json) }),
      "rollback": .array(rollback.map { .object($0.json) }),
    ]
  }
}

extension MatchedRule {
  fileprivate var json: JSONObject {
    [
      "rule": .string(rule.text), "exception": .bool(isException),
      "effect": .string(effect.rawValue),
      "because": .string(because), "fields": .array(fields.map { .string($0) }),
    ]
  }
}

extension LiftedRule {
  fileprivate var json: JSONObject { ["rule": .string(rule.text), "by": .string(by.text)] }
}

extension RuleError {
  fileprivate var json: JSONObject { ["rule": .string(rule.text), "message": .string(message)] }
}

extension RequirementState {
  fileprivate func json(until deadline: Timestamp?) -> JSONObject {
    [
      "stage": .integer(Int64(stage)), "count": .integer(Int64(count)),
      "from": .array(from.map { .object($0.json) }), "reasonRequired": .bool(isReasonRequired),
      "eligible": .integer(Int64(eligible.count)),
      "filledBy": .array(filledBy.map { .object($0.json) }),
      "missing": .integer(Int64(missing)), "until": .text(deadline?.description),
    ]
  }
}

extension Escalation {
  fileprivate var json: JSONObject {
    ["after": .string(after.text), "to": .array(to.map { .object($0.json) })]
  }
}

extension Selector {
  /// As policies write it.
  fileprivate var json: JSONObject {
    switch self {
    case .team(let id): ["team": .string(id.text)]
    case .user(let id): ["user": .string(id.text)]
    case .attribute(let path): ["attribute": .string(path.description)]
    case .each(let path): ["each": .string(path.description)]
    }
  }
}

extension FilledSeat {
  fileprivate var json: JSONObject {
    [
      "by": .string(by.text), "onBehalfOf": .text(onBehalfOf?.text),
      "at": .string(at.description),
    ]
  }
}

extension ClauseState {
  fileprivate var json: JSONObject {
    var json: JSONObject = [
      "rule": .text(rule?.text), "that": .string(that), "because": .string(because),
      "holds": .bool(holds),
    ]
    if case .errs(let message) = truth { json["error"] = .string(message) }
    return json
  }
}

extension DiscountedApproval {
  fileprivate var json: JSONObject {
    [
      "by": .string(by.text), "at": .string(at.description), "reason": .string(reason.text),
    ]
  }
}

extension Grant {
  fileprivate var json: JSONObject {
    [
      "subject": .string(subject.text), "action": .string(action),
      "resource": .string(resource), "from": .string(from.description),
      "until": .text(until?.description),
    ]
  }
}

extension Obligation {
  fileprivate var json: JSONObject {
    ["id": .string(id), "type": .string(type), "properties": .object(properties)]
  }
}

extension Rollback {
  fileprivate var json: JSONObject {
    ["by": .string(by.text), "within": .string(within.text), "steps": .string(steps)]
  }
}
