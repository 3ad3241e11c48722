import CEL

// Arithmetic is done in 128 bits and then asked whether it fits.

extension Oracle {
  static func negated(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .int(let int): return .int(try fitting(-Int128(int)))
    case .double(let double): return .double(-double)
    default: throw noOverload
    }
  }

  static func fitting<T: FixedWidthInteger>(_ number: Int128) throws(Failure) -> T {
    guard let result = T(exactly: number) else { throw overflow }
    return result
  }

  static func combined(
    _ sign: BinaryOperator, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    switch sign {
    case .equal: return .bool(areEqual(left, right))
    case .notEqual: return .bool(!areEqual(left, right))
    case .less: return .bool(try compared(left, right) == .less)
    case .lessOrEqual:
      let order = try compared(left, right)
      return .bool(order == .less || order == .same)
    case .greater: return .bool(try compared(left, right) == .greater)
    case .greaterOrEqual:
      let order = try compared(left, right)
      return .bool(order == .greater || order == .same)
    case .membership: return .bool(try isMember(left, right))
    case .add, .subtract, .multiply, .divide, .remainder:
      return try computed(sign, left, right)
    }
  }

  // MARK: - Arithmetic

  private static func computed(
    _ sign: BinaryOperator, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)):
      return .int(try fitting(try whole(sign, Int128(a), Int128(b), least: Int128(Int64.min))))
    case (.uint(let a), .uint(let b)):
      return .uint(try fitting(try whole(sign, Int128(a), Int128(b), least: 0)))
    case (.double(let a), .double(let b)): return .double(try real(sign, a, b))
    case (.string(let a), .string(let b)) where sign == .add: return .string(a + b)
    case (.bytes(let a), .bytes(let b)) where sign == .add: return .bytes(a + b)
    case (.list(let a), .list(let b)) where sign == .add: return .list(a + b)
    default: return try timeComputed(sign, left, right)
    }
  }

  private static func whole(
    _ sign: BinaryOperator, _ a: Int128, _ b: Int128, least: Int128
  ) throws(Failure) -> Int128 {
    switch sign {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply:
      let (product, isTooLarge) = a.multipliedReportingOverflow(by: b)
      if isTooLarge { throw overflow }
      return product
    case .divide, .remainder:
      guard b != 0 else { throw Failure(kind: .divisionByZero) }
      // The remainder belongs to a quotient that does not exist.
      if least < 0, a == least, b == -1 { throw overflow }
      return sign == .divide ? a / b : a % b
    default: throw noOverload
    }
  }

  private static func real(
    _ sign: BinaryOperator, _ a: Double, _ b: Double
  ) throws(Failure) -> Double {
    switch sign {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide: return a / b
    default: throw noOverload
    }
  }

  private static func timeComputed(
    _ sign: BinaryOperator, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    switch (left, sign, right) {
    case (.timestamp(let a), .add, .duration(let b)):
      return try instant(total(a) + Int128(b.totalNanoseconds))
    case (.duration(let a), .add, .timestamp(let b)):
      return try instant(Int128(a.totalNanoseconds) + total(b))
    case (.timestamp(let a), .subtract, .duration(let b)):
      return try instant(total(a) - Int128(b.totalNanoseconds))
    case (.timestamp(let a), .subtract, .timestamp(let b)): return try length(total(a) - total(b))
    case (.duration(let a), .add, .duration(let b)):
      return try length(Int128(a.totalNanoseconds) + Int128(b.totalNanoseconds))
    case (.duration(let a), .subtract, .duration(let b)):
      return try length(Int128(a.totalNanoseconds) - Int128(b.totalNanoseconds))
    default: throw noOverload
    }
  }

  // MARK: - Equality

  /// Values of different types differ, but for numbers (langdef, "Equality").
  static func areEqual(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.bool(let a), .bool(let b)): return a == b
    case (.string(let a), .string(let b)): return Array(a.utf8) == Array(b.utf8)
    case (.bytes(let a), .bytes(let b)): return a == b
    case (.timestamp(let a), .timestamp(let b)): return total(a) == total(b)
    case (.duration(let a), .duration(let b)): return a.totalNanoseconds == b.totalNanoseconds
    case (.type(let a), .type(let b)): return a.name == b.name
    case (.list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { areEqual($0, $1) }
    case (.map(let a), .map(let b)):
      return a.entries.count == b.entries.count
        && a.entries.allSatisfy { entry in
          lookUp(entry.key, b).map { areEqual(entry.value, $0) } ?? false
        }
    case (.optional(let a), .optional(let b)):
      guard let first = a.value, let second = b.value else {
        return a.value == nil && b.value == nil
      }
      return areEqual(first, second)
    default: return numberOrder(left, right) == .same
    }
  }

  private static func isMember(_ element: Value, _ collection: Value) throws(Failure) -> Bool {
    switch collection {
    case .list(let list): return list.contains { areEqual(element, $0) }
    case .map(let map): return lookUp(element, map) != nil
    default: throw noOverload
    }
  }

  // MARK: - Order

  enum Order { case less, same, greater, none }

  /// Numbers as numbers; with a double in it, as doubles (decision 0002). NaN has no order.
  static func numberOrder(_ left: Value, _ right: Value) -> Order? {
    if case .double = left {
    } else if case .double = right {
    } else {
      guard let a = exactNumber(left), let b = exactNumber(right) else { return nil }
      return a < b ? .less : a == b ? .same : .greater
    }
    guard let a = double(left), let b = double(right) else { return nil }
    return a < b ? .less : a == b ? .same : a > b ? .greater : Order.none
  }

  static func double(_ value: Value) -> Double? {
    switch value {
    case .int(let int): Double(int)
    case .uint(let uint): Double(uint)
    case .double(let double): double
    default: nil
    }
  }

  static func compared(_ left: Value, _ right: Value) throws(Failure) -> Order {
    switch (left, right) {
    case (.bool(let a), .bool(let b)): return a == b ? .same : b ? .less : .greater
    case (.string(let a), .string(let b)): return sequenceOrder(scalars(a), scalars(b))
    case (.bytes(let a), .bytes(let b)): return sequenceOrder(a, b)
    case (.timestamp(let a), .timestamp(let b)): return sequenceOrder([total(a)], [total(b)])
    case (.duration(let a), .duration(let b)):
      return sequenceOrder([a.totalNanoseconds], [b.totalNanoseconds])
    default:
      guard let order = numberOrder(left, right) else { throw noOverload }
      return order
    }
  }

  private static func sequenceOrder<T: Comparable>(_ a: [T], _ b: [T]) -> Order {
    for (first, second) in zip(a, b) where first != second {
      return first < second ? .less : .greater
    }
    return a.count == b.count ? .same : a.count < b.count ? .less : .greater
  }

  /// The code points of a text.
  static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

  static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
