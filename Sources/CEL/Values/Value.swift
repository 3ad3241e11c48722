/// A value of the expression language (CEL spec, "Values").
///
/// Swift's `==` is left out on purpose: `equals` is the language's equality, in which `1 == 1.0`
/// and NaN differs from itself.
package enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  /// Compared by its UTF-8 bytes, never by canonical equivalence.
  case string(String)
  case bytes([UInt8])
  case list([Value])
  case map(MapValue)
  case timestamp(Timestamp)
  case duration(CELDuration)
  case type(ValueType)
  case optional(OptionalValue)
}

/// The runtime type of a value, itself a value of the language.
package enum ValueType: String, Sendable, Hashable, CaseIterable {
  case null = "null_type"
  case bool
  case int
  case uint
  case double
  case string
  case bytes
  case list
  case map
  case timestamp = "google.protobuf.Timestamp"
  case duration = "google.protobuf.Duration"
  case type
  case optional = "optional_type"

  /// The name by which the language knows the type.
  package var name: String { rawValue }
}

extension Value {
  /// The runtime type.
  package var type: ValueType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list
    case .map: .map
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type
    case .optional: .optional
    }
  }

  /// A map with string keys; a name given twice keeps its last value.
  package static func map(_ members: [(String, Value)]) -> Value {
    .map(MapValue(members))
  }

  /// A list of strings.
  package static func list(_ strings: [String]) -> Value {
    .list(strings.map(Value.string))
  }
}
