import CEL
import Testing

struct ExpectedTypeTests {
  static let environment = Environment(variables: ["a", "now"])

  private func problems(_ source: String) -> [Problem] {
    do {
      _ = try Program.compile(source, in: Self.environment, expecting: .bool)
      return []
    } catch {
      return error.problems
    }
  }

  @Test(arguments: [
    Example("1", "int"), Example("'true'", "string"), Example("null", "null_type"),
    Example("[a]", "list"), Example("{'k': a}", "map"), Example("size(a)", "int"),
    Example("string(a)", "string"), Example("type(a)", "type"), Example("int", "type"),
    Example("a + 1", "int"), Example("'x' + a", "string"), Example("a.getHours()", "int"),
    Example("a.map(x, x)", "list"), Example("a.transformMap(k, v, v)", "map"),
    Example("a ? 1 : 2", "int"), Example("timestamp(a)", "google.protobuf.Timestamp"),
    Example("a.trim()", "string"), Example("a.split(',')", "list"), Example("[?a.?b]", "list"),
    Example("a.?b", "optional_type"), Example("optional.of(a)", "optional_type"),
    Example("cel.bind(x, a, x + 1)", "int"), Example("a.or(a.?b)", "optional_type"),
    Example("{?'k': a.?b}", "map"), Example("math.sqrt(a)", "double"),
    Example("1u", "uint"), Example("bytes(a)", "bytes"), Example("double(a) * a", "double"),
    Example("duration('1h')", "google.protobuf.Duration"),
  ])
  func refusesWhatCanNeverBeABool(_ example: Example<String>) {
    let found = problems(example.source)
    #expect(found.map(\.code) == ["cel-type"])
    #expect(found.map(\.message) == ["expected bool, found \(example.outcome)"])
    #expect(found.map(\.span) == [0..<example.source.utf8.count])
  }

  @Test(arguments: [
    "true", "a", "a.b", "a[0]", "!a", "a && a", "a == 1", "a < 1", "1 in a", "has(a.b)", "bool(a)",
    "a.contains('x')", "a.matches('x')", "a.all(x, x)", "a.exists_one(x, x)", "a ? a : false",
    "a ? 1 : a",
    "dyn(a)", "-a", "a + a", "dyn(a) ? true : false",
  ])
  func acceptsWhatMayBeABool(_ source: String) {
    #expect(problems(source).isEmpty)
  }

  /// Each part is looked at once; else forty levels would take longer than anyone waits.
  @Test(arguments: [
    ("(a ? ", " : 1)"), ("(a ? 1 : ", ")"), ("(1 + ", ")"), ("[", "][0]"), ("(a.b + ", ").c"),
  ])
  func takesTimeInProportionToTheCondition(_ opening: String, _ closing: String) {
    let levels = 40
    let source =
      String(repeating: opening, count: levels) + "1" + String(repeating: closing, count: levels)
    #expect(Set(problems(source).map(\.code)).isSubset(of: ["cel-type", "cel-limit"]))
  }
}
