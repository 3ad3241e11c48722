import Impact
import PolicyCore

extension JSONValue {
  static func version(_ version: BlastRadius.Version) -> JSONValue {
    .object([
      "name": .string(version.name),
      "commit": .text(version.commit),
      "policySha256": .string(version.policySHA256),
      "hasPolicy": .bool(version.hasPolicy),
    ])
  }

  static func history(_ history: BlastRadius.HistorySummary) -> JSONValue {
    .object([
      "records": .count(history.records),
      "replayed": .count(history.replayed),
      "unreplayable": .count(history.unreplayable),
      "earliest": .instant(history.earliest),
      "latest": .instant(history.latest),
      "sha256": .string(history.sha256),
    ])
  }

  static func scope(_ scope: BlastRadius.Scope) -> JSONValue {
    let (reason, entries): (Touching.Reason?, [BlastRadius.Scope.Entry]) =
      switch scope.cause {
      case .every(let reason): (reason, [])
      case .some(let entries): (nil, entries)
      }
    return .object([
      "touched": .count(scope.touched),
      "untouched": .count(scope.untouched),
      "everyRecordBecauseOf": .text(reason?.rawValue),
      "entries": .array(
        entries.map { entry in
          .object([
            "kind": .string(entry.kind.rawValue),
            "id": .string(entry.id.text),
            "isConditionOnly": .bool(entry.isConditionOnly),
            "touches": .string(entry.reach.rawValue),
          ])
        }),
    ])
  }

  static func step(_ step: TierAndStatus) -> JSONValue { .string(step.description) }

  static func transition(_ transition: Transition) -> JSONValue {
    .object([
      "from": .step(transition.step.from),
      "to": .step(transition.step.to),
      "records": .count(transition.records),
    ])
  }

  static func shift(_ shift: OutcomeShift) -> JSONValue {
    .object([
      "recorded": .string(shift.step.recorded.rawValue),
      "before": .step(shift.step.before),
      "after": .step(shift.step.after),
      "records": .count(shift.records),
    ])
  }

  static func inForce(_ impact: InForceImpact) -> JSONValue {
    .object([
      "policyAt": .instant(impact.instant.at),
      "rules": .ids(impact.instant.rules),
      "exceptions": .ids(impact.instant.exceptions),
      "delegations": .texts(impact.instant.delegations),
      "changed": .count(impact.changed),
      "classes": .counts(impact.classes),
      "transitions": .array(impact.transitions.map { .transition($0) }),
      "loosened": .count(impact.loosened),
      "tightened": .count(impact.tightened),
      "deniedThenNowApproved": .texts(impact.deniedThenNowApproved),
      "approvedThenNowDenied": .texts(impact.approvedThenNowDenied),
    ])
  }

  static func safeguard(_ safeguard: LoweredSafeguard) -> JSONValue {
    .object([
      "kind": .string(safeguard.kind.rawValue),
      "name": .string(safeguard.name),
      "change": .string(safeguard.change),
    ])
  }

  static func rule(_ impact: RuleImpact) -> JSONValue {
    .object([
      "kind": .string(impact.kind.rawValue),
      "rule": .string(impact.rule.text),
      "title": .string(impact.title),
      "change": .string(impact.change.rawValue),
      "inWords": .string(impact.inWords),
      "inWordsBefore": .text(impact.inWordsBefore),
      "matchedBefore": .count(impact.matchedBefore),
      "matchedAfter": .count(impact.matchedAfter),
      "liftedBefore": .count(impact.liftedBefore),
      "liftedAfter": .count(impact.liftedAfter),
      "gained": .records(impact.gained),
      "lost": .records(impact.lost),
    ])
  }

  static func invariant(_ impact: InvariantImpact) -> JSONValue {
    .object([
      "invariant": .string(impact.invariant.text),
      "title": .string(impact.title),
      "change": .string(impact.change.rawValue),
      "reviewsBefore": .count(impact.reviewsBefore),
      "reviewsAfter": .count(impact.reviewsAfter),
      "gained": .records(impact.gained),
      "lost": .records(impact.lost),
    ])
  }

  /// A count, and the first records by name.
  static func records(_ list: RecordList) -> JSONValue {
    .object(["records": .count(list.count), "first": .texts(list.first)])
  }

  static func affected(_ affected: Affected) -> JSONValue {
    .object([
      "subjects": .entries(affected.subjects),
      "resources": .entries(affected.resources),
      "owners": .entries(affected.owners),
    ])
  }

  private static func entries(_ entries: [Affected.Entry]) -> JSONValue {
    .array(entries.map { .object(["id": .string($0.id), "records": .count($0.records)]) })
  }

  static func load(_ load: ApproverLoad) -> JSONValue {
    .object([
      "approver": .string(load.approver),
      "before": .count(load.before),
      "after": .count(load.after),
      "perWeekBefore": .rate(load.perWeekBefore),
      "perWeekAfter": .rate(load.perWeekAfter),
      "medianWaitMinutesBefore": load.medianWaitMinutesBefore.map { .count($0) } ?? .null,
      "medianWaitMinutesAfter": load.medianWaitMinutesAfter.map { .count($0) } ?? .null,
    ])
  }

  static func gate(_ gate: GateResult) -> JSONValue {
    var object: JSONObject = [
      "id": .string(gate.id.text),
      "kind": .string(gate.kind.rawValue),
      "origin": .string(gate.origin.rawValue),
      "limit": .string(gate.limit),
      "measured": .count(gate.measured),
      "records": .texts(gate.records),
      "parts": .texts(gate.parts),
      "inForceAt": .instant(gate.inForceAt),
      "verdict": .string(gate.verdictName),
    ]
    object["returnsTo"] = gate.returnsTo.map { .string($0) }
    if let acceptance = gate.acceptance {
      object["acceptedBy"] = .object([
        "committer": .string(acceptance.committer),
        "commit": .string(acceptance.commit),
        "count": .count(acceptance.count),
      ])
    }
    return .object(object)
  }

  static func sample(_ sample: Sample) -> JSONValue {
    .object([
      "id": .string(sample.id),
      "class": .string(sample.recordClass.rawValue),
      "direction": .text(sample.direction?.rawValue),
      "from": .step(sample.from),
      "to": .step(sample.to),
      "recorded": .string(sample.recorded.rawValue),
      "rulesBefore": .ids(sample.rulesBefore),
      "rulesAfter": .ids(sample.rulesAfter),
      "request": .object(sample.request),
    ])
  }

  static func notReplayed(_ entry: NotReplayed) -> JSONValue {
    .object([
      "file": .string(entry.file),
      "line": .count(entry.lineNumber),
      "id": .text(entry.id),
      "blame": .string(entry.blame.rawValue),
      "code": .string(entry.code),
      "reason": .string(entry.reason),
    ])
  }
}

extension GateResult {
  fileprivate var verdictName: String {
    switch verdict {
    case .passed: "passed"
    case .tripped: "tripped"
    case .accepted: "accepted"
    }
  }
}
