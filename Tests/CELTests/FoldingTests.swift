import CEL
import TestSupport
import Testing

/// The plan of a condition with constants must come to what the same condition comes to when each
/// constant is a variable instead: nothing of it is folded, hashed or compiled ahead then.
struct FoldingTests {
  @Test(arguments: [11, 12, 13, 14] as [UInt64])
  func constantsMeanTheSameAsVariables(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var comparedCount = 0
    for round in 0..<500 {
      var generator = ConditionGenerator(random: random)
      let source = generator.expression(depth: 4)
      random = generator.random
      let constant = outcome(source.constant, [:])
      // A constant that can never be read is refused ahead; as a variable it fails later.
      guard case .result(let first) = constant else { continue }
      guard case .result(let second) = outcome(source.variable, source.bindings) else {
        Issue.record("seed \(seed), round \(round): \(source.variable) does not compile")
        continue
      }
      comparedCount += 1
      #expect(first == second, "seed \(seed), round \(round): \(source.constant)")
    }
    #expect(comparedCount > 400)
  }

  private enum Outcome { case result(String), refused }

  /// The value or the kind of error, as a text.
  private func outcome(_ source: String, _ variables: [String: Value]) -> Outcome {
    let names = variables.keys.sorted()
    do throws(CompileFailure) {
      let program = try Program.compile(source, in: Environment(variables: names))
      do throws(EvaluationError) {
        return .result("\(try program.evaluate(Bindings(names.compactMap { variables[$0] })))")
      } catch {
        // `m['a']` is read like `m.a`, so that a missing field has its name.
        let kind = error.kind == .noSuchField ? .noSuchKey : error.kind
        return .result(kind.rawValue)
      }
    } catch {
      return .refused
    }
  }
}

/// Writes random expressions, mostly of fitting types, with constants and with variables.
private struct ConditionGenerator {
  /// One expression in both forms.
  struct Source {
    var constant: String
    var variable: String
    var bindings: [String: Value]
  }

  var random: SeededRandom
  private var count = 0

  init(random: SeededRandom) { self.random = random }

  private static let leaves: [(String, Value)] = [
    ("1", .int(1)), ("0", .int(0)), ("-3", .int(-3)), ("2u", .uint(2)), ("1.0", .double(1)),
    ("1.5", .double(1.5)), ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
    ("'a'", .string("a")), ("'é'", .string("é")), ("'e\u{301}'", .string("e\u{301}")),
    ("''", .string("")), ("b'a'", .bytes([0x61])), ("9223372036854775807", .int(.max)),
    ("'[ab]+'", .string("[ab]+")), ("'1h'", .string("1h")), ("'+01:00'", .string("+01:00")),
  ]

  /// `$0` and so on stand for operands.
  private static let forms = [
    "($0 + $1)", "($0 - $1)", "($0 * $1)", "($0 / $1)", "($0 % $1)", "($0 == $1)", "($0 != $1)",
    "($0 < $1)", "($0 >= $1)", "($0 && $1)", "($0 || $1)", "(!$0)", "(-($0))", "($0 ? $1 : $2)",
    "($0 && $1 && $2)", "($0 || $1 || $2)", "[$0, $1, $2]", "($0 in [$1, $2])", "{$0: $1, 7: $2}",
    "($0 in {1: $1, 'a': $2})", "[$0, $1][$2]", "{'a': $0, 1: $1}[$2]", "{'a': $0}.a", "size($0)",
    "has({'a': $0}.b)", "int($0)", "uint($0)", "double($0)", "string($0)", "type($0)", "bool($0)",
    "($0).contains($1)", "($0).startsWith($1)", "($0).matches($1)", "duration($0)", "timestamp($0)",
    "timestamp($0).getHours($1)", "[$0, $1].exists(x, x == $2)", "[$0, $1].all(x, x < $2)",
    "[$0, $1].map(x, x + $2)", "[$0, $1].filter(x, x in [$2])", "($0).indexOf($1, $2)",
    "($0).replace($1, $2)", "($0).split($1)", "[$0, $1].join($2)",
    "'%s'.format([$0])", "'%e|%x'.format([$0, $1])", "math.least($0, $1)", "math.abs($0)",
    "math.bitAnd($0, $1)", "math.round($0)", "optional.ofNonZeroValue($0).orValue($1)",
    "{'a': $0}.?a.value()", "[?optional.of($0)][?$1].hasValue()", "cel.bind(y, $0, y + y)",
    "optional.of($0).optMap(y, [y, $1])", "strings.quote($0)", "base64.encode($0)",
    "($0).substring($1)", "($0).charAt($1)", "($0).lastIndexOf($1)",
    "[$0].exists_one(x, x == $1)",
  ]

  mutating func expression(depth: Int) -> Source {
    if depth == 0 || Int.random(in: 0..<6, using: &random) == 0 { return leaf() }
    let form = Self.forms[Int.random(in: 0..<Self.forms.count, using: &random)]
    var source = Source(constant: form, variable: form, bindings: [:])
    for place in 0..<3 where form.contains("$\(place)") {
      let operand = expression(depth: depth - 1)
      source.constant = replacing("$\(place)", in: source.constant, by: operand.constant)
      source.variable = replacing("$\(place)", in: source.variable, by: operand.variable)
      source.bindings.merge(operand.bindings) { first, _ in first }
    }
    return source
  }

  private mutating func leaf() -> Source {
    let (text, value) = Self.leaves[Int.random(in: 0..<Self.leaves.count, using: &random)]
    count += 1
    let name = "v\(count)"
    return Source(constant: text, variable: name, bindings: [name: value])
  }

  private func replacing(_ mark: String, in text: String, by other: String) -> String {
    text.split(separator: mark, omittingEmptySubsequences: false).joined(separator: other)
  }
}
