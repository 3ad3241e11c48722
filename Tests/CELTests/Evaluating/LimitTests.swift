import CEL
import Testing

struct LimitTests {
  static let variables: KeyValuePairs<String, Value> = [
    "text": .string(String(repeating: "a", count: 200_000)),
    "list": .list((0..<2_000).map { .int($0) }),
    "map": .map((0..<2_000).map { ("k\($0)", Value.int($0)) }),
  ]

  @Test(
    arguments: [
      Example("list.all(x, list.all(y, list.all(z, true)))", .costExceeded),
      Example("list.exists(x, text.contains('b'))", .costExceeded),
      Example("list.exists(x, text.matches('b'))", .costExceeded),
      Example("list.exists(x, text.matches(string(x)))", .costExceeded),
      Example("list.exists(x, size(text) == 0)", .costExceeded),
      Example("list.exists(x, text == text + 'b')", .costExceeded),
      Example("list.exists(x, list != list)", .costExceeded),
      Example("list.exists(x, map != map)", .costExceeded),
      Example("list.exists(x, -1 in list)", .costExceeded),
      Example("list.exists(x, text < '')", .costExceeded),
      Example("list.exists(x, text.startsWith(text + 'a'))", .costExceeded),
      Example("text + text + text + text + text + text", .sizeExceeded),
      Example(
        "bytes(text) + bytes(text) + bytes(text) + bytes(text) + bytes(text) + bytes(text)",
        .sizeExceeded),
      Example("list.exists(x, text.replace('a', 'b') == '')", .costExceeded),
      Example("list.exists(x, text.indexOf(text + 'b') == 0)", .costExceeded),
      Example("list.exists(x, text.lastIndexOf('b') == 0)", .costExceeded),
      Example("list.exists(x, text.reverse() == '')", .costExceeded),
      Example("list.exists(x, '%s'.format([text]) == '')", .costExceeded),
      Example("list.exists(x, '%s'.format([list]) == '')", .costExceeded),
      Example("list.exists(x, list.exists(y, '%f'.format([1.5e-300]) == ''))", .costExceeded),
      Example("list.exists(x, math.greatest(list) == -1)", .costExceeded),
      Example("list.exists(x, base64.encode(bytes(text)) == '')", .costExceeded),
      Example("list.exists(x, list.map(y, 'a').join() == '')", .costExceeded),
      Example("list.exists(x, list.map(y, optional.none()).unwrapOpt() == [1])", .costExceeded),
      Example("list.exists(x, cel.bind(y, text + 'a', y == ''))", .costExceeded),
      Example("text.split('')", .sizeExceeded),
      Example("text.replace('', '123456')", .sizeExceeded),
      Example("text.replace('a', text)", .sizeExceeded),
      Example("list.map(x, text).join()", .sizeExceeded),
      Example("list.map(x, 'a').join(text)", .sizeExceeded),
      Example("'%s%s%s%s%s%s'.format([text, text, text, text, text, text])", .sizeExceeded),
      Example("'%x'.format([text + text + text])", .sizeExceeded),
      Example("'%s'.format([list.map(x, text)])", .sizeExceeded),
      Example(
        "strings.quote(list.map(x, '\(String(repeating: "\"", count: 300))').join())", .sizeExceeded
      ),
      Example(
        "cel.bind(a, [0, 0], cel.bind(b, [a, a, a, a, a, a, a, a], cel.bind(c, [b, b, b, b, b, b, "
          + "b, b], cel.bind(d, [c, c, c, c, c, c, c, c], cel.bind(e, [d, d, d, d, d, d, d, d], "
          + "cel.bind(f, [e, e, e, e, e, e, e, e], '%s'.format([[f, f, f, f, f, f, f, f]])))))))",
        .sizeExceeded),
      Example("list.all(x, list.all(y, list.all(z, true))) || false", .costExceeded),
      Example("true && !list.all(x, list.all(y, list.all(z, true)))", .costExceeded),
      // Inside of an atom it is not absorbed: else the order of operands would decide.
      Example("[list.all(x, list.all(y, list.all(z, true))) || true] == [true]", .costExceeded),
      Example(
        "[1, 2].exists(w, w == 2 || list.all(x, list.all(y, list.all(z, true))))", .costExceeded),
      Example("'a'.matches(text)", .invalidArgument),
    ] as [Example<EvaluationError.Kind>])
  func stopsWhatCostsTooMuch(_ example: Example<EvaluationError.Kind>) throws {
    let error = try #require(throws: EvaluationError.self) {
      try evaluated(example.source, Self.variables)
    }
    #expect(error.kind == example.outcome)
  }

  @Test(arguments: [
    "list.all(x, list.exists(y, y == x % 10))", "map.all(k, map[k] >= 0)", "!text.contains('b')",
    "text.matches('^(a|aa)+$')", "text.matches('(a*)*b') == false", "size(list + list) == 4000",
  ])
  func leavesRoomForHonestWork(_ source: String) throws {
    #expect(try evaluated(source, Self.variables).equals(.bool(true)))
  }

  /// Each atom has a budget of its own, so neither their order nor their number matters.
  @Test(arguments: [
    Example("list.all(x, list.all(y, list.all(z, true))) || true", true),
    Example("true || list.all(x, list.all(y, list.all(z, true)))", true),
    Example("list.all(x, list.all(y, list.all(z, true))) && false", false),
    Example("!(list.all(x, list.all(y, list.all(z, true))) && false)", true),
    Example(
      Array(repeating: "list.all(x, list.exists(y, y == x % 10 + 50))", count: 3)
        .joined(separator: " && "), true),
  ])
  func countsTheCostOfEachAtom(_ example: Example<Bool>) throws {
    #expect(try evaluated(example.source, Self.variables).equals(.bool(example.outcome)))
  }

  @Test func limitsTheNumberOfCostlyCalls() {
    let environment = Environment(variables: ["l"])
    func source(_ count: Int) -> String {
      Array(repeating: "l.all(x, x)", count: count).joined(separator: " && ")
    }
    #expect(problems(source(250), environment).isEmpty)
    #expect(problems(source(251), environment).map(\.code) == ["cel-limit"])
  }

  @Test func countsTheSameCostEveryTime() throws {
    var limits = Limits()
    limits.cost = 20
    let program = try Program.compile(
      "l.all(x, x > 0)", in: Environment(variables: ["l"], limits: limits))
    func isPaid(_ count: Int) -> Bool {
      let values = [Value](repeating: .int(1), count: count)
      return (try? program.evaluateCondition(Bindings([.list(values)]))) == true
    }
    let greatest = (0...30).filter(isPaid).max()
    #expect(greatest == 5)
    #expect((0...30).filter(isPaid) == Array(0...5))
  }

  @Test func limitsTheSource() {
    let megabyte = "1 == 1 " + String(repeating: " ", count: 1_048_576)
    #expect(problems(megabyte).map(\.code) == ["cel-limit"])
    #expect(problems(String(repeating: "+", count: 60_000)).allSatisfy { $0.code == "cel-syntax" })
    #expect(problems(String(repeating: "@", count: 60_000)).count == 100)
    #expect(problems("[" + String(repeating: "x,", count: 15_000) + "1]").count == 100)
  }

  @Test func limitsTheNumberOfParts() {
    let list = "[" + String(repeating: "1,", count: 30_000) + "1]"
    #expect(problems(list).map(\.code) == ["cel-limit"])
  }

  @Test func limitsRegularExpressions() {
    let environment = Environment(variables: ["s"])
    let long = "s.matches('" + String(repeating: "a", count: 1001) + "')"
    #expect(problems(long, environment).map(\.code) == ["cel-invalid-pattern"])
    let many = (0..<51).map { "s.matches('\($0)')" }.joined(separator: " || ")
    #expect(problems(many, environment).map(\.code) == ["cel-limit"])
  }

  @Test(arguments: [
    ("(a+)+$", false), ("(a|a)*$", true), ("(.*)(.*)(.*)(.*)(.*)[bc]", false),
    ("((((a*)*)*)*)*c", false), ("^(a?){500}a{500}$", false),
  ])
  func matchesHostilePatternsInLinearTime(_ pattern: String, _ isMatch: Bool) throws {
    let subject = Value.string(String(repeating: "a", count: 100_000) + "!")
    let known = try evaluated("s.matches('\(pattern)')", ["s": subject])
    #expect(known.equals(.bool(isMatch)))
    let computed = try evaluated("s.matches(p)", ["s": subject, "p": .string(pattern)])
    #expect(computed.equals(.bool(isMatch)))
  }
}
