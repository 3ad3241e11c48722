import CEL

/// The rules and exceptions of a policy as decisions go through them, made once for a policy.
final class PolicySpeakers: Sendable {
  /// Sorted by id.
  let rules: [Speaker]
  /// Sorted by id.
  let exceptions: [Speaker]
  /// Which rules a request can match at all.
  let filter: ConditionFilter

  init(_ policy: Policy) {
    rules = policy.rules.map { Speaker($0) }
    exceptions = policy.exceptions.map { Speaker($0, policy.settings.floors) }
    filter = ConditionFilter(policy.rules.map(\.condition.program))
  }
}
