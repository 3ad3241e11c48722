import CEL
import TestSupport
import Testing

/// Two conditions that read the same mean the same.
struct ReadingPropertyTests {
  /// Conditions of which no two mean the same, many of them a bracket or a word apart.
  private static let different = [
    "o.paid && o.urgent || o.late", "o.paid && (o.urgent || o.late)",
    "(o.paid || o.urgent) && o.late", "o.paid || o.urgent && o.late",
    "o.paid && o.urgent && o.late",
    "o.paid || o.urgent || o.late", "!(o.paid && o.urgent) || o.late",
    "!(o.paid && o.urgent || o.late)", "!o.paid && o.urgent || o.late",
    "o.paid && (o.urgent || o.late && o.open)", "o.paid && (o.urgent || o.late) && o.open",
    "o.paid && (o.urgent || o.late) || o.open", "(o.paid || o.urgent) && (o.late || o.open)",
    "o.paid ? o.urgent : o.late", "o.paid ? o.urgent : o.late && o.open",
    "(o.paid ? o.urgent : o.late) && o.open", "o.paid ? o.urgent : o.late || o.open",
    "(o.paid ? o.urgent : o.late) || o.open", "o.paid == true", "o.paid != true", "o.paid",
    "!o.paid",
    "has(o.paid)", "has(o.paid) && o.paid", "has(o.paid) || o.paid", "!has(o.paid) || o.paid",
    "!has(o.paid) && o.paid", "has(o.paid) && !o.paid", "has(o.paid) && (o.paid || o.late)",
    "has(o.paid) && o.paid || o.late",
    #"o.status == "a""#, #"o.status == "`a` or `b`""#, #"o.status in ["a", "b"]"#,
    #"o.status == "a, b""#, #"o.status == "\"a\"""#, #"o.status == ["a", "b"]"#,
    #"o.status in [["a", "b"]]"#, #"o.status in [["a"], "b"]"#, #"o.status in ["a", ["b"]]"#,
    #"!(o.status in ["a", "b"])"#, #"o.status == "1""#, "o.status == 1", "o.status == 1.5",
    "o.status == true", #"o.status == "true""#, #"o.status == "o.owner""#, "o.status == o.owner",
    "o.status == c.owner", "o.status == o.colour", #"o.status == "the value of `o.colour`""#,
    "o.status == null", #"o.status == "null""#, #"o.status == b"a""#, #"o.status == """#,
    #"o.status == " ""#, #"o.status == "\u200b""#, #"o.status == "\\u200b""#,
    "size(o.status) > 0", "size(o.items) > 0", "o.items.size() >= 0", #"o.status > """#,
    #"!(o.status > "")"#, #"o.status >= "a""#, "o.total > 3", "o.total >= 3", "!(o.total > 3)",
    "o.total <= 3", "o.total - 1 - 2 > 3", "o.total - (1 - 2) > 3", "(o.total + 1) * 2 > 3",
    "o.total + 1 * 2 > 3", "-o.total > 3", "-(-o.total) > 3", "o.total > -3",
    #""x" in c.groups"#, #"c.id in ["x"]"#, #"c.id in team("x")"#, "c.id in c.groups",
    #""x" in o.items"#, #""x" in team("x")"#, #"c.groups == ["x"]"#, #"c.id == "x" && o.paid"#,
    #"o.items.all(i, i == "a")"#, #"o.items.all(i, i != "a")"#, #"!o.items.all(i, i == "a")"#,
    #"o.items.exists(i, i == "a")"#, #"o.items.exists(i, i != "a") && o.paid"#,
    #"o.items.exists_one(i, i == "a")"#, #"!o.items.exists_one(i, i == "a")"#,
    #"o.items.exists_one(i, i != "a")"#, "o.items.all(i, i)", "o.items.all(i, !i)",
    #"o.items.all(i, i == "a" && o.paid)"#, #"o.items.all(i, i == "a") && o.paid"#,
    #"o.items.all(i, i == "a" || i == "b") || o.paid"#,
    #"o.items.all(i, i == "a" || i == "b" || o.paid)"#,
    "o.items.all(i, c.groups.all(g, i == g))", "o.items.all(i, c.groups.exists(g, i == g))",
    "o.items.exists(i, c.groups.all(g, i == g))", "now.getHours() > 1", "o.due.getHours() > 1",
    #"now.getHours("+01:00") > 1"#, "now.getDayOfWeek() == 1", "now.getDayOfWeek() == 2",
    "now.getMonth() == 1", "now.getDate() == 1", "now.getDayOfMonth() == 1",
    "now.getDayOfYear() == 1", "o.due > now", "o.due < now", "o.due - now > o.wait",
    "now - o.due > o.wait", #"o.wait > duration("24h")"#, #"o.wait > duration("24m")"#,
    "cel.bind(x, o.total, x > 1) && o.paid", "cel.bind(x, o.total, x > 1 && o.paid && o.late)",
    #"o.?status.orValue("a") == "b""#, "o.?status.hasValue() && o.paid",
    "o.status.matches('a')", "o.status.contains('a')", "o.status.startsWith('a')", "f(o.paid)",
    #"o.status == "f(o.paid)""#, "true", "false",
  ]

