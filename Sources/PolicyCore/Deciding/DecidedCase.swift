import CEL

/// What a decision is about: one request under one policy version, at its instants.
struct DecidedCase {
  let policy: Policy
  /// What speaks in the policy.
  let speakers: PolicySpeakers
  let request: Request
  let bindings: Bindings
  /// The instant of the decision.
  let at: Timestamp
  /// At which windows and lapse are judged.
  let policyAt: Timestamp
}
