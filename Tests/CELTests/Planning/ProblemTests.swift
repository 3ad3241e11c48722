import CEL
import Testing

struct ProblemTests {
  static let team = Function(name: "team", parameterCount: 1, isConstant: true) {
    arguments throws(EvaluationError) in
    .list(["ann", "bob"])
  }

  static let environment = Environment(
    variables: ["resource", "subject", "now"], functions: [team], instantVariable: "now")

  @Test(arguments: [
    Example("«resorce».id", "cel-unknown-name"),
    Example("«x» + «y»", "cel-unknown-name"),
    Example("resource.tags.all(t, «u» == t)", "cel-unknown-name"),
    Example("[1].all(t, true) && «t» == 1", "cel-unknown-name"),
    Example("«frob»(1)", "cel-unknown-function"),
    Example("«teem»('a')", "cel-unknown-function"),
    Example("resource.«frob»(1)", "cel-unknown-function"),
    Example("«contains»('a', 'b')", "cel-unknown-function"),
    Example("'a'.«int»()", "cel-unknown-function"),
    Example("'a'.«team»()", "cel-unknown-function"),
    Example("«team»()", "cel-argument-count"),
    Example("«team»('a', 'b')", "cel-argument-count"),
    Example("«size»()", "cel-argument-count"),
    Example("'a'.«size»(1)", "cel-argument-count"),
    Example("'a'.«startsWith»()", "cel-argument-count"),
    Example("now.«getHours»('UTC', 1)", "cel-argument-count"),
    Example("'a'.«matches»()", "cel-argument-count"),
    Example("«has»()", "cel-argument-count"),
    Example("[1].«all»(x)", "cel-argument-count"),
    Example("[1].«filter»(x, y, z)", "cel-argument-count"),
    Example("has(«resource»)", "cel-macro"),
    Example("has(«resource['a']»)", "cel-macro"),
    Example("[1].all(«1», true)", "cel-macro"),
    Example("[1].map(«resource.x», true)", "cel-macro"),
    Example("[1].all(«.x», true)", "cel-macro"),
    Example("[1].all(x, «x», true)", "cel-macro"),
    Example("resource.id.matches(«'('»)", "cel-invalid-pattern"),
    Example("matches(resource.id, «'[a'»)", "cel-invalid-pattern"),
    Example("resource.id.matches(«'a' + '**'»)", "cel-invalid-pattern"),
    Example("resource.id.matches(«r'(?=a)'»)", "cel-invalid-pattern"),
    Example("resource.id.matches(«r'\\1'»)", "cel-invalid-pattern"),
    Example("resource.id.matches(«'((a{100}){100}){100}'»)", "cel-invalid-pattern"),
    Example("subject.at < «timestamp('2026-13-01T00:00:00Z')»", "cel-invalid-constant"),
    Example("subject.for < «duration('8 hours')»", "cel-invalid-constant"),
    Example("now.getHours(«'Europe/Berlin'») < 8", "cel-invalid-constant"),
    Example("«now < timestamp('2026-01-01T00:00:00Z')»", "now-compared-with-constant"),
    Example("«timestamp('2026-01-01T00:00:00Z') >= now»", "now-compared-with-constant"),
    Example("«now == timestamp(1)»", "now-compared-with-constant"),
    Example("«(now) != timestamp(1)»", "now-compared-with-constant"),
    Example("«now in [timestamp(1), timestamp(2)]»", "now-compared-with-constant"),
    Example("«now - duration('1h') > timestamp(1)»", "now-compared-with-constant"),
    Example("«dyn(now) > dyn(timestamp(1))»", "now-compared-with-constant"),
  ])
  func refuses(_ example: Example<String>) {
    let source = MarkedSource(example.source)
    let found = problems(source.text, Self.environment)
    #expect(found.map(\.span) == source.spans, "\(found)")
    #expect(Set(found.map(\.code)) == [example.outcome])
  }

