package import CEL

/// Decides requests under one policy version: a pure function, from any thread.
///
/// The order is that of the design document, section 3. Exceptions and invariants have their place
/// between the steps here.
package struct Decider: Sendable {
  /// Under which it decides.
  package let policy: Policy

  /// A decider of one policy; it keeps nothing of what it decides.
  package init(policy: Policy) { self.policy = policy }

  /// Decides one request.
  /// - Parameters:
  ///   - request: read under this policy's schema.
  ///   - approvals: in any order.
  ///   - at: the instant of the decision.
  ///   - policyAt: the instant at which windows and lapse are judged; `at` if nil.
  /// - Complexity: O(rules) evaluations, and O(requirements × approvals²) for a review.
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
    decision.obligations = Self.distinct(speaking.flatMap(\.rule.obligations))
    decision.rollback = Self.distinct(speaking.compactMap(\.rule.rollback))
    if decision.status == .approved {
      decision.grant = Grant(
        request: request, limit: decision.limit, at: at,
        ends: effects.compactMap(\.rule.window.until))
    }
  }

  /// Without repeats, sorted by what they say: which rule says it does not show.
  private static func distinct<Element: Hashable & Comparable>(_ elements: [Element]) -> [Element] {
    guard elements.count > 1 else { return elements }
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }.sorted()
  }
}

extension Decision {
  init(matching: RuleMatching, effects: [RuleEffect]) {
    status = .pending
    tier = .denied
    matched = effects.map(MatchedRule.init)
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

extension MatchedRule {
  fileprivate init(_ effect: RuleEffect) {
    rule = effect.rule.id
    self.effect = effect.consequence.effect
    because = effect.rule.title
    fields = effect.rule.condition.fields
    if case .deny(let text, _) = effect.rule.consequence { reason = text }
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
