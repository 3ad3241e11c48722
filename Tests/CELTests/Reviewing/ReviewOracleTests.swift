import TestSupport
import Testing

@testable import CEL

/// What a review says of random conditions, held against their values for all requests there are.
struct ReviewOracleTests {
  private static let values = ["a", "b", "c"]

  private static func facts(_ values: [String]) -> ValueFacts {
    var facts = ValueFacts()
    facts.values = values.map { .string($0) }
    return facts
  }

  private static var environment: TypeEnvironment {
    var numbers = ValueFacts()
    numbers.least = .init(.int(0))
    numbers.greatest = .init(.int(2))
    var lists = ValueFacts()
    lists.elementValues = ["a", "b"].map { .string($0) }
    let fields: [String: ObjectField] = [
      "t": ObjectField(.string, facts: facts(values)), "n": ObjectField(.int, facts: numbers),
      "p": ObjectField(.bool),
      "o": ObjectField(.string, isRequired: false, facts: facts(["a", "b"])),
      "q": ObjectField(.bool, isRequired: false),
      "l": ObjectField(.list(.string), isRequired: false, facts: lists),
    ]
    return TypeEnvironment(variables: ["r": .object(ObjectType(name: "r", fields: fields))])
  }

  /// Every request that fits.
  private static let requests: [Bindings] = {
    var all: [[(String, Value)]] = [[]]
    func vary(_ name: String, _ values: [Value?]) {
      all = all.flatMap { members in
        values.map { value in value.map { members + [(name, $0)] } ?? members }
      }
    }
    vary("t", values.map { .string($0) })
    vary("n", [.int(0), .int(1), .int(2)])
    vary("p", [.bool(true), .bool(false)])
    vary("o", [nil, .string("a"), .string("b")])
    vary("q", [nil, .bool(true), .bool(false)])
    vary("l", [nil, .list([] as [Value]), .list(["a"]), .list(["b", "a"])])
    return all.map { Bindings([.map(MapValue($0))]) }
  }()

  private static let atoms = [
    "r.t == 'a'", "r.t != 'b'", "'c' == r.t", "r.t in ['a', 'b']", "r.t in ['a', 'b', 'c']",
    "r.n < 1",
    "r.n >= 2", "r.n == 1", "0 < r.n", "r.n <= 2", "r.n > 2", "r.n != 3", "r.p", "r.p == true",
    "r.p != true",
    "has(r.o)", "has(r.o)", "has(r.q)", "has(r.l)", "'o' in r", "r.o == 'a'", "r.o != 'b'",
    "r.o == r.t",
    "r.o in ['b']", "r.q", "r['q']", "r.?q.orValue(r.p)", "r.?o.orValue('c') == 'c'", "r.t == r.t",
    "size(r.l) > 0", "r.l.size() == 0", "r.l != []", "'a' in r.l", "r.l.all(x, x != 'a')",
    "r.l.exists(x, x == 'b')", "r.l.exists(x, x == 'a' && x == 'b')",
    "cel.bind(v, r, has(v.q) && v.q)",
    "cel.bind(v, r.t, v == 'a' || v == 'b')", "1 + 1 == 2", "true",
    "[1].exists(x, has(r.q) && r.q)",
    "(has(r.o) ? r.o : 'a') == 'a'", "r.?q.hasValue()",
  ]

  private static func condition(_ random: inout SeededRandom, depth: Int) -> String {
    if depth == 0 || random.chance(20) {
      return (random.chance(25) ? "!(" : "(") + random.pick(atoms) + ")"
    }
    func part() -> String { condition(&random, depth: depth - 1) }
    switch random.below(8) {
    case 0: return "!(\(part()))"
    case 1: return "(\(part()) ? \(part()) : \(part()))"
    case 2, 3, 4:
      return "(" + (0..<(2 + random.below(2))).map { _ in part() }.joined(separator: " && ") + ")"
    default:
      return "(" + (0..<(2 + random.below(2))).map { _ in part() }.joined(separator: " || ") + ")"
    }
  }

  private static func outcomes(_ source: String) throws -> (values: Set<Bool>, hasErrors: Bool) {
    let program = try Program.compile(source, in: Environment(variables: ["r"]))
    var values: Set<Bool> = []
    var hasErrors = false
    for request in requests {
      do { values.insert(try program.evaluateCondition(request)) } catch { hasErrors = true }
    }
    return (values, hasErrors)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func saysNothingThatARequestRefutes(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var counts: [String: Int] = [:]
    for _ in 0..<100 {
      let source = Self.condition(&random, depth: 3)
      var table = ExpressionTable()
      let syntax = try Syntax.parse(source)
      let review = ConditionReview(of: source, syntax, in: Self.environment, table: &table)
      let findings = review.findings()
      let note: Comment = "\(source), seed \(seed)"
      let isUnguarded = findings.contains {
        if case .unguardedRead = $0.kind { true } else { false }
      }
      let hasErrors = try Self.outcomes(source).hasErrors
      #expect(isUnguarded || !hasErrors, note)
      counts[hasErrors ? "errs" : "never errs", default: 0] += 1
      for finding in findings { try check(finding, in: source, note, &counts) }
    }
    for kind in ["errs", "never errs", "always", "contradiction", "repeated"] {
      #expect(counts[kind, default: 0] > 0, "\(counts)")
    }
  }

  private func check(
    _ finding: ConditionFinding, in source: String, _ note: Comment, _ counts: inout [String: Int]
  ) throws {
    let texts = ([finding.span] + finding.others).map {
      String(decoding: Array(source.utf8)[$0], as: UTF8.self)
    }
    // What stands in a macro has variables of its own.
    guard !texts.contains(where: { $0.contains("x ") || $0.contains("v ") }) else { return }
    let united = texts.map { "(\($0))" }
    switch finding.kind {
    case .always(let truth, .alternatives):
      #expect(try truth && Self.excludeOneAnother(texts), note)
      counts["always", default: 0] += 1
    case .always(let truth, _):
      #expect(try !Self.outcomes(texts[0]).values.contains(!truth), note)
      counts["always", default: 0] += 1
    case .contradiction:
      #expect(try Self.excludeOneAnother(texts), note)
      counts["contradiction", default: 0] += 1
    case .repeated:
      let same = try Self.outcomes("\(united[0]) == \(united[1])").values
      let opposite = try Self.outcomes("\(united[0]) != \(united[1])").values
      #expect(!same.contains(false) || !opposite.contains(false), note)
      counts["repeated", default: 0] += 1
    case .outsideEnumeration, .unguardedRead, .allOfPossiblyEmpty, .pattern: break
    }
  }

  /// Whether some parts cannot hold together, each as it is written or with a `!` from further out.
  private static func excludeOneAnother(_ texts: [String]) throws -> Bool {
    for signs in 0..<(1 << texts.count) {
      let parts = texts.enumerated().map { place, text in
        (signs >> place & 1 == 0 ? "(" : "!(") + text + ")"
      }
      if try !outcomes(parts.joined(separator: " && ")).values.contains(true) { return true }
    }
    return false
  }
}
