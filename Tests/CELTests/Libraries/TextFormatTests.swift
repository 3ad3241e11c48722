import CEL
import Testing

struct TextFormatTests {
  @Test(
    arguments: [
      Example("'%d %d %d'.format([-5, 5u, 1e3])", "-5 5 1000"),
      Example("'%b %b %b'.format([true, false, -5])", "1 0 -101"),
      Example("'%o %x %X'.format([8, -255, 255u])", "10 -ff FF"),
      Example("'%x'.format([b'\\377\\000'])", "ff00"),
      Example(
        "'%f'.format([1e300])",
        "1000000000000000052504760255204420248704468581108159154915854115111802457988908195786371375080447854045104.000000"
      ),
      Example("'%.0f %.0f %.0f %.0f'.format([0.5, 1.5, 2.5, -0.5])", "0 2 2 -0"),
      Example("'%.2f %.2f'.format([0.005, 9.999])", "0.01 10.00"),
      Example("'%.3f'.format([0.0])", "0.000"), Example("'%.1f'.format([0.04])", "0.0"),
      Example("'%.20f'.format([0.1])", "0.10000000000000000555"),
      Example("'%.0e %.1e'.format([9.5, 9.96])", "1e+01 1.0e+01"),
      Example("'%.2e'.format([0.0])", "0.00e+00"),
      Example("'%.3e'.format([5e-324])", "4.941e-324"),
      Example("'%.2e'.format([1.7976931348623157e308])", "1.80e+308"),
      Example("'%s'.format([{'b': [1, {}], 'a': null}])", "{a: null, b: [1, {}]}"),
      Example("'%s %s'.format([1e21, 1e-7])", "1000000000000000000000 0.0000001"),
      Example("'%s'.format([duration('1500ms')])", "1.5s"),
      Example("'%s'.format([type(1)])", "int"),
      Example("'%s'.format([1, 2])", "1"),
      Example("'%s|%s'.format([b'a\\377\\376b\\377', b'\\303\\251'])", "a\u{FFFD}b\u{FFFD}|é"),
    ] as [Example<String>])
  func writes(_ example: Example<String>) throws {
    // Exactly 1e300 has other digits than a one and 300 zeros; only their start is compared.
    let value = try evaluated(example.source)
    guard case .string(let text) = value else {
      Issue.record("\(value) is no text")
      return
    }
    if example.source.contains("1e300") {
      #expect(text.utf8.count == 308 && text.hasPrefix("10000000000000000525047602552044202487"))
    } else {
      #expect(text == example.outcome)
    }
  }

  @Test(
    arguments: [
      Example("'%'.format([1])", .invalidArgument), Example("'%.'.format([1])", .invalidArgument),
      Example("'%.f'.format([1.0])", .invalidArgument),
      Example("'%.1001f'.format([1.0])", .invalidArgument),
      Example("'%.99999999999999999999f'.format([1.0])", .invalidArgument),
      Example("'%s'.format([])", .indexOutOfRange), Example("'%d'.format(['a'])", .invalidArgument),
      Example("'%d'.format([true])", .invalidArgument),
      Example("'%o'.format([true])", .invalidArgument),
      Example("'%x'.format([true])", .invalidArgument),
      Example("'%b'.format([1.0])", .invalidArgument),
      Example("'%e'.format(['1'])", .invalidArgument),
      Example("'%é'.format([1])", .invalidArgument),
      Example("'%s'.format([[optional.of(1)]])", .invalidArgument),
      Example("'%s'.format('a')", .noMatchingOverload),
      Example("1.format([])", .noMatchingOverload),
    ] as [Example<EvaluationError.Kind>])
  func refuses(_ example: Example<EvaluationError.Kind>) throws {
    let error = try #require(throws: EvaluationError.self) { try evaluated(example.source) }
    #expect(error.kind == example.outcome)
  }
}
