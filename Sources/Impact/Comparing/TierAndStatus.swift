package import PolicyCore

/// A tier and a status together: one cell of the transition matrix.
package struct TierAndStatus: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let tier: Tier
  package let status: Decision.Status

  package init(_ tier: Tier, _ status: Decision.Status) {
    self.tier = tier
    self.status = status
  }

  package init(_ decision: Decision) { self.init(decision.tier, decision.status) }

  /// Such as `human/approved`.
  package var description: String { "\(tier.rawValue)/\(status.rawValue)" }

  package static func < (left: Self, right: Self) -> Bool {
    left.tier != right.tier
      ? left.tier < right.tier : left.status.rawValue < right.status.rawValue
  }
}
