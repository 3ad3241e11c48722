/// How two values of an ordered type stand to each other.
enum ValueOrder: Sendable {
  case less, equal, greater
  /// NaN and anything.
  case unordered

  init<Ordered: Comparable>(_ left: Ordered, _ right: Ordered) {
    self = left < right ? .less : (left == right ? .equal : .greater)
  }
}

extension Value {
  /// The language's equality: numbers by value across their types, values of different types
  /// differ, NaN differs from itself (CEL spec, "Equality").
  package func equals(_ other: Value) -> Bool {
    var budget = Int.max
    return equals(other, budget: &budget)
  }

  /// Equality that is paid for: once the budget is below zero the answer means nothing.
  func equals(_ other: Value, budget: inout Int) -> Bool {
    switch (self, other) {
    case (.string(let left), .string(let right)):
      budget -= min(left.utf8.count, right.utf8.count) / EvaluationCost.bytesPerUnit
      return left.hasSameUTF8(as: right)
    case (.bool(let left), .bool(let right)): return left == right
    case (.null, .null): return true
    case (.int(let left), .int(let right)): return left == right
    case (.bytes(let left), .bytes(let right)):
      budget -= min(left.count, right.count) / EvaluationCost.bytesPerUnit
      return left == right
    case (.list(let left), .list(let right)): return Self.areEqual(left, right, &budget)
    case (.map(let left), .map(let right)): return Self.areEqual(left, right, &budget)
    case (.timestamp(let left), .timestamp(let right)): return left == right
    case (.duration(let left), .duration(let right)): return left == right
    case (.type(let left), .type(let right)): return left == right
    case (.optional(let left), .optional(let right)):
      guard let value = left.value, let other = right.value else {
        return left.value == nil && right.value == nil
      }
      budget -= 1
      return budget >= 0 && value.equals(other, budget: &budget)
    default: return Self.numericOrder(self, other) == .equal
    }
  }

  private static func areEqual(_ left: [Value], _ right: [Value], _ budget: inout Int) -> Bool {
    guard left.count == right.count else { return false }
    for place in left.indices {
      budget -= 1
      guard budget >= 0, left[place].equals(right[place], budget: &budget) else { return false }
    }
    return true
  }

  private static func areEqual(_ left: MapValue, _ right: MapValue, _ budget: inout Int) -> Bool {
    guard left.count == right.count else { return false }
    for entry in left.entries {
      budget -= 1
      guard budget >= 0, let value = right.value(forKey: entry.key),
        entry.value.equals(value, budget: &budget)
      else { return false }
    }
    return true
  }

  /// The order of two values; nil where the language has none (CEL spec, "Ordering").
  func order(_ other: Value) -> ValueOrder? {
    switch (self, other) {
    case (.int(let left), .int(let right)): return ValueOrder(left, right)
    case (.string(let left), .string(let right)):
      if left.hasSameUTF8(as: right) { return .equal }
      return left.precedesInUTF8(right) ? .less : .greater
    case (.timestamp(let left), .timestamp(let right)): return ValueOrder(left, right)
    case (.duration(let left), .duration(let right)): return ValueOrder(left, right)
    case (.bool(let left), .bool(let right)): return ValueOrder(left ? 1 : 0, right ? 1 : 0)
    case (.bytes(let left), .bytes(let right)):
      if left == right { return .equal }
      return left.lexicographicallyPrecedes(right) ? .less : .greater
    default: return Self.numericOrder(self, other)
    }
  }

  /// What comparing costs beyond the step itself.
  var comparisonCost: Int {
    switch self {
    case .string(let text): text.utf8.count / EvaluationCost.bytesPerUnit
    case .bytes(let bytes): bytes.count / EvaluationCost.bytesPerUnit
    case .null, .bool, .int, .uint, .double, .list, .map, .timestamp, .duration, .type, .optional: 0
    }
  }

  /// What reading all of a text costs.
  var textCost: Int { comparisonCost }

  /// The order of two numbers of any type; nil where one is no number.
  private static func numericOrder(_ left: Value, _ right: Value) -> ValueOrder? {
    switch (left, right) {
    case (.double(let left), .double(let right)):
      return left.isNaN || right.isNaN ? .unordered : ValueOrder(left, right)
    case (.double(let double), _):
      return right.wholeNumber.map { order(of: $0, double).flipped }
    case (_, .double(let double)):
      return left.wholeNumber.map { order(of: $0, double) }
    default:
      guard let left = left.wholeNumber, let right = right.wholeNumber else { return nil }
      return ValueOrder(left, right)
    }
  }

  private var wholeNumber: Int128? {
    switch self {
    case .int(let int): Int128(int)
    case .uint(let uint): Int128(uint)
    case .null, .bool, .double, .string, .bytes, .list, .map, .timestamp, .duration, .type,
      .optional:
      nil
    }
  }

  /// Beyond the range of its type a double decides by itself; within it the whole number is taken
  /// as the nearest double, as the conformance tests have it (`lt_dyn_int_big_lossy_double`).
  private static func order(of whole: Int128, _ double: Double) -> ValueOrder {
    double.isNaN ? .unordered : ValueOrder(Double(whole), double)
  }
}

extension ValueOrder {
  /// The order seen from the other side.
  fileprivate var flipped: ValueOrder {
    switch self {
    case .less: .greater
    case .greater: .less
    case .equal: .equal
    case .unordered: .unordered
    }
  }
}
