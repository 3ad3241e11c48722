import CEL
import Testing

/// What the oracle and the fuzzer found wrong, each in the form to which it was shrunk (issue 3).
struct OracleFindingsTests {
  static let types = TypeEnvironment(variables: ["x": .dyn, "l": .list(.int)])

  @Test(
    arguments: [
      // The checker asked for a type that the operand, checked in the same breath, had just added.
      Example("[][0].all(x, true)", .bool),
      Example("optional.none().value().map(x, 1)", .list(.int)),
      // What is not known yet was taken for no number.
      Example("[].map(x, math.least(x, 0))", .list(.dyn)),
      // An optional value of anything was taken for one of what stood beside it.
      Example("x[?'n'].or(l[?0])", .optional(.dyn)),
      Example("{'a': 1, ?'b': x[?'n']}", .map(key: .string, value: .dyn)),
      Example("x + l", .list(.dyn)),
    ] as [Example<DeclaredType>])
  func findsTheTypeOf(_ example: Example<DeclaredType>) throws {
    let checked = Checker.check(try Syntax.parse(example.source), in: Self.types)
    #expect(checked.problems == [])
    #expect(checked.result == example.outcome)
  }

  @Test(
    arguments: [
      // Swift reads signs before numbers that have none, and more names than Go.
      Example("uint('+7')", .invalidArgument), Example("uint('-0')", .invalidArgument),
      Example("uint('')", .invalidArgument), Example("double('-nan')", .invalidArgument),
      Example("double('nan(1)')", .invalidArgument), Example("double('0x1p3')", .invalidArgument),
      // Types come before places.
      Example("'a'.substring(9, dyn('b'))", .noMatchingOverload),
    ] as [Example<EvaluationError.Kind>])
  func refuses(_ example: Example<EvaluationError.Kind>) throws {
    let error = try #require(throws: EvaluationError.self) { try evaluated(example.source) }
    #expect(error.kind == example.outcome)
  }

  @Test(arguments: [
    "string(math.sign(-0.0)) == '0'", "double('+Inf') == 1.0 / 0.0", "double('-iNFinity') < 0.0",
    "math.isNaN(double('nan'))", "uint('7') == 7u",
  ])
  func holds(_ source: String) throws {
    #expect(try evaluated(source).equals(.bool(true)))
  }
}
