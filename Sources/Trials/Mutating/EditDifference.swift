import CEL
import PolicyCore

/// For which requests an edit of a condition makes any difference, whatever other rules do.
struct EditDifference: Sendable {
  private let policy: Policy
  private let editor: RuleEditor
  private let comparer: ConditionComparer
  /// What a condition names can make a decision stale, whatever it comes to.
  private let readsFreshness: Bool

  init(_ policy: Policy, editor: RuleEditor) {
    self.policy = policy
    self.editor = editor
    comparer = ConditionComparer(from: policy, to: policy)
    readsFreshness = policy.directory.teams.values.contains { $0.freshness != nil }
  }

  /// Whether it is proved that there are none.
  func isNone(_ edit: RuleEdit) -> Bool {
    if readsFreshness, !(edit.changedCondition?.old.program.functionCalls.isEmpty ?? true) {
      return false
    }
    return difference(of: edit)?.relation == .equal
  }

  /// Fields of such requests; of requests that the rule matches where the edit is not one of a
  /// condition.
  func witnesses(_ edit: RuleEdit) -> [[FieldChange]] {
    let matching = compare(editor.condition("false"), edit.rule.condition, .noMatch)
    guard let difference = difference(of: edit) ?? matching else { return [] }
    return (difference.gains.witnesses + difference.losses.witnesses).compactMap { witness in
      let changes = witness.fields.map { FieldChange($0) }
      return changes.allSatisfy { $0 != nil } ? changes.compactMap { $0 } : nil
    }
  }

  /// Nil where the edit is not one of a condition.
  private func difference(of edit: RuleEdit) -> ConditionDifference? {
    guard let changed = edit.changedCondition else { return nil }
    switch (changed.place, edit.rule.effect) {
    case (.clause, _): return differenceOfClauses(changed, of: edit.rule)
    case (.when, .approve): return compare(changed.old, changed.new, .noMatch)
    case (.when, .review), (.when, .deny): return compare(changed.old, changed.new, .match)
    case (.when, .constrain): return differenceOfConstraints(changed, of: edit.rule)
    }
  }

  private func compare(
    _ old: Condition?, _ new: Condition?, _ errors: ErrorMeaning
  ) -> ConditionDifference? {
    guard let old, let new else { return nil }
    return comparer.difference(from: old, to: new, errors: errors)
  }

  /// A clause is asked wherever the rule's condition is not false; one that errs does not hold.
  private func differenceOfClauses(
    _ changed: ChangedCondition, of rule: Rule
  ) -> ConditionDifference? {
    let texts = [changed.old.printed, changed.new?.printed ?? "true"]
    let conditions = texts.map { editor.condition("!(\(rule.condition.printed)) || (\($0))") }
    return compare(conditions[0], conditions[1], .noMatch)
  }

  /// An error of a constraint's condition counts as a match where another rule that acts alone
  /// matches, and else as none (design document, section 3).
  private func differenceOfConstraints(
    _ changed: ChangedCondition, of rule: Rule
  ) -> ConditionDifference? {
    let alone = compare(changed.old, changed.new, .noMatch)
    guard alone?.relation == .equal, let new = changed.new else { return alone }
    for other in policy.rules where other.id != rule.id && other.effect.tier.actsAlone {
      let conditions = [changed.old, new].map {
        editor.condition("(\(other.condition.printed)) && (\($0.printed))")
      }
      let beside = compare(conditions[0], conditions[1], .match)
      guard beside?.relation == .equal else { return beside }
    }
    return alone
  }
}
