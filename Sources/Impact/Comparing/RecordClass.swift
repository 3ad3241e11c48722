/// What a change does to one record: the first that fits, in this order.
package enum RecordClass: String, Sendable, Hashable, CaseIterable {
  case unreplayable
  case newlyAutomatic = "newly-automatic"
  case newlyConstrained = "newly-constrained"
  case newlyHuman = "newly-human"
  case newlyDenied = "newly-denied"
  case moreApprovals = "more-approvals"
  case fewerApprovals = "fewer-approvals"
  case differentApprovers = "different-approvers"
  case statusChanged = "status-changed"
  case termsChanged = "terms-changed"
  case longerLimits = "longer-limits"
  case shorterLimits = "shorter-limits"
  case obligationsChanged = "obligations-changed"
  case unchanged
}

/// Which way a record moved.
package enum Direction: String, Sendable, Hashable, CaseIterable {
  case loosened, tightened, both

  /// Nil when it moved neither way.
  init?(looser: Bool, tighter: Bool) {
    switch (looser, tighter) {
    case (true, true): self = .both
    case (true, false): self = .loosened
    case (false, true): self = .tightened
    case (false, false): return nil
    }
  }
}
