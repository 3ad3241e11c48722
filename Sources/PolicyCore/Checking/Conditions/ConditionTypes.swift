import CEL

extension TypeEnvironment {
  /// What conditions can name under a schema: the types are those of the values that
  /// `SchemaValidation` makes.
  init(_ schema: RequestSchema) {
    var variables: [String: DeclaredType] = [:]
    var optional: Set<String> = []
    for name in schema.fields {
      guard let node = schema.root.property(name) else { continue }
      let isRequired = schema.root.required.contains(name)
      variables[name] = node.declaredType(name, isNull: !isRequired && !node.isObject)
      if !isRequired { optional.insert(name) }
    }
    variables[RequestSchema.instantVariable] = .timestamp
    var functions = Self.comparisonsOfNumbers
    functions["team"] = [Overload([.string], .list(.string))]
    self.init(variables: variables, functions: functions, optionalVariables: optional)
  }
}

extension SchemaNode {
  /// The type of the values that are read under this node.
  /// - Parameter path: as people read it.
  /// - Parameter isNull: whether null stands for a value that is absent.
  fileprivate func declaredType(_ path: String, isNull: Bool = false) -> DeclaredType {
    let mayBeNull = isNull || types.contains(.null)
    let kinds = types.subtracting([.null])
    if kinds.isEmpty || kinds.contains(.object) {
      return objectType(path, mayBeOther: mayBeNull || kinds != [.object])
    }
    guard let type = plainType(kinds, path) else { return .dyn }
    return mayBeNull ? .wrapper(type) : type
  }

  /// The type where there is one besides null; nil for a union.
  private func plainType(_ kinds: Set<JSONType>, _ path: String) -> DeclaredType? {
    switch kinds {
    case [.boolean]: .bool
    case [.integer]: .int
    // Whole numbers become doubles here.
    case [.number], [.number, .integer]: .double
    case [.array]: .list(items.first?.declaredType(path + "[]") ?? .dyn)
    case [.string]:
      switch format {
      case nil: .string
      case .dateTime: .timestamp
      case .duration: .duration
      }
    default: nil
    }
  }

  private func objectType(_ path: String, mayBeOther: Bool) -> DeclaredType {
    let further: DeclaredType? =
      if case .of(let member) = additional { member.declaredType(path + "[]") } else { nil }
    if properties.isEmpty {
      if let further { return mayBeOther ? .dyn : .map(key: .string, value: further) }
      if types.isEmpty { return .dyn }
    }
    let fields = properties.map { name, node in
      let type = node.declaredType(path + "." + name)
      return (
        name,
        ObjectField(
          type, isRequired: required.contains(name), isEmptyMapIfAbsent: node.isObject,
          facts: node.facts)
      )
    }
    return .object(
      ObjectType(
        name: path, fields: Dictionary(fields) { first, _ in first }, additional: further,
        mayBeOther: mayBeOther))
  }

  /// What the schema says besides the type.
  private var facts: ValueFacts {
    var facts = ValueFacts()
    facts.values = constants
    if let item = items.first { facts.elementValues = item.constants }
    let kinds = types.subtracting([.null])
    if kinds == [.array] { facts.sizes = bounds.itemCounts }
    guard format == nil else { return facts }
    if kinds == [.string] { facts.sizes = bounds.lengths }
    guard !kinds.isEmpty, kinds.isSubset(of: [.integer, .number]) else { return facts }
    facts.least = Self.bound(bounds.minimum, orMore: bounds.exclusiveMinimum, >)
    facts.greatest = Self.bound(bounds.maximum, orMore: bounds.exclusiveMaximum, <)
    return facts
  }

  /// The stricter of an inclusive and an exclusive end.
  private static func bound(
    _ inclusive: Double?, orMore exclusive: Double?, _ isStricter: (Double, Double) -> Bool
  ) -> ValueFacts.Bound? {
    if let exclusive, inclusive.map({ !isStricter($0, exclusive) }) ?? true {
      return Constant(.double(exclusive)).map { .init($0, isInclusive: false) }
    }
    return inclusive.flatMap { Constant(.double($0)) }.map { .init($0) }
  }

  /// The values of `enum`; none where one of them is no plain value, or is read as something else.
  private var constants: [Constant] {
    guard format == nil else { return [] }
    let found = enumeration.compactMap(\.constant)
    return found.count == enumeration.count ? found : []
  }
}

extension JSONValue {
  /// The value as conditions see it; nil for lists and objects.
  fileprivate var constant: Constant? {
    switch self {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .integer(let integer): .int(integer)
    case .double(let double): Constant(.double(double))
    case .string(let text): .string(text)
    case .array, .object: nil
    }
  }
}