  @Test(arguments: [
    "now - subject.observedAt < duration('24h')",
    "now.getHours() >= 8 && now.getHours('+02:00') < 18",
    "now < subject.until",
    "now - timestamp('2026-01-01T00:00:00Z') > duration('1h')",
    "[timestamp(1)].exists(now, now == timestamp(1))",
    "subject.id in team('security')",
    "resource.id.matches(subject.pattern)",
    "type(resource) == map && int != uint",
    "has(resource.as) && resource.in_use",
  ])
  func accepts(_ source: String) {
    #expect(problems(source, Self.environment).isEmpty)
  }

  @Test(
    arguments: [
      Example("now == timestamp(1)", "use since/until"),
      Example("teem('a')", "did you mean `team`?"),
      Example("resource.startWith('a')", "did you mean `startsWith`?"),
      Example("contains('a', 'b')", "write `x.contains(...)`"),
      Example("'a'.int()", "write `int(...)`"),
      Example("'a'.team()", "write `team(...)`"),
      Example("now.getHours('Mars')", "use `UTC` or an offset such as `+02:00`"),
      Example("not resource.x", "use `!`"),
      Example("NOT resource.x", "use `!`"),
      Example("true && (not resource.x)", "use `!`"),
      Example("true && not (resource.x)", "use `!`"),
      Example("[not resource.x]", "use `!`"),
      Example("resource.x not in [1]", "write `!(x in list)`"),
      Example("resource.x and true", "use `&&`"),
      Example("resource.x AND true", "use `&&`"),
      Example("resource.x or true", "use `||`"),
      Example("resource.x OR true", "use `||`"),
      Example("resource.x and (true)", "use `&&`"),
      Example("resource.x = 1", "use `==` to compare"),
      Example("resource.x === 1", "use `==` to compare"),
      Example("resource.x !== 1", "use `!=` to compare"),
      Example("resource.x & true", "use `&&`"),
      Example("resource.x | true", "use `||`"),
      Example("resource.x is 1", nil),
      Example("a.B{c: 1}", "a map is written `{\"name\": value}`, without a type before it"),
      Example("team()", "write `team(a)`"),
      Example("size()", "write `size(x)` or `x.size()`"),
      Example("'a'.startsWith()", "write `x.startsWith(text)`"),
      Example("'a'.matches()", "write `x.matches(pattern)`"),
      Example(
        "now.getHours('UTC', 1)", "write `x.getHours()`, or with an offset such as `\"+02:00\"`"),
      Example("has()", "write `has(x.field)`"),
      Example("[1].all(x)", "write `list.all(x, condition)`"),
      Example("[1].map(x)", "write `list.map(x, value)`"),
      Example("[1].filter(x)", "write `list.filter(x, condition)`"),
      Example("[1].transformList(x)", "write `list.transformList(key, x, value)`"),
      Example("int()", "write `int(x)`"),
      Example("12ab", "digits only, such as `10`, `1.5`, `1e3` or `0x1F`; text stands in quotes"),
      Example("8h", "a length of time is written `duration(\"8h\")`"),
      Example("0x", "digits only, such as `10`, `1.5`, `1e3` or `0x1F`; text stands in quotes"),
      Example("99999999999999999999", "whole numbers go up to 9223372036854775807"),
    ] as [Example<String?>])
  func helps(_ example: Example<String?>) {
    #expect(problems(example.source, Self.environment).map(\.help) == [example.outcome])
  }

  @Test func saysOnceThatThereAreTooManyPatterns() {
    let limits = Limits.standard
    let count = limits.regularExpressionCount
    let patterns = (0..<(count + 20)).map { "resource.id.matches('a\($0)')" }
    let found = problems(patterns.joined(separator: " || "), Self.environment)
    #expect(found.map(\.code) == ["cel-limit"])
  }

  @Test(arguments: [
    "resource.environment == resource['environment']", "\"a\n\" + 1 + x", "'\u{1B}[31m' + «",
    "x.y(",
  ])
  func neverBreaksALine(_ source: String) {
    for problem in problems(source, Self.environment) {
      #expect(!problem.message.unicodeScalars.contains { $0.value < 0x20 })
    }
  }
}
