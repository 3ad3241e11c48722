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

  /// - Parameter truth: of the rule's condition before the edit, where that is known.
  func includes(_ bindings: Bindings, truth: Truth? = nil) -> Bool {
    let truth = truth ?? edit.rule.condition.truth(bindings)
    guard let changed else { return truth != .fails }
    switch changed.place {
    case .when:
      let now = edit.edited.condition.truth(bindings)
      return now != truth || (readsFreshness && truth != .fails)
    case .clause:
      guard truth != .fails else { return false }
      let held = changed.old.truth(bindings) == .holds
      let holds = changed.new.map { $0.truth(bindings) == .holds } ?? true
      return held != holds || readsFreshness
    }
  }
}
