/// A function of the extension libraries: strings, math, encoders and optional values.
///
/// The names and signatures are those of the extensions of cel-go (`ext/README.md`).
enum LibraryFunction: String, Sendable, CaseIterable {
  case charAt, indexOf, lastIndexOf, join, lowerAscii, upperAscii, replace, split, substring, trim
  case reverse, format
  case quote = "strings.quote"
  case encodeBase64 = "base64.encode"
  case decodeBase64 = "base64.decode"
  case greatest = "math.greatest"
  case least = "math.least"
  case ceil = "math.ceil"
  case floor = "math.floor"
  case round = "math.round"
  case trunc = "math.trunc"
  case abs = "math.abs"
  case sign = "math.sign"
  case sqrt = "math.sqrt"
  case isNaN = "math.isNaN"
  case isInf = "math.isInf"
  case isFinite = "math.isFinite"
  case bitAnd = "math.bitAnd"
  case bitOr = "math.bitOr"
  case bitXor = "math.bitXor"
  case bitNot = "math.bitNot"
  case bitShiftLeft = "math.bitShiftLeft"
  case bitShiftRight = "math.bitShiftRight"
  case optionalOf = "optional.of"
  case optionalOfNonZeroValue = "optional.ofNonZeroValue"
  case optionalNone = "optional.none"
  case optionalUnwrap = "optional.unwrap"
  case hasValue, value
  case unwrapOptionals = "unwrapOpt"

  /// The namespaces that no variable can take: `math.abs` and the like.
  var style: Function.Style { rawValue.utf8.contains(UInt8(ascii: ".")) ? .global : .receiver }

  /// How many arguments it takes without the receiver.
  var parameterCounts: ClosedRange<Int> {
    switch self {
    case .lowerAscii, .upperAscii, .trim, .reverse, .optionalNone, .hasValue, .value,
      .unwrapOptionals:
      0...0
    case .join: 0...1
    case .charAt, .format, .quote, .encodeBase64, .decodeBase64, .ceil, .floor, .round, .trunc,
      .abs, .sign, .sqrt, .isNaN, .isInf, .isFinite, .bitNot, .optionalOf,
      .optionalOfNonZeroValue, .optionalUnwrap:
      1...1
    case .indexOf, .lastIndexOf, .split, .substring: 1...2
    case .replace: 2...3
    case .bitAnd, .bitOr, .bitXor, .bitShiftLeft, .bitShiftRight: 2...2
    case .greatest, .least: 1...Int.max
    }
  }

  /// For a sentence: `2 or 3 arguments`.
  var parameterWords: String {
    let counts = parameterCounts
    switch (counts.lowerBound, counts.upperBound) {
    case (0, 0): return "no argument"
    case (0, 1): return "at most 1 argument"
    case (1, 1): return "1 argument"
    case (1, Int.max): return "at least 1 argument"
    case (let least, let most):
      return least == most ? "\(least) arguments" : "\(least) or \(most) arguments"
    }
  }
}
