import PolicyCore

/// What a decision says, section by section, in no format yet.
struct DecisionOutline {
  let decision: Decision
  let requestID: String

  var verdict: Phrase {
    Phrase(Words.name(decision.status)).inked(decision.status.ink) + "  \(requestID)  (\(tier))"
  }

  /// The status, the tier and the request in one sentence.
  var sentence: Phrase {
    let status: Phrase = "\(Words.name(decision.status))"
    let isSaid = decision.tier.rawValue == decision.status.rawValue
    return status + (isSaid ? "" : ", \(Words.name(decision.tier))")
      + ": request \(requestID), \(tier)"
  }

  private var tier: Phrase {
    switch decision.tier {
    case .automatic: "decided by the policy alone"
    case .constrained: "decided by the policy, inside limits"
    case .human: decision.status == .pending ? "waiting for people" : "decided by people"
    case .denied: "no human was asked"
    }
  }

  /// The rules that matched, and the fields their conditions read.
  var rules: Section {
    guard !decision.matched.isEmpty else {
      return Section("Why", [.sentence("No rule matched, so the default applies.")])
    }
    let rows = decision.matched.map { rule -> [Phrase] in
      let fields: Phrase =
        rule.fields.isEmpty
        ? "" : "reads \(Phrase(rule.fields.map { "\($0)" }, separator: ", "))"
      let lapse: Phrase = decision.lapsed.contains(rule.rule) ? " (lapsed)" : ""
      return ["\(rule.rule)", "\(Words.name(rule.effect))" + lapse, "\(rule.because)", fields]
    }
    return Section("Why", [.table(Table(Array(repeating: .left(""), count: 4), rows))])
  }

  var errors: Section? {
    let rows = decision.errors.map { ["\($0.rule)", "\($0.message)"] as [Phrase] }
    let table = Table([.left(""), .left("")], unlessEmpty: rows)
    return Section(
      "Conditions that could not be evaluated", unlessEmpty: [table.map { .table($0) }])
  }

  var requirements: Section? {
    let rows = decision.requirements.map { requirement -> [Phrase] in
      [
        "stage \(requirement.stage)",
        "\(requirement.filledBy.count) of \(requirement.count)",
        Phrase(requirement.from.map { "\($0.description)" }, separator: " or "),
        state(of: requirement),
      ]
    }
    let columns: [Table.Column] = [.left(""), .left(""), .left(""), .left("")]
    let table = Table(columns, unlessEmpty: rows)
    let denials = decision.deniedBy.map { id -> Phrase in "\(id)" }
    let denied: Block? =
      denials.isEmpty
      ? nil : .sentence(Phrase("Denied by").inked(.bad) + " \(denials.joinedWithAnd).")
    return Section("Approvals", unlessEmpty: [table.map { .table($0) }, denied])
  }

  private func state(of requirement: RequirementState) -> Phrase {
    var parts = requirement.filledBy.map { seat -> Phrase in
      let deputy: Phrase = seat.onBehalfOf.map { " for \($0)" } ?? ""
      return "\(seat.by)" + deputy + " at \(seat.at)"
    }
    if requirement.missing > 0 {
      let until: Phrase = decision.deadline.map { " until \($0)" } ?? ""
      let people = Words.count(requirement.eligible.count, "person", "people")
      let missing: Phrase = "\(requirement.missing) missing\(until)"
      let who: Phrase =
        requirement.eligible.isEmpty ? "nobody may approve" : "\(people) may approve"
      parts.append(missing.inked(.caution) + ", " + who)
    }
    return Phrase(parts, separator: ", ")
  }

  var evidence: Section? { clauses("Evidence", decision.evidence) }

  var conditions: Section? { clauses("Conditions", decision.conditions) }

  private func clauses(_ title: Phrase, _ clauses: [ClauseState]) -> Section? {
    let rows = clauses.map { clause -> [Phrase] in
      let truth: Phrase =
        switch clause.truth {
        case .holds: Phrase("holds").inked(.good)
        case .fails: Phrase("fails").inked(.bad)
        case .errs: Phrase("errs").inked(.bad)
        }
      var reason: Phrase = "\(clause.because)"
      if case .errs(let message) = clause.truth { reason = reason + " (\(message))" }
      return [truth, reason, "\(clause.that)"]
    }
    let table = Table([.left(""), .left(""), .left("")], unlessEmpty: rows)
    return Section(title, unlessEmpty: [table.map { .table($0) }])
  }

  var discounted: Section? {
    let rows = decision.discounted.map { approval -> [Phrase] in
      ["\(approval.by)", "\(approval.at)", "\(approval.reason.text)"]
    }
    let table = Table([.left(""), .left(""), .left("")], unlessEmpty: rows)
    return Section("Approvals that do not count", unlessEmpty: [table.map { .table($0) }])
  }

  /// What is given, for how long, what else must be done, and who takes it back.
  var terms: Section? {
    var rows: [[Phrase]] = []
    if let grant = decision.grant {
      let until: Phrase = grant.until.map { "until \($0)" } ?? "without an end"
      rows.append(["grant", "\(grant.action) \(grant.resource) for \(grant.subject)"])
      rows.append(["", "from \(grant.from) \(until)"])
    }
    if let limit = decision.limit { rows.append(["limit", "\(Words(limit))"]) }
    for obligation in decision.obligations {
      rows.append(["obligation", "\(obligation.id), of type \(obligation.type)"])
    }
    for rollback in decision.rollback {
      rows.append([
        "rollback", "by \(rollback.by) within \(Words(rollback.within)): \(rollback.steps)",
      ])
    }
    let table = Table([.left(""), .left("")], unlessEmpty: rows)
    return Section("Terms", unlessEmpty: [table.map { .table($0) }])
  }

  /// What decided: names and values, such as `commit` and its id.
  static func stamp(_ stamp: [(String, String)]) -> Section? {
    let rows = stamp.map { ["\($0.0)", "\($0.1)"] as [Phrase] }
    let table = Table([.left(""), .left("")], unlessEmpty: rows)
    return Section("Stamp", unlessEmpty: [table.map { .table($0) }])
  }
}

extension Decision.Status {
  var ink: Ink {
    switch self {
    case .approved: .good
    case .denied: .bad
    case .pending: .caution
    }
  }
}
