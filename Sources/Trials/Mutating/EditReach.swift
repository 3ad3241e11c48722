import CEL
import PolicyCore

/// Which requests an edit of a rule can concern at all: all others are decided as before.
struct EditReach: Sendable {
  private let edit: RuleEdit
  private let changed: ChangedCondition?
  /// What a condition names can make a decision stale, whatever it comes to.
  private let readsFreshness: Bool

  init(_ edit: RuleEdit, in policy: Policy) {
    self.edit = edit
    changed = edit.changedCondition
    readsFreshness = policy.directory.teams.values.contains { $0.freshness != nil }
  }

  /// - Parameter truth: of the rule's condition before the edit; nil where it errs.
  func includes(_ bindings: Bindings, truth: Bool?) -> Bool {
    guard let changed else { return truth != false }
    switch changed.place {
    case .when:
      return edit.edited.condition.truth(bindings) != truth || (readsFreshness && truth != false)
    case .clause:
      guard truth != false else { return false }
      let holds = changed.new?.holds(bindings) ?? true
      return changed.old.holds(bindings) != holds || readsFreshness
    }
  }

  /// The same, of a trial.
  func includes(_ trial: Trial) -> Bool {
    let bindings = trial.request.bindings(now: trial.at)
    return includes(bindings, truth: edit.rule.condition.truth(bindings))
  }
}
