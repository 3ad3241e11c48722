import CEL
import Diagnostics

/// Rules that take access away by themselves, and the ways back.
struct RemovalCheck {
  private let policy: Policy
  private let claims: PolicyClaims
  private let instant: Timestamp

  init(_ policy: Policy, _ claims: PolicyClaims, at instant: Timestamp) {
    self.policy = policy
    self.claims = claims
    self.instant = instant
  }

  /// - Complexity: O(rules squared) comparisons of conditions.
  var findings: [Diagnostic] {
    policy.rules.indices.flatMap { index -> [Diagnostic] in
      let rule = policy.rules[index]
      var found = drills(of: rule)
      guard rule.effect.tier.actsAlone, takes(index) else { return found }
      if rule.triggers.isEmpty { found.append(.removalWithoutTriggers(rule)) }
      if hasNoWayBack(index) { found.append(.noWayBack(rule)) }
      return found
    } + policy.exceptions.flatMap { drills(of: $0.rollback, "`\($0.id)`", $0.location) }
  }

  /// Whether it is sure that a rule is about actions that take access only.
  private func takes(_ index: Int) -> Bool {
    claims.taking.map { $0.isImplied(by: claims.rules[index]) } ?? false
  }

  /// Whether giving back what a rule takes would be denied, as far as it can be seen: of the same
  /// resource type, either no rule lets a `restore` through, or one denies every one.
  private func hasNoWayBack(_ index: Int) -> Bool {
    guard let restore = claims.restore else { return false }
    let own = claims.rules[index].limited(to: "resource")
    let others = policy.rules.indices.filter { isOpen(policy.rules[$0].window) }
    let isDenied = others.contains { other in
      policy.rules[other].effect == .deny && !policy.rules[other].isLiftable
        && claims.rules[other].isImplied(by: restore)
    }
    if isDenied { return true }
    guard case .deny = policy.settings.defaultOutcome else { return false }
    return !others.contains { other in
      policy.rules[other].effect != .deny
        && !ConditionClaims.areDisjoint([claims.rules[other], restore, own])
    }
  }

  private func isOpen(_ window: Window) -> Bool { window.contains(instant) }

  // MARK: - Drills

  private func drills(of rule: Rule) -> [Diagnostic] {
    drills(of: rule.rollback, "`\(rule.id)`", rule.location)
  }

  private func drills(
    of rollback: Rollback?, _ place: String, _ location: SourceLocation
  ) -> [Diagnostic] {
    guard let rollback, let every = rollback.drillEvery else { return [] }
    guard rollback.drilled != nil else {
      return [.drillOverdue(place, since: nil, every: every, at: location)]
    }
    guard let next = rollback.nextDrill, next <= instant else { return [] }
    return [.drillOverdue(place, since: next, every: every, at: location)]
  }
}
