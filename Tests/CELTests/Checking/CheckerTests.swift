import CEL
import Testing

struct CheckerTests {
  static let environment = TypeEnvironment(
    variables: [
      "i": .int, "u": .uint, "s": .string, "b": .bool, "x": .dyn, "t": .timestamp,
      "list": .list(.string), "map": .map(key: .string, value: .int), "w": .wrapper(.int),
      "a.b": .int, "c.d.e": .string, "deep": .map(key: .string, value: .list(.int)),
    ],
    functions: [
      "tuple": [
        Overload(
          [.parameter("T"), .parameter("U")],
          .abstract("tuple", [.parameter("T"), .parameter("U")])
        )
      ],
      "same": [Overload([.parameter("T"), .parameter("T")], .parameter("T"))],
      "ns.f": [Overload([.int], .string)], "g": [Overload([.string], .int, style: .receiver)],
    ])

  private func check(_ source: String) throws -> CheckedTypes {
    Checker.check(try Syntax.parse(source), in: Self.environment)
  }

  @Test(arguments: [
    Example("i + 1", "int"), Example("x + 1", "int"), Example("x + x", "dyn"),
    Example("x == 1", "bool"), Example("[i, 's']", "list(dyn)"), Example("[]", "list(dyn)"),
    Example("[[], [1]]", "list(list(int))"), Example("[x, 1]", "list(dyn)"),
    Example("{'a': 1, 'b': 2u}", "map(string, dyn)"), Example("{}", "map(dyn, dyn)"),
    Example("map.anything", "int"), Example("map['k']", "int"), Example("deep.k[0]", "int"),
    Example("x.y.z", "dyn"), Example("a.b", "int"), Example("list[0]", "string"),
    Example("b ? 1 : x", "dyn"), Example("b ? null : t", "timestamp"),
    Example("[null, t]", "list(timestamp)"), Example("[w, 1]", "list(wrapper(int))"),
    Example("[1, w, null]", "list(wrapper(int))"), Example("w + 1", "int"),
    Example("list.map(e, size(e))", "list(int)"),
    Example("list.filter(e, e != '')", "list(string)"),
    Example("map.map(k, k)", "list(string)"), Example("x.map(k, k)", "list(dyn)"),
    Example("list.transformMap(n, e, e)", "map(int, string)"),
    Example("map.transformList(k, v, v > 1, [k])", "list(list(string))"),
    Example("map.transformMap(k, v, k)", "map(string, string)"),
    Example("[].map(e, e)", "list(dyn)"),
    Example("map.transformMapEntry(k, v, {v: k})", "map(int, string)"),
    Example("t - t", "duration"), Example("t + duration('1s')", "timestamp"),
    Example("type(1)", "type(int)"), Example("int", "type(int)"), Example("size(list)", "int"),
    Example("cel.bind(v, [i], v[0])", "int"), Example("ns.f(1)", "string"), Example("s.g()", "int"),
    Example("tuple(1, 's')", "tuple(int, string)"), Example("same(1, x)", "dyn"),
    Example("same(tuple(x, 1), tuple(1, x))", "tuple(dyn, int)"),
    Example("map.?k", "optional_type(int)"), Example("map[?'k'].value()", "int"),
    Example("map.?k.orValue(1)", "int"),
    Example("map.?k.optMap(v, string(v))", "optional_type(string)"),
    Example("deep.?k.optFlatMap(l, l[?0])", "optional_type(int)"),
    Example("optional.of(deep).k", "optional_type(list(int))"),
    Example("[?map.?k, 2]", "list(int)"), Example("{?'k': map.?k}", "map(string, int)"),
    Example("[optional.none(), optional.of(s)]", "list(optional_type(string))"),
    Example("[optional.of(1), null][0]", "optional_type(int)"),
    Example("math.greatest(1, 2)", "int"), Example("math.greatest(1, 2u)", "dyn"),
    Example("math.least([1.5])", "double"), Example("s.split(',')", "list(string)"),
    Example("'%d'.format([1])", "string"), Example("base64.decode(s)", "bytes"),
    Example("{'a': 1}.all(k, v, v > 0 && k != '')", "bool"),
  ])
  func deduces(_ example: Example<String>) throws {
    let checked = try check(example.source)
    #expect(checked.problems == [])
    #expect(checked.result.description == example.outcome)
  }

