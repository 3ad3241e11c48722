import Impact
import PolicyCore

/// What differs, in words: `two approvals by security instead of one`.
struct PartWords {
  let change: MeaningChange
  let part: MeaningPart

  /// Mostly one; a condition may have several.
  var rows: [Phrase] {
    if let condition = part.condition { return conditionRows(condition) }
    switch part.aspect {
    case .entry: return [entry]
    case .membership: return [membership]
    case .condition, .clause, .evidence, .flag, .authority, .scope: return [statement]
    case .count, .requirement, .approvers, .reason, .order, .escalation, .workloadsSuffice,
      .expire, .approvalsValidFor:
      return [ReviewWords(part: part).row]
    case .effect, .otherwise, .liftable, .limit, .rollback, .obligation, .trigger, .since, .until,
      .recertify, .dataMaxAge, .owner, .lifts, .who, .notify, .reviewWithin, .never, .breakGlass,
      .kind, .alias, .freshness, .value, .required, .allowed, .type, .form:
      return [TermWords(part: part).row]
    }
  }

  // MARK: - Conditions

  private func conditionRows(_ condition: ConditionChange) -> [Phrase] {
    guard condition.gains.answer != .unknown || condition.losses.answer != .unknown else {
      return [
        subject + "has another condition (\(condition.after)), and whether it holds in more or in "
          + "fewer cases cannot be told"
      ]
    }
    return side(condition.gains, "also applies when ", "may apply in more cases")
      + side(condition.losses, "no longer applies when ", "may apply in fewer cases")
  }

  /// What applies, where that is not the entry as a whole.
  private var subject: Phrase {
    switch part.aspect {
    case .clause: "the condition `\(part.about ?? "")` "
    case .evidence: "the evidence `\(part.about ?? "")` "
    case .flag: "the emergency "
    case .authority: "the authority "
    case .scope: "the scope "
    default: ""
    }
  }

  private func side(
    _ side: ConditionChange.Side, _ start: Phrase, _ unknown: Phrase
  ) -> [Phrase] {
    switch side.answer {
    case .no: []
    case .unknown: [subject + unknown]
    case .yes: side.reasons.map { subject + start + Phrase(reading: $0.inWords) }
    }
  }

  /// A condition that is new, or gone.
  private var statement: Phrase {
    let noun: Phrase =
      switch part.aspect {
      case .evidence: "evidence"
      case .clause: "the condition"
      case .authority: "an authority"
      case .scope: "a scope"
      default: "a condition"
      }
    let said: Phrase = part.about.map { ": \($0)" } ?? ""
    if let after = part.after { return "now needs " + noun + said + " (\(after))" }
    return "no longer needs " + noun + said + " (\(part.before ?? ""))"
  }

  // MARK: - Entries

  private var entry: Phrase {
    let words = Phrase(reading: part.after ?? part.before ?? "")
    switch change.kind {
    case .rule: return "\(part.about ?? "") when " + words
    case .exception:
      let rules = ExplanationOutline.names(part.uses.map(\.id))
      return "lifts " + rules + ", with \(part.about ?? "") instead, when " + words
    case .invariant: return "holds when " + words
    case .delegation:
      return (part.after ?? part.before ?? "").isEmpty ? "for every request" : "when " + words
    case .member: return "\(part.about ?? "")"
    case .team, .setting, .gate, .field: return part.after == nil ? "is gone" : "is new"
    }
  }

  // MARK: - People

  private var membership: Phrase {
    let verb: Phrase = part.after == nil ? "leaves" : "joins"
    let person: Phrase = "\(part.about ?? "") " + verb
    guard !part.uses.isEmpty else { return person + "; nothing reads the team" }
    let may: Phrase = part.after == nil ? "may no longer" : "may now"
    let uses = RowList(part.uses.map(use), limit: 8)
    let more: Phrase = uses.hiddenCount > 0 ? "; +\(Words.number(uses.hiddenCount)) more" : ""
    return person + ", and " + may + " " + Phrase(uses.shown, separator: "; ") + more
  }

  private func use(_ use: MeaningUse) -> Phrase {
    let place: Phrase = "\(Words.name(use.subject)) \(use.id)"
    let request: Phrase = use.isByRequest ? " where the request names the team" : ""
    switch use.role {
    case .approver: return "approve under " + place + request
    case .escalation: return "approve late under " + place
    case .emergency: return "use " + place
    case .owner: return "answer for " + place
    case .rollback: return "take back what " + place + " gave"
    case .condition: return "be named by the condition of " + place
    case .acceptance: return "accept tripped gates"
    case .notified: return "be told of " + place
    case .member, .certifier, .sponsor, .delegator, .delegate: return "be named by " + place
    }
  }
}
