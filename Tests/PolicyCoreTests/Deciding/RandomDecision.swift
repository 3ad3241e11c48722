import CEL
import PolicyCore
import TestSupport

/// Random policies, requests and approvals, small enough that rules and people meet often.
struct RandomDecision {
  let rules: [TestRule]
  let otherwise: TestReview?
  let request: JSONObject
  let approvals: [Approval]
  let at: Timestamp

  static let people: [ID] = [
    "dana", "dana-admin", "david", "bo", "sara", "simon", "eve", "olga", "sam", "robo", "zoe",
  ]

  init(_ random: inout SeededRandom) {
    rules = (0..<Int.random(in: 1...5, using: &random)).map { Self.rule(ID("rule-\($0)"), &random) }
    otherwise = random.chance(20) ? Self.review(&random) : nil
    request = TestRequest.document.setting([
      "subject.id": .string(random.pick(["sam", "dana", "pet", "ci", "x"])),
      "resource.owner": random.chance(80) ? .string(random.pick(["data", "olga", "zoe"])) : nil,
      "resource.environment": .string(random.pick(["prod", "dev"])),
      "context.ticket": random.chance(50) ? "CHG-1" : nil,
    ])
    approvals = (0..<Int.random(in: 0...6, using: &random)).map { _ in Self.approval(&random) }
    at = Self.instant(&random)
  }

  func decide() throws -> Decision { try decide(rules: rules, approvals: approvals, at: at) }

  func decide(rules: [TestRule], approvals: [Approval], at: Timestamp) throws -> Decision {
    try decide(
      rules: rules, approvals: approvals, at: at, directory: TestPeople.directory)
  }

  func decide(
    rules: [TestRule], approvals: [Approval], at: Timestamp, directory: Directory
  ) throws -> Decision {
    let policy = try TestPolicy(rules: rules, otherwise: otherwise, directory: directory).make()
    let request = try RecordReader(schema: policy.schema).request(request)
    return Decider(policy: policy).decide(request, approvals: approvals, at: at)
  }

  // MARK: - Parts

  static func rule(_ id: ID, _ random: inout SeededRandom) -> TestRule {
    let effects: [TestRule.Effect] = [
      .approve, .approve, .constrain([condition(&random)]),
      .constrain([condition(&random)], otherwise: review(&random)), .review(review(&random)),
      .review(review(&random)), .deny,
    ]
    var rule = TestRule(id: id, when: condition(&random), effect: random.pick(effects))
    if random.chance(50) { rule = rule.limited(to: random.pick(["1h", "24h", "1d"])) }
    if random.chance(20) { rule.window.until = instant(&random) }
    if random.chance(20) { rule.window.since = instant(&random) }
    if random.chance(20) {
      rule = rule.recertified(
        every: "1d", certified: random.pick([nil, "2026-02-28T11:30:00Z", "2026-03-01T00:00:00Z"]))
    }
    if random.chance(30) {
      rule.obligations = [Obligation(id: random.pick(["log", "notify"]), type: "test")]
    }
    return rule
  }

  static func condition(_ random: inout SeededRandom) -> String {
    random.pick([
      "true", "true", "resource.environment == \"prod\"", "context.ticket == \"CHG-1\"", "false",
      "subject.id != \"sam\"", "now.getMinutes() < 30",
    ])
  }

  static func review(_ random: inout SeededRandom) -> TestReview {
    let selectors: [Selector] = [
      .team("data"), .team("security"), .user("olga"), .field("resource.owner"),
    ]
    var review = TestReview(
      .by(Int.random(in: 1...2, using: &random), random.pick(selectors), random.pick(selectors)))
    if random.chance(50) { review.requirements.append(.by(1, random.pick(selectors))) }
    if random.chance(30) { review.expire = random.pick(["1h", "2h"]) }
    if random.chance(20) { review.evidence = [condition(&random)] }
    if random.chance(20) { review.validFor = "1h" }
    return review
  }

  static func approval(_ random: inout SeededRandom) -> Approval {
    Approval(
      by: random.pick(people), verdict: random.chance(80) ? .approve : .deny,
      at: instant(&random), onBehalfOf: random.chance(10) ? random.pick(people) : nil,
      requestSHA256: random.chance(5) ? "00" : nil)
  }

  /// A quarter of an hour between 9:30 and 13:00: instants meet.
  static func instant(_ random: inout SeededRandom) -> Timestamp {
    let start = PolicyCoreTests.instant("09:30")
    let quarters = Int64.random(in: 0...14, using: &random)
    return start.adding(PolicyDuration(seconds: quarters * 900)) ?? start
  }
}
