import CEL
import Diagnostics

/// Rules, exceptions and invariants held against one another, as far as their conditions tell.
struct ConflictCheck {
  private let policy: Policy
  private let claims: PolicyClaims
  /// What was found in each condition by itself.
  private let conditions: [Diagnostic]
  private let instant: Timestamp

  init(
    _ policy: Policy, _ claims: PolicyClaims, conditions: [Diagnostic], at instant: Timestamp
  ) {
    self.policy = policy
    self.conditions = conditions
    self.claims = claims
    self.instant = instant
  }

  /// - Complexity: O(rules squared) comparisons of conditions.
  var findings: [Diagnostic] { rulesThatNeverMatch + amongRules + againstInvariants }

  // MARK: - Rules

  /// Rules that contradict themselves across alternatives; within one run of `&&` the review of
  /// conditions says so, with the parts.
  private var rulesThatNeverMatch: [Diagnostic] {
    let known = conditions.filter { Self.saysNever.contains($0.code) }.compactMap(\.location)
    return zip(policy.rules, claims.rules).compactMap { rule, own in
      let place = rule.condition.location
      let isKnown = known.contains {
        $0.path == place.path && place.utf8Range.overlaps($0.utf8Range)
      }
      return own.isNeverTrue && !isKnown ? .ruleNeverMatches(rule) : nil
    }
  }

  private static let saysNever: Set = [
    ConditionCode.contradictoryConditions.rawValue, ConditionCode.alwaysFalse.rawValue,
    ConditionCode.valueOutsideEnum.rawValue,
  ]

  private var amongRules: [Diagnostic] {
    policy.rules.indices.compactMap { index in
      let rule = policy.rules[index]
      guard isLive(rule.window), !claims.rules[index].isNeverTrue else { return nil }
      if let earlier = policy.rules.indices.first(where: { isDuplicate(index, of: $0) }) {
        return .duplicateRule(rule, of: policy.rules[earlier])
      }
      let stricter = policy.rules.indices.first { isShadowed(index, by: $0) }
      return stricter.map { .ruleShadowed(rule, by: policy.rules[$0]) }
    }
  }

  /// The later one by id repeats the earlier one.
  private func isDuplicate(_ index: Int, of other: Int) -> Bool {
    let (rule, earlier) = (policy.rules[index], policy.rules[other])
    return other < index && rule.consequence == earlier.consequence
      && rule.window == earlier.window && isLive(earlier.window)
      && claims.rules[index].isImplied(by: claims.rules[other])
      && claims.rules[other].isImplied(by: claims.rules[index])
  }

  /// Whether a stricter rule matches whenever this one does. A rule that some exception lifts leaves
  /// room for the looser one.
  private func isShadowed(_ index: Int, by other: Int) -> Bool {
    let (rule, stricter) = (policy.rules[index], policy.rules[other])
    return rule.effect < stricter.effect && stricter.window.covers(rule.window)
      && !policy.exceptions.contains { $0.lifts.contains(stricter.id) && stricter.isLiftable }
      && claims.rules[other].isImplied(by: claims.rules[index])
  }

  private func isLive(_ window: Window) -> Bool { window.until.map { instant < $0 } ?? true }

  // MARK: - Invariants

  /// A rule that acts alone wherever an invariant says that nothing does.
  private var againstInvariants: [Diagnostic] {
    zip(policy.rules, claims.rules).flatMap { rule, own in
      zip(policy.settings.invariants, claims.invariants).compactMap { invariant, forbidden in
        guard invariant.never.contains(rule.effect), isLive(rule.window),
          forbidden.isImplied(by: own)
        else { return nil }
        return .ruleAgainstInvariant(rule, invariant)
      }
    }
  }
}

extension Window {
  /// Whether it is open wherever another one is.
  fileprivate func covers(_ other: Window) -> Bool {
    let startsEarlier = since.map { start in other.since.map { start <= $0 } ?? false } ?? true
    let endsLater = until.map { end in other.until.map { $0 <= end } ?? false } ?? true
    return startsEarlier && endsLater
  }

  /// Whether both are open at some instant, or one begins where the other ends.
  func touches(_ other: Window) -> Bool {
    let (start, end) = (since, until)
    if let end, let otherStart = other.since, end < otherStart { return false }
    if let start, let otherEnd = other.until, otherEnd < start { return false }
    return true
  }

  /// Whether both are open at some instant.
  func overlaps(_ other: Window) -> Bool {
    if let until, let otherStart = other.since, until <= otherStart { return false }
    if let since, let otherEnd = other.until, otherEnd <= since { return false }
    return true
  }
}
