/// A plain value in the form in which values that the language holds equal are identical.
package enum Constant: Sendable, Hashable {
  case null
  case bool(Bool)
  /// Every whole number, also one that was written `1.0` or `1u`.
  case int(Int64)
  case double(Double)
  case string(String)
  case timestamp(Timestamp)
  case duration(CELDuration)

  /// Nil for what has parts, is no number, or is too large for an `Int64`.
  package init?(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .uint(let uint):
      guard let int = Int64(exactly: uint) else { return nil }
      self = .int(int)
    case .double(let double):
      if double.isNaN { return nil }
      self = double.exactInt64.map { .int($0) } ?? .double(double)
    case .string(let text): self = .string(text)
    case .timestamp(let instant): self = .timestamp(instant)
    case .duration(let duration): self = .duration(duration)
    case .bytes, .list, .map, .type, .optional: return nil
    }
  }

  package static func == (left: Constant, right: Constant) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.double(let a), .double(let b)): a == b
    case (.string(let a), .string(let b)): a.hasSameUTF8(as: b)
    case (.timestamp(let a), .timestamp(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let bool): hasher.combine(bool)
    case .int(let int): hasher.combine(int)
    case .double(let double): hasher.combine(double)
    case .string(let text): UTF8Text(text).hash(into: &hasher)
    case .timestamp(let instant): hasher.combine(instant)
    case .duration(let duration): hasher.combine(duration)
    }
  }

  /// Whether this comes before another; nil where the language does not order them.
  func precedes(_ other: Constant) -> Bool? {
    switch (self, other) {
    case (.bool(let a), .bool(let b)): !a && b
    case (.int(let a), .int(let b)): a < b
    case (.int(let a), .double(let b)): Double(a) < b
    case (.double(let a), .int(let b)): a < Double(b)
    case (.double(let a), .double(let b)): a < b
    case (.string(let a), .string(let b)): a.precedesInUTF8(b)
    case (.timestamp(let a), .timestamp(let b)): a < b
    case (.duration(let a), .duration(let b)): a < b
    default: nil
    }
  }
}
