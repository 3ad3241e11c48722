import PolicyCore

/// What the old version comes to for all records with the same conditions.
struct BaseOutcome: Sendable, Hashable {
  var tier: Tier
  var rules: [RuleName]
  var lifted: Set<RuleName>
  var invariants: [ID]

  init(tier: Tier, rules: [RuleName], lifted: Set<RuleName>, invariants: [ID]) {
    self.tier = tier
    self.rules = rules
    self.lifted = lifted
    self.invariants = invariants
  }

  init(_ decision: Decision) {
    tier = decision.tier
    rules = decision.matched.map(RuleName.init)
    lifted = Set(decision.lifted.map { RuleName(kind: .rule, id: $0.rule) })
    invariants = decision.invariants
  }
}

extension Tally {
  /// Counts records that both versions decide in the same way.
  mutating func count(_ outcome: BaseOutcome, times: Int) {
    replayed += times
    classes[.unchanged, default: 0] += times
    unchangedByTier[outcome.tier, default: 0] += times
    for rule in outcome.lifted {
      rules[rule, default: RuleTally()].liftedBefore += times
      rules[rule, default: RuleTally()].liftedAfter += times
    }
    for rule in outcome.rules {
      rules[rule, default: RuleTally()].matchedBefore += times
      rules[rule, default: RuleTally()].matchedAfter += times
    }
    for invariant in outcome.invariants {
      invariants[invariant, default: InvariantTally()].before += times
      invariants[invariant, default: InvariantTally()].after += times
    }
  }
}
