import PolicyCore
import TestSupport

/// A random world that has what decides seldom: approvers who are not human, members who leave,
/// reviews that wait, owners named by requests, delegations, data that gets old; one edit; records.
struct WideCase {
  let before: Policy
  let after: Policy
  let lines: [String]

  init(seed: UInt64, recordCount: Int) throws {
    var random = SeededRandom(seed: seed)
    let day = Int.random(in: 4...7, using: &random)
    var world = WideWorld(day: day, &random)
    before = try world.text.load()
    world.edit(&random)
    after = try world.text.load()
    let pools = WidePools(day: day, &random)
    lines = try (0..<recordCount).map { try pools.line($0, &random) }
  }
}

/// The few values that the records of one world have: what differs in one thing only must meet.
private struct WidePools {
  private let days: [Int]
  private let subjects: [String]
  private let owners: [String]
  private let minutes: [Int]

  init(day: Int, _ random: inout SeededRandom) {
    days = [day, day, day + 1]
    subjects = Array(
      ["alice", "bob", "carol", "dan@home.example", "eve"].shuffled(using: &random).prefix(2))
    owners = Array(
      ["alice", "bob", "carol", "security", "data", "nobody"].shuffled(using: &random).prefix(2))
    minutes = [30, 239, 240, 240, 241, .random(in: 300...600, using: &random)]
  }

  func line(_ index: Int, _ random: inout SeededRandom) throws -> String {
    let day = days.randomElement(using: &random) ?? 1
    let text = RecordText(
      id: "x\(index)", time: "2026-03-0\(day)T08:00:00Z",
      subject: subjects.randomElement(using: &random) ?? "",
      action: Bool.random(using: &random) ? "revoke" : "grant",
      resource: "s\(Int.random(in: 0...2, using: &random))", verdicts: verdicts(&random),
      outcome: isSeldom(&random) ? "denied bob" : "approved alice",
      minutes: minutes.randomElement(using: &random) ?? 0)
    var record = try parse(text.line)
    var resource = record["resource"]?.object ?? JSONObject()
    resource["level"] = isSeldom(&random) ? nil : .integer(.random(in: 0...1, using: &random))
    resource["size"] = isSeldom(&random) ? nil : .integer(.random(in: 0...1, using: &random))
    resource["owner"] = isSeldom(&random) ? nil : owner(&random)
    resource["owners"] = isSeldom(&random) ? nil : .array([owner(&random), owner(&random)])
    record["resource"] = .object(resource)
    record["subject"] = .object(subject(record, day, &random))
    if isSeldom(&random) { record["requester"] = owner(&random) }
    if isSeldom(&random) { record["actors"] = .array([owner(&random), .string("bot")]) }
    return JSONValue.object(record).lineText
  }

  private func subject(
    _ record: JSONObject, _ day: Int, _ random: inout SeededRandom
  ) -> JSONObject {
    var subject = record["subject"]?.object ?? JSONObject()
    let seen = "2026-03-0\(day - Int.random(in: 0...1, using: &random))T08:00:00Z"
    subject["observedAt"] = isSeldom(&random) ? nil : .string(seen)
    if isSeldom(&random) {
      subject["id"] = .string("ci")
      subject["type"] = .string("workload")
      subject["owner"] = isSeldom(&random) ? nil : owner(&random)
    }
    return subject
  }

  private func verdicts(_ random: inout SeededRandom) -> [String] {
    let people = ["alice", "bob", "carol", "dan@home.example", "bot"].shuffled(using: &random)
    return people.prefix(Int.random(in: 0...3, using: &random)).map {
      $0 + (isSeldom(&random) ? "-" : "+")
    }
  }

  private func owner(_ random: inout SeededRandom) -> JSONValue {
    .string(owners.randomElement(using: &random) ?? "")
  }

  private func isSeldom(_ random: inout SeededRandom) -> Bool {
    Int.random(in: 0..<7, using: &random) == 0
  }
}

/// A policy in pieces that can be edited.
private struct WideWorld {
  private var rules: [String]
  private var people: String
  private var delegation: String
  private let invariants: [String]
  private let exceptions: String
  /// On which, and on the day after, things begin and end at noon.
  private let day: Int

  private static let schema = """
    {"type":"object","properties":{
      "subject":{"type":"object","properties":{"observedAt":{"type":"string"}}},
      "resource":{"type":"object","properties":{
        "level":{"type":"integer"},"size":{"type":"integer"},"owner":{"type":"string"},
        "owners":{"type":"array","items":{"type":"string"}}}}}}
    """

  init(day: Int, _ random: inout SeededRandom) {
    self.day = day
    rules = (0..<3).map { Self.rule($0, day, &random) }
    people = Self.people(day, &random)
    delegation = Self.delegation(day, &random)
    invariants = ["solo", "data"].map {
      ImpactTests.invariant("for-\($0)", when: Self.condition(&random), owner: $0)
    }
    let window = "    from: 2026-03-0\(day - 2)\n    until: 2026-03-0\(day)T12:00:00Z\n"
    exceptions =
      Bool.random(using: &random)
      ? ImpactTests.exception("e0", "review", lifts: "r0", when: Self.condition(&random))
        + "    \(Self.review(&random))\n\(window)" : ""
  }

