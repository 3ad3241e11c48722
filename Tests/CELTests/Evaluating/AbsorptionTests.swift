import CEL
import Testing

/// What `&&`, `||`, `?:` and the macros make of operands that fail (CEL spec, "Logical Operators").
struct AbsorptionTests {
  /// T, F: true and false; E, O: two different errors; N: no bool.
  static let operands: [(name: String, value: String)] = [
    ("T", "t"), ("F", "!t"), ("E", "(m.gone == 1)"), ("O", "(1 / z == 1)"), ("N", "(z + 1)"),
  ]

  enum Outcome: Equatable { case value(Bool), error(EvaluationError.Kind) }

  private func outcome(_ source: String) throws -> Outcome {
    let environment = Environment(variables: ["t", "z", "m", "list"])
    let bindings = Bindings([
      .bool(true), .int(0), .map([(String, Value)]()), .list([.int(1), .int(0), .int(2)]),
    ])
    let program = try Program.compile(source, in: environment)
    do {
      return .value(try program.evaluateCondition(bindings))
    } catch {
      return .error(error.kind)
    }
  }

  private func kind(_ name: String) -> Outcome? {
    switch name {
    case "E": .error(.noSuchField)
    case "O": .error(.divisionByZero)
    case "N": .error(.noMatchingOverload)
    default: nil
    }
  }

  @Test func conjunctionAndDisjunctionFollowTheirTables() throws {
    for left in Self.operands {
      for right in Self.operands {
        let names = [left.name, right.name]
        let firstError = names.compactMap(kind).first
        let and: Outcome =
          names.contains("F") ? .value(false) : firstError ?? .value(true)
        let or: Outcome = names.contains("T") ? .value(true) : firstError ?? .value(false)
        #expect(try outcome("\(left.value) && \(right.value)") == and, "\(names)")
        #expect(try outcome("\(left.value) || \(right.value)") == or, "\(names)")
      }
    }
  }

  @Test func aRunIsLikeNestedPairs() throws {
    for a in Self.operands {
      for b in Self.operands {
        for c in Self.operands {
          for sign in ["&&", "||"] {
            let run = try outcome("\(a.value) \(sign) \(b.value) \(sign) \(c.value)")
            let pairs = try outcome("(\(a.value) \(sign) \(b.value)) \(sign) \(c.value)")
            #expect(run == pairs, "\(a.name) \(sign) \(b.name) \(sign) \(c.name)")
          }
        }
      }
    }
  }

  @Test(
    arguments: [
      Example("t ? t : m.gone", .value(true)),
      Example("!t ? m.gone : t", .value(true)),
      Example("m.gone ? t : t", .error(.noSuchField)),
      Example("(m.gone ? t : t) || t", .value(true)),
      Example("!m.gone || t", .value(true)),
      Example("list.exists(x, 2 / x == 2)", .value(true)),
      Example("list.exists(x, 2 / x == 1)", .value(true)),
      Example("list.exists(x, 2 / x == 7)", .error(.divisionByZero)),
      Example("list.all(x, 2 / x == 2)", .value(false)),
      Example("list.all(x, 2 / x > 0)", .error(.divisionByZero)),
      Example("list.exists_one(x, 2 / x == 2)", .error(.divisionByZero)),
      Example("list.filter(x, 2 / x == 2) == [1]", .error(.divisionByZero)),
      Example("list.map(x, 2 / x) == []", .error(.divisionByZero)),
      Example("m.gone.exists(x, true) || t", .value(true)),
      Example("list.all(x, x) && !t", .value(false)),
      Example("list.all(x, x)", .error(.noMatchingOverload)),
    ] as [Example<Outcome>])
  func otherFormsAbsorbOnlyWhatTheyMay(_ example: Example<Outcome>) throws {
    #expect(try outcome(example.source) == example.outcome)
  }
}
