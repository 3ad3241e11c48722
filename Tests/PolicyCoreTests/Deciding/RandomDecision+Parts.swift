import CEL
import PolicyCore
import TestSupport

extension RandomDecision {
  static func request(_ random: inout SeededRandom) -> JSONObject {
    TestRequest.document.setting([
      "subject.id": .string(random.pick(["sam", "dana", "pet", "ci", "x"])),
      "requester": random.chance(20) ? .string(random.pick(["olga", "sara"])) : nil,
      "subject.groups": random.chance(60)
        ? .array((0..<random.below(3)).map { _ in .string(random.pick(["data", "olga", "zoe"])) })
        : nil,
      "subject.observedAt": random.chance(60) ? .string(instant(&random).description) : nil,
      "resource.owner": random.chance(80) ? .string(random.pick(["data", "olga", "zoe"])) : nil,
      "resource.environment": .string(random.pick(["prod", "dev"])),
      "context.ticket": random.chance(50) ? "CHG-1" : nil,
    ])
  }

  static func rule(_ id: ID, _ random: inout SeededRandom) -> TestRule {
    var rule = TestRule(id: id, when: condition(&random), effect: effect(&random))
    if random.chance(50) { rule = rule.limited(to: random.pick(["1h", "24h", "1d"])) }
    if random.chance(20) { rule.window.until = instant(&random) }
    if random.chance(20) { rule.window.since = instant(&random) }
    if random.chance(20) {
      rule = rule.recertified(
        every: "1d", certified: random.pick([nil, "2026-02-28T11:30:00Z", "2026-03-01T00:00:00Z"]))
    }
    if random.chance(15) { rule.dataMaxAge = "1h" }
    if random.chance(30) {
      rule.obligations = [Obligation(id: random.pick(["log", "notify"]), type: "test")]
    }
    return rule
  }

  private static func effect(_ random: inout SeededRandom) -> TestRule.Effect {
    random.pick([
      .approve, .approve, .approve, .constrain([condition(&random)]),
      .constrain([condition(&random)], otherwise: review(&random)), .review(review(&random)),
      .review(review(&random)), .review(review(&random)), .review(review(&random)), .deny,
    ])
  }

  static func exception(_ id: ID, _ random: inout SeededRandom) -> TestException {
    var instead = TestRule(
      id: id, when: condition(&random), effect: random.chance(50) ? .approve : effect(&random))
    if random.chance(30) { instead.window.until = instant(&random) }
    if random.chance(40) { instead = instead.limited(to: "1h") }
    let lifts: [ID] = ["rule-0", "rule-1", "rule-2", "rule-3"]
    var exception = TestException(
      instead: instead, lifts: [random.pick(lifts), random.pick(lifts)])
    if random.chance(40) {
      exception.who = [.user("sam"), .team(random.pick(["data", "owners"]))]
      exception.flag = condition(&random)
      if random.chance(30) {
        exception.instead = exception.instead.recertified(
          every: "1d", certified: random.pick([nil, "2026-03-01T00:00:00Z"]))
      }
    }
    return exception
  }

  static func invariant(_ id: ID, _ random: inout SeededRandom) -> TestInvariant {
    TestInvariant(
      id: id, when: condition(&random),
      never: random.pick([[.approve], [.constrain], [.approve, .constrain]]),
      owner: random.pick(["security", "data"]), allowsBreakGlass: random.chance(50))
  }

  static func condition(_ random: inout SeededRandom) -> String {
    random.pick([
      "true", "true", "true", "true", "true", "true", "true", "true",
      "resource.environment == \"prod\"", "context.ticket == \"CHG-1\"",
      "false", "subject.id != \"sam\"", "now.getMinutes() < 30",
      "!(subject.id in team(\"owners\"))",
    ])
  }

  static func selector(_ random: inout SeededRandom) -> Selector {
    random.pick([
      .team("data"), .team("data"), .team("security"), .team("security"), .team("owners"),
      .user("olga"), .user("dana"), .user("ci"), .user("pet"),
      .field("resource.owner"), .each(FieldPath(["subject", "groups"])),
    ])
  }

  /// A review that asks the same people as another, on other terms.
  static func review(like other: TestReview, _ random: inout SeededRandom) -> TestReview {
    var review = review(&random)
    review.requirements = other.requirements
    return review
  }

  static func requirement(_ random: inout SeededRandom) -> Requirement {
    Requirement(
      count: random.pick([1, 1, 1, 2]),
      from: (0..<random.pick([1, 1, 2])).map { _ in selector(&random) },
      isReasonRequired: random.chance(15))
  }

  static func review(_ random: inout SeededRandom) -> TestReview {
    var review = TestReview(requirement(&random))
    if random.chance(25) { review.requirements.append(requirement(&random)) }
    while random.chance(25) { review.laterStages.append([requirement(&random)]) }
    if random.chance(15) { review.expire = random.pick(["1h", "3h"]) }
    if random.chance(10) { review.evidence = [condition(&random)] }
    if random.chance(10) { review.validFor = "1h" }
    if random.chance(30) {
      review.escalations = [
        Escalation(after: duration(random.pick(["30m", "1h"])), to: [selector(&random)])
      ]
    }
    review.workloadsSuffice = random.chance(40)
    return review
  }

  static func approval(_ random: inout SeededRandom) -> Approval {
    let minutes = Int64(random.below(8)) * 15
    let ordinary = PolicyCoreTests.instant("10:00").adding(PolicyDuration(seconds: minutes * 60))
    return Approval(
      by: random.pick(random.chance(70) ? Array(people.prefix(9)) : people),
      verdict: random.chance(94) ? .approve : .deny,
      at: random.chance(85) ? ordinary ?? instant(&random) : instant(&random),
      onBehalfOf: random.chance(12) ? random.pick(people) : nil,
      reason: random.chance(60) ? random.pick(["Fine.", "Good.", " "]) : nil,
      requestSHA256: random.chance(3) ? "00" : nil)
  }

  /// Of half of the teams nobody says how old they are.
  static func aged(_ team: Team, _ random: inout SeededRandom) -> Team {
    var team = team
    if random.chance(20) {
      team.freshness = Freshness(syncedAt: instant(&random), maxAge: duration("1h"))
    }
    return team
  }

  /// A quarter of an hour between 9:30 and 13:00: instants meet.
  static func instant(_ random: inout SeededRandom) -> Timestamp {
    let start = PolicyCoreTests.instant("09:30")
    let quarters = Int64.random(in: 0...14, using: &random)
    return start.adding(PolicyDuration(seconds: quarters * 900)) ?? start
  }
}
