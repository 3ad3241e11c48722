import CEL

/// What became of each rule, exception, invariant and requirement in one decision.
struct AccountMaking {
  private let policy: Policy
  private let request: Request
  private let decision: Decision
  private let at: Timestamp
  private let bindings: Bindings

  init(policy: Policy, request: Request, decision: Decision, at: Timestamp) {
    self.policy = policy
    self.request = request
    self.decision = decision
    self.at = at
    bindings = request.bindings(now: at)
  }

  // MARK: - Rules

  /// - Parameter readings: of the rules that matched, in words.
  func rules(readings: [ID: String]) -> [RuleAccount] {
    policy.rules.map { rule in
      var account = RuleAccount(
        rule: rule.id, title: rule.title, effect: rule.effect, state: .notMatched,
        reading: readings[rule.id], parts: [], location: rule.location)
      if let state = closed(rule.window) {
        account.state = state
        return account
      }
      let (truth, parts) = rule.condition.account(bindings)
      account.parts = parts
      if case .errs(let message) = truth { account.error = message }
      settle(&account, rule, truth)
      return account
    }
  }

  private func settle(_ account: inout RuleAccount, _ rule: Rule, _ truth: ClauseState.Truth) {
    let lifting = decision.lifted.filter { $0.rule == rule.id }.map(\.by)
    if !lifting.isEmpty {
      account.state = .lifted(by: lifting)
    } else if let matched = decision.matched.first(where: { $0.rule == rule.id && !$0.isException })
    {
      account.state = .applies(matched.effect)
      account.hasLapsed = rule.hasLapsed(at: at) && decision.lapsed.contains(rule.id)
      account.isStale = rule.effect.tier.actsAlone && decision.stale.contains(rule.id)
    } else if case .errs = truth {
      account.state = .errs
    }
  }

  private func closed(_ window: Window) -> RuleAccount.State? {
    if let since = window.since, at < since { return .notYet(since: since) }
    if let until = window.until, at >= until { return .ended(until: until) }
    return nil
  }

  // MARK: - Exceptions

  var exceptions: [ExceptionAccount] {
    policy.exceptions.map { exception in
      let (state, parts) = account(of: exception)
      return ExceptionAccount(
        exception: exception.id, title: exception.title,
        isBreakGlass: exception.breakGlass != nil, lifts: exception.lifts, state: state,
        parts: parts, location: exception.location)
    }
  }

  /// In the order of `ExceptionMatching`.
  private func account(
    of exception: PolicyException
  ) -> (ExceptionAccount.State, [DecidingPart]) {
    switch closed(exception.window) {
    case .notYet(let since)?: return (.notYet(since: since), [])
    case .ended(let until)?: return (.ended(until: until), [])
    case .applies?, .lifted?, .notMatched?, .errs?, nil: break
    }
    let matched = matchedRules.filter { exception.lifts.contains($0.id) }
    if matched.isEmpty { return (.nothingToLift, []) }
    guard matched.contains(where: \.isLiftable) else { return (.mayNotLift(matched.map(\.id)), []) }
    if let breakGlass = exception.breakGlass,
      !request.isUse(by: breakGlass.who, policy.directory, at: at)
    {
      return (.notForThem, [])
    }
    let conditions = [exception.condition] + (exception.breakGlass.map { [$0.flag] } ?? [])
    let accounts = conditions.map { $0.account(bindings) }
    if let failing = accounts.first(where: { $0.truth == .fails }) {
      return (.notMatched, failing.parts)
    }
    return (
      state(of: exception, holds: accounts.allSatisfy { $0.truth == .holds }),
      accounts.flatMap(\.parts)
    )
  }

  private func state(of exception: PolicyException, holds: Bool) -> ExceptionAccount.State {
    let effect = decision.matched.first { $0.isException && $0.rule == exception.id }?.effect
    guard holds else { return effect.map { .joins($0) } ?? .errs }
    guard let effect else { return .lapsed }
    let lifted = decision.lifted.filter { $0.by == exception.id }.map(\.rule)
    return .active(lifted: lifted, effect: effect)
  }

  /// Before exceptions.
  private var matchedRules: [Rule] {
    let ids = Set(decision.matched.filter { !$0.isException }.map(\.rule))
      .union(decision.lifted.map(\.rule))
    return policy.rules.filter { ids.contains($0.id) }
  }

  // MARK: - Invariants

  var invariants: [InvariantAccount] {
    policy.settings.invariants.map { invariant in
      let (truth, parts) = invariant.condition.account(bindings)
      var account = InvariantAccount(
        invariant: invariant.id, title: invariant.title, owner: invariant.owner,
        state: truth == .fails ? .notAboutIt : .respected, parts: parts,
        location: invariant.location)
      if decision.invariants.contains(invariant.id) { account.state = .asksItsOwner }
      if case .errs(let message) = truth { account.error = message }
      return account
    }
  }

  // MARK: - Requirements

  var requirements: [RequirementAccount] {
    let excluded = Exclusions(request: request, directory: policy.directory).people
    return decision.requirements.map { state in
      RequirementAccount(
        state: state, eligibleCount: state.eligible.count,
        deputies: deputies(of: Set(state.eligible), without: excluded))
    }
  }

  private func deputies(of eligible: Set<ID>, without excluded: Set<ID>) -> [Deputy] {
    let delegating = Delegating(
      directory: policy.directory, bindings: bindings, windowInstant: nil)
    let deputies = policy.directory.delegations.filter { delegation in
      let delegate = policy.directory.members[delegation.to]
      return eligible.contains(delegation.from) && !excluded.contains(delegation.to)
        && delegate?.isActive(at: at) == true
        && delegating.covers(delegation.from, delegation.to, at: at)
    }
    return Set(deputies.map { Deputy(of: $0.from, by: $0.to) }).sorted()
  }
}
