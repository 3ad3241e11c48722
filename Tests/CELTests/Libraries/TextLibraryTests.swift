import CEL
import Testing

struct TextLibraryTests {
  @Test(arguments: [
    "'hello'.charAt(4) == 'o'", "'hello'.charAt(5) == ''", "'e\\u0301x'.charAt(1) == '\\u0301'",
    "'hello mellow'.indexOf('') == 0", "'hello mellow'.indexOf('ello', 2) == 7",
    "'hello'.indexOf('hello there') == -1", "'aaa'.indexOf('a', 3) == -1",
    "'hello mellow'.lastIndexOf('') == 12", "'hello mellow'.lastIndexOf('ello', 6) == 1",
    "'ab'.lastIndexOf('b', 2) == 1", "'ab'.lastIndexOf('abc') == -1",
    "'hello hello'.replace('he', 'we', 0) == 'hello hello'",
    "'hello hello'.replace('he', 'we', -1) == 'wello wello'", "'aaa'.replace('aa', 'b') == 'ba'",
    "'ab'.replace('', '-') == '-a-b-'", "'ab'.replace('', '-', 2) == '-a-b'",
    "'a'.replace('b', 'c') == 'a'", "'é'.replace('e', 'x') == 'é'",
    "'hello hello hello'.split(' ', 0) == []", "'a b c'.split(' ', 2) == ['a', 'b c']",
    "''.split(',') == ['']", "','.split(',') == ['', '']", "''.split('') == []",
    "'abc'.split('') == ['a', 'b', 'c']", "'abc'.split('', 2) == ['a', 'bc']",
    "'  \\ttrim\\n    '.trim() == 'trim'", "' '.trim() == ''", "''.trim() == ''",
    "'tacocat'.substring(7) == ''", "''.reverse() == ''", "'ab'.reverse() == 'ba'",
    "'AZ[az{@'.lowerAscii() == 'az[az{@'", "'AZ[az{@`'.upperAscii() == 'AZ[AZ{@`'",
    "['a', 'b'].join('') == 'ab'", "['a'].join(', ') == 'a'",
    "strings.quote('a\\b\"c') == '\"a\\\\b\\\\\"c\"'",
    "base64.encode(b'') == ''", "base64.encode(b'f') == 'Zg=='", "base64.encode(b'fo') == 'Zm8='",
    "base64.encode(b'foo') == 'Zm9v'", "base64.decode('Zg') == b'f'",
    "base64.decode('Zm8=') == b'fo'", "base64.decode('') == b''",
    "base64.decode('+/8=') == b'\\373\\377'",
  ])
  func holds(_ source: String) throws {
    #expect(try evaluated(source).equals(.bool(true)))
  }

  @Test(
    arguments: [
      Example("'a'.charAt(-1)", .indexOutOfRange), Example("'a'.charAt(2)", .indexOutOfRange),
      Example("'a'.charAt(9223372036854775807)", .indexOutOfRange),
      Example("'a'.charAt(1u)", .noMatchingOverload),
      Example("b'a'.charAt(0)", .noMatchingOverload),
      Example("'a'.indexOf('a', -1)", .indexOutOfRange),
      Example("'a'.indexOf('a', 2)", .indexOutOfRange),
      Example("'a'.lastIndexOf('a', 2)", .indexOutOfRange),
      Example("'a'.lastIndexOf('a', -1)", .indexOutOfRange),
      Example("'a'.substring(1, 0)", .indexOutOfRange),
      Example("'a'.substring(0, 2)", .indexOutOfRange),
      Example("'a'.replace('a', 1)", .noMatchingOverload),
      Example("'a'.replace('a', 'b', 1u)", .noMatchingOverload),
      Example("[1].join()", .noMatchingOverload),
      Example("['a', 1].join(',')", .noMatchingOverload),
      Example("['a'].join(1)", .noMatchingOverload), Example("'a'.join()", .noMatchingOverload),
      Example("null.trim()", .noMatchingOverload), Example("strings.quote(1)", .noMatchingOverload),
      Example("base64.decode('a')", .invalidArgument),
      Example("base64.decode('Zg=')", .invalidArgument),
      Example("base64.decode('Zh==')", .invalidArgument),
      Example("base64.decode('Z===')", .invalidArgument),
      Example("base64.decode('Zg==Zg==')", .invalidArgument),
      Example("base64.decode('Zm-v')", .invalidArgument),
      Example("base64.decode('Zm 9v')", .invalidArgument),
      Example("base64.decode(b'Zg==')", .noMatchingOverload),
      Example("base64.encode('a')", .noMatchingOverload),
    ] as [Example<EvaluationError.Kind>])
  func refuses(_ example: Example<EvaluationError.Kind>) throws {
    let error = try #require(throws: EvaluationError.self) { try evaluated(example.source) }
    #expect(error.kind == example.outcome)
  }

  @Test(arguments: [
    "'a'.«charAt»()", "'a'.«charAt»(1, 2)", "'a'.«trim»(1)", "'a'.«replace»('b')",
    "'a'.«split»(',', 1, 1)", "['a'].«join»('a', 'b')", "base64.«encode»()", "'a'.«format»()",
    "math.«greatest»()", "math.«abs»(1, 2)", "optional.«none»(1)",
  ])
  func reportsAWrongNumberOfArguments(_ marked: String) {
    let source = MarkedSource(marked)
    let found = problems(source.text)
    #expect(found.map(\.span) == source.spans)
    #expect(found.map(\.code) == ["cel-argument-count"])
  }

  @Test func aVariableHidesANamespace() {
    let found = problems("math.abs(1)", Environment(variables: ["math"]))
    #expect(found.map(\.code) == ["cel-unknown-function"])
  }

  @Test func aFunctionOfTheEnvironmentHidesOneOfALibrary() throws {
    let trim = Function(name: "trim", parameterCount: 0, style: .receiver) {
      _ throws(EvaluationError) in .int(7)
    }
    #expect(try evaluated("' a'.trim()", functions: [trim]).equals(.int(7)))
  }
}