  @Test(arguments: [
    Example("«i + s»", "`+` does not apply to int and string"),
    Example("«1 + 1.0»", "`+` does not apply to int and double"),
    Example("«i == s»", "`==` does not apply to int and string"),
    Example("«i == null»", "`==` does not apply to int and null_type"),
    Example("«s < 1»", "`<` does not apply to string and int"),
    Example("«-u»", "`-` does not apply to uint"), Example("!«i»", "expected bool, found int"),
    Example("b && «s»", "expected bool, found string"),
    Example("«i ? 1 : 2»", "`?:` does not apply to int, int and int"),
    Example("i.«f»", "int has no fields, so it has no `f`"),
    Example("list.«f»", "list(string) has no fields, so it has no `f`"),
    Example("«list['a']»", "`[]` does not apply to list(string) and string"),
    Example("«1 in list»", "`in` does not apply to int and list(string)"),
    Example("«size»(i)", "`size` does not apply to int"),
    Example("i.«size»()", "`size` does not apply to int"),
    Example("s.«startsWith»(1)", "`startsWith` does not apply to string and int"),
    Example("map.transformMapEntry(k, v, «v»)", "expected map(dyn, dyn), found int"),
    Example("«i».all(e, true)", "expected a list or a map, found int"),
    Example("list.all(e, «e»)", "expected bool, found string"),
    Example("list.filter(e, «size(e)»)", "expected bool, found int"),
    Example("list.map(e, «1», e)", "expected bool, found int"),
    Example("[«?1»]", "expected optional_type(dyn), found int"),
    Example("{?'a': «s»}", "expected optional_type(dyn), found string"),
    Example("«i».optMap(v, v)", "expected optional_type(dyn), found int"),
    Example("map.?k.optFlatMap(v, «v»)", "expected optional_type(dyn), found int"),
    Example("map.?k.«orValue»('s')", "`orValue` does not apply to optional_type(int) and string"),
    Example("«ys» + 1", "unknown name `ys`"),
    Example("ns.«f»('s')", "`ns.f` does not apply to string"),
    Example("«same»(1, 's')", "`same` does not apply to int and string"),
    Example("«nope»(1)", "unknown function `nope`"),
    Example("math.«greatest»(1, 's')", "`math.greatest` does not apply to int and string"),
    Example("«[i == «ys»] + s»", "`+` does not apply to list(bool) and string"),
  ])
  func reports(_ example: Example<String>) throws {
    let source = MarkedSource(example.source)
    let found = try check(source.text).problems
      .sorted {
        ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound)
      }
    #expect(found.map(\.span) == source.spans, "\(found)")
    #expect(found.contains { $0.message == example.outcome }, "\(found)")
  }

  @Test func resolvesNamesInAContainer() throws {
    let environment = TypeEnvironment(
      variables: ["c.d.e": .string, "e": .int, "d.e": .bool], container: "c.d")
    func type(_ source: String) throws -> DeclaredType {
      Checker.check(try Syntax.parse(source), in: environment).result
    }
    #expect(try type("e") == .string)
    #expect(try type(".e") == .int)
    #expect(try type("d.e") == .string)
    #expect(try type(".d.e") == .bool)
    #expect(try type("[{'e': 1u}].map(d, d.e)") == .list(.uint))
  }

  @Test func reportsAConditionOfAnotherType() throws {
    let syntax = try Syntax.parse("1 + 1")
    let checked = Checker.check(syntax, in: Self.environment, expecting: .bool)
    #expect(checked.problems.map(\.message) == ["expected bool, found int"])
    #expect(Checker.check(syntax, in: Self.environment, expecting: .int).problems.isEmpty)
  }

  @Test func knowsTheTypeOfEveryNode() throws {
    let syntax = try Syntax.parse("list.exists(e, e == s) && map.k > 1 || [?map.?k] == []")
    let checked = Checker.check(syntax, in: Self.environment)
    #expect(checked.types.count == syntax.nodes.count)
    #expect(checked.types[syntax.root] == .bool)
  }

  /// Each level doubles the type; written out, the last would have 2^40 parts.
  @Test func stopsWhereTypesGrowWithoutBounds() throws {
    let source = (0..<40).reversed().reduce("v40") { body, level in
      "cel.bind(v\(level + 1), tuple(\(level == 0 ? "1" : "v\(level)"), \(level == 0 ? "1" : "v\(level)")), \(body))"
    }
    let checked = try check(source)
    #expect(checked.problems.contains { $0.code == "cel-limit" })
  }

  /// As many parts as a condition can have, each of a type that is not known at first.
  @Test func checksTheLargestConditions() throws {
    let lists = Array(repeating: "[[],[[]]]", count: 4_500).joined(separator: ",")
    #expect(try check("[\(lists)]").result.description == "list(list(list(list(dyn))))")
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    let deepLists = Array(repeating: deep, count: 480).joined(separator: ",")
    let checked = try check("[\(deepLists)]")
    #expect(checked.problems == [])
    #expect(checked.result.description.utf8.count > 200)
  }

  @Test func reportsAtMostOneHundredProblems() throws {
    let wrong = "[" + Array(repeating: "nope", count: 5_000).joined(separator: ",") + "]"
    #expect(try check(wrong).problems.count == 100)
  }
}