  @Test func differentConditionsReadDifferently() throws {
    var sources: [String: String] = [:]
    for source in Self.different {
      let words = try Orders.words(source)
      if let other = sources[words] { Issue.record("\(other) and \(source): \(words)") }
      sources[words] = source
    }
  }

  // MARK: - Random conditions

  private static let atoms = [
    "o.paid", "o.urgent", "has(o.paid)", "has(o.status)", "o.status == 'a'", "o.status != 'b'",
    "o.status in ['a', 'b']", "o.total > 1", "o.total >= 2", "'x' in o.items", "o.paid == true",
    "o.items.all(i, i == 'x')", "o.items.exists(i, i != 'x')", "o.items.exists_one(i, i == 'x')",
    "o.items.all(i, i == 'x' || o.paid)", "o.items.exists(i, i == 'x' && o.urgent)", "true",
    "o.status > 'a'", "cel.bind(b, o.paid, b || o.urgent)", "size(o.items) > 1",
  ]

  /// Every value, and absence, of each field that the atoms read.
  private static let bindings: [Bindings] = {
    let flags: [Value?] = [.bool(true), .bool(false), nil]
    let texts: [Value?] = [.string("a"), .string("b"), .string("c"), nil]
    let lists: [Value?] = [.list(["x"]), .list(["x", "y"]), .list([] as [Value]), nil]
    let numbers: [Value?] = [.int(1), .int(3), nil]
    var all: [Bindings] = []
    for (place, paid) in flags.enumerated() {
      for urgent in flags {
        for (index, status) in texts.enumerated() {
          for (offset, items) in lists.enumerated() {
            var order = MapValue()
            let fields: [(String, Value?)] = [
              ("paid", paid), ("urgent", urgent), ("status", status), ("items", items),
              ("total", numbers[(place + index + offset) % numbers.count]),
            ]
            for (name, value) in fields {
              if let value { _ = order.insert(.string(name), value) }
            }
            all.append(Bindings([.map(order)]))
          }
        }
      }
    }
    return all
  }()

  @Test(arguments: [1, 2, 3] as [UInt64])
  func randomConditionsThatReadTheSameMeanTheSame(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let environment = Environment(variables: ["o"])
    var meanings: [String: (source: String, truths: [Bool?])] = [:]
    var repeated = 0
    for _ in 0..<400 {
      let condition = Self.condition(&random, depth: random.below(3) + 1)
      for source in [condition.source, condition.opposite] {
        let program = try Program.compile(source, in: environment)
        let words = try Orders.words(source)
        let truths = Self.bindings.map { try? program.evaluateCondition($0) }
        guard let known = meanings[words] else {
          meanings[words] = (source, truths)
          continue
        }
        repeated += 1
        #expect(known.truths == truths, "seed \(seed): \(known.source) and \(source): \(words)")
      }
    }
    #expect(repeated > 20, "too few of the conditions read alike")
  }

