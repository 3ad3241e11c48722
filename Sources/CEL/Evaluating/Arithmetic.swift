extension Fault.Reason: Error {}

/// `+ - * / %` and the sign (CEL spec, "Numeric Values" and "Overflow"): nothing wraps around, and
/// numbers of different types do not mix.
enum Arithmetic {
  static func negate(_ value: Value) throws(Fault.Reason) -> Value {
    switch value {
    case .int(let int): return .int(try checked(Int64(0).subtractingReportingOverflow(int)))
    case .double(let double): return .double(-double)
    case .null, .bool, .uint, .string, .bytes, .list, .map, .timestamp, .duration, .type, .optional:
      throw .noOverload(value.type, nil)
    }
  }

  static func compute(
    _ arithmetic: ArithmeticOperator, _ left: Value, _ right: Value
  ) throws(Fault.Reason) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): return .int(try whole(arithmetic, a, b))
    case (.uint(let a), .uint(let b)): return .uint(try whole(arithmetic, a, b))
    case (.double(let a), .double(let b)):
      guard let result = double(arithmetic, a, b) else { throw .noOverload(.double, .double) }
      return .double(result)
    default:
      return try computeOthers(arithmetic, left, right)
    }
  }

  private static func whole<Whole: FixedWidthInteger>(
    _ arithmetic: ArithmeticOperator, _ left: Whole, _ right: Whole
  ) throws(Fault.Reason) -> Whole {
    switch arithmetic {
    case .add: return try checked(left.addingReportingOverflow(right))
    case .subtract: return try checked(left.subtractingReportingOverflow(right))
    case .multiply: return try checked(left.multipliedReportingOverflow(by: right))
    case .divide:
      if right == 0 { throw .divisionByZero }
      return try checked(left.dividedReportingOverflow(by: right))
    case .remainder:
      if right == 0 { throw .divisionByZero }
      return try checked(left.remainderReportingOverflow(dividingBy: right))
    }
  }

  private static func checked<Number>(
    _ result: (partialValue: Number, overflow: Bool)
  ) throws(Fault.Reason) -> Number {
    if result.overflow { throw .overflow }
    return result.partialValue
  }

  /// IEEE 754, without errors; there is no remainder of doubles.
  private static func double(
    _ arithmetic: ArithmeticOperator, _ left: Double, _ right: Double
  ) -> Double? {
    switch arithmetic {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left / right
    case .remainder: nil
    }
  }

  private static func computeOthers(
    _ arithmetic: ArithmeticOperator, _ left: Value, _ right: Value
  ) throws(Fault.Reason) -> Value {
    switch (arithmetic, left, right) {
    case (.add, .string(let a), .string(let b)): return .string(a + b)
    case (.add, .bytes(let a), .bytes(let b)): return .bytes(a + b)
    case (.add, .list(let a), .list(let b)): return .list(a + b)
    case (.add, .timestamp(let a), .duration(let b)), (.add, .duration(let b), .timestamp(let a)):
      return .timestamp(try inRange(a.adding(b)))
    case (.add, .duration(let a), .duration(let b)): return .duration(try inRange(a.adding(b)))
    case (.subtract, .timestamp(let a), .timestamp(let b)):
      return .duration(try inRange(a.since(b)))
    case (.subtract, .timestamp(let a), .duration(let b)):
      return .timestamp(try inRange(a.subtracting(b)))
    case (.subtract, .duration(let a), .duration(let b)):
      return .duration(try inRange(a.subtracting(b)))
    default: throw .noOverload(left.type, right.type)
    }
  }

  private static func inRange<Result>(_ result: Result?) throws(Fault.Reason) -> Result {
    guard let result else { throw .overflow }
    return result
  }
}
