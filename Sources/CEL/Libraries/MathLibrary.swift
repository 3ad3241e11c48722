/// The math library: rounding, signs, kinds of doubles, and bits.
enum MathLibrary {
  static func apply(
    _ function: LibraryFunction, _ value: Value
  ) throws(Fault.Reason) -> Value {
    switch (function, value) {
    case (.abs, _): return try magnitude(value)
    case (.sign, .int(let int)): return .int(int.signum())
    case (.sign, .uint(let uint)): return .uint(uint.signum())
    case (.sign, .double(let double)):
      return .double(double > 0 ? 1 : (double < 0 ? -1 : (double.isNaN ? double : 0)))
    case (.sqrt, .int(let int)): return .double(SquareRoot.of(Double(int)))
    case (.sqrt, .uint(let uint)): return .double(SquareRoot.of(Double(uint)))
    case (.sqrt, .double(let double)): return .double(SquareRoot.of(double))
    case (.isNaN, .double(let double)): return .bool(double.isNaN)
    case (.isInf, .double(let double)): return .bool(double.isInfinite)
    case (.isFinite, .double(let double)): return .bool(double.isFinite)
    case (_, .double(let double)):
      guard let rounded = rounded(double, function) else { throw .noOverload(value.type, nil) }
      return .double(rounded)
    default: throw .noOverload(value.type, nil)
    }
  }

  private static func magnitude(_ value: Value) throws(Fault.Reason) -> Value {
    switch value {
    case .int(let int):
      guard let magnitude = Int64(exactly: int.magnitude) else { throw .overflow }
      return .int(magnitude)
    case .uint: return value
    case .double(let double): return .double(double.magnitude)
    case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .type, .optional:
      throw .noOverload(value.type, nil)
    }
  }

  /// A whole number beside a double; half-way cases of `round` go away from zero.
  ///
  /// Without the C library's functions, for the reason given in Double+Exact.
  private static func rounded(_ double: Double, _ function: LibraryFunction) -> Double? {
    guard [.ceil, .floor, .round, .trunc].contains(function) else { return nil }
    // From 2^52 on every double is whole.
    guard double.magnitude < 0x1p52 else { return double }
    let truncated = Double(Int64(double))
    let fraction = double - truncated
    var whole = truncated
    if function == .ceil, fraction > 0 { whole += 1 }
    if function == .floor, fraction < 0 { whole -= 1 }
    if function == .round, fraction.magnitude >= 0.5 { whole += double < 0 ? -1 : 1 }
    return whole == 0 ? Double(sign: double.sign, exponent: 0, significand: 0) : whole
  }

  static func applyToBits(
    _ function: LibraryFunction, _ arguments: [Value]
  ) throws(Fault.Reason) -> Value {
    let second = arguments.count > 1 ? arguments[1] : arguments[0]
    switch (arguments[0], second) {
    case (.int(let left), .int(let right)):
      // Shifting to the right fills up with zeros, also below zero.
      let bits = try combine(
        function, UInt64(bitPattern: left), UInt64(bitPattern: right), distance: right)
      return .int(Int64(bitPattern: bits))
    case (.uint(let left), .uint(let right)):
      guard function != .bitShiftLeft, function != .bitShiftRight else { break }
      return .uint(try combine(function, left, right, distance: 0))
    case (.uint(let left), .int(let right)):
      guard function == .bitShiftLeft || function == .bitShiftRight else { break }
      return .uint(try combine(function, left, 0, distance: right))
    default: break
    }
    throw Library.noOverload(arguments)
  }

  private static func combine(
    _ function: LibraryFunction, _ left: UInt64, _ right: UInt64, distance: Int64
  ) throws(Fault.Reason) -> UInt64 {
    if function == .bitAnd { return left & right }
    if function == .bitOr { return left | right }
    if function == .bitXor { return left ^ right }
    if function == .bitNot { return ~left }
    guard distance >= 0 else { throw .invalid(.negativeShift) }
    // Swift's shifts are those of mathematics: from 64 on nothing is left.
    return function == .bitShiftLeft ? left << distance : left >> distance
  }
}
