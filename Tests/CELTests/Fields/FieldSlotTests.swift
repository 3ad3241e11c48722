import CEL
import TestSupport
import Testing

/// Slots are a shorter way to the same answer: with them and without them a condition comes to the
/// same value or fails alike.
struct FieldSlotTests {
  private static let variables = ["subject", "resource", "flag", "now"]
  private static let paths = [
    ["subject", "id"], ["subject", "age"], ["subject", "groups"], ["subject", "trusted"],
    ["subject", "home", "city"], ["resource", "environment"], ["resource", "sizes"], ["flag"],
  ]
  private static let index = FieldIndex(variables: variables, paths: paths)

  private static let texts = [
    "", "a", "prod", "dev", "fifteen letters", "sixteen letters!", "sixteen letters?", "é",
    "e\u{301}",
    "\u{212A}", "K", "a much longer text than any key could ever hold in two words of eight bytes",
    "a much longer text than any key could ever hold in two words of eight byteS", "nul\u{0}",
    "nul",
  ]

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func changeNoOutcome(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var decided = 0
    for round in 0..<1_500 {
      let source = Self.condition(depth: 3, &random)
      let plain = try Program.compile(source, in: Environment(variables: Self.variables))
      let fast = try Program.compile(
        source, in: Environment(variables: Self.variables, fields: Self.index))
      for _ in 0..<4 {
        let values = Self.values(&random)
        let expected = Self.outcome(plain, Bindings(values))
        let found = Self.outcome(fast, Bindings(values, fields: Self.index.cells(of: values)))
        #expect(found == expected, "seed \(seed), round \(round): \(source) over \(values)")
        let foreign = FieldIndex(variables: Self.variables, paths: Self.paths.reversed())
        let others = Bindings(values, fields: foreign.cells(of: values))
        #expect(Self.outcome(fast, others) == expected, "seed \(seed), round \(round): \(source)")
        if expected == "true" { decided += 1 }
      }
    }
    #expect(decided > 500, "the conditions are too seldom true to say much")
  }

  /// More conditions than a word has bits.
  @Test(arguments: [5, 6, 7] as [UInt64])
  func ruleOutOnlyConditionsThatAreFalse(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let sources = (0..<150).map { _ in
      let atoms = (0...random.below(3)).map { _ in Self.atom(&random) }
      return random.chance(80) ? atoms.joined(separator: " && ") : Self.condition(depth: 2, &random)
    }
    let programs = try sources.map {
      try Program.compile(
        $0, in: Environment(variables: Self.variables, fields: Self.index))
    }
    let filter = ConditionFilter(programs)
    var ruledOut = 0
    for round in 0..<60 {
      let values = Self.values(&random)
      let bindings = Bindings(values, fields: Self.index.cells(of: values))
      let candidates = filter.candidates(bindings)
      #expect(candidates == Set(candidates).sorted())
      for place in Set(programs.indices).subtracting(candidates) {
        let outcome = Self.outcome(programs[place], bindings)
        #expect(outcome == "false", "seed \(seed), round \(round): \(sources[place])")
        ruledOut += 1
      }
      #expect(filter.candidates(Bindings(values)) == Array(programs.indices))
    }
    #expect(ruledOut > 100, "hardly anything is ruled out")
  }

  @Test func noConditionsHaveNoCandidates() {
    #expect(ConditionFilter([]).candidates(Bindings()) == [])
  }

  private static func outcome(_ program: Program, _ bindings: Bindings) -> String {
    do throws(EvaluationError) {
      return "\(try program.evaluateCondition(bindings))"
    } catch {
      return "\(error)"
    }
  }

  // MARK: - Conditions

  private static func condition(depth: Int, _ random: inout SeededRandom) -> String {
    guard depth > 0 else { return atom(&random) }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return "!(\(condition(depth: depth - 1, &random)))"
    case 1, 2:
      let count = Int.random(in: 2...3, using: &random)
      let parts = (0..<count).map { _ in "(\(condition(depth: depth - 1, &random)))" }
      return parts.joined(separator: Bool.random(using: &random) ? " && " : " || ")
    default: return atom(&random)
    }
  }

  private static func atom(_ random: inout SeededRandom) -> String {
    let field = fields.randomElement(using: &random) ?? "flag"
    let text = literal(&random)
    let number = Int.random(in: -2...3, using: &random)
    let ordering = ["<", "<=", ">", ">="].randomElement(using: &random) ?? "<"
    let list = (0..<Int.random(in: 0...3, using: &random)).map { _ in literal(&random) }
    return [
      "\(field) == \(text)", "\(text) != \(field)", "\(field) == \(number)", "\(field) == true",
      "false != \(field)", "\(field) \(ordering) \(number)", "\(number) \(ordering) \(field)",
      "\(field) in [\(list.joined(separator: ", "))]", "\(text) in \(field)", "\(field)",
      "has(\(fields.filter { $0.contains(".") }.randomElement(using: &random) ?? "subject.id"))",
      "true", "false", "\(field) == \(field)", "size(\(field)) > 1", "\(number) in \(field)",
      "\(field) == 1.0", "\(field) in [1, 'a', null]", "\(field).contains(\(text))",
    ].randomElement(using: &random) ?? "true"
  }

  private static let fields = [
    "subject.id", "subject.age", "subject.groups", "subject.trusted", "subject.home.city",
    "subject['id']", "resource.environment", "resource.sizes", "flag", "subject.nowhere",
    "subject.home", "resource.environment.inner",
  ]

  private static func literal(_ random: inout SeededRandom) -> String {
    let text = texts.randomElement(using: &random) ?? ""
    return "'" + text.replacing("\u{0}", with: "\\000") + "'"
  }

  // MARK: - Values

  private static func values(_ random: inout SeededRandom) -> [Value] {
    let subject = MapValue(
      ["id", "age", "groups", "trusted", "home"].compactMap { name in
        Int.random(in: 0..<5, using: &random) == 0 ? nil : (name, value(name, &random))
      }, defaults: MapValue.Defaults([("home", .map([]))]))
    let resource: Value =
      Int.random(in: 0..<6, using: &random) == 0
      ? anything(&random)
      : .map(["environment", "sizes"].map { ($0, value($0, &random)) })
    return [.map(subject), resource, anything(&random), .int(0)]
  }

  private static func value(_ name: String, _ random: inout SeededRandom) -> Value {
    if Int.random(in: 0..<8, using: &random) == 0 { return anything(&random) }
    switch name {
    case "age": return .int(Int64.random(in: -2...3, using: &random))
    case "groups": return list(&random)
    case "trusted": return .bool(Bool.random(using: &random))
    case "home": return .map([("city", text(&random))])
    case "sizes": return .list([.int(1), .int(2)])
    default: return text(&random)
    }
  }

  private static func anything(_ random: inout SeededRandom) -> Value {
    [
      .null, .bool(true), .bool(false), .int(1), .uint(1), .double(1), text(&random),
      list(&random), .list([.string("a"), .int(1)]), .map([]), .bytes([97]),
    ].randomElement(using: &random) ?? .null
  }

  private static func text(_ random: inout SeededRandom) -> Value {
    .string(texts.randomElement(using: &random) ?? "")
  }

  private static func list(_ random: inout SeededRandom) -> Value {
    .list((0..<Int.random(in: 0...4, using: &random)).map { _ in text(&random) })
  }
}
