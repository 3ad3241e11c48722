import CEL
import PolicyCore

extension ExplanationOutline {
  // MARK: - Requirements

  var requirements: Section? {
    var blocks = tree.requirements.map { Block.list(RowList(rows(of: $0))) }
    if !tree.decision.deniedBy.isEmpty {
      let people = Self.names(tree.decision.deniedBy)
      blocks.append(.sentence(Phrase("Denied by").inked(.bad) + " \(people)."))
    }
    if tree.decision.isHumanMissing {
      blocks.append(.sentence("One of the approvals must be given by a human, and none is."))
    }
    return blocks.isEmpty ? nil : Section("Approvals", blocks)
  }

  private func rows(of requirement: RequirementAccount) -> [Phrase] {
    let state = requirement.state
    let reason: Phrase = state.isReasonRequired ? ", with a reason" : ""
    let asked: Phrase =
      "stage \(state.stage): \(Words.count(state.count, "approval", "approvals")) by "
      + Self.asked(state.from) + reason
    return [asked + ". " + filled(state) + missing(requirement) + eligible(requirement)]
  }

  private func filled(_ state: RequirementState) -> Phrase {
    let seats = state.filledBy.map { seat -> Phrase in
      let deputy: Phrase = seat.onBehalfOf.map { " for \($0)" } ?? ""
      return "\(seat.by)" + deputy + " at \(seat.at)"
    }
    return seats.isEmpty ? "" : "Given by \(seats.joinedWithAnd). "
  }

  private func missing(_ requirement: RequirementAccount) -> Phrase {
    guard requirement.state.missing > 0 else { return Phrase("Complete").inked(.good) + ". " }
    let until: Phrase = tree.decision.deadline.map { " until \($0)" } ?? ""
    let missing: Phrase = "\(requirement.state.missing) missing"
    return missing.inked(.caution) + until + ". "
  }

  private func eligible(_ requirement: RequirementAccount) -> Phrase {
    guard requirement.eligibleCount > 0 else { return "Nobody may approve." }
    guard tree.audience != .requester else { return "" }
    let names = RowList(requirement.state.eligible, limit: NameList.longest)
    let more: Phrase = names.hiddenCount > 0 ? " and \(names.hiddenCount) more" : ""
    let deputies = requirement.deputies.prefix(NameList.longest).map { deputy -> Phrase in
      "\(deputy.by) for \(deputy.of)"
    }
    let acting: Phrase = deputies.isEmpty ? "" : " May act: \(Phrase(deputies, separator: ", "))."
    return "May approve: \(Phrase(names.shown.map { "\($0)" }, separator: ", "))" + more + "."
      + acting
  }

  // MARK: - Clauses

  /// What holds is its condition, of which a requester is told nothing; what does not hold has a
  /// sentence for people.
  var clauses: Section? {
    let rows = (tree.decision.evidence + tree.decision.conditions).compactMap { clause in
      clause.that.isEmpty && clause.holds ? nil : row(clause)
    }
    return rows.isEmpty ? nil : Section("Evidence and conditions", [.list(RowList(rows))])
  }

  private func row(_ clause: ClauseState) -> Phrase {
    let rule: Phrase = clause.rule.map { "\($0): " } ?? "default: "
    switch clause.truth {
    case .holds: return rule + "\(clause.that) " + Phrase("holds").inked(.good)
    case .fails where clause.that.isEmpty: return rule + "\(clause.because)"
    case .fails:
      return rule + "\(clause.that) " + Phrase("does not hold").inked(.bad)
        + ". \(clause.because)"
    case .errs(let message):
      let condition: Phrase = clause.that.isEmpty ? "" : "\(clause.that) "
      return rule + condition + Phrase("cannot be evaluated").inked(.bad) + ": \(message). "
        + "\(clause.because)"
    }
  }
}
