import Impact

/// What differs in a review, in words.
struct ReviewWords {
  let part: MeaningPart

  private var about: Phrase { "\(part.about ?? "")" }

  var row: Phrase {
    switch part.aspect {
    case .count:
      return approvals(part.after) + " by " + about + " instead of " + number(part.before)
    case .requirement:
      let verb: Phrase = part.after == nil ? "no longer asks for " : "also asks for "
      return verb + approvals(part.after ?? part.before) + " by " + about
    case .approvers:
      return "asks \(part.after ?? "nobody") instead of \(part.before ?? "nobody")"
    case .reason:
      return part.after == "true"
        ? "an approval by " + about + " must give a reason"
        : "an approval by " + about + " need not give a reason any more"
    case .order:
      return part.after == nil
        ? "\(part.before ?? "") is asked without waiting for " + about
        : "\(part.after ?? "") is asked only after " + about
    case .escalation: return escalation
    case .workloadsSuffice:
      return part.after == "true"
        ? "workloads and agents may fill every place" : "a human must fill one place"
    case .expire: return length("denied if not filled within", "never expires")
    default:
      return length("an approval counts for", "an approval counts as long as the review lasts")
    }
  }

  private func number(_ text: String?) -> Phrase { Words.spelled(text).map { "\($0)" } ?? "none" }

  private func approvals(_ count: String?) -> Phrase {
    number(count) + (count == "1" ? " approval" : " approvals")
  }

  private var escalation: Phrase {
    guard let after = part.after else { return about + " no longer joins" }
    let joins = about + " joins after \(after)"
    return part.before.map { joins + " instead of \($0)" } ?? joins
  }

  private func length(_ words: Phrase, _ none: Phrase) -> Phrase {
    guard let after = part.after else { return none + ", before: \(part.before ?? "")" }
    let said = words + " \(after)"
    return part.before.map { said + " instead of \($0)" } ?? said + ", before without a limit"
  }
}
