package import CEL

/// Decides requests under one policy version: a pure function, from any thread.
///
/// The order is that of the design document, section 3. Exceptions and invariants have their place
/// between the steps here.
package struct Decider: Sendable {
  /// Under which it decides.
  package let policy: Policy
  private let speakers: PolicySpeakers

  /// A decider of one policy; it keeps nothing of what it decides.
  /// - Complexity: O(size of the rules).
  package init(policy: Policy) {
    self.policy = policy
    speakers = PolicySpeakers(policy)
  }

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
    var gathering = Gathering(
      DecidedCase(
        policy: policy, speakers: speakers, request: request, bindings: bindings, at: at,
        policyAt: policyAt ?? at))
    let statements = gathering.statements()
    var decision = Decision(statements, gathering)
    let winner = statements.map(\.effect).max()
    let invariants = invariants(against: winner ?? defaultEffect, statements, bindings)
    decision.invariants = invariants.map(\.id)
    settle(invariants.isEmpty ? winner ?? defaultEffect : .review, &decision)
    if decision.tier == .human {
      var review = CombinedReview(
        reviews(of: statements) + invariants.map { (nil, .byOwner($0.owner)) },
        request: request, directory: policy.directory, at: at)
      if !review.needsHuman {
        decision.invariants = invariantsAskingForHuman(statements, bindings).map(\.id)
        review.needsHuman = !decision.invariants.isEmpty
      }
      ReviewJudge(
        directory: policy.directory, request: request, bindings: bindings, at: at,
        windowInstant: policyAt
      ).judge(review, approvals: approvals, into: &decision)
    }
    addTerms(of: statements, winner: winner, request: request, at: at, to: &decision)
    return decision
  }

  private var defaultEffect: Effect {
    switch policy.settings.defaultOutcome {
    case .deny: .deny
    case .review: .review
    }
  }

  /// A review is not settled before it has been judged.
  private func settle(_ effect: Effect, _ decision: inout Decision) {
    decision.tier = effect.tier
    switch effect {
    case .approve, .constrain: decision.status = .approved
    case .deny: decision.status = .denied
    case .review: decision.status = .pending
    }
  }

  /// Step 7: the invariants that forbid an effect to win, by id; one that errs does.
  private func invariants(
    against effect: Effect, _ statements: [Statement], _ bindings: Bindings
  ) -> [Invariant] {
    guard effect.tier.actsAlone else { return [] }
    return holding(statements, bindings) { $0.never.contains(effect) }
  }

  /// Invariants under which nothing may act without a human: approvers that are not human do not
  /// suffice then, whatever the reviews say.
  private func invariantsAskingForHuman(
    _ statements: [Statement], _ bindings: Bindings
  ) -> [Invariant] {
    holding(statements, bindings) { $0.never.isSuperset(of: [.approve, .constrain]) }
  }

  private func holding(
    _ statements: [Statement], _ bindings: Bindings, where forbids: (Invariant) -> Bool
  ) -> [Invariant] {
    guard !policy.settings.invariants.isEmpty else { return [] }
    let isBreakGlass = statements.contains { $0.speaker.breakGlass != nil }
    return policy.settings.invariants.filter { invariant in
      guard forbids(invariant), !(isBreakGlass && invariant.allowsBreakGlass) else {
        return false
      }
      do {
        return try invariant.condition.program.evaluateCondition(bindings)
      } catch {
        return true
      }
    }
  }

  /// Every matched review with the rule it comes from; the default's when nothing matched.
  private func reviews(of statements: [Statement]) -> [(rule: ID?, review: Review)] {
    if statements.isEmpty, case .review(let review) = policy.settings.defaultOutcome {
      return [(nil, review)]
    }
    return statements.compactMap { statement in
      guard case .review(let review) = statement.consequence else { return nil }
      return (statement.id, review)
    }
  }

  /// Limits are of every matched rule; obligations and rollback of those that won if denied.
  private func addTerms(
    of statements: [Statement], winner: Effect?, request: Request, at: Timestamp,
    to decision: inout Decision
  ) {
    decision.limit = statements.compactMap { $0.speaker.limit }.min()
    let speaking =
      decision.status == .denied ? statements.filter { $0.effect == winner } : statements
    decision.obligations = Self.distinct(speaking.flatMap { $0.speaker.obligations })
    decision.rollback = Self.distinct(speaking.compactMap { $0.speaker.rollback })
    if decision.status == .approved {
      decision.grant = Grant(
        request: request, limit: decision.limit, at: at,
        ends: statements.compactMap { $0.speaker.window.until })
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
  /// What is known before anything has won.
  fileprivate init(_ statements: [Statement], _ gathering: Gathering) {
    status = .pending
    tier = .denied
    matched = statements.map(MatchedRule.init)
    lifted = gathering.lifted
    lapsed = statements.filter(\.hasLapsed).map(\.id) + gathering.lapsedExceptions
    stale = statements.filter(\.isStale).map(\.id)
    invariants = []
    errors = gathering.errors
    conditions = gathering.conditions
    requirements = []
    isHumanMissing = false
    evidence = []
    discounted = []
    deniedBy = []
    obligations = []
    rollback = []
  }
}

extension MatchedRule {
  fileprivate init(_ statement: Statement) {
    self = statement.speaker.matched
    effect = statement.effect
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
