import CEL
import PolicyCore
import TestSupport
import Testing

/// What holds for every policy and every request; each failure names its seed.
struct DecisionPropertyTests {
  private static let seeds = Array<UInt64>(0..<300)

  @Test(arguments: seeds) func recomputationIsEqual(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let world = RandomDecision(&random)
    #expect(try world.decide() == world.decide())
  }

  @Test(arguments: seeds) func orderNeverMatters(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let world = RandomDecision(&random)
    let members = TestPeople.members.shuffled(using: &random)
    let teams = TestPeople.teams.shuffled(using: &random)
    let shuffled = try world.decide(
      rules: world.rules.shuffled(using: &random),
      approvals: world.approvals.shuffled(using: &random), at: world.at,
      directory: Directory(teams: teams, members: members))
    #expect(try world.decide() == shuffled)
  }

  @Test(arguments: seeds) func anotherApprovalTakesNothingAway(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let world = RandomDecision(&random)
    var approval = RandomDecision.approval(&random)
    approval.verdict = .approve
    let before = try world.decide()
    let after = try world.decide(
      rules: world.rules, approvals: world.approvals + [approval], at: world.at)
    if before.status == .approved { #expect(after.status == .approved) }
  }

  @Test(arguments: seeds) func anotherDenialGivesNothing(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let world = RandomDecision(&random)
    var denial = RandomDecision.approval(&random)
    denial.verdict = .deny
    let before = try world.decide()
    let after = try world.decide(
      rules: world.rules, approvals: world.approvals + [denial], at: world.at)
    if before.status != .approved { #expect(after.status != .approved) }
  }

  @Test(arguments: seeds) func anotherStrictRuleNeverLoosens(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let world = RandomDecision(&random)
    // The default applies to what no rule matches: a rule that matches takes its place.
    let before = try world.decide()
    guard !before.matched.isEmpty else { return }
    var strict = RandomDecision.rule("strict", &random)
    strict.effect = random.chance(50) ? .deny : .review(RandomDecision.review(&random))
    let after = try world.decide(
      rules: world.rules + [strict], approvals: world.approvals, at: world.at)
    #expect(after.tier >= before.tier)
    if before.status == .denied { #expect(after.status == .denied) }
    if before.status == .pending { #expect(after.status != .approved) }
  }

  @Test(arguments: seeds) func theEndOfAnApprovingRuleNeverGrants(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let world = RandomDecision(&random)
    guard world.otherwise == nil else { return }
    // A lapsed rule is a review: its end does loosen.
    let rules = world.rules.map { $0.with { $0.recertify = nil } }
    let ended = rules.map { rule in
      guard case .approve = rule.effect else { return rule }
      return rule.with { $0.window.until = world.at }
    }
    let before = try world.decide(rules: rules, approvals: world.approvals, at: world.at)
    let after = try world.decide(rules: ended, approvals: world.approvals, at: world.at)
    if before.status != .approved { #expect(after.status != .approved) }
  }

  @Test(arguments: seeds) func nobodyApprovesWhoMayNot(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let world = RandomDecision(&random)
    let decision = try world.decide()
    for seat in decision.requirements.flatMap(\.filledBy) {
      #expect(!["sam", "eve", "robo", "zoe", "dana-admin"].contains(seat.by.text))
      #expect(world.request["subject"]?["id"] != .string(seat.by.text))
      #expect(seat.at >= instant("10:00") && seat.at <= world.at)
    }
    let seats = decision.requirements.flatMap(\.filledBy).map(\.by)
    #expect(Set(seats).count == seats.count)
    if decision.tier == .human, decision.status == .approved {
      #expect(!seats.isEmpty && decision.requirements.allSatisfy { $0.missing == 0 })
    }
  }
}
