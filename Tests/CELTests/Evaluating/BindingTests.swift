import CEL
import Testing

struct BindingTests {
  @Test(arguments: [
    "cel.bind(x, 2, cel.bind(y, x + 1, x * y)) == 6", "cel.bind(x, 1, cel.bind(x, x + 1, x)) == 2",
    "cel.bind(v, 5, v) == 5 && v == 1", "[1, 2].all(x, cel.bind(y, x * 2, y == x + x))",
    // A value that is not needed may fail.
    "cel.bind(x, 1 / 0, true)", "cel.bind(x, 1 / 0, true || x == 1)",
    // A failure of one round does not stay for the next.
    "[0, 1].exists(x, cel.bind(y, 1 / x, y == 1))",
    "cel.bind(x, {'a': 1}, x.a) == 1", "cel.bind(x, [1, 2], x.exists(y, y == 2))",
  ])
  func holds(_ source: String) throws {
    #expect(try evaluated(source, ["v": .int(1)]).equals(.bool(true)))
  }

  @Test(
    arguments: [
      Example("cel.bind(x, 1 / 0, x == 1)", .divisionByZero),
      Example("cel.bind(x, {}.a, [x])", .noSuchField),
      Example("[1, 0].all(x, cel.bind(y, 1 / x, y == 1))", .divisionByZero),
    ] as [Example<EvaluationError.Kind>])
  func failsWhereAValueIsNeeded(_ example: Example<EvaluationError.Kind>) throws {
    let error = try #require(throws: EvaluationError.self) { try evaluated(example.source) }
    #expect(error.kind == example.outcome)
  }

  @Test(arguments: [
    Example("cel.«bind»(x, 1)", "cel-argument-count"),
    Example("cel.bind(x, «x», 1)", "cel-unknown-name"),
    Example("cel.bind(x, 1, 2) == «x»", "cel-unknown-name"),
    Example("cel.bind(«.x», 1, 2)", "cel-macro"),
    Example(
      "cel.bind(n, now, «n < timestamp('2026-03-01T00:00:00Z')»)", "now-compared-with-constant"),
    Example(
      "cel.bind(t, timestamp('2026-03-01T00:00:00Z'), «now > t»)", "now-compared-with-constant"),
  ])
  func reports(_ example: Example<String>) {
    let source = MarkedSource(example.source)
    let found = problems(
      source.text, Environment(variables: ["now"], instantVariable: "now"))
    #expect(found.map(\.span) == source.spans, "\(found)")
    #expect(found.map(\.code) == [example.outcome])
  }
}
