import CEL
import Testing

struct ParserTests {
  /// Each condition must mean the same as the one with all of its parentheses.
  @Test(arguments: [
    Example("1 + 2 * 3", "1 + (2 * 3)"),
    Example("2 * 3 + 1", "(2 * 3) + 1"),
    Example("7 - 3 - 2", "(7 - 3) - 2"),
    Example("-2 * 3", "(-2) * 3"),
    Example("1 + 2 == 3", "(1 + 2) == 3"),
    Example("1 < 2 == true", "(1 < 2) == true"),
    Example("1 in [1] == true", "(1 in [1]) == true"),
    Example("true || false && false", "true || (false && false)"),
    Example("!true || true", "(!true) || true"),
    Example("!(true || true)", "false"),
    Example("true ? 1 : false ? 2 : 3", "true ? 1 : (false ? 2 : 3)"),
    Example("false || true ? 1 : 2", "(false || true) ? 1 : 2"),
    Example("-[1][0]", "-([1][0])"),
    Example("!{'a': true}.a", "!({'a': true}.a)"),
    Example("[[1, 2], [3]][0][1]", "2"),
    Example("{'a': {'b': [4]}}.a['b'][0]", "4"),
  ])
  func bindsAsTheLanguageDefinitionSays(_ example: Example<String>) throws {
    let value = try evaluated(example.source)
    #expect(value.isIdentical(to: try evaluated(example.outcome)), "\(value)")
  }

  @Test(arguments: [
    "«»", "1 +«»", "«+» 1", "1 «2»", "(1«»", "1«)»", "[1«»", "[1 «2»]", "[«,»]", "{'a'«}»",
    "{'a': «}»",
    "{«,»}", "a.«»", "a«.1»", "a.«in»", "a.«true»", "a[«]»", "a[0«»", "size(a«»", "size(a,«)»",
    "size(«,» a)",
    "a ? 1«»", "a ? 1 «)»", "a ? «:» 2", "«in» a", "a in«»", ".«.»a", ".«»", ". «1»", ".«in»",
    "«`a`»", "a.`b`«(»1)",
    "[1, «*», 2, «*»]", "size(«*») + [«*»]", "(«/») + a.contains(«/»)", "a «b»",
    "a «===» 1", "a «!==» 1", "a «=» 1",
  ])
  func refusesWithTheSpanOfTheToken(_ marked: String) {
    let source = MarkedSource(marked)
    let found = problems(source.text, Environment(variables: ["a", "b"]))
    #expect(found.map(\.span) == source.spans, "\(found)")
    #expect(found.allSatisfy { $0.code == "cel-syntax" }, "\(found)")
  }

  @Test(arguments: [
    Example("«Foo»{}", "cel-not-supported"), Example("«a.B»{c: 1}", "cel-not-supported"),
    Example("a.?«(»b)", "cel-syntax"), Example("size(«?»a)", "cel-syntax"),
    Example("(«?»a)", "cel-syntax"), Example("{'k': «?»a}", "cel-syntax"),
    Example("[?«?»a]", "cel-syntax"), Example("a.?b«(»)", "cel-syntax"),
    Example("«if»", "cel-reserved-word"), Example("a + «while» + 1", "cel-reserved-word"),
    Example("«for»(1)", "cel-reserved-word"),
  ])
  func namesWhatIsNotInTheLanguage(_ example: Example<String>) {
    let source = MarkedSource(example.source)
    let found = problems(source.text, Environment(variables: ["a"]))
    #expect(found.map(\.span) == source.spans, "\(found)")
    #expect(found.map(\.code) == [example.outcome])
  }

  @Test func findsSyntaxAndNameProblemsInOneRun() {
    let source = MarkedSource("size([«+»]) == «resorce».id && «nme» in [«*»]")
    let found = problems(source.text, Environment(variables: ["resource", "name"]))
    #expect(found.map(\.span) == source.spans)
    #expect(
      found.map(\.code) == ["cel-syntax", "cel-unknown-name", "cel-unknown-name", "cel-syntax"])
    #expect(
      found.compactMap(\.help) == ["did you mean `resource`?", "did you mean `name`?"])
  }

  @Test func keepsTheTreeWithPositions() throws {
    let program = try Program.compile(
      "a.b && f(1)",
      in: Environment(
        variables: ["a"],
        functions: [
          Function(name: "f", parameterCount: 1) { _ throws(EvaluationError) in .bool(true) }
        ]))
    let syntax = program.syntax
    guard case .logical(.and, let operands) = syntax[syntax.root] else {
      Issue.record("the root is not a conjunction")
      return
    }
    #expect(operands.map(syntax.span) == [0..<3, 7..<11])
    #expect(operands.map(syntax.nameSpan) == [2..<3, 7..<8])
  }
}
