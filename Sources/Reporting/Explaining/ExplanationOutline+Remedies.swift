import CEL
import PolicyCore

extension ExplanationOutline {
  /// Ways to a better outcome; nil for an audience that is not told, and for what is approved.
  var remedies: Section? {
    guard tree.audience != .requester, tree.decision.status != .approved else { return nil }
    guard !tree.remedies.isEmpty else {
      return Section(
        "What would change it", [.sentence("Nothing that can be shown from these rules.")])
    }
    let rows = tree.remedies.map { remedy -> Phrase in
      let outcome: Phrase = "\(Words.name(remedy.status))"
      return outcome.inked(.strong) + " (\(Words.name(remedy.tier))), if "
        + Phrase(remedy.needs.map(need), separator: ", and ") + "."
    }
    return Section("What would change it", [.list(RowList(rows))])
  }

  private func need(_ need: Need) -> Phrase {
    switch need {
    case .approvals(let missing): approvals(missing)
    case .human: "one of the approvals were given by a human"
    case .evidence(let clause): "the evidence held: \(clause.because) (\(clause.that))"
    case .conditions(let rule, let failing):
      "the conditions of \(rule) held: "
        + Phrase(failing.map { "\($0.because) (\($0.that))" }, separator: ", ")
    case .field(let change): field(change)
    case .notDenied(let rule, let parts):
      "\(rule) did not deny; it does because " + Self.reasons(parts)
    case .certification(let rule): "\(rule) were certified again"
    case .freshData(let rule): "the data that \(rule) rests on were read again"
    case .denialTakenBack(let person): "\(person) took the denial back"
    case .earlier(let deadline): "the review had been complete before \(deadline)"
    }
  }

  private func approvals(_ missing: MissingApprovals) -> Phrase {
    let reason: Phrase = missing.isReasonRequired ? ", with a reason" : ""
    let until: Phrase = missing.until.map { " before \($0)" } ?? ""
    let candidates: Phrase = missing.candidates.isEmpty ? " (nobody is left who may)" : ""
    return "there were \(Words.count(missing.count, "approval", "approvals")) by "
      + Self.asked(missing.from) + reason + until + candidates
  }

  private func field(_ change: FieldEdit) -> Phrase {
    let values = change.wanted.map { "\($0.lineText)" as Phrase }
    let now: Phrase = change.now.map { "it is \($0.lineText)" } ?? "there is none"
    return "\(change.path.description) were \(Phrase(values, separator: " or ")) (" + now
      + "; asked by \(change.rule))"
  }
}
