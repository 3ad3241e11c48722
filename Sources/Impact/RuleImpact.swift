import CEL
package import PolicyCore

/// What a change does to one rule or exception.
package struct RuleImpact: Sendable, Hashable {
  /// Which of the two it is: both have ids, and may have the same.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case rule, exception
  }

  /// What became of it; `recertified` when only its certification differs.
  package enum Change: String, Sendable, Hashable, CaseIterable {
    case added, removed, changed, recertified, unchanged
  }

  /// Which of the two it is.
  package var kind = Kind.rule
  /// Of the rule or exception.
  package var rule: ID
  /// As the new version has it, if it does.
  package var title: String
  /// What became of it.
  package var change: Change
  /// When it applies, in words: of the new version; of the old one when the rule is removed.
  package var inWords: String
  /// When it applied under the old version, where that reads differently.
  package var inWordsBefore: String?
  /// Records that it matches under the old version, and that no exception lifts it for.
  package var matchedBefore: Int
  /// Records that it matches under the new version, and that no exception lifts it for.
  package var matchedAfter: Int
  /// Records that it is lifted for under the old version.
  package var liftedBefore = 0
  /// Records that it is lifted for under the new version.
  package var liftedAfter = 0
  /// Records that it matches only under the new version.
  package var gained: RecordList
  /// Records that it matches only under the old version.
  package var lost: RecordList

  var name: RuleName { RuleName(kind: kind, id: rule) }
}

extension RuleImpact {
  /// Rules by id, then exceptions by id.
  static func list(_ tally: Tally, before: Policy, after: Policy) -> [RuleImpact] {
    let (oldReading, newReading) = (before.schema.reading, after.schema.reading)
    let rules = Set((before.rules + after.rules).map(\.id)).sorted().compactMap { id in
      let (old, new) = (before.rule(id), after.rule(id))
      return (new ?? old).map { shown in
        RuleImpact(
          RuleName(kind: .rule, id: id), title: shown.title, Change(from: old, to: new),
          words: new?.condition.inWords(newReading), before: old?.condition.inWords(oldReading),
          tally.rules)
      }
    }
    let exceptions = Set((before.exceptions + after.exceptions).map(\.id)).sorted()
    return rules
      + exceptions.compactMap { id in
        let (old, new) = (before.exception(id), after.exception(id))
        return (new ?? old).map { shown in
          RuleImpact(
            RuleName(kind: .exception, id: id), title: shown.title, Change(from: old, to: new),
            words: new?.inWords(newReading), before: old?.inWords(oldReading), tally.rules)
        }
      }
  }

  private init(
    _ name: RuleName, title: String, _ change: Change, words: String?, before: String?,
    _ tallies: [RuleName: RuleTally]
  ) {
    let tally = tallies[name] ?? RuleTally()
    self.init(
      kind: name.kind, rule: name.id, title: title, change: change,
      inWords: words ?? before ?? "", inWordsBefore: words == nil || words == before ? nil : before,
      matchedBefore: tally.matchedBefore, matchedAfter: tally.matchedAfter,
      liftedBefore: tally.liftedBefore, liftedAfter: tally.liftedAfter, gained: tally.gained,
      lost: tally.lost)
  }
}

extension PolicyException {
  /// The emergency is one more condition, which must not be read as part of the other.
  fileprivate func inWords(_ reading: EnglishReading) -> String {
    let words = condition.inWords(reading)
    return breakGlass.map { "\(words); and also \($0.flag.inWords(reading))" } ?? words
  }
}

extension RuleImpact.Change {
  fileprivate init(from old: Rule?, to new: Rule?) {
    self.init(
      hasOld: old != nil, hasNew: new != nil,
      isSame: old.flatMap { old in new.map { old.hasSameMeaning(as: $0) } } ?? false,
      isCertifiedAlike: old?.certified == new?.certified)
  }

  fileprivate init(from old: PolicyException?, to new: PolicyException?) {
    self.init(
      hasOld: old != nil, hasNew: new != nil,
      isSame: old.flatMap { old in new.map { old.hasSameMeaning(as: $0) } } ?? false,
      isCertifiedAlike: old?.certified == new?.certified)
  }

  private init(hasOld: Bool, hasNew: Bool, isSame: Bool, isCertifiedAlike: Bool) {
    switch (hasOld, hasNew) {
    case (false, _): self = .added
    case (true, false): self = .removed
    case (true, true): self = !isSame ? .changed : isCertifiedAlike ? .unchanged : .recertified
    }
  }

  /// Whether it means something else than before.
  var isOfMeaning: Bool {
    switch self {
    case .added, .removed, .changed: true
    case .recertified, .unchanged: false
    }
  }
}
