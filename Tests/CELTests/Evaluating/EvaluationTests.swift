import CEL
import Testing

struct EvaluationTests {
  static let request: KeyValuePairs<String, Value> = [
    "subject": .map([
      ("id", .string("ann")), ("groups", .list(["deploy", "dba"])), ("level", .int(3)),
      ("owner", .null),
    ]),
    "resource": .map([
      ("environment", .string("staging")), ("tags", .map([("tier", .string("gold"))])),
    ]),
    "now": Timestamp(seconds: 1_772_359_200).map(Value.timestamp) ?? .null,
  ]

  @Test(arguments: [
    // Equality and order across types.
    "1 == 1.0", "1u == 1", "1.0 == 1u", "1 != '1'", "[1] == [1.0]", "{'a': 1} == {'a': 1u}",
    "null == null", "null != 0", "!(0.0 / 0.0 == 0.0 / 0.0)", "0.0 == -0.0", "1 < 1.5", "2u > 1.5",
    "-1 < 0u", "'a' < 'b'", "b'a' < b'ab'", "false < true", "1 != [1]", "{} != []",
    // Strings are bytes: no normalisation, order by UTF-8.
    "'\\u00e9' != 'e\\u0301'", "!('\\u00e9' in ['e\\u0301'])",
    "!('cafe\\u0301'.endsWith('\\u00e9'))",
    "!('e\\u0301' in {'\\u00e9': 1})", "'\\ufb01' < '\\U0001F600'", "'e\\u0301'.contains('e')",
    "'\\u212a' != 'K'", "{'\\u212a': 1, 'K': 2}.size() == 2", "'e\\u0301'.size() == 2",
    "'a\\r\\nb'.contains('\\n')", "'a\\r\\nb'.size() == 4", "'\\U0001F600'.size() == 1",
    // Membership.
    "1 in [1, 2]", "1.0 in [1, 2]", "!(3 in [1, 2])", "'dba' in subject.groups",
    "null in [1, null]",
    "'tier' in resource.tags", "2u in {2: 'x'}", "!(1.5 in {1: 'x'})", "!([1] in [1, 2])",
    "[1] in [[1]]", "!('x' in {})", "1 in [1.0]", "duration('60s') in [duration('1m')]",
    // Fields.
    "resource.environment == 'staging'", "resource['environment'] == 'staging'",
    "resource.tags.tier == 'gold'", "has(resource.tags)", "!has(resource.missing)",
    "has(resource.tags.tier)", "has(subject.owner)", "resource['envi' + 'ronment'] == 'staging'",
    "subject.groups[1] == 'dba'", "subject.groups[1u] == 'dba'", "{1: 'a'}[1.0] == 'a'",
    "{true: 'a'}[true] == 'a'", "{'a.b': 1}.`a.b` == 1",
    // Text functions.
    "'abc'.startsWith('')", "'abc'.startsWith('ab')", "!'abc'.startsWith('abcd')",
    "'abc'.endsWith('bc')", "!'abc'.endsWith('ab')", "'abc'.contains('b')", "!''.contains('a')",
    "'CHG-12'.matches('^CHG-[0-9]+$')", "matches('xaby', 'ab')", "!'a\\nb'.matches('^b')",
    "'é'.matches('^.$')", "subject.id.matches('^' + subject.id + '$')", "size('abc') == 3",
    "size(b'abc') == 3", "'abc'.size() == 3", "[1].size() == 1", "size({'a': 1}) == 1",
    // Arithmetic.
    "7 / 2 == 3", "-7 / 2 == -3", "-7 % 3 == -1", "7u % 4u == 3u", "7.0 / 2.0 == 3.5",
    "1.0 / 0.0 > 1e308", "'a' + 'b' == 'ab'", "b'a' + b'b' == b'ab'", "[1] + [2] == [1, 2]",
    // Conversions.
    "int('-5') == -5", "int(5u) == 5", "int(-5.9) == -5", "uint('5') == 5u", "uint(5.9) == 5u",
    "double('1e3') == 1000.0", "string(1.0) == '1'", "string(0.1) == '0.1'",
    "string(-1e-7) == '-1e-07'",
    "string(1e21) == '1e+21'", "string(123456789.0) == '123456789'", "string(b'\\xc3\\xa9') == 'é'",
    "string(true) == 'true'", "bool('true')", "!bool('False')", "bytes('é') == b'\\303\\251'",
    "type(1) == int", "type(type(1)) == type", "type(null) == null_type", "dyn(1) == 1",
    "string(duration('1h1.5s')) == '3601.5s'",
    "string(timestamp('2026-03-01T12:00:00+02:00')) == '2026-03-01T10:00:00Z'",
    "int(timestamp('1970-01-01T00:01:00Z')) == 60",
    "timestamp(60) == timestamp('1970-01-01T00:01:00Z')",
    // Time.
    "now == timestamp('2026-03-01T10:00:00Z')", "now.getFullYear() == 2026", "now.getMonth() == 2",
    "now.getDate() == 1", "now.getDayOfMonth() == 0", "now.getDayOfWeek() == 0",
    "now.getDayOfYear() == 59", "now.getHours('+05:30') == 15", "now.getMinutes('05:30') == 30",
    "now.getHours('-10:30') == 23", "now.getDate('-10:30') == 28", "now.getHours('UTC') == 10",
    "now + duration('1h') > now", "now - duration('1h') < now", "now - now == duration('0')",
    "duration('90m') == duration('1h30m')", "duration('1.5s').getMilliseconds() == 500",
    "duration('100s').getMinutes() == 1", "duration('-1ms') < duration('0s')",
    "timestamp('1969-12-31T23:59:59.5Z').getSeconds() == 59",
    "timestamp('2000-02-29T00:00:00Z').getDayOfYear() == 59",
    // Conditionals and macros.
    "true ? true : 1 / 0 == 0", "subject.groups.exists(g, g == 'dba')", "[].all(x, false)",
    "[1, 2].all(x, x > 0)", "[1, 2].exists_one(x, x > 1)", "![1, 2].exists_one(x, x > 0)",
    "[1, 2].map(x, x * 2) == [2, 4]", "[1, 2, 3].map(x, x > 1, x * 2) == [4, 6]",
    "[1, 2, 3].filter(x, x != 2) == [1, 3]", "{'a': 1, 'b': 2}.all(k, k < 'c')",
    "[[1, 2], [3]].map(x, x.map(y, y + 1)) == [[2, 3], [4]]",
    "[1].all(x, [2].all(x, x == 2) && x == 1)", "[1, 2].all(x, [x].exists(y, y == x))",
    "resource.tags.filter(k, resource.tags[k] == 'gold') == ['tier']",
    "[5, 6].exists(i, v, i == 1 && v == 6)", "{'a': 1}.transformMap(k, v, v + 1) == {'a': 2}",
    "{'a': 1, 'b': 2}.transformMapEntry(k, v, {v: k}) == {1: 'a', 2: 'b'}",
    "[5, 6].transformMapEntry(i, v, i > 0, {v: i, string(v): i}) == {6: 1, '6': 1}",
    "[5].transformMapEntry(i, v, {}) == {}",
  ])
  func isTrue(_ source: String) throws {
    #expect(try evaluated(source, Self.request).equals(.bool(true)))
  }

