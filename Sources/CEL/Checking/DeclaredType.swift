/// A type as the checker knows it (CEL spec, "Gradual Type Checking").
package indirect enum DeclaredType: Sendable, Hashable {
  /// Anything: found out by the evaluation.
  case dyn
  case null
  case bool
  case int
  case uint
  case double
  case string
  case bytes
  case timestamp
  case duration
  case list(DeclaredType)
  case map(key: DeclaredType, value: DeclaredType)
  /// A map whose members are known by name.
  case object(ObjectType)
  /// A type of which only the name is known; `optional_type` is one.
  case abstract(String, [DeclaredType])
  /// A plain type or null.
  case wrapper(DeclaredType)
  /// The type of the name of a type.
  case type(DeclaredType)
  /// A type that is chosen at each call, in the declaration of a function.
  case parameter(String)
  /// A type that is not known yet, while a condition is checked.
  case variable(Int)

  static let optionalName = "optional_type"

  /// A value of the type that may be absent.
  package static func optional(_ type: DeclaredType) -> DeclaredType {
    .abstract(optionalName, [type])
  }

  /// What an optional value holds; nil for all other types.
  package var optionalContent: DeclaredType? {
    guard case .abstract(Self.optionalName, let parameters) = self else { return nil }
    return parameters.first
  }

  /// Whether null can stand for a value of the type.
  var isNullable: Bool {
    switch self {
    case .dyn, .null, .timestamp, .duration, .abstract, .wrapper: true
    case .object(let object): object.mayBeOther
    case .bool, .int, .uint, .double, .string, .bytes, .list, .map, .type, .parameter, .variable:
      false
    }
  }

  /// The same type with maps in the place of objects.
  var withoutObjects: DeclaredType {
    switch self {
    case .object(let object): object.mayBeOther ? .dyn : ObjectType.asMap
    case .list(let element): .list(element.withoutObjects)
    case .map(let key, let value): .map(key: key, value: value.withoutObjects)
    case .wrapper(let content): .wrapper(content.withoutObjects)
    case .abstract(let name, let parameters): .abstract(name, parameters.map(\.withoutObjects))
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type,
      .parameter, .variable:
      self
    }
  }

  /// The type of which values of this runtime type are, with `dyn` inside.
  package init(_ type: ValueType) {
    self =
      switch type {
      case .null: .null
      case .bool: .bool
      case .int: .int
      case .uint: .uint
      case .double: .double
      case .string: .string
      case .bytes: .bytes
      case .list: .list(.dyn)
      case .map: .map(key: .dyn, value: .dyn)
      case .timestamp: .timestamp
      case .duration: .duration
      case .type: .type(.dyn)
      case .optional: .optional(.dyn)
      }
  }
}

extension DeclaredType: CustomStringConvertible {
  /// As the language writes it: `map(string, int)`.
  package var description: String {
    switch self {
    case .dyn: "dyn"
    case .null: ValueType.null.name
    case .bool: ValueType.bool.name
    case .int: ValueType.int.name
    case .uint: ValueType.uint.name
    case .double: ValueType.double.name
    case .string: ValueType.string.name
    case .bytes: ValueType.bytes.name
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .object: ValueType.map.name
    case .abstract(let name, let parameters):
      parameters.isEmpty
        ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
    case .wrapper(let content): "wrapper(\(content))"
    case .type(let content): "type(\(content))"
    case .parameter(let name): name
    case .variable: "dyn"
    }
  }
}