  @Test(arguments: [6, 7, 8] as [UInt64])
  func negationReadsLikeTheOppositeWrittenOut(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<400 {
      let condition = Self.condition(&random, depth: random.below(4) + 1)
      let words = try Orders.words("!(\(condition.source))")
      #expect(try words == Orders.words(condition.opposite), "seed \(seed): \(condition.source)")
      #expect(
        try Orders.words("!(\(condition.opposite))") == Orders.words(condition.source),
        "seed \(seed): \(condition.source)")
    }
  }

  /// A condition, and its opposite with every negation at an atom.
  private struct Condition {
    let source: String
    let opposite: String
  }

  private static func condition(_ random: inout SeededRandom, depth: Int) -> Condition {
    let atom = random.pick(atoms)
    guard depth > 0 else { return Condition(source: atom, opposite: "!(\(atom))") }
    let parts = (0..<3).map { _ in condition(&random, depth: depth - 1 - random.below(2)) }
    let (sources, opposites) = (parts.map { "(\($0.source))" }, parts.map { "(\($0.opposite))" })
    switch random.below(7) {
    case 0, 1:
      return Condition(
        source: "\(sources[0]) && \(sources[1])", opposite: "\(opposites[0]) || \(opposites[1])")
    case 2, 3:
      return Condition(
        source: "\(sources[0]) || \(sources[1])", opposite: "\(opposites[0]) && \(opposites[1])")
    case 4: return Condition(source: parts[0].opposite, opposite: parts[0].source)
    case 5:
      // With a premise that is no flat sentence the whole is shown as it is written.
      let atom = random.pick(atoms.filter { !$0.contains("&&") && !$0.contains("||") })
      return Condition(
        source: "\(atom) ? \(sources[1]) : \(sources[2])",
        opposite: "\(atom) ? \(opposites[1]) : \(opposites[2])")
    default: return Condition(source: atom, opposite: "!(\(atom))")
    }
  }

  @Test(arguments: [4, 5] as [UInt64])
  func readsWhateverParsesInOneLineWithBackticksInPairs(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<6_000 {
      let count = random.below(12) + 1
      let source = (0..<count).map { _ in random.pick(RandomConditionTests.words) }.joined()
      guard (try? Syntax.parse(source)) != nil else { continue }
      let words = try Orders.words(source)
      let backticks = words.utf8.count { $0 == UInt8(ascii: "`") }
      #expect(backticks % 2 == 0 && !words.isEmpty, "seed \(seed): \(source): \(words)")
      #expect(!words.utf8.contains { $0 < 0x20 }, "seed \(seed): \(source)")
    }
  }

  /// As deep as the parser allows, or nearly: where a part were read twice at each level, this would
  /// take until tomorrow.
  @Test(arguments: [
    ("(o.paid && (o.late || ", "o.open", "))", 2), ("!", "o.paid", "", 1),
    ("o.items.all(i, ", "i > 1 && i < 3", ")", 1), ("!o.items.exists(i, ", "i > 1", ")", 1),
    ("cel.bind(x, 1, ", "x > 2", ")", 1), ("(o.paid ? 1 : ", "2", ") == 1", 2),
    ("o.paid ? o.late : ", "o.late", "", 1), ("-(1 + ", "1", ") > 0", 3),
    ("1 + (", "1", ")", 1), ("size([", "1", "])", 2), ("o.items.filter(i, i == ", "1", ")", 2),
    ("(o.placed - duration('1h') > o.due ? now : ", "now", ").getDayOfWeek()", 3),
    ("f(", "o", ")", 1), ("[", "1", "]", 1), ("((", "o.paid", ") == o.paid)", 1),
  ])
  func readsTheDeepestConditions(
    _ opening: String, _ middle: String, _ closing: String, _ levels: Int
  ) throws {
    let count = (Limits.standard.depth - 3) / levels
    let deepest = (1...count).reversed().lazy.map { count in
      String(repeating: opening, count: count) + middle + String(repeating: closing, count: count)
    }
    .first { (try? Syntax.parse($0)) != nil }
    expectRoundTrip(try #require(deepest))
    #expect(try !Orders.words(try #require(deepest)).isEmpty)
  }

  @Test func numbersListsInsideOfListsByWhereTheyBelong() throws {
    #expect(
      try Orders.words("o.paid || o.late && (o.open || o.urgent && (o.total > 1 || o.count > 2))")
        .contains(
          "(2.2) the urgent flag is true, and at least one of these holds: (2.2.1) the total"))
  }
}
