import Impact
import PolicyCore

/// What differs, in words: `two approvals by security instead of one`.
struct PartWords {
  let change: MeaningChange
  let part: MeaningPart
  /// Whether of several places only the first are named.
  var isShort = false

  /// What differs, and what that does by itself.
  struct Row {
    var words: Phrase
    var leaning: Leaning
  }

  /// Mostly one; a condition may have several.
  var rows: [Row] {
    if let condition = part.condition { return conditionRows(condition) }
    return words.map { Row(words: $0, leaning: part.leaning) }
  }

  private var words: [Phrase] {
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

  private func conditionRows(_ condition: ConditionChange) -> [Row] {
    guard condition.gains.answer != .unknown || condition.losses.answer != .unknown else {
      let words: Phrase =
        subject + "has another condition (\(condition.after)), and whether it holds in more or in "
        + "fewer cases cannot be told"
      return [Row(words: words, leaning: part.leaning)]
    }
    return side(condition.gains, "also applies when ", "may apply in more cases").map {
      Row(words: $0, leaning: part.gain)
    }
      + side(condition.losses, "no longer applies when ", "may apply in fewer cases").map {
        Row(words: $0, leaning: part.loss)
      }
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
    let shown = isShort ? Array(uses.prefix(1)) : uses
    let more: Phrase = shown.count < uses.count ? ", and more" : ""
    return person + ", and " + may + " " + Phrase(shown, separator: "; ") + more
  }

  /// What the team may do, each with the places that let it.
  private var uses: [Phrase] {
    let groups = Dictionary(grouping: part.uses) { "\($0.role.rawValue) \($0.isByRequest)" }
    return groups.values.compactMap { group in group.min().map { ($0, group.sorted()) } }
      .sorted { $0.0 < $1.0 }
      .map { first, group in
        let places = RowList(group.map { "\($0.id)" as Phrase }, limit: 5)
        let more: Phrase =
          places.hiddenCount > 0 ? ", +\(Words.number(places.hiddenCount)) more" : ""
        return use(first, Phrase(places.shown, separator: ", ") + more)
      }
  }

  private func use(_ use: MeaningUse, _ places: Phrase) -> Phrase {
    switch use.role {
    case .approver:
      use.isByRequest
        ? "approve under " + places + " where the request names the team"
        : "approve under " + places
    case .escalation: "approve late under " + places
    case .emergency: "use the break-glass " + places
    case .owner: "answer for " + places
    case .rollback: "take back what " + places + " gave"
    case .condition: "be named by the conditions of " + places
    case .acceptance: "accept tripped gates"
    case .notified: "be told of " + places
    case .member, .certifier, .sponsor, .delegator, .delegate: "be named by " + places
    }
  }
}
