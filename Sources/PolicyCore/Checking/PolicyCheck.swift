package import CEL
package import Diagnostics

/// Looks for what a policy that loads still gets wrong.
package struct PolicyCheck: Sendable {
  /// Makes a check.
  package init() {}

  /// The findings of a policy at an instant, in source order.
  ///
  /// As `report`, without what is suppressed.
  package func findings(
    in policy: Policy, at instant: Timestamp, given surroundings: CheckSurroundings = .none
  ) -> [Diagnostic] {
    report(on: policy, at: instant, given: surroundings).findings
  }

  /// The findings of a policy at an instant, weighed as its settings say, and those that it expects.
  /// - Complexity: O(size of the policy), and O(rules squared) comparisons of conditions.
  package func report(
    on policy: Policy, at instant: Timestamp, given surroundings: CheckSurroundings = .none
  ) -> CheckReport {
    FindingWeights(policy, at: instant)
      .report(on: found(in: policy, at: instant, given: surroundings))
  }

  private func found(
    in policy: Policy, at instant: Timestamp, given surroundings: CheckSurroundings
  ) -> [Diagnostic] {
    let people = PeopleCheck(policy: policy, instant: instant)
    let found = policy.rules.flatMap { rule in
      Self.safeguards(of: rule, floors: policy.settings.floors) + Self.times(of: rule, at: instant)
        + people.quorums(of: rule)
    }
    let conditions = ConditionCheck(policy).findings
    let claims = PolicyClaims(policy)
    return found + policy.exceptions.flatMap(people.quorums) + people.teamsWithoutHuman()
      + people.ownersNotHuman() + people.quorumOfDefault() + conditions
      + ConflictCheck(policy, claims, conditions: conditions, at: instant).findings
      + ExceptionCheck(policy, claims, at: instant).findings
      + ApproverCheck(policy, claims, at: instant, surroundings).findings
      + RemovalCheck(policy, claims, at: instant).findings
      + TidinessCheck(policy, claims, surroundings).findings
  }

  /// What a rule that can act without a human must have (design document, section 2.2).
  private static func safeguards(of rule: Rule, floors: Floors) -> [Diagnostic] {
    guard rule.effect.tier.actsAlone else { return [] }
    var found: [Diagnostic] = []
    if rule.owner == nil { found.append(.ruleWithoutOwner(rule)) }
    if rule.limits == nil { found.append(.ruleWithoutLimits(rule)) }
    if rule.rollback == nil { found.append(.ruleWithoutRollback(rule)) }
    if let every = rule.recertifyEvery {
      if every.seconds > floors.recertifyEvery.seconds {
        found.append(.recertifiedTooRarely(rule, every: every, floor: floors.recertifyEvery))
      }
    } else {
      found.append(.ruleWithoutRecertification(rule))
    }
    return found
  }

  /// A lapse within so many days is announced: time enough to look at the rule.
  static let noticeDays: Int64 = 30

  private static func times(of rule: Rule, at instant: Timestamp) -> [Diagnostic] {
    if let end = rule.window.until, instant >= end { return [.ruleExpired(rule, at: end)] }
    var found: [Diagnostic] = []
    if let certified = rule.certified, certified.on > instant {
      found.append(.certifiedInTheFuture(rule, on: certified.on))
    }
    return found + lapse(of: rule, at: instant)
  }

  private static func lapse(of rule: Rule, at instant: Timestamp) -> [Diagnostic] {
    guard rule.effect.tier.actsAlone, let every = rule.recertifyEvery else { return [] }
    let end = rule.certified.flatMap { $0.on.adding(every) }
    if rule.hasLapsed(at: instant) { return [.ruleLapsed(rule, on: end)] }
    guard let end, end.seconds - instant.seconds <= noticeDays * 86_400 else { return [] }
    return [.ruleLapsesSoon(rule, on: end)]
  }
}
