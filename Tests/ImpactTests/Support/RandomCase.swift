import PolicyCore
import TestSupport

/// Two random versions of a policy, and records.
struct RandomCase {
  let before: Policy
  let after: Policy
  let lines: [String]

  init(seed: UInt64, recordCount: Int) throws {
    var random = SeededRandom(seed: seed)
    before = try Self.policy(&random).load()
    after = try Self.policy(&random).load()
    lines = (0..<recordCount).map { Self.line($0, &random) }
  }

  /// The new version is the old one with one rule in another form, or one more.
  init(editWithSeed seed: UInt64, recordCount: Int) throws {
    var random = SeededRandom(seed: seed)
    var text = Self.policy(&random)
    text.schema = Self.schemas.first
    before = try text.load()
    let place = Int.random(in: 0...text.rules.count, using: &random)
    let edited = Self.rule(place, &random)
    if place < text.rules.count { text.rules[place] = edited } else { text.rules.append(edited) }
    after = try text.load()
    lines = (0..<recordCount).map { Self.line($0, &random) }
  }

  private static let resources = ["orders", "wages", "wiki"]
  private static let gates = [
    "id: auto, maxNewlyAutomatic: { where: 'resource.level > 1', count: 2 }",
    "id: share, maxChangedShare: 20%", "id: no, noHumanDeniedApproved: true",
  ]
  private static let schemas = [
    #"{"type":"object","properties":{"resource":{"type":"object","properties":{"level":{"type":"integer"}}}}}"#,
    #"{"type":"object","properties":{"resource":{"type":"object","properties":{"level":{"enum":[0,1,2]}}}}}"#,
  ]

  private static func policy(_ random: inout SeededRandom) -> PolicyText {
    var text = PolicyText(gates: gates.filter { _ in Bool.random(using: &random) })
    text.rules = (0..<Int.random(in: 1...5, using: &random)).map { rule($0, &random) }
    text.schema = schemas.randomElement(using: &random)
    text.exceptions = (0..<Int.random(in: 0...2, using: &random))
      .map { exception($0, &random) }.joined()
    text.invariants = (0..<Int.random(in: 0...2, using: &random)).map {
      ImpactTests.invariant(
        "i\($0)", when: condition(&random),
        owner: Bool.random(using: &random) ? "data" : "security",
        never: Bool.random(using: &random) ? "approve" : "approve, constrain",
        Bool.random(using: &random) ? ", breakGlass: allowed" : "")
    }
    return text
  }

  /// Lifts the first rule, which is always there; half of them are break-glass.
  private static func exception(_ index: Int, _ random: inout SeededRandom) -> String {
    let day = Int.random(in: 1...9, using: &random)
    let (effect, keys) = effect(&random)
    let window =
      Bool.random(using: &random)
      ? ["from: 2026-03-0\(day)", "until: 2026-03-1\(day)"]
      : [breakGlass, "recertify: { every: 3d }", "certified: { on: 2026-03-0\(day), by: carol }"]
    return ImpactTests.exception(
      "e\(index)", effect, lifts: "r0", when: condition(&random))
      + (keys + window).map { "    \($0)\n" }.joined()
  }

  private static func condition(_ random: inout SeededRandom) -> String {
    let resource = resources.randomElement(using: &random) ?? ""
    return Bool.random(using: &random)
      ? #"resource.id == "\#(resource)""#
      : "resource.level > \(Int.random(in: 0...2, using: &random))"
  }

  private static func rule(_ index: Int, _ random: inout SeededRandom) -> String {
    let condition = condition(&random)
    let (effect, keys) = effect(&random)
    let window =
      Bool.random(using: &random)
      ? ["since: 2026-03-0\(Int.random(in: 1...9, using: &random))"] : []
    let liftable = effect == "deny" && Bool.random(using: &random) ? ["liftable: true"] : []
    let limits = ["limits: { duration: \(Int.random(in: 1...3, using: &random))h }"] + liftable
    return ImpactTests.rule("r\(index)", effect, when: condition)
      + (keys + window + limits).map { "    \($0)\n" }.joined()
  }

  private static func effect(_ random: inout SeededRandom) -> (String, [String]) {
    switch Int.random(in: 0...4, using: &random) {
    case 0: ("approve", [])
    case 1: ("deny", [])
    case 2:
      ("constrain", ["conditions: [ { that: 'resource.level < 2', because: Too high. } ]"])
    default:
      (
        "review",
        [
          review(
            "\(Int.random(in: 1...2, using: &random)) security",
            Bool.random(using: &random) ? "1 data" : "1 everyone")
        ]
      )
    }
  }

  private static func line(_ index: Int, _ random: inout SeededRandom) -> String {
    if Int.random(in: 0..<25, using: &random) == 0 { return "{" }
    let people = ["alice", "bob", "carol", "dan@home.example"].shuffled(using: &random)
    let verdicts = people.prefix(Int.random(in: 0...4, using: &random)).map {
      $0 + (Int.random(in: 0..<6, using: &random) == 0 ? "-" : "+")
    }
    let outcome =
      ["approved alice", "denied bob", "denied policy", "expired", "withdrawn", nil]
      .randomElement(using: &random) ?? nil
    return RecordText(
      id: "x\(index)", time: "2026-03-0\(Int.random(in: 1...9, using: &random))T08:00:00Z",
      subject: people.first ?? "", action: Bool.random(using: &random) ? "grant" : "revoke",
      resource: resources.randomElement(using: &random) ?? "",
      more: #""level":\#(Int.random(in: 0...3, using: &random))"#, verdicts: verdicts,
      outcome: outcome
    ).line
  }
}
