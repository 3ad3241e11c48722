import CEL
import Testing

/// The value of a condition over some variables.
func evaluated(
  _ source: String, _ variables: KeyValuePairs<String, Value> = [:], functions: [Function] = [],
  limits: Limits = .standard
) throws -> Value {
  let environment = Environment(
    variables: variables.map(\.key), functions: functions, limits: limits)
  return try Program.compile(source, in: environment).evaluate(Bindings(variables.map(\.value)))
}

/// The problems that keep a condition from compiling; none where it compiles.
func problems(
  _ source: String, _ environment: Environment = Environment(variables: [])
) -> [Problem] {
  do {
    _ = try Program.compile(source, in: environment)
    return []
  } catch {
    return error.problems
  }
}

/// A condition and what must come of it.
struct Example<Outcome: Sendable>: Sendable, CustomTestStringConvertible {
  let source: String
  let outcome: Outcome

  init(_ source: String, _ outcome: Outcome) {
    self.source = source
    self.outcome = outcome
  }

  var testDescription: String { source.debugDescription }
}

/// A source in which `«` and `»` mark the places that problems point at.
struct MarkedSource {
  let text: String
  let spans: [Range<Int>]

  init(_ marked: String) {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var spans: [Range<Int>] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«": starts.append(bytes.count)
      case "»": if let start = starts.popLast() { spans.append(start..<bytes.count) }
      default: bytes += Array(String(scalar).utf8)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.spans = spans.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }
}

extension Value {
  /// The same type and the same value; NaN is identical to itself, 0.0 not to -0.0.
  func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.double(let left), .double(let right)):
      (left.isNaN && right.isNaN) || left.bitPattern == right.bitPattern
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isIdentical(to: $1) }
    default: type == other.type && equals(other)
    }
  }
}
