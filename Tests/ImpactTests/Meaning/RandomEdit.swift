import PolicyCore
import TestSupport

/// A random policy and the same after one or two random edits.
///
/// No rule has a limit, and nothing is denied by a person: what a part does by itself does not count
/// what else a match brings along (decision record 0014).
struct RandomEdit {
  let before: Policy
  let after: Policy
  let lines: [String]

  init(seed: UInt64, recordCount: Int) throws {
    var random = SeededRandom(seed: seed)
    var draft = Draft(&random)
    before = try draft.text.load()
    for _ in 0..<Int.random(in: 1...2, using: &random) { draft.edit(&random) }
    after = try draft.text.load()
    lines = (0..<recordCount).map { Self.line($0, &random) }
  }

  private static func line(_ index: Int, _ random: inout SeededRandom) -> String {
    let people = ["alice", "bob", "carol", "dan"].shuffled(using: &random)
    return RecordText(
      id: "x\(index)", time: "2026-03-0\(Int.random(in: 1...9, using: &random))T08:00:00Z",
      resource: Draft.resources.randomElement(using: &random) ?? "",
      more: #""level":\#(Int.random(in: 0...3, using: &random))"#,
      verdicts: people.prefix(Int.random(in: 0...4, using: &random)).map { $0 + "+" },
      outcome: Bool.random(using: &random) ? "approved alice" : nil
    ).line
  }
}

/// A policy that can be edited.
private struct Draft {
  struct DraftRule {
    var id: String
    var effect: String
    var condition: String
    var clause: String
    var count: Int
    var since: Int?

    var text: String {
      var keys: [String] = []
      if let since { keys.append("since: 2026-03-0\(since)") }
      switch effect {
      case "constrain": keys.append("conditions: [ { that: '\(clause)', because: So. } ]")
      case "review": keys.append(review("\(count) security"))
      default: break
      }
      return ImpactTests.rule(id, effect, when: condition) + keys.map { "    \($0)\n" }.joined()
    }
  }

  static let resources = ["orders", "wages", "wiki"]
  private static let schema =
    #"{"type":"object","properties":{"resource":{"type":"object","properties":{"id":{"type":"string"},"#
    + #""level":{"type":"integer"}},"required":["level"]}}}"#
  private static let effects = ["approve", "constrain", "review", "deny"]

  private var rules: [DraftRule]
  private var isReviewedByDefault: Bool
  private var invariant: String?

  init(_ random: inout SeededRandom) {
    rules = (0..<Int.random(in: 1...4, using: &random)).map { Self.rule("r\($0)", &random) }
    isReviewedByDefault = Int.random(in: 0..<4, using: &random) == 0
    // What an invariant holds back is a review of its own, on other terms than any rule's.
    let holdsBack = rules.allSatisfy { ["approve", "deny"].contains($0.effect) }
    invariant = holdsBack && Bool.random(using: &random) ? Self.condition(&random) : nil
  }

  var text: PolicyText {
    let otherwise = "default: { \(review("1 data")) }"
    var text = PolicyText(settings: isReviewedByDefault ? otherwise : "", schema: Self.schema)
    text.rules = rules.map(\.text)
    text.invariants = invariant.map { [ImpactTests.invariant("i", when: $0)] } ?? []
    return text
  }

  private static func rule(_ id: String, _ random: inout SeededRandom) -> DraftRule {
    DraftRule(
      id: id, effect: effects.randomElement(using: &random) ?? "", condition: condition(&random),
      clause: condition(&random), count: Int.random(in: 1...2, using: &random))
  }

  private static func condition(_ random: inout SeededRandom) -> String {
    let parts = (0..<Int.random(in: 1...2, using: &random)).map { _ in
      let resource = resources.randomElement(using: &random) ?? ""
      return Bool.random(using: &random)
        ? #"resource.id == "\#(resource)""#
        : "resource.level > \(Int.random(in: 0...2, using: &random))"
    }
    return parts.joined(separator: Bool.random(using: &random) ? " && " : " || ")
  }

  mutating func edit(_ random: inout SeededRandom) {
    guard let index = rules.indices.randomElement(using: &random) else {
      return rules.append(Self.rule("n\(Int.random(in: 0...9, using: &random))", &random))
    }
    switch Int.random(in: 0..<10, using: &random) {
    case 0 where invariant == nil:
      rules[index].effect = Self.effects.randomElement(using: &random) ?? ""
    case 1, 2: rules[index].condition = Self.condition(&random)
    case 3: rules[index].clause = Self.condition(&random)
    case 4: rules[index].count = Int.random(in: 1...3, using: &random)
    case 5: rules[index].since = Int.random(in: 1...9, using: &random)
    case 6 where invariant == nil: rules.append(Self.rule("n", &random))
    case 7: rules.remove(at: index)
    case 8 where invariant != nil:
      invariant = Bool.random(using: &random) ? Self.condition(&random) : nil
    default: isReviewedByDefault.toggle()
    }
    var seen: Set<String> = []
    rules = rules.filter { seen.insert($0.id).inserted }
  }
}
