import PolicyCore

/// What it does that a rule matches more requests: a part by itself, with the default and the rules
/// that may match beside it (docs/decisions/0014-what-a-change-means.md).
struct MatchLeaning {
  let policy: Policy
  /// The rule itself is not beside it.
  let rule: ID

  /// A wider approval is looser, a wider denial stricter. What lies between takes from what is
  /// looser and gives to what is stricter.
  func ofMatching(more effect: Effect) -> Leaning {
    switch effect {
    case .approve: .loosens
    case .deny: .tightens
    case .constrain: Leaning(loosens: .yes, tightens: stands(beside: [.approve, .constrain]))
    case .review:
      switch policy.settings.defaultOutcome {
      case .deny:
        Leaning(
          loosens: stands(beside: Effect.allCases) == .no ? .yes : .unknown,
          tightens: stands(beside: [.approve, .constrain, .review]))
      // What nothing matched was reviewed before, on other terms.
      case .review: .unknown
      }
    }
  }

  /// Whether a rule of some effect may match the same requests.
  private func stands(beside effects: [Effect]) -> Answer {
    policy.rules.contains { $0.id != rule && effects.contains($0.effect) } ? .unknown : .no
  }
}
