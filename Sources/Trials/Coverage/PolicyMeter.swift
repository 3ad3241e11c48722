import CEL
import Diagnostics
import PolicyCore

/// What cases do to every part of a policy.
struct PolicyMeter {
  private let policy: Policy
  private var rules: [RuleMeter]
  private var exceptions: [ExceptionMeter]
  private var invariants: [InvariantMeter]
  private var defaultReview: ReviewMeter?

  init(_ policy: Policy) {
    self.policy = policy
    rules = policy.rules.map(RuleMeter.init)
    exceptions = policy.exceptions.map(ExceptionMeter.init)
    invariants = policy.settings.invariants.map(InvariantMeter.init)
    if case .review(let review) = policy.settings.defaultOutcome {
      defaultReview = ReviewMeter(
        review, of: .defaultOutcome, at: .file("precedent.yaml"))
    }
  }

  mutating func observe(_ decided: DecidedCase) {
    let bindings = decided.request.bindings(now: decided.at)
    for place in rules.indices { rules[place].observe(decided, bindings, policy.directory) }
    for place in exceptions.indices { exceptions[place].observe(decided, bindings, policy) }
    for place in invariants.indices { invariants[place].observe(bindings) }
    if decided.decision.matched.isEmpty, decided.decision.tier == .human {
      defaultReview?.observe(decided, policy.directory)
    }
  }

  var goals: [(goal: CoverageGoal, isMet: Bool)] {
    let metered =
      rules.flatMap(\.goals) + exceptions.flatMap(\.goals) + invariants.flatMap(\.goals)
      + (defaultReview?.goals ?? [])
    return metered.map { ($0.goal, $0.isMet) }
  }
}

/// What cases do to one rule.
private struct RuleMeter {
  private let rule: Rule
  private var whether: OutcomeMeter
  private var consequence: ConsequenceMeter

  init(_ rule: Rule) {
    self.rule = rule
    let owner = CoverageGoal.Owner.rule(rule.id)
    whether = OutcomeMeter(
      rule.condition, .matches, .doesNotMatch, of: owner, at: rule.location)
    consequence = ConsequenceMeter(rule.consequence, of: owner, at: rule.location)
  }

  mutating func observe(_ decided: DecidedCase, _ bindings: Bindings, _ directory: Directory) {
    guard rule.window.contains(decided.at) else { return }
    whether.observe(bindings)
    if let matched = decided.decision.matched.first(where: {
      $0.rule == rule.id && !$0.isException
    }) {
      consequence.observe(decided, matched, directory)
    }
  }

  var goals: [MeteredGoal] { whether.goals + consequence.goals }
}

/// What cases do to one exception.
private struct ExceptionMeter {
  private let exception: PolicyException
  private var active: MeteredGoal
  private var when: ConditionMeter
  private var flag: ConditionMeter?
  private var consequence: ConsequenceMeter

  init(_ exception: PolicyException) {
    self.exception = exception
    let owner = CoverageGoal.Owner.exception(exception.id)
    active = MeteredGoal(.isActive, of: owner, at: exception.location)
    when = ConditionMeter(exception.condition, .when, of: owner)
    flag = exception.breakGlass.map { ConditionMeter($0.flag, .flag, of: owner) }
    consequence = ConsequenceMeter(exception.consequence, of: owner, at: exception.location)
  }

  /// Of `when` and `flag` the one counts only where the other holds, as both must.
  mutating func observe(_ decided: DecidedCase, _ bindings: Bindings, _ policy: Policy) {
    let decision = decided.decision
    guard exception.isAsked(about: decided.request, in: policy, decision, at: decided.at) else {
      return
    }
    if exception.breakGlass?.flag.holds(bindings) ?? true { when.observe(bindings) }
    if exception.condition.holds(bindings) { flag?.observe(bindings) }
    if decision.lifted.contains(where: { $0.by == exception.id }) { active.isMet = true }
    if let matched = decision.matched.first(where: {
      $0.rule == exception.id && $0.isException
    }) {
      consequence.observe(decided, matched, policy.directory)
    }
  }

  var goals: [MeteredGoal] {
    [active] + when.goals + (flag?.goals ?? []) + consequence.goals
  }
}

/// What cases do to one invariant.
private struct InvariantMeter {
  private var whether: OutcomeMeter

  init(_ invariant: Invariant) {
    whether = OutcomeMeter(
      invariant.condition, .applies, .doesNotApply, of: .invariant(invariant.id),
      at: invariant.location)
  }

  mutating func observe(_ bindings: Bindings) { whether.observe(bindings) }

  var goals: [MeteredGoal] { whether.goals }
}

/// Whether a condition holds in some case and does not in some, and which atoms make it so.
private struct OutcomeMeter {
  private let condition: Condition
  private var holds: MeteredGoal
  private var fails: MeteredGoal
  private var atoms: ConditionMeter

  init(
    _ condition: Condition, _ holds: CoverageGoal.Aim, _ fails: CoverageGoal.Aim,
    of owner: CoverageGoal.Owner, at location: SourceLocation
  ) {
    self.condition = condition
    self.holds = MeteredGoal(holds, of: owner, at: location)
    self.fails = MeteredGoal(fails, of: owner, at: location)
    atoms = ConditionMeter(condition, .when, of: owner)
  }

  mutating func observe(_ bindings: Bindings) {
    atoms.observe(bindings)
    guard !holds.isMet || !fails.isMet else { return }
    switch condition.truth(bindings) {
    case true?: holds.isMet = true
    case false?: fails.isMet = true
    case nil: break
    }
  }

  /// A condition that is always true is not asked to fail.
  var goals: [MeteredGoal] {
    let canFail = if case .bool(true)? = condition.program.constantValue { false } else { true }
    return [holds] + (canFail ? [fails] : []) + atoms.goals
  }
}

extension Condition {
  /// Nil where it errs.
  func truth(_ bindings: Bindings) -> Bool? {
    do {
      return try program.evaluateCondition(bindings)
    } catch {
      return nil
    }
  }

  /// Whether it is plainly true.
  func holds(_ bindings: Bindings) -> Bool { truth(bindings) == true }
}
