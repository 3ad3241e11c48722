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
    var decision = Decision()
    decide(
      DecidedCase(policy, speakers, request, at: at, windowInstant: policyAt), approvals,
      &decision)
    return decision
  }

  /// In place: a decision has many parts, and each copy counts references to all of them.
  private func decide(
    _ decided: DecidedCase, _ approvals: [Approval], _ decision: inout Decision
  ) {
    let statements = Gathering(decided).statements(&decision)
    decision.note(statements)
    let winner = statements.lazy.map(\.effect).max()
    let invariants = invariants(against: winner ?? defaultEffect, statements, decided)
    decision.invariants = invariants.map(\.id)
    settle(invariants.isEmpty ? winner ?? defaultEffect : .review, &decision)
    if decision.tier == .human {
      judge(reviews(of: statements, invariants), approvals, statements, decided, &decision)
    }
    decision.addTerms(of: statements, winner: winner, decided)
  }

  private func judge(
    _ reviews: [ReviewPlan], _ approvals: [Approval], _ statements: [Statement],
    _ decided: DecidedCase, _ decision: inout Decision
  ) {
    var review = CombinedReview(reviews, of: decided)
    if !review.needsHuman {
      decision.invariants = invariantsAskingForHuman(statements, decided).map(\.id)
      review.needsHuman = !decision.invariants.isEmpty
    }
    ReviewJudge(decided).judge(review, approvals: approvals, into: &decision)
  }

  private var defaultEffect: Effect { speakers.defaultReview == nil ? .deny : .review }

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
    against effect: Effect, _ statements: [Statement], _ decided: DecidedCase
  ) -> [Invariant] {
    guard effect.tier.actsAlone else { return [] }
    return holding(statements, decided) { $0.never.contains(effect) }
  }

  /// Invariants under which nothing may act without a human: approvers that are not human do not
  /// suffice then, whatever the reviews say.
  private func invariantsAskingForHuman(
    _ statements: [Statement], _ decided: DecidedCase
  ) -> [Invariant] {
    holding(statements, decided) { $0.never.isSuperset(of: [.approve, .constrain]) }
  }

  private func holding(
    _ statements: [Statement], _ decided: DecidedCase, where forbids: (Invariant) -> Bool
  ) -> [Invariant] {
    guard !policy.settings.invariants.isEmpty else { return [] }
    let isBreakGlass = statements.contains { $0.speaker.breakGlass != nil }
    return policy.settings.invariants.filter { invariant in
      guard forbids(invariant), !(isBreakGlass && invariant.allowsBreakGlass) else {
        return false
      }
      do {
        return try decided.holds(invariant.condition)
      } catch {
        return true
      }
    }
  }

  /// Every matched review, the default's when nothing matched, and those that invariants ask.
  private func reviews(of statements: [Statement], _ invariants: [Invariant]) -> [ReviewPlan] {
    var reviews = statements.compactMap(\.review)
    if statements.isEmpty, let review = speakers.defaultReview { reviews.append(review) }
    for invariant in invariants { reviews.append(ReviewPlan(.byOwner(invariant.owner), of: nil)) }
    return reviews
  }
}

extension Decision {
  /// Before anything is known.
  fileprivate init() {
    status = .pending
    tier = .denied
    matched = []
    lapsed = []
    errors = []
    requirements = []
    evidence = []
    conditions = []
    discounted = []
    deniedBy = []
    obligations = []
    rollback = []
  }

  /// Takes in what matched, and what became of it.
  fileprivate mutating func note(_ statements: [Statement]) {
    matched.reserveCapacity(statements.count)
    var lapsed: [ID] = []
    for statement in statements {
      matched.append(statement.speaker.matched)
      if statement.effect != statement.speaker.effect {
        matched[matched.count - 1].effect = statement.effect
      }
      if statement.hasLapsed { lapsed.append(statement.id) }
      if statement.isStale { stale.append(statement.id) }
    }
    if !lapsed.isEmpty { self.lapsed = lapsed + self.lapsed }
  }

  /// Limits are of every matched rule; obligations and rollback of those that won if denied.
  fileprivate mutating func addTerms(
    of statements: [Statement], winner: Effect?, _ decided: DecidedCase
  ) {
    for statement in statements {
      let speaker = statement.speaker
      if let other = speaker.limit { limit = PolicyDuration.shorter(limit, other) }
      guard status != .denied || statement.effect == winner else { continue }
      if !speaker.obligations.isEmpty { obligations += speaker.obligations }
      if let way = speaker.rollback { rollback.append(way) }
    }
    if obligations.count > 1 { obligations = Self.distinct(obligations) }
    if rollback.count > 1 { rollback = Self.distinct(rollback) }
    guard status == .approved else { return }
    grant = Grant(request: decided.request, limit: limit, at: decided.at, statements)
  }

  /// Without repeats, sorted by what they say: which rule says it does not show.
  private static func distinct<Element: Hashable & Comparable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }.sorted()
  }
}

extension Grant {
  /// Until the earliest of limit, asked duration and the ends of the rules.
  fileprivate init(
    request: Request, limit: PolicyDuration?, at: Timestamp, _ statements: [Statement]
  ) {
    subject = request.subject.id
    action = request.action
    resource = request.resourceID
    from = at
    for length in [limit, request.askedDuration] {
      if let length, let end = at.adding(length) { until = min(until ?? end, end) }
    }
    for statement in statements {
      if let end = statement.speaker.window.until { until = min(until ?? end, end) }
    }
  }
}
