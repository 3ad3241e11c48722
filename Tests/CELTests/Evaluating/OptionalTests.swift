import CEL
import Testing

struct OptionalTests {
  static let variables: KeyValuePairs<String, Value> = [
    "m": .map([("a", .map([("b", .int(1))])), ("n", .null), ("s", .string(""))])
  ]

  @Test(arguments: [
    "m.?a.b == optional.of(1)", "m.?a.?b.orValue(2) == 1", "m.?x.b.c == optional.none()",
    "m.?x.orValue(2) == 2", "m[?'x'].orValue(2) == 2", "m.?n.hasValue()", "m.?n.value() == null",
    "!optional.ofNonZeroValue(m.s).hasValue()", "m.?`a`.hasValue()", "!has(m.?x.y)",
    "has(m.?a.b)", "[?m.?x, ?m.?n, 3] == [null, 3]", "{?'k': m.?x, 'l': 1} == {'l': 1}",
    "m.?a.optMap(v, v.b + 1).value() == 2", "!m.?x.optMap(v, v.b / 0).hasValue()",
    "m.?a.optFlatMap(v, v.?c).or(optional.of(5)).value() == 5",
    // What is not needed is not computed.
    "optional.of(1).orValue(1 / 0) == 1", "optional.of(1).or(1 / 0).value() == 1",
    "type(optional.none()) == optional_type", "optional.of(1) != optional.of(2)",
    "optional.of(1) == optional.of(1.0)", "optional.of(null) != optional.none()",
    "optional.of(1) != 1", "[1, 2][?2].orValue(3) == 3", "[1, 2][?1].value() == 2",
    "[1][?-1] == optional.none()", "optional.of([1])[0] == optional.of(1)",
    "optional.unwrap([optional.of(1), optional.none()]) == [1]",
    "[optional.none(), optional.of(2)].unwrapOpt() == [2]",
    "[0, 0u, 0.0, '', b'', [], {}, false, null, duration('0s'), timestamp(0)].all(z, "
      + "!optional.ofNonZeroValue(z).hasValue())",
    "optional.ofNonZeroValue(optional.none()).hasValue()",
  ])
  func holds(_ source: String) throws {
    #expect(try evaluated(source, Self.variables).equals(.bool(true)))
  }

  @Test(
    arguments: [
      Example("m.s.?x", .noMatchingOverload), Example("m.?s.x", .noMatchingOverload),
      Example("m.n[?0]", .noMatchingOverload), Example("[1][?'a']", .noMatchingOverload),
      Example("[1][?0.5]", .invalidArgument), Example("optional.none().value()", .invalidArgument),
      Example("m.value()", .noMatchingOverload), Example("m.or(m)", .noMatchingOverload),
      Example("m.?x.or(1)", .noMatchingOverload), Example("m.orValue(1)", .noMatchingOverload),
      Example("m.?x.orValue(m.x)", .noSuchField), Example("[?1]", .noMatchingOverload),
      Example("{?'a': 1}", .noMatchingOverload), Example("m.optMap(v, v)", .noMatchingOverload),
      Example("{?'a': optional.of(1), 'a': 2}", .duplicateKey),
      Example("m.?a.optFlatMap(v, 1)", .noMatchingOverload),
      Example("optional.unwrap([1])", .noMatchingOverload),
      Example("optional.of(1) < optional.of(2)", .noMatchingOverload),
      Example("{optional.of(1): 1}", .invalidArgument), Example("size(m.?x)", .noMatchingOverload),
    ] as [Example<EvaluationError.Kind>])
  func refuses(_ example: Example<EvaluationError.Kind>) throws {
    let error = try #require(throws: EvaluationError.self) {
      try evaluated(example.source, Self.variables)
    }
    #expect(error.kind == example.outcome)
  }

  @Test func reportsWhatAnOptionalPathReads() throws {
    let program = try Program.compile(
      "m.?a.?b.orValue(1) == 1 && m[?'c'].hasValue()", in: Environment(variables: ["m"]))
    #expect(program.references.map(\.path) == [["m", "a", "b"], ["m", "c"]])
  }

  @Test(arguments: ["m.?a.optMap(«m.a», 1)", "m.?a.optFlatMap(«1», m)", "cel.bind(«m.a», 1, 2)"])
  func needsAPlainNameAsVariable(_ marked: String) {
    let source = MarkedSource(marked)
    let found = problems(source.text, Environment(variables: ["m"]))
    #expect(found.map(\.span) == source.spans)
    #expect(found.map(\.code) == ["cel-macro"])
  }
}
