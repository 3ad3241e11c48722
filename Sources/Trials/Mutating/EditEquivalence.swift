import CEL
import PolicyCore

/// Whether no request shows an edit, which must be proved.
struct EditEquivalence: Sendable {
  private let comparer: ConditionComparer
  private let readsFreshness: Bool

  init(_ policy: Policy, comparer: ConditionComparer) {
    self.comparer = comparer
    readsFreshness = policy.directory.teams.values.contains { $0.freshness != nil }
  }

  /// False also where nobody can tell.
  func isProved(_ edit: RuleEdit) -> Bool {
    guard let changed = edit.changedCondition, let new = changed.new,
      // What a condition names can make a decision stale.
      !readsFreshness || changed.old.program.functionCalls.isEmpty
    else { return false }
    return Self.meanings(edit.rule.effect, changed.place).allSatisfy { errors in
      comparer.difference(from: changed.old, to: new, errors: errors, limit: 1).relation == .equal
    }
  }

  /// What an error can count as (design document, section 3): for a constraint that depends on what
  /// else matches.
  private static func meanings(_ effect: Effect, _ place: ChangedCondition.Place) -> [ErrorMeaning] {
    switch (place, effect) {
    case (.clause, _), (.when, .approve): [.noMatch]
    case (.when, .review), (.when, .deny): [.match]
    case (.when, .constrain): [.noMatch, .match]
    }
  }
}
