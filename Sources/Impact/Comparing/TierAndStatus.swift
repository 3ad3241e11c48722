package import PolicyCore

/// A tier and a status together: one cell of the transition matrix.
package struct TierAndStatus: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Compared first.
  package let tier: Tier
  /// Compared second, by name.
  package let status: Decision.Status

  /// A cell, whether or not a decision can have both.
  package init(_ tier: Tier, _ status: Decision.Status) {
    self.tier = tier
    self.status = status
  }

  /// The cell that a decision is in.
  package init(_ decision: Decision) { self.init(decision.tier, decision.status) }

  /// Such as `human/approved`.
  package var description: String { "\(tier.rawValue)/\(status.rawValue)" }

  package static func < (left: Self, right: Self) -> Bool {
    left.tier != right.tier
      ? left.tier < right.tier : left.status.rawValue < right.status.rawValue
  }
}
