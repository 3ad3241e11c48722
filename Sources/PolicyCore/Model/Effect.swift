/// What a rule does with the requests it matches, from the loosest to the strictest.
package enum Effect: String, Sendable, Hashable, Comparable, CaseIterable {
  case approve, constrain, review, deny

  package static func < (left: Effect, right: Effect) -> Bool { left.strictness < right.strictness }

  private var strictness: Int {
    switch self {
    case .approve: 0
    case .constrain: 1
    case .review: 2
    case .deny: 3
    }
  }

  /// Who decides when this effect wins.
  package var tier: Tier {
    switch self {
    case .approve: .automatic
    case .constrain: .constrained
    case .review: .human
    case .deny: .denied
    }
  }
}

/// Who decides: the policy alone, the policy inside limits, a human, or nobody.
package enum Tier: String, Sendable, Hashable, Comparable, CaseIterable {
  case automatic, constrained, human, denied

  package static func < (left: Tier, right: Tier) -> Bool { left.strictness < right.strictness }

  private var strictness: Int {
    switch self {
    case .automatic: 0
    case .constrained: 1
    case .human: 2
    case .denied: 3
    }
  }

  /// Whether no human need approve.
  package var actsAlone: Bool { self == .automatic || self == .constrained }
}
