import CEL
import Diagnostics

/// Exceptions and delegations: those that have ended or soon will, and those that do nothing.
struct ExceptionCheck {
  private let policy: Policy
  private let claims: PolicyClaims
  private let instant: Timestamp

  init(_ policy: Policy, _ claims: PolicyClaims, at instant: Timestamp) {
    self.policy = policy
    self.claims = claims
    self.instant = instant
  }

  /// - Complexity: O(exceptions x rules) comparisons of conditions.
  var findings: [Diagnostic] {
    policy.exceptions.indices.flatMap { index in
      let exception = policy.exceptions[index]
      let isOver = exception.window.until.map { $0 <= instant } ?? false
      return times(of: exception) + (isOver ? [] : lifts(of: index) + renewals(of: index))
    } + policy.directory.delegations.compactMap(times)
  }

  // MARK: - Time

  private func times(of exception: PolicyException) -> [Diagnostic] {
    if exception.hasLapsed(at: instant) { return [.exceptionLapsed(exception)] }
    guard let end = exception.window.until else { return [] }
    if end <= instant { return [.exceptionExpired(exception, at: end)] }
    return isSoon(end) ? [.exceptionEndsSoon(exception, at: end)] : []
  }

  private func times(of delegation: Delegation) -> Diagnostic? {
    guard let end = delegation.window.until else { return nil }
    if end <= instant { return .delegationExpired(delegation, at: end) }
    return isSoon(end) ? .delegationEndsSoon(delegation, at: end) : nil
  }

  private func isSoon(_ end: Timestamp) -> Bool {
    end.seconds - instant.seconds <= PolicyCheck.noticeDays * 86_400
  }

  // MARK: - What it lifts

  private func lifts(of index: Int) -> [Diagnostic] {
    let exception = policy.exceptions[index]
    return exception.lifts.compactMap { id in
      guard let place = policy.rules.firstIndex(where: { $0.id == id }) else { return nil }
      let rule = policy.rules[place]
      if case .deny(_, let isLiftable) = rule.consequence {
        return isLiftable
          ? .exceptionLiftsDeny(exception, rule) : .exceptionLiftsFixedDeny(exception, rule)
      }
      if !exception.window.overlaps(rule.window) {
        return .exceptionLiftsNothing(exception, rule, because: "they never apply at one time")
      }
      let conditions = [claims.exceptions[index], claims.rules[place]]
      let flags = claims.flags[index].map { [$0] } ?? []
      guard ConditionClaims.areDisjoint(conditions + flags) else { return nil }
      return .exceptionLiftsNothing(exception, rule, because: "no request matches both")
    }
  }

  /// An earlier exception that lifts the same for the same requests, up to where this one begins.
  private func renewals(of index: Int) -> [Diagnostic] {
    let exception = policy.exceptions[index]
    let earlier = policy.exceptions.indices.first { other in
      other != index && precedes(policy.exceptions[other], exception)
        && policy.exceptions[other].lifts == exception.lifts
        && policy.exceptions[other].window.touches(exception.window)
        && claims.exceptions[index].isImplied(by: claims.exceptions[other])
        && claims.exceptions[other].isImplied(by: claims.exceptions[index])
    }
    return earlier.map { [.exceptionRenewed(exception, after: policy.exceptions[$0])] } ?? []
  }

  private func precedes(_ left: PolicyException, _ right: PolicyException) -> Bool {
    guard let end = left.window.until, let other = right.window.until else { return false }
    return end == other ? left.id < right.id : end < other
  }
}