  @Test(
    arguments: [
      Example("resource.missing", .noSuchField),
      Example("resource['missing']", .noSuchField),
      Example("resource.missing.deeper", .noSuchField),
      Example("has(resource.missing.deeper)", .noSuchField),
      Example("resource.environment.deeper", .noMatchingOverload),
      Example("has(resource.environment.deeper)", .noMatchingOverload),
      Example("subject.owner.id", .noMatchingOverload),
      Example("resource['mis' + subject.id]", .noSuchKey),
      Example("{1: 2}[3]", .noSuchKey),
      Example("{1: 2}[[]]", .noSuchKey),
      Example("subject.groups[2]", .indexOutOfRange),
      Example("subject.groups[-1]", .indexOutOfRange),
      Example("subject.groups[0.5]", .invalidArgument),
      Example("subject.groups['0']", .noMatchingOverload),
      Example("1[0]", .noMatchingOverload),
      Example("{'a': 1, 'a': 2}", .duplicateKey),
      Example("{1: 1, 1u: 2}", .duplicateKey),
      Example("[1, 1].transformMapEntry(i, v, {v: i})", .duplicateKey),
      Example("[1].transformMapEntry(i, v, v)", .noMatchingOverload),
      Example("{1.0: 1}", .invalidArgument),
      Example("{null: 1}", .invalidArgument),
      Example("9223372036854775807 + 1", .overflow),
      Example("-9223372036854775808 - 1", .overflow),
      Example("9223372036854775807 * 2", .overflow),
      Example("-(-9223372036854775808)", .overflow),
      Example("-9223372036854775808 / -1", .overflow),
      Example("-9223372036854775808 % -1", .overflow),
      Example("1u - 2u", .overflow),
      Example("18446744073709551615u + 1u", .overflow),
      Example("1 / 0", .divisionByZero),
      Example("1 % 0", .divisionByZero),
      Example("1u / 0u", .divisionByZero),
      Example("1.0 % 1.0", .noMatchingOverload),
      Example("1 + 1.0", .noMatchingOverload),
      Example("1 + 1u", .noMatchingOverload),
      Example("'a' + 1", .noMatchingOverload),
      Example("'a' - 'b'", .noMatchingOverload),
      Example("-(1u)", .noMatchingOverload),
      Example("!1", .noMatchingOverload),
      Example("1 < '1'", .noMatchingOverload),
      Example("null < null", .noMatchingOverload),
      Example("[1] < [2]", .noMatchingOverload),
      Example("1 in 1", .noMatchingOverload),
      Example("'a' in 'abc'", .noMatchingOverload),
      Example("1 ? 2 : 3", .noMatchingOverload),
      Example("1 && true", .noMatchingOverload),
      Example("size(1)", .noMatchingOverload),
      Example("dyn(1).startsWith('a')", .noMatchingOverload),
      Example("'a'.matches(1)", .noMatchingOverload),
      Example("'a'.matches(subject.id + '(')", .invalidArgument),
      Example("subject.level.all(x, true)", .noMatchingOverload),
      Example("[1].filter(x, 1) == []", .noMatchingOverload),
      Example("int('x')", .invalidArgument),
      Example("int('9223372036854775808')", .invalidArgument),
      Example("int(' 1')", .invalidArgument),
      Example("int(1e19)", .overflow),
      Example("int(0.0 / 0.0)", .overflow),
      Example("uint(-1)", .overflow),
      Example("uint(-1.0)", .overflow),
      Example("uint('-1')", .invalidArgument),
      Example("double('1e999')", .invalidArgument),
      Example("double('0x10')", .invalidArgument),
      Example("bool('yes')", .invalidArgument),
      Example("string(b'\\xff')", .invalidArgument),
      Example("string([1])", .noMatchingOverload),
      Example("timestamp(subject.id)", .invalidArgument),
      Example("timestamp(253402300800)", .overflow),
      Example("duration(subject.id)", .invalidArgument),
      Example("now + duration('2562047h') + duration('2562047h') + now", .noMatchingOverload),
      Example("timestamp('9999-12-31T23:59:59Z') + duration('1s')", .overflow),
      Example("timestamp('9999-12-31T00:00:00Z') - timestamp('0001-01-01T00:00:00Z')", .overflow),
      Example("duration('2562047h') + duration('1h')", .overflow),
      Example("now.getHours(subject.id)", .invalidArgument),
      Example("duration('1h').getFullYear()", .noMatchingOverload),
      Example("duration('1h').getHours('UTC')", .noMatchingOverload),
      Example("1 .getHours()", .noMatchingOverload),
    ] as [Example<EvaluationError.Kind>])
  func fails(_ example: Example<EvaluationError.Kind>) throws {
    let error = try #require(throws: EvaluationError.self) {
      try evaluated(example.source, Self.request)
    }
    #expect(error.kind == example.outcome)
    let span = try #require(error.span)
    #expect(span.upperBound <= example.source.utf8.count && !span.isEmpty)
  }

  @Test func errorsNameFieldsAndTypesButNoValues() throws {
    let secret = "s3cret"
    let sources = [
      "v.x", "v[0]", "v + 1", "-v", "v < 1", "1 in v", "v.all(x, true)", "int(v)", "duration(v)",
      "timestamp(v)", "v.matches(v + '(')", "m[v + v]", "{v: 1, v: 2}", "now.getHours(v)",
      "v && true",
      "m.gone", "bool(v)", "string(b) + v",
    ]
    for source in sources {
      let error = try #require(throws: EvaluationError.self) {
        try evaluated(
          source,
          [
            "v": .string(secret), "m": .map([(secret, .int(1)), ("k", .string(secret))]),
            "b": .bytes([0xFF]), "now": Timestamp(seconds: 0).map(Value.timestamp) ?? .null,
          ])
      }
      #expect(!error.message.contains(secret), "\(source): \(error.message)")
    }
  }

  @Test func errorsSayWhatAndWhere() throws {
    let error = try #require(throws: EvaluationError.self) {
      try evaluated("true && resource.owner == 'a'", Self.request)
    }
    #expect(
      error
        == EvaluationError(kind: .noSuchField, message: "no such field `owner`", span: 17..<22))
  }

  @Test(arguments: [3, 20])
  func macrosGoOverAMapInTheOrderOfItsKeys(_ count: Int) throws {
    let names = (0..<count).map { "k\($0 * 7 % count)" } + ["é", "e\u{301}", "Z"]
    let written = Value.map(names.map { ($0, Value.int(1)) })
    let reversed = Value.map(names.reversed().map { ($0, Value.int(1)) })
    let keys = try evaluated("m.map(k, k)", ["m": written])
    #expect(keys.isIdentical(to: .list(names.sorted { $0.precedesInUTF8($1) })))
    #expect(try evaluated("m.map(k, k)", ["m": reversed]).isIdentical(to: keys))
    let mixed = try evaluated("{'a': 0, 10: 0, 9u: 0, true: 0, false: 0, -1: 0}.map(k, k)")
    #expect(
      mixed.isIdentical(to: try evaluated("[false, true, -1, 9u, 10, 'a']")))
  }

  @Test func aConditionMustBeABool() throws {
    let program = try Program.compile("1 + 1", in: Environment(variables: []))
    let error = try #require(throws: EvaluationError.self) {
      try program.evaluateCondition(Bindings())
    }
    #expect(
      error
        == EvaluationError(
          kind: .notBool, message: "the condition is int, not bool", span: 0..<5))
  }

  @Test func aSlotWithoutAValueIsAnError() throws {
    let program = try Program.compile("a || b", in: Environment(variables: ["a", "b"]))
    #expect(try program.evaluateCondition(Bindings([.bool(true)])))
    let error = try #require(throws: EvaluationError.self) {
      try program.evaluate(Bindings([.bool(false)]))
    }
    #expect(error.kind == .missingBinding)
  }
}
