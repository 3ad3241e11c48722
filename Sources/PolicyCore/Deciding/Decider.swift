package import CEL

/// Decides requests under one policy version: a pure function, from any thread.
///
/// The order is that of the design document, section 3. Exceptions and invariants have their place
/// between the steps here.
package struct Decider: Sendable {
  package let policy: Policy

  package init(policy: Policy) { self.policy = policy }

  /// Decides one request.
  /// - Parameters:
  ///   - request: read under this policy's schema.
  ///   - approvals: in any order.
  ///   - at: the instant of the decision.
  ///   - policyAt: the instant at which windows and lapse are judged; `at` if nil.
  /// - Complexity: O(rules) evaluations, and O(places x approvals squared) for a review.
  package func decide(
    _ request: Request, approvals: [Approval], at: Timestamp, policyAt: Timestamp? = nil
  ) -> Decision {
    let bindings = request.bindings(now: at)
    var matching = RuleMatching(bindings: bindings, policyAt: policyAt ?? at)
    let effects = matching.effects(of: policy.rules)
    let winner = effects.map(\.consequence.effect).max()
    var decision = Decision(matching: matching, effects: effects)
    switch winner ?? defaultEffect {
    case .approve: decision.settle(.approved, .automatic)
    case .constrain: decision.settle(.approved, .constrained)
    case .deny: decision.settle(.denied, .denied)
    case .review:
      decision.tier = .human
      let review = CombinedReview(reviews(of: effects))
      ReviewJudge(directory: policy.directory, request: request, bindings: bindings, at: at)
        .judge(review, approvals: approvals, into: &decision)
    }
    addTerms(of: effects, winner: winner, request: request, at: at, to: &decision)
    return decision
  }

  private var defaultEffect: Effect {
    switch policy.settings.defaultOutcome {
    case .deny: .deny
    case .review: .review
    }
  }

  /// Every matched review with the rule it comes from; the default's when nothing matched.
  private func reviews(of effects: [RuleEffect]) -> [(rule: ID?, review: Review)] {
    if effects.isEmpty, case .review(let review) = policy.settings.defaultOutcome {
      return [(nil, review)]
    }
    return effects.compactMap { effect in
      guard case .review(let review) = effect.consequence else { return nil }
      return (effect.rule.id, review)
    }
  }

  /// Limits are of every matched rule; obligations and rollback of those that won if denied.
  private func addTerms(
    of effects: [RuleEffect], winner: Effect?, request: Request, at: Timestamp,
    to decision: inout Decision
  ) {
    decision.limit = effects.compactMap(\.rule.limits?.shortest).min()
    let speaking =
      decision.status == .denied
      ? effects.filter { $0.consequence.effect == winner } : effects
    decision.obligations = Self.distinct(speaking.flatMap(\.rule.obligations)) { $0.id }
    decision.rollback = Self.distinct(speaking.compactMap(\.rule.rollback)) {
      "\($0.by) \($0.within.seconds) \($0.steps)"
    }
    if decision.status == .approved {
      decision.grant = Grant(
        request: request, limit: decision.limit, at: at,
        ends: effects.compactMap(\.rule.window.until))
    }
  }

  /// Without repeats, in the order of a key, so that the order of rules does not show.
  private static func distinct<Element: Hashable>(
    _ elements: [Element], by key: (Element) -> String
  ) -> [Element] {
    guard elements.count > 1 else { return elements }
    return Set(elements).map { (key($0), $0) }.sorted { $0.0.precedesInUTF8($1.0) }.map(\.1)
  }
}

extension Decision {
  init(matching: RuleMatching, effects: [RuleEffect]) {
    status = .pending
    tier = .denied
    matched = effects.map {
      MatchedRule(
        rule: $0.rule.id, effect: $0.consequence.effect, because: $0.rule.title,
        fields: $0.rule.condition.fields)
    }
    lapsed = effects.filter(\.hasLapsed).map(\.rule.id)
    errors = matching.errors
    conditions = matching.conditions
    requirements = []
    evidence = []
    discounted = []
    deniedBy = []
    obligations = []
    rollback = []
  }

  mutating func settle(_ status: Status, _ tier: Tier) {
    self.status = status
    self.tier = tier
  }
}

extension Limits {
  /// The bound, if there is one.
  var shortest: PolicyDuration? {
    switch self {
    case .duration(let duration): duration
    case .unlimited: nil
    }
  }
}

extension Grant {
  /// Until the earliest of limit, asked duration and the ends of the rules.
  init(request: Request, limit: PolicyDuration?, at: Timestamp, ends: [Timestamp]) {
    subject = request.subject.id
    action = request.action
    resource = request.resourceID
    from = at
    let asked = request.document["context"]?["duration"]?.string.flatMap {
      PolicyDuration($0)
    }
    let lengths = [limit, asked].compactMap { $0 }
    until = (lengths.compactMap { at.adding($0) } + ends).min()
  }
}
