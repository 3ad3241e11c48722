import CEL

/// Steps 2 to 5 of a decision: what rules and exceptions say, and what each of that becomes.
struct Gathering {
  private let decided: DecidedCase

  init(_ decided: DecidedCase) { self.decided = decided }

  /// What is said, rules before exceptions, each in the order of its ids.
  func statements(_ decision: inout Decision) -> [Statement] {
    var matching = RuleMatching(decided)
    var statements = matching.takeMatched()
    decision.errors = matching.errors
    if !decided.speakers.exceptions.isEmpty { liftExceptions(&statements, &decision) }
    for index in statements.indices {
      applyConditions(to: &statements[index], &decision)
      applyLapse(to: &statements[index])
    }
    return statements
  }

  private func liftExceptions(_ statements: inout [Statement], _ decision: inout Decision) {
    var matching = ExceptionMatching(decided)
    matching.match(decided.speakers.exceptions, statements.map(\.speaker))
    decision.errors += matching.errors
    decision.lifted = matching.lifted
    decision.lapsed = matching.lapsed
    if !matching.lifted.isEmpty {
      let liftedRules = Set(matching.lifted.map(\.rule))
      statements.removeAll { liftedRules.contains($0.id) }
    }
    statements += matching.joining.map { Statement($0) }
  }

  /// A constrained rule with a condition that fails or errs is its `otherwise`.
  private func applyConditions(to statement: inout Statement, _ decision: inout Decision) {
    guard statement.effect == .constrain else { return }
    var holds = true
    for clause in statement.speaker.clauses {
      let state = clause.state(of: statement.id, in: decided.bindings)
      holds = holds && state.holds
      decision.conditions.append(state)
    }
    if !holds { statement.becomeOtherwise() }
  }

  /// What acts alone and has lapsed or is stale asks its owner.
  private func applyLapse(to statement: inout Statement) {
    guard statement.effect.tier.actsAlone else { return }
    statement.hasLapsed =
      !statement.speaker.isException && statement.speaker.hasLapsed(at: decided.policyAt)
    statement.isStale = Staleness.isStale(statement.speaker, decided)
    if statement.hasLapsed || statement.isStale { statement.becomeReviewByOwner() }
  }
}
