import CEL

/// Steps 2 to 5 of a decision: what rules and exceptions say, and what each of that becomes.
struct Gathering {
  private let decided: DecidedCase
  private let staleness: Staleness
  private(set) var errors: [RuleError] = []
  private(set) var conditions: [ClauseState] = []
  private(set) var lifted: [LiftedRule] = []
  private(set) var lapsedExceptions: [ID] = []

  init(_ decided: DecidedCase) {
    self.decided = decided
    staleness = Staleness(
      directory: decided.policy.directory, request: decided.request, at: decided.at)
  }

  /// What is said, rules before exceptions, each in the order of its ids.
  mutating func statements() -> [Statement] {
    var matching = RuleMatching(bindings: decided.bindings, policyAt: decided.policyAt)
    let speakers = decided.speakers
    var statements = matching.matches(
      speakers.rules, among: speakers.filter.candidates(decided.bindings))
    errors = matching.errors
    if !speakers.exceptions.isEmpty { liftExceptions(&statements) }
    for index in statements.indices {
      applyConditions(to: &statements[index])
      applyLapse(to: &statements[index])
    }
    return statements
  }

  private mutating func liftExceptions(_ statements: inout [Statement]) {
    var matching = ExceptionMatching(decided)
    matching.match(decided.speakers.exceptions, statements.map(\.speaker))
    errors += matching.errors
    lifted = matching.lifted
    lapsedExceptions = matching.lapsed
    if !lifted.isEmpty {
      let liftedRules = Set(lifted.map(\.rule))
      statements.removeAll { liftedRules.contains($0.id) }
    }
    statements += matching.joining.map { Statement($0) }
  }

  /// A constrained rule with a condition that fails or errs is its `otherwise`.
  private mutating func applyConditions(to statement: inout Statement) {
    guard case .constrain(let clauses, let otherwise) = statement.consequence else { return }
    let states = clauses.map { $0.state(of: statement.id, in: decided.bindings) }
    conditions += states
    guard !states.allSatisfy(\.holds) else { return }
    switch otherwise {
    case .deny:
      let reasons = states.filter { !$0.holds }.map(\.because)
      statement.consequence = .deny(reason: reasons.joined(separator: " "), isLiftable: false)
    case .review(let review): statement.consequence = .review(review)
    }
  }

  /// What acts alone and has lapsed or is stale asks its owner; what has no owner asks nobody,
  /// unfillably.
  private func applyLapse(to statement: inout Statement) {
    guard statement.effect.tier.actsAlone else { return }
    statement.hasLapsed =
      !statement.speaker.isException && statement.speaker.hasLapsed(at: decided.policyAt)
    statement.isStale = staleness.isStale(statement)
    guard statement.hasLapsed || statement.isStale else { return }
    statement.consequence = .review(
      statement.speaker.owner.map { Review.byOwner($0) }
        ?? Review(stages: [Stage(requirements: [Requirement(count: 1, from: [])])]))
  }
}
