package import CEL

/// Explains decisions under one policy version: a pure function, like deciding.
package struct Explainer: Sendable {
  private let policy: Policy

  /// An explainer of one policy; it keeps nothing of what it explains.
  package init(policy: Policy) { self.policy = policy }

  /// Decides a request and says why it is decided so.
  /// - Parameters:
  ///   - approvals: in any order.
  ///   - at: the instant of the decision.
  /// - Complexity: that of a few dozen decisions, most of them for what would change the outcome.
  package func explain(
    _ request: Request, approvals: [Approval], at: Timestamp, for audience: Audience = .auditor
  ) -> ExplanationTree {
    let decision = Decider(policy: policy).decide(request, approvals: approvals, at: at)
    let accounts = AccountMaking(policy: policy, request: request, decision: decision, at: at)
    let remedies =
      audience.seesConditions
      ? RemedySearch(
        policy: policy, request: request, approvals: approvals, at: at, decision: decision
      ).remedies : []
    let readings = audience.seesConditions ? policy.readings(of: decision) : [:]
    let tree = ExplanationTree(
      audience: audience, requestID: request.id, at: at, decision: decision,
      paragraph: Explanation(of: decision, request: request, readings: readings).paragraph,
      rules: accounts.rules(readings: readings), exceptions: accounts.exceptions,
      invariants: accounts.invariants, requirements: accounts.requirements, remedies: remedies)
    return tree.told(to: audience)
  }
}

extension ExplanationTree {
  /// Without what a reader must not know.
  fileprivate func told(to audience: Audience) -> ExplanationTree {
    var tree = self
    if !audience.seesWhatDoesNotApply {
      tree.rules.removeAll { !$0.takesPart }
      tree.exceptions.removeAll { !$0.takesPart }
      tree.untoldRules = rules.count - tree.rules.count
      tree.untoldExceptions = exceptions.count - tree.exceptions.count
    }
    if !audience.seesConditions { tree.hideConditions() }
    return tree
  }

  private mutating func hideConditions() {
    invariants.removeAll { $0.state != .asksItsOwner }
    for index in rules.indices { rules[index].parts = [] }
    for index in exceptions.indices { exceptions[index].parts = [] }
    for index in invariants.indices { invariants[index].parts = [] }
    for index in requirements.indices {
      requirements[index].state.eligible = []
      requirements[index].deputies = []
    }
    for index in decision.requirements.indices { decision.requirements[index].eligible = [] }
    for index in decision.matched.indices { decision.matched[index].fields = [] }
    for index in decision.conditions.indices { decision.conditions[index].that = "" }
    for index in decision.evidence.indices { decision.evidence[index].that = "" }
  }
}
