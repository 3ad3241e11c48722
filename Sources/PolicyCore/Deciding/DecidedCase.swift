import CEL

/// What a decision is about: one request under one policy version, at its instants.
///
/// A class, so that each step counts one reference and not one for each part.
final class DecidedCase: Sendable {
  let policy: Policy
  /// What speaks in the policy.
  let speakers: PolicySpeakers
  let request: Request
  let bindings: Bindings
  /// The instant of the decision.
  let at: Timestamp
  /// The instant at which windows and lapse are judged instead; nil for that of the decision.
  let windowInstant: Timestamp?

  init(
    _ policy: Policy, _ speakers: PolicySpeakers, _ request: Request, at: Timestamp,
    windowInstant: Timestamp?
  ) {
    self.policy = policy
    self.speakers = speakers
    self.request = request
    self.at = at
    self.windowInstant = windowInstant
    bindings = request.bindings(now: at)
  }

  var directory: Directory { policy.directory }
  /// At which windows and lapse are judged.
  var policyAt: Timestamp { windowInstant ?? at }

  /// Whether a condition holds.
  func holds(_ condition: Condition) throws(EvaluationError) -> Bool {
    try condition.program.evaluateCondition(bindings)
  }
}