  var text: PolicyText {
    var text = PolicyText(
      schema: Self.schema, directory: people, exceptions: exceptions, delegations: delegation,
      invariants: invariants)
    text.rules = rules
    return text
  }

  mutating func edit(_ random: inout SeededRandom) {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: people = Self.people(day, &random)
    case 1: delegation = Self.delegation(day, &random)
    case 2: rules.append(Self.rule(rules.count, day, &random))
    default:
      let place = Int.random(in: 0..<rules.count, using: &random)
      rules[place] = Self.rule(place, day, &random)
    }
  }

  /// Alice alone is `solo`, and the bot with her a `pair`: who has no part in it is missed.
  private static func people(_ day: Int, _ random: inout SeededRandom) -> String {
    """
    source: hr
    syncedAt: 2026-03-0\(day - 3)T12:00:00Z
    maxAge: 3d
    teams:
      - id: solo
        members: [ alice ]
      - id: pair
        members: [ alice, bot ]
      - id: security
        members: [ alice, bob, bot ]
      - id: data
        members: [ carol, dan ]
      - id: everyone
        members: [ alice, bob, carol, dan ]
    members:
      - id: alice
      - id: bob
      - id: carol
        until: 2026-03-0\(day)T12:00:00Z
      - id: dan
        aliases: [ dan@home.example ]
      - id: bot
        kind: agent
        owner: data
        authority: \(condition(&random, quoted: false))
        until: 2026-03-0\(day + Int.random(in: 0...1, using: &random))T12:00:00Z

    """
  }

  private static func delegation(_ day: Int, _ random: inout SeededRandom) -> String {
    return """
        - from: alice
          to: \(Bool.random(using: &random) ? "bob" : "carol")
          scope: \(condition(&random, quoted: false))
          starts: 2026-03-0\(day - 1)
          ends: 2026-03-0\(day)T12:00:00Z
          reason: Leave.

      """
  }

  private static func condition(
    _ random: inout SeededRandom, quoted: Bool = true
  ) -> String {
    switch Int.random(in: 0..<(quoted ? 6 : 4), using: &random) {
    case 0: "resource.level > \(Int.random(in: 0...1, using: &random))"
    case 1: "resource.size > 0"
    case 2: #"resource.id == "s1""#
    case 3: "resource.size < 1"
    case 4: #"subject.id in team("\#(Bool.random(using: &random) ? "security" : "data")")"#
    default: "now.getHours() >= 12"
    }
  }

  /// Most rules have a resource of their own: where one is edited, the others say what they said.
  private static func rule(
    _ index: Int, _ day: Int, _ random: inout SeededRandom
  ) -> String {
    let condition =
      Int.random(in: 0..<3, using: &random) == 0
      ? Self.condition(&random) : "resource.id == \"s\(index % 3)\""
    let certified = [
      "limits: { duration: 2h }", "recertify: { every: 3d }",
      "certified: { on: 2026-03-0\(day - 3)T12:00:00Z, by: carol }",
    ]
    let (effect, keys): (String, [String]) =
      switch Int.random(in: 0..<6, using: &random) {
      case 0: ("approve", certified)
      case 1: ("approve", certified + ["dataMaxAge: 24h"])
      case 2, 3:
        (
          "constrain",
          certified + ["conditions: [ { that: '\(Self.condition(&random))', because: It must. } ]"]
            + ["otherwise: { \(review(&random)) }"]
        )
      default: ("review", [review(&random)])
      }
    let until =
      Int.random(in: 0..<4, using: &random) == 0 ? ["until: 2026-03-0\(day + 1)T12:00:00Z"] : []
    return ImpactTests.rule("r\(index)", effect, when: condition)
      + (keys + until).map { "    \($0)\n" }.joined()
  }

  private static func review(_ random: inout SeededRandom) -> String {
    let from =
      [
        "1 solo", "2 pair", "2 pair", "2 security", "1 data", "1 resource.owner",
      ].randomElement(using: &random) ?? ""
    let to = ["team: everyone", "attribute: resource.owner"].randomElement(using: &random) ?? ""
    let terms =
      [
        ", expire: 4h", ", escalate: [ { after: 4h, to: [ { \(to) } ] } ]",
        ", expire: 8h, escalate: [ { after: 4h, to: [ { \(to) } ] } ]",
      ].randomElement(using: &random) ?? ""
    if Int.random(in: 0..<5, using: &random) == 0 {
      return "review: { stages: [ { require: [ { count: 1, from: [ { each: resource.owners } ] } "
        + "] } ]\(terms) }"
    }
    return ImpactTests.review(from, terms: terms)
  }
}
