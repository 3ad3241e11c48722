import CEL
import PolicyCore
import TestSupport
import Testing

/// What holds for every policy and every request. A failure names its seed and a case from which
/// nothing can be left out.
struct DecisionPropertyTests {
  private static let seeds = Array<UInt64>(0..<400)

  /// - Parameter claim: whether the property holds; its random numbers are the same for a smaller case.
  private func expect(
    _ seed: UInt64, sourceLocation: Testing.SourceLocation = #_sourceLocation,
    _ claim: (RandomDecision, inout SeededRandom) throws -> Bool
  ) throws {
    func holds(_ world: RandomDecision) throws -> Bool {
      var random = SeededRandom(seed: ~seed)
      return try claim(world, &random)
    }
    var random = SeededRandom(seed: seed)
    var world = RandomDecision(&random)
    guard try !holds(world) else { return }
    while let smaller = try world.smaller.first(where: { try !holds($0) }) { world = smaller }
    Issue.record(
      "seed \(seed): \(world), decided \(try world.decide())", sourceLocation: sourceLocation)
  }

  @Test(arguments: seeds) func recomputationIsEqual(seed: UInt64) throws {
    try expect(seed) { world, _ in try world.decide() == world.decide() }
  }

  @Test(arguments: seeds) func orderNeverMatters(seed: UInt64) throws {
    try expect(seed) { world, random in
      let shuffled = world.with {
        $0.rules.shuffle(using: &random)
        $0.exceptions.shuffle(using: &random)
        $0.invariants.shuffle(using: &random)
        $0.teams.shuffle(using: &random)
        $0.members.shuffle(using: &random)
        $0.delegations.shuffle(using: &random)
        $0.approvals.shuffle(using: &random)
      }
      return try world.decide() == shuffled.decide()
    }
  }

  /// Only as long as no invariant has turned the outcome into a review: a review that wins by itself
  /// is one by humans already; nor is a human all that is missing, whom the further review may bring
  /// (docs/decisions/0011-deciding.md). The default applies to what no rule
  /// matches: a rule that matches takes its place.
  @Test(arguments: seeds) func anotherStrictRuleNeverLoosens(seed: UInt64) throws {
    try expect(seed) { world, random in
      let before = try world.decide()
      guard !before.matched.isEmpty, before.invariants.isEmpty, !before.isHumanMissing else {
        return true
      }
      var review = RandomDecision.review(&random)
      if random.chance(60), let other = world.rules.compactMap(\.review).first {
        review = RandomDecision.review(like: other, &random)
      }
      let strict = TestRule(
        id: "strict", when: "true", effect: random.chance(20) ? .deny : .review(review))
      let after = try world.with { $0.rules.append(strict) }.decide()
      return after.isNoLooser(than: before)
    }
  }

  @Test(arguments: seeds) func anotherEligibleApprovalTakesNothingAway(seed: UInt64) throws {
    try expect(seed) { world, random in
      let before = try world.decide()
      let directory = Directory(teams: world.teams, members: world.members)
      let silent = Set(before.requirements.flatMap(\.eligible))
        .subtracting(world.approvals.map { directory.person($0.by) }).sorted()
      guard before.status == .approved, !silent.isEmpty else { return true }
      var approval = RandomDecision.approval(&random)
      approval.by = random.pick(silent)
      approval.verdict = .approve
      approval.onBehalfOf = nil
      return try world.with { $0.approvals.append(approval) }.decide().status == .approved
    }
  }

  @Test(arguments: seeds) func anotherDenialGivesNothing(seed: UInt64) throws {
    try expect(seed) { world, random in
      let before = try world.decide()
      var denial = RandomDecision.approval(&random)
      denial.verdict = .deny
      let after = try world.with { $0.approvals.append(denial) }.decide()
      return before.status == .approved || after.status != .approved
    }
  }

  // MARK: - Ends

