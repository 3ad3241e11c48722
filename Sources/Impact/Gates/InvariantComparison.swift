import CEL
import PolicyCore

/// What invariants no longer hold back.
enum InvariantComparison {
  /// Removed and weakened ones; of another condition, or another owner, nobody can tell, so that is
  /// said too.
  static func lowered(_ old: [Invariant], _ new: [Invariant]) -> [LoweredSafeguard] {
    old.flatMap { invariant -> [LoweredSafeguard] in
      // Under whatever name: what is still held back is held back.
      if new.contains(where: { $0.changes(from: invariant).isEmpty }) { return [] }
      let successor = new.first { $0.id == invariant.id }
      let changes = successor.map { $0.changes(from: invariant) } ?? ["was removed"]
      return changes.map {
        LoweredSafeguard(kind: .invariant, name: invariant.id.text, change: $0)
      }
    }
  }
}

extension Invariant {
  /// What is, or may be, weaker here than in an older one.
  fileprivate func changes(from old: Invariant) -> [String] {
    var changes = old.never.subtracting(never).sorted().map { "no longer forbids `\($0.rawValue)`" }
    if allowsBreakGlass, !old.allowsBreakGlass { changes.append("now gives way to break-glass") }
    if owner != old.owner { changes.append("asks `\(owner)` instead of `\(old.owner)`") }
    if !condition.printed.hasSameUTF8(as: old.condition.printed) {
      changes.append("holds when `\(condition.printed)` instead of `\(old.condition.printed)`")
    }
    return changes
  }
}
