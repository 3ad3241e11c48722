/// Functions that make and read optional values.
enum OptionalLibrary {
  static func apply(
    _ function: LibraryFunction, _ arguments: [Value], _ work: inout Work
  ) throws(Fault.Reason) -> Value {
    if function == .optionalNone { return .optional(.none) }
    if function == .optionalOf { return .optional(OptionalValue(arguments[0])) }
    if function == .optionalOfNonZeroValue {
      return .optional(arguments[0].isZero ? .none : OptionalValue(arguments[0]))
    }
    if function == .optionalUnwrap || function == .unwrapOptionals {
      return try unwrapped(arguments[0], &work)
    }
    guard case .optional(let optional) = arguments[0] else { throw Library.noOverload(arguments) }
    if function == .hasValue { return .bool(optional.value != nil) }
    guard let value = optional.value else { throw .invalid(.absentValue) }
    return value
  }

  /// The values of those elements of a list of optional values that have one.
  private static func unwrapped(
    _ value: Value, _ work: inout Work
  ) throws(Fault.Reason) -> Value {
    guard case .list(let elements) = value else { throw .noOverload(value.type, nil) }
    try work.charge(elements.count)
    var values: [Value] = []
    for element in elements {
      guard case .optional(let optional) = element else { throw .noOverload(element.type, nil) }
      if let value = optional.value { values.append(value) }
    }
    return .list(values)
  }
}

extension Value {
  /// Whether this is what a field of its type holds when nothing was said: null, false, zero,
  /// an empty text, list or map, no time at all, or the start of 1970.
  fileprivate var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let bool): !bool
    case .int(let int): int == 0
    case .uint(let uint): uint == 0
    case .double(let double): double == 0
    case .string(let text): text.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .list(let elements): elements.isEmpty
    case .map(let map): map.count == 0
    case .timestamp(let timestamp): timestamp.seconds == 0 && timestamp.nanoseconds == 0
    case .duration(let duration): duration == .zero
    case .type, .optional: false
    }
  }
}
