import Impact

/// What differs in the terms of an entry, in words.
struct TermWords {
  let part: MeaningPart

  private var about: Phrase { "\(part.about ?? "")" }

  var row: Phrase {
    switch part.aspect {
    case .effect: return instead("", none: "nothing")
    case .otherwise: return instead("otherwise", none: "nothing")
    case .liftable:
      return part.after == "true" ? "exceptions may lift it" : "no exception may lift it"
    case .limit: return instead("limit", none: "none")
    case .rollback: return instead("rollback", none: "none")
    case .obligation: return comesOrGoes("obligation")
    case .trigger: return comesOrGoes("trigger")
    case .since: return instead("applies from", none: "any time on")
    case .until: return instead("applies until", none: "for ever")
    case .recertify: return instead("recertified every", none: "never")
    case .dataMaxAge: return instead("rests on data no older than", none: "any age")
    case .owner: return instead("owner", none: "nobody")
    case .lifts: return part.after == nil ? "no longer lifts " + about : "also lifts " + about
    case .who: return instead("may be used by", none: "nobody")
    case .notify: return instead("tells", none: "nobody")
    case .reviewWithin: return instead("each use is looked at within", none: "any time")
    case .never: return part.after == nil ? "no longer forbids " + about : "also forbids " + about
    case .breakGlass:
      return part.after == "true" ? "break-glass now" : "no break-glass any more"
    case .alias: return comesOrGoes("account")
    case .freshness: return instead("its people are fresh for", none: "ever")
    case .allowed: return part.after.map { "\($0)" } ?? "no longer: \(part.before ?? "")"
    default: return instead("", none: "none")
    }
  }

  /// `limit 8h instead of 4h`.
  private func instead(_ noun: Phrase, none: Phrase) -> Phrase {
    let before: Phrase = part.before.map { "\($0)" } ?? none
    let after: Phrase = part.after.map { "\($0)" } ?? none
    return (noun.isEmpty ? noun : noun + " ") + after + " instead of " + before
  }

  private func comesOrGoes(_ noun: Phrase) -> Phrase {
    if let after = part.after { return "also " + noun + " \(after)" }
    return "no longer " + noun + " \(part.before ?? "")"
  }
}
