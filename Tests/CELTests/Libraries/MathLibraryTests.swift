import CEL
import TestSupport
import Testing

struct MathLibraryTests {
  @Test(
    arguments: [
      Example("math.ceil(1.2)", .double(2)), Example("math.ceil(-0.2)", .double(-0.0)),
      Example("math.floor(-0.2)", .double(-1)), Example("math.round(0.5)", .double(1)),
      Example("math.round(-0.4)", .double(-0.0)),
      Example("math.round(0.49999999999999994)", .double(0)),
      Example("math.round(4503599627370495.5)", .double(4_503_599_627_370_496)),
      Example("math.round(1e300)", .double(1e300)), Example("math.trunc(-1.9)", .double(-1)),
      Example("math.floor(double('-inf'))", .double(-.infinity)),
      Example("math.sqrt(81)", .double(9)), Example("math.sqrt(2u)", .double(2.0.squareRoot())),
      Example("math.sqrt(-1.0)", .double(.nan)), Example("math.sign(-3)", .int(-1)),
      Example("math.abs(-0.0)", .double(0)), Example("math.isInf(1.0)", .bool(false)),
      Example("math.bitShiftLeft(1, 64)", .int(0)),
      Example("math.bitShiftLeft(1, 63)", .int(.min)),
      Example("math.bitShiftLeft(1u, 9223372036854775807)", .uint(0)),
      Example("math.bitShiftRight(-1, 1)", .int(.max)), Example("math.bitNot(0u)", .uint(.max)),
      Example("math.greatest([1, 2, 3])", .int(3)), Example("math.least(2, 1.5, 3u)", .double(1.5)),
      Example("math.greatest(1, 1.0, 1u)", .int(1)),
    ] as [Example<Value>])
  func computes(_ example: Example<Value>) throws {
    #expect(try evaluated(example.source).isIdentical(to: example.outcome))
  }

  @Test(
    arguments: [
      Example("math.abs(-9223372036854775808)", .overflow),
      Example("math.abs('1')", .noMatchingOverload), Example("math.ceil(1)", .noMatchingOverload),
      Example("math.isNaN(1u)", .noMatchingOverload),
      Example("math.sqrt('4')", .noMatchingOverload),
      Example("math.bitAnd(1, 1u)", .noMatchingOverload),
      Example("math.bitNot(1.0)", .noMatchingOverload),
      Example("math.bitShiftLeft(1u, 1u)", .noMatchingOverload),
      Example("math.bitShiftRight(1, -1)", .invalidArgument),
      Example("math.greatest([])", .invalidArgument),
      Example("math.least('a')", .noMatchingOverload),
      Example("math.greatest(1, '2')", .noMatchingOverload),
      Example("math.greatest([1], [2])", .noMatchingOverload),
      Example("math.least([1, null])", .noMatchingOverload),
    ] as [Example<EvaluationError.Kind>])
  func refuses(_ example: Example<EvaluationError.Kind>) throws {
    let error = try #require(throws: EvaluationError.self) { try evaluated(example.source) }
    #expect(error.kind == example.outcome)
  }

  @Test(arguments: [21, 22] as [UInt64])
  func takesTheSameRootsAsTheProcessor(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let program = try Program.compile("math.sqrt(x)", in: Environment(variables: ["x"]))
    let special = [0, -0.0, 1, 4, 2, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity]
    let drawn = (0..<5_000).map { _ in
      Double(bitPattern: UInt64.random(in: .min ... .max, using: &random))
    }
    for double in special + drawn {
      let root = try program.evaluate(Bindings([.double(double)]))
      #expect(root.isIdentical(to: .double(double.squareRoot())), "seed \(seed): \(double)")
    }
  }
}
