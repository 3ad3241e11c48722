import CEL
import TestSupport
import Testing

/// Which atom alone decides a condition.
struct InfluenceTests {
  private static let variables = ["a", "b", "c", "m"]

  struct Case: Sendable, CustomTestStringConvertible {
    let source: String
    let values: [Value]
    /// Each atom with its truth, and `!` before those that decide.
    let atoms: [String]

    init(_ source: String, a: Bool = true, b: Bool = true, c: Bool = true, _ atoms: [String]) {
      self.source = source
      values = [.bool(a), .bool(b), .bool(c), .map([("x", .int(1))])]
      self.atoms = atoms
    }

    var testDescription: String { "\(source) \(values)" }
  }

  @Test(arguments: [
    Case("a", ["! a true"]),
    Case("!a", ["! a true"]),
    Case("a && b", ["! a true", "! b true"]),
    Case("a && b", b: false, ["a true", "! b false"]),
    Case("a && b", a: false, b: false, ["a false", "b false"]),
    Case("a || b", ["a true", "b true"]),
    Case("a || b", b: false, ["! a true", "b false"]),
    Case("a || b", a: false, b: false, ["! a false", "! b false"]),
    Case("a && (b || !c)", b: false, ["a true", "! b false", "! c true"]),
    Case("a && (b || !c)", a: false, ["! a false", "b true", "c true"]),
    // A guard decides that the condition is false instead of failing.
    Case("has(m.y) && m.y == 1", ["! has(m.y) false", "m.y == 1 error"]),
    Case("has(m.x) && m.x == 1", ["! has(m.x) true", "! m.x == 1 true"]),
    Case("!has(m.y) || m.y == 1", ["! has(m.y) false", "m.y == 1 error"]),
    // What errs decides nothing, and a condition that errs is decided by nothing.
    Case("a && m.y == 1", ["a true", "m.y == 1 error"]),
    Case("a || m.y == 1", ["! a true", "m.y == 1 error"]),
    // An atom that stands twice is two atoms.
    Case("(a && b) || (a && c)", c: false, ["! a true", "! b true", "a true", "c false"]),
    // The inside of a macro and of a conditional is no structure of the condition.
    Case("a ? b : c", ["! a ? b : c true"]),
    Case("[a, b].all(x, x && c)", ["! [a, b].all(x, x && c) true"]),
    Case("true && a", ["! a true"]),
    Case("true || a", ["a true"]),
    Case("true", []),
  ])
  func saysWhichAtomsDecide(_ example: Case) throws {
    let program = try Program.compile(
      example.source, in: Environment(variables: Self.variables))
    let reading = ConditionAtoms(of: program)
    let found = zip(reading.atoms, reading.influences(Bindings(example.values))).map {
      atom, influence in
      (influence.decides ? "! " : "") + program.syntax.printed(atom.expression)
        + " \(influence.truth.map(String.init) ?? "error")"
    }
    #expect(found == example.atoms)
  }

  @Test(arguments: [
    Example("a || true", [false]), Example("a && true", [true]), Example("a && false", [false]),
    Example("(a || true) && b", [false, true]), Example("a && (b || !false)", [true, false]),
    Example("!(a && (true && true))", [true]), Example("a && (b || 1 == 1)", [true, false]),
  ])
  func anAtomBesideAConstantThatDecidesCannot(_ example: Example<[Bool]>) throws {
    let program = try Program.compile(
      example.source, in: Environment(variables: Self.variables))
    #expect(ConditionAtoms(of: program).atoms.map(\.canDecide) == example.outcome)
  }

  /// The oracle: the condition written out again with the other truth in the place of one atom.
  @Test(arguments: 0..<400)
  func agreesWithTheConditionWrittenOutWithTheOtherTruth(_ number: Int) throws {
    let seed = UInt64(4_711 + number)
    var random = SeededRandom(seed: seed)
    let written = WrittenCondition.random(depth: 3, &random)
    let environment = Environment(variables: Self.variables)
    let program = try Program.compile(written.source(), in: environment)
    let values: [Value] =
      (0..<3).map { _ in .bool(random.chance(50)) } + [.map([("x", .int(1))])]
    let outcome = try value(written.source(), values)
    let influences = ConditionAtoms(of: program).influences(Bindings(values))
    try #require(influences.count == written.atoms.count, "seed \(seed)")
    for (place, atom) in written.atoms.enumerated() {
      let truth = try value(atom, values)
      let flipped = try truth.map { try value(written.source(replacing: place, by: !$0), values) }
      let decides = outcome != nil && truth != nil && flipped != .some(outcome)
      let found = influences[place]
      #expect(
        found.truth == truth && found.decides == decides,
        "seed \(seed), atom \(place) of \(written.source()) with \(values)")
    }
  }

  /// Nil where it errs.
  private func value(_ source: String, _ values: [Value]) throws -> Bool? {
    let program = try Program.compile(source, in: Environment(variables: Self.variables))
    do {
      return try program.evaluateCondition(Bindings(values))
    } catch {
      return nil
    }
  }
}

/// A condition whose atoms are known by construction.
indirect enum WrittenCondition {
  case atom(String)
  case not(WrittenCondition)
  case run(String, [WrittenCondition])

  static func random(depth: Int, _ random: inout SeededRandom) -> WrittenCondition {
    if depth == 0 || random.chance(25) {
      return .atom(random.pick(["a", "b", "c", "m.x == 1", "m.y == 1", "has(m.y)"]))
    }
    if random.chance(20) { return .not(Self.random(depth: depth - 1, &random)) }
    var parts: [WrittenCondition] = []
    for _ in 0..<(2 + random.below(2)) { parts.append(Self.random(depth: depth - 1, &random)) }
    return .run(random.pick(["&&", "||"]), parts)
  }

  /// In the order of the text.
  var atoms: [String] {
    switch self {
    case .atom(let text): [text]
    case .not(let inner): inner.atoms
    case .run(_, let parts): parts.flatMap(\.atoms)
    }
  }

  /// As CEL; one atom may be a constant instead.
  func source(replacing place: Int? = nil, by truth: Bool = false) -> String {
    var next = 0
    return source(&next, place, truth)
  }

  private func source(_ next: inout Int, _ place: Int?, _ truth: Bool) -> String {
    switch self {
    case .atom(let text):
      defer { next += 1 }
      return next == place ? "\(truth)" : text
    case .not(let inner): return "!(\(inner.source(&next, place, truth)))"
    case .run(let sign, let parts):
      var texts: [String] = []
      for part in parts { texts.append("(\(part.source(&next, place, truth)))") }
      return texts.joined(separator: " \(sign) ")
    }
  }
}
