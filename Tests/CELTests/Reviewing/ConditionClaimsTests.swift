import CEL
import TestSupport
import Testing

/// What is said to be sure holds for every request; held against all requests of a small world.
struct ConditionClaimsTests {
  private static let types = TypeEnvironment(
    variables: ["a": .string, "n": .int, "b": .bool])

  private static let world: [[Value]] = ["x", "y", "z", "w"].flatMap { a in
    (0..<4).flatMap { n in [true, false].map { [.string(a), .int(Int64(n)), .bool($0)] } }
  }

  /// A condition with the requests for which it is true, and its claims.
  private struct Reading {
    let text: String
    let truths: [Bool]
    let claims: ConditionClaims

    init(_ text: String, _ table: inout ExpressionTable) throws {
      let program = try Program.compile(text, in: Environment(variables: ["a", "n", "b"]))
      self.text = text
      truths = try ConditionClaimsTests.world.map {
        try program.evaluateCondition(Bindings($0))
      }
      claims = ConditionClaims(
        of: text, program.syntax, in: ConditionClaimsTests.types, table: &table)
    }
  }

  private static func condition(_ depth: Int, _ random: inout SeededRandom) -> String {
    if depth == 0 || random.chance(25) {
      return random.pick([
        #"a == "x""#, #"a != "y""#, #"a in ["x", "z"]"#, #""z" == a"#, "n < 2", "n >= 1", "n == 2",
        "2 > n", "b", "b == true", "n + 1 > 2", "true", "false",
      ])
    }
    let left = condition(depth - 1, &random)
    let right = condition(depth - 1, &random)
    return random.pick(["(\(left) && \(right))", "(\(left) || \(right))", "!(\(left))"])
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func whatIsSureIsTrue(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var implied = 0
    var disjoint = 0
    for _ in 0..<600 {
      var table = ExpressionTable()
      let left = try Reading(Self.condition(2, &random), &table)
      let right = try Reading(Self.condition(2, &random), &table)
      let pairs = zip(left.truths, right.truths)
      if left.claims.isImplied(by: right.claims) {
        implied += 1
        #expect(!pairs.contains { !$0 && $1 }, "seed \(seed): \(right.text) => \(left.text)")
      }
      if ConditionClaims.areDisjoint([left.claims, right.claims]) {
        disjoint += 1
        #expect(!pairs.contains { $0 && $1 }, "seed \(seed): \(left.text), \(right.text)")
      }
      if left.claims.isNeverTrue {
        #expect(!left.truths.contains(true), "seed \(seed): \(left.text)")
      }
    }
    #expect(implied > 20 && disjoint > 20, "seed \(seed): too little was sure")
  }

  @Test func limitedToOneVariableItSaysLess() throws {
    var table = ExpressionTable()
    let types = TypeEnvironment(variables: ["r": .dyn, "s": .dyn])
    func claims(_ text: String) throws -> ConditionClaims {
      let program = try Program.compile(text, in: Environment(variables: ["r", "s"]))
      return ConditionClaims(of: text, program.syntax, in: types, table: &table)
    }
    let whole = try claims(#"r.type == "db" && s.id == "a""#)
    let otherSubject = try claims(#"s.id == "b""#)
    let otherType = try claims(#"r.type == "host""#)
    #expect(ConditionClaims.areDisjoint([whole, otherSubject]))
    #expect(!ConditionClaims.areDisjoint([whole.limited(to: "r"), otherSubject]))
    #expect(ConditionClaims.areDisjoint([whole.limited(to: "r"), otherType]))
  }
}