  /// Without a lapse, which is a review; without an exception that lifts the rule, which ends with it;
  /// and without a constraint that errs, which holds only what is open.
  @Test(arguments: seeds) func theEndOfAnApprovingRuleNeverGrants(seed: UInt64) throws {
    try expect(seed) { world, _ in
      let lifted = Set(world.exceptions.flatMap(\.lifts))
      let world = world.with { world in
        world.otherwise = nil
        world.rules = world.rules.map { rule in
          rule.with {
            $0.recertify = nil
            $0.dataMaxAge = nil
          }
        }
        world.teams = TestPeople.teams
      }
      let ended = world.with { ended in
        ended.rules = ended.rules.map { rule in
          guard case .approve = rule.effect, !lifted.contains(rule.id) else { return rule }
          return rule.with { $0.window.until = world.at }
        }
      }
      let before = try world.decide()
      let constraints = Set(world.rules.filter(\.isConstraint).map(\.id))
      guard before.invariants.isEmpty, before.errors.allSatisfy({ !constraints.contains($0.rule) })
      else { return true }
      let after = try ended.decide()
      return before.status == .approved || after.status != .approved
    }
  }

  /// An exception that approves; one that is stale is a review, and restricts.
  @Test(arguments: seeds) func theEndOfAnApprovingExceptionNeverLoosens(seed: UInt64) throws {
    try expect(seed) { world, _ in
      let before = try world.decide()
      guard before.invariants.isEmpty, !before.isHumanMissing else { return true }
      let ended = world.with { ended in
        for index in ended.exceptions.indices {
          guard case .approve = ended.exceptions[index].instead.effect,
            !before.stale.contains(ended.exceptions[index].id)
          else { continue }
          ended.exceptions[index].instead.window.until = world.at
        }
      }
      let after = try ended.decide()
      return before.status == .approved || after.status != .approved
    }
  }

  /// A delegation is judged at the instant of each approval.
  @Test(arguments: seeds) func theEndOfADelegationChangesNothingGivenBefore(seed: UInt64) throws {
    try expect(seed) { world, _ in
      let world = world.with { world in world.approvals.removeAll { $0.at >= world.at } }
      let ended = world.with { ended in
        for index in ended.delegations.indices {
          let until = ended.delegations[index].window.until
          ended.delegations[index].window.until = until.map { min($0, world.at) }
        }
      }
      return try world.decide() == ended.decide()
    }
  }

  /// Without approvals in the name of the one who leaves, and without break-glass that restricts.
  @Test(arguments: seeds) func theEndOfAMemberNeverGrants(seed: UInt64) throws {
    try expect(seed) { world, random in
      let everyone: [ID] = ["dana", "david", "bo", "sara", "simon", "olga", "otto"]
      let denying = world.approvals.filter { $0.verdict == .deny }.map(\.by)
      let person = random.pick(everyone.filter(denying.contains) + [random.pick(everyone)])
      let world = world.with { world in
        world.approvals.removeAll { $0.at >= world.at || $0.onBehalfOf == person }
      }
      let ended = world.with { ended in
        for index in ended.members.indices where ended.members[index].id == person {
          ended.members[index].until = world.at
        }
      }
      let before = try world.decide()
      let restricts = before.matched.contains { $0.isException && !$0.effect.tier.actsAlone }
      guard before.invariants.isEmpty, !restricts else { return true }
      let after = try ended.decide()
      return before.status == .approved || after.status != .approved
    }
  }

  // MARK: - Seats

  @Test(arguments: seeds) func nobodyApprovesWhoMayNot(seed: UInt64) throws {
    try expect(seed) { world, _ in
      let decision = try world.decide()
      let filled = decision.requirements.flatMap(\.filledBy)
      let owners = filled.map { $0.onBehalfOf ?? $0.by }
      let people = Set(filled.map(\.by))
      let subject = world.request["subject"]?["id"]?.string
      let isFair =
        people.isDisjoint(with: ["eve", "zoe", "dana-admin"])
        && !people.contains(ID(subject ?? "")) && Set(owners).count == owners.count
        && people.count == filled.count
        && filled.allSatisfy { $0.at >= instant("10:00") && $0.at <= world.at }
      guard decision.tier == .human, decision.status == .approved else { return isFair }
      return isFair && !filled.isEmpty && decision.requirements.allSatisfy { $0.missing == 0 }
    }
  }
}

extension Decision {
  fileprivate func isNoLooser(than other: Decision) -> Bool {
    tier >= other.tier && status.strictness >= other.status.strictness
  }
}

extension Decision.Status {
  fileprivate var strictness: Int {
    switch self {
    case .approved: 0
    case .pending: 1
    case .denied: 2
    }
  }
}

extension TestRule {
  fileprivate var review: TestReview? {
    guard case .review(let review) = effect else { return nil }
    return review
  }

  fileprivate var isConstraint: Bool {
    guard case .constrain = effect else { return false }
    return true
  }
}
