/// What the functions of the extension libraries compute.
enum Library {
  /// The value of a call; the receiver is the first argument. The number of arguments is one that
  /// the function takes.
  static func apply(
    _ function: LibraryFunction, _ arguments: [Value], _ work: inout Work
  ) throws(Fault.Reason) -> Value {
    for argument in arguments { try work.charge(argument.textCost) }
    switch function {
    case .charAt, .indexOf, .lastIndexOf, .lowerAscii, .upperAscii, .replace, .split, .substring,
      .trim, .reverse, .quote:
      return try TextLibrary.apply(function, arguments, &work)
    case .join: return .string(try TextLibrary.join(arguments, &work))
    case .format: return .string(try TextFormat.format(arguments, &work))
    case .encodeBase64:
      guard case .bytes(let bytes) = arguments[0] else { throw noOverload(arguments) }
      try work.allow(stringByteCount: bytes.count / 3 * 4 + 4)
      return .string(Base64.encode(bytes))
    case .decodeBase64:
      guard case .string(let text) = arguments[0] else { throw noOverload(arguments) }
      guard let bytes = Base64.decode(text) else { throw .invalid(.base64) }
      return .bytes(bytes)
    case .greatest, .least: return try extreme(function, arguments, &work)
    case .ceil, .floor, .round, .trunc, .isNaN, .isInf, .isFinite, .abs, .sign, .sqrt:
      return try MathLibrary.apply(function, arguments[0])
    case .bitAnd, .bitOr, .bitXor, .bitNot, .bitShiftLeft, .bitShiftRight:
      return try MathLibrary.applyToBits(function, arguments)
    case .optionalOf, .optionalOfNonZeroValue, .optionalNone, .optionalUnwrap, .hasValue, .value,
      .unwrapOptionals:
      return try OptionalLibrary.apply(function, arguments, &work)
    }
  }

  /// That there is no such function for the types of the arguments.
  static func noOverload(_ arguments: [Value]) -> Fault.Reason {
    guard let first = arguments.first else { return .noOverload(.null, nil) }
    return .noOverload(first.type, arguments.dropFirst().first?.type)
  }

  /// `math.greatest` and `math.least`: of the arguments, or of the elements of a list.
  private static func extreme(
    _ function: LibraryFunction, _ arguments: [Value], _ work: inout Work
  ) throws(Fault.Reason) -> Value {
    var candidates = arguments
    if arguments.count == 1, case .list(let elements) = arguments[0] { candidates = elements }
    try work.charge(candidates.count)
    guard var found = candidates.first else { throw .invalid(.emptyList) }
    for candidate in candidates {
      switch candidate {
      case .int, .uint, .double: break
      case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .type, .optional:
        throw .noOverload(candidate.type, nil)
      }
      if candidate.order(found) == (function == .greatest ? .greater : .less) { found = candidate }
    }
    return found
  }
}
