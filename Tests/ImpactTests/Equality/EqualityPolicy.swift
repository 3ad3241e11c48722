import TestSupport

/// A random policy in pieces that can be edited.
struct EqualityPolicy {
  private var schema: EqualitySchema
  private var rules: [String]
  private var directory: String
  private var delegations: String
  private var exceptions: String
  private var invariants: [String]
  private var gates: [String]
  private var settings: String

  init(_ random: inout SeededRandom) {
    schema = EqualitySchema(&random)
    rules = []
    for index in 0...random.below(5) { rules.append(equalityRule(index, &random)) }
    directory = equalityDirectory(&random)
    delegations = random.chance(50) ? equalityDelegation(&random) : ""
    exceptions = ""
    invariants = []
    gates = []
    settings = ""
    drawExceptions(&random)
    drawSafeguards(&random)
  }

  var text: PolicyText {
    var text = PolicyText(
      gates: gates, settings: settings, schema: schema.text, directory: directory,
      exceptions: exceptions, delegations: delegations, invariants: invariants)
    text.rules = rules
    return text
  }

  /// Mostly one thing, as changes are; at times all.
  mutating func edit(_ random: inout SeededRandom) {
    switch random.below(12) {
    case 0: self = EqualityPolicy(&random)
    case 1: schema = EqualitySchema(&random)
    case 2: directory = equalityDirectory(&random)
    case 3: delegations = random.chance(80) ? equalityDelegation(&random) : ""
    case 4: drawExceptions(&random)
    case 5: drawSafeguards(&random)
    case 6: rules.append(equalityRule(rules.count, &random))
    case 7 where rules.count > 1: rules.removeLast()
    case 8: rules.reverse()
    default:
      let place = random.below(rules.count)
      rules[place] = equalityRule(place, &random)
    }
  }

  private mutating func drawExceptions(_ random: inout SeededRandom) {
    exceptions = ""
    for index in 0..<random.below(3) {
      let effect = random.pick(["approve", "review", "deny", "constrain"])
      let window =
        random.chance(60)
        ? [
          "from: 2026-03-0\(random.below(5) + 1)",
          "until: 2026-03-0\(random.below(4) + 6)T12:00:00Z",
        ]
        : [
          breakGlass, "recertify: { every: 3d }",
          "certified: { on: 2026-03-0\(random.below(9) + 1), by: carol }",
        ]
      exceptions +=
        exception("e\(index)", effect, lifts: "r0", when: equalityCondition(&random))
        + (equalityKeys(of: effect, isException: true, &random) + window).map { "    \($0)\n" }
        .joined()
    }
  }

  private mutating func drawSafeguards(_ random: inout SeededRandom) {
    invariants = []
    for index in 0..<random.below(3) {
      invariants.append(
        invariant(
          "i\(index)", when: equalityCondition(&random),
          owner: random.pick(["data", "security", "solo"]),
          never: random.pick(["approve", "approve, constrain", "constrain"]),
          random.chance(50) ? ", breakGlass: allowed" : ""))
    }
    let all = [
      "id: auto, maxNewlyAutomatic: { where: '\(equalityCondition(&random))', count: 2 }",
      "id: share, maxChangedShare: 20%", "id: no, noHumanDeniedApproved: true",
    ]
    gates = all.filter { _ in random.chance(40) }
    let actions = "actions: { grant: gives, extend: gives, revoke: takes }\n"
    settings = random.chance(40) ? actions : ""
    if random.chance(25) { settings += "default: { \(equalityReview(&random)) }\n" }
  }
}

/// People of all kinds, whose list gets old.
private func equalityDirectory(_ random: inout SeededRandom) -> String {
  let day = random.below(6) + 1
  let synced = "source: hr\nsyncedAt: 2026-03-0\(day)T12:00:00Z\nmaxAge: 3d\n"
  let leaves = random.chance(50) ? "    until: 2026-03-0\(day + 1)T12:00:00Z\n" : ""
  let extra = random.chance(30) ? ", carol" : ""
  return """
    \(random.chance(60) ? synced : "")teams:
      - id: solo
        members: [ alice ]
      - id: security
        members: [ alice, bob, bot\(extra) ]
      - id: data
        members: [ carol, dan ]
      - id: everyone
        members: [ alice, bob, carol, dan ]
    members:
      - id: alice
      - id: bob
      - id: carol
    \(leaves)  - id: dan
        aliases: [ dan@home.example ]
      - id: bot
        kind: \(random.pick(["agent", "workload"]))
        owner: \(random.pick(["data", "alice"]))
        authority: '\(equalityCondition(&random))'
        until: 2026-03-0\(day + 2)T12:00:00Z

    """
}

private func equalityDelegation(_ random: inout SeededRandom) -> String {
  let (from, to) = random.pick([("alice", "bob"), ("alice", "carol"), ("carol", "dan")])
  return """
      - from: \(from)
        to: \(to)
        scope: '\(equalityCondition(&random))'
        starts: 2026-03-0\(random.below(4) + 1)
        ends: 2026-03-0\(random.below(4) + 6)T12:00:00Z
        reason: Leave.

    """
}
