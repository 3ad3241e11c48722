import CEL
import TestSupport
import Testing

/// Random sources: whatever they are, compiling and evaluating end with a value or an error, and
/// every span lies in the source.
struct RandomConditionTests {
  /// Tokens and pieces of conditions.
  static let words = [
    "a", "b", ".", "(", ")", "[", "]", "{", "}", ",", ":", "?", "+", "-", "*", "/", "%", "!", "==",
    "!=", "<", "<=", ">", ">=", "&&", "||", " in ", "true", "false", "null", "1", "0", "2u", "1.5",
    "'x'", "\"y\"", "b'z'", "r'\\d'", "size(", "has(a.b)", ".all(x, ", ".exists(x, x", ".map(x, ",
    ".matches('a+')", ".startsWith('x')", "int(", "string(", "timestamp(", "duration('1h')",
    "now", "now.getHours()", "`q`", "//", "\n", "if", ".?b", "[?0]", "[?", "optional.of(",
    ".orValue(",
    ".value()", "cel.bind(x, ", ".optMap(x, ", ".split('')", ".join(',')", ".replace('x', ",
    "'%s %d %e'",
    ".format([", "math.greatest(", ".substring(1)", "type(", "team('t')", "é", "\u{0}",
  ]

  private static let environment = Environment(
    variables: ["a", "b", "now"],
    functions: [
      Function(name: "team", parameterCount: 1) { _ throws(EvaluationError) in .list(["x"]) }
    ], instantVariable: "now")

  private static let bindings = Bindings([
    .map([("b", .list(["x", "y"]))]), .int(1), Timestamp(seconds: 0).map(Value.timestamp) ?? .null,
  ])

  @Test(arguments: [1, 2, 3] as [UInt64])
  func survivesWordsInAnyOrder(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for round in 0..<4_000 {
      let count = Int.random(in: 1...24, using: &random)
      let source = (0..<count).map { _ in Self.words.randomElement(using: &random) ?? "" }.joined()
      check(source, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: [4, 5] as [UInt64])
  func survivesBytesInAnyOrder(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for round in 0..<3_000 {
      let count = Int.random(in: 1...60, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      check(String(decoding: bytes, as: UTF8.self), "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: [6, 7] as [UInt64])
  func survivesDamageToASoundCondition(_ seed: UInt64) {
    let sound = Array(
      #"a.b.exists(x, x == "x") && (b in [1, 2u] ? 'x'.matches("^x+$") : !has(a.c)) || -b % 2 >= 1"#
        .utf8)
    var random = SeededRandom(seed: seed)
    for round in 0..<3_000 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &random), at: place)
        }
      }
      check(String(decoding: bytes, as: UTF8.self), "seed \(seed), round \(round)")
    }
  }

  private func check(_ source: String, _ comment: String) {
    let wholeSource = 0...source.utf8.count
    do throws(CompileFailure) {
      let program = try Program.compile(source, in: Self.environment)
      let types = TypeEnvironment(
        variables: ["a": .dyn, "b": .int, "now": .timestamp],
        functions: ["team": [Overload([.string], .list(.string))]])
      for problem in Checker.check(program.syntax, in: types).problems {
        #expect(wholeSource.contains(problem.span.upperBound), "\(comment): \(source)")
      }
      for reference in program.references {
        #expect(wholeSource.contains(reference.span.upperBound), "\(comment): \(source)")
      }
      do throws(EvaluationError) {
        _ = try program.evaluate(Self.bindings)
      } catch {
        let end = error.span?.upperBound ?? 0
        #expect(wholeSource.contains(end) && !error.message.isEmpty, "\(comment): \(source)")
      }
    } catch {
      #expect(!error.problems.isEmpty, "\(comment): \(source)")
      for problem in error.problems {
        #expect(wholeSource.contains(problem.span.upperBound), "\(comment): \(source)")
      }
    }
  }
}
