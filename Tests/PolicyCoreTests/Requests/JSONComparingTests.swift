import PolicyCore
import TestSupport
import Testing

/// Values are compared as their canonical forms would be.
struct JSONComparingTests {
  @Test(
    arguments: [
      (["a": 1, "b": [true, .null]], ["b": [true, .null], "a": 1], true),
      (["a": 1, "b": 2], ["a": 1], false),
      (["a": 1], ["a": 1, "b": 2], false),
      (["a": 1], ["b": 1], false),
      ([1, 2], [2, 1], false),
      ([1], [1, 1], false),
      (.integer(1), .double(1), true),
      (.double(0), .double(-0.0), true),
      (.double(0.5), .double(0.5), true),
      (.integer(1), .string("1"), false),
      (.string("e\u{301}"), .string("\u{E9}"), false),
      (["e\u{301}": 1], ["\u{E9}": 1], false),
      (.null, .bool(false), false),
      ([:], [], false),
    ] as [(JSONValue, JSONValue, Bool)])
  func comparesContent(_ one: JSONValue, _ other: JSONValue, _ isSame: Bool) {
    #expect(one.hasSameContent(as: other) == isSame)
    #expect(other.hasSameContent(as: one) == isSame)
  }

  @Test(
    arguments: [
      (["a": 1, "note": "x"], ["a": 1], true),
      (["a": 1], ["note": "x", "a": 1], true),
      (["note": "x"], ["note": "y"], true),
      (["a": [["note": "x", "b": 1]]], ["a": [["b": 1]]], true),
      (["a": ["note": "x", "b": 1]], ["a": ["b": 2]], false),
      (["note": "x", "a": 1], ["b": 1, "note": "x"], false),
      ([["note": "x"]], [[:]], true),
      (["notes": "x"], [:], false),
    ] as [(JSONValue, JSONValue, Bool)])
  func leavesMembersOutOfAccount(_ one: JSONValue, _ other: JSONValue, _ isSame: Bool) {
    #expect(one.hasSameContent(as: other, butFor: ["note"]) == isSame)
    #expect(other.hasSameContent(as: one, butFor: ["note"]) == isSame)
    #expect(
      (one.without(["note"]).canonicalBytes == other.without(["note"]).canonicalBytes) == isSame)
  }

  @Test func agreesWithTheCanonicalForm() {
    let seed: UInt64 = 20_261_121
    var random = SeededRandom(seed: seed)
    var sameCount = 0
    for round in 0..<4_000 {
      let one = Self.value(depth: 3, &random)
      let other = random.chance(70) ? Self.changed(one, &random) : Self.value(depth: 3, &random)
      let isSame = one.without(["n"]).canonicalBytes == other.without(["n"]).canonicalBytes
      #expect(
        one.hasSameContent(as: other, butFor: ["n"]) == isSame,
        "seed \(seed), round \(round): \(one.lineText) and \(other.lineText)")
      if isSame { sameCount += 1 }
    }
    #expect((400..<3_600).contains(sameCount), "hardly ever the same, or always")
  }

  // MARK: - Values

  private static let names = ["a", "b", "n", "e\u{301}", "\u{E9}", "long name of a member"]

  private static func value(depth: Int, _ random: inout SeededRandom) -> JSONValue {
    switch random.below(depth > 0 ? 7 : 5) {
    case 0: return .null
    case 1: return .bool(random.chance(50))
    case 2: return .integer(Int64(random.below(3)))
    case 3: return .double(random.pick([0.5, 1, -0.0]))
    case 4: return .string(random.pick(["", "x", "e\u{301}", "\u{E9}"]))
    case 5: return .array((0..<random.below(3)).map { _ in value(depth: depth - 1, &random) })
    default:
      // Some have more members than are searched one by one.
      let many = random.chance(10) ? (0..<40).map { "m\($0)" } : []
      let chosen = names.filter { _ in random.chance(50) } + many
      return .object(
        JSONObject(chosen.map { .init($0, value(depth: depth - 1, &random)) }))
    }
  }

  /// The same in another order, now and then with another value somewhere.
  private static func changed(_ value: JSONValue, _ random: inout SeededRandom) -> JSONValue {
    if random.chance(4) { return self.value(depth: 1, &random) }
    switch value {
    case .array(let elements): return .array(elements.map { changed($0, &random) })
    case .object(let object):
      let members = object.members.shuffled(using: &random)
      return .object(JSONObject(members.map { .init($0.name, changed($0.value, &random)) }))
    case .null, .bool, .integer, .double, .string: return value
    }
  }
}
