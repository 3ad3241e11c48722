/// Makes requests of the values of some fields.
struct RequestMaking {
  private let variables: [Variable]

  private struct Variable {
    let name: String
    let type: DeclaredType
    /// What it is where no field of it is given.
    let bare: Value
  }

  init(_ environment: TypeEnvironment, for program: Program) {
    variables = program.plan.tables.variables.map { name in
      let type = environment.variables[name] ?? .dyn
      let bare = Self.value([], type, depth: 1, isRequired: true) ?? .null
      return Variable(name: name, type: type, bare: bare)
    }
  }

  /// One field of a request; nil for one that is absent.
  typealias Field = (path: [String], value: Value?)

  /// What a condition reads of a request in which all other fields are absent.
  func bindings(_ fields: [Field]) -> Bindings {
    Bindings(
      variables.map { variable in
        let own = fields.filter { $0.path[0].hasSameUTF8(as: variable.name) }
        guard !own.isEmpty else { return variable.bare }
        return Self.value(own, variable.type, depth: 1, isRequired: true) ?? .null
      })
  }

  /// The value of what stands at a depth of some paths; nil where it is absent.
  private static func value(
    _ fields: [Field], _ type: DeclaredType, depth: Int, isRequired: Bool
  ) -> Value? {
    let own = fields.first { $0.path.count == depth }
    let inner = fields.filter { $0.path.count > depth }
    guard hasMembers(type) || !inner.isEmpty else { return own?.value }
    var members: [(String, Value)] = []
    for name in Set(inner.map { UTF8Text($0.path[depth]) }).sorted() {
      let group = inner.filter { $0.path[depth].hasSameUTF8(as: name.text) }
      let field = field(name.text, of: type)
      let value = value(
        group, field?.type ?? .dyn, depth: depth + 1, isRequired: field?.isRequired ?? false)
      if let value { members.append((name.text, value)) }
    }
    if members.isEmpty, !isRequired, own?.value == nil { return nil }
    return .map(MapValue(members, defaults: defaults(of: type)))
  }

  private static func hasMembers(_ type: DeclaredType) -> Bool {
    if case .object(let object) = type { !object.mayBeOther } else { false }
  }

  private static func field(_ name: String, of type: DeclaredType) -> ObjectField? {
    switch type {
    case .object(let object):
      object.field(name) ?? object.additional.map { ObjectField($0, isRequired: false) }
    case .map(_, let value): ObjectField(value, isRequired: false)
    default: nil
    }
  }

  /// What objects that are absent read as.
  private static func defaults(of type: DeclaredType) -> MapValue.Defaults {
    guard case .object(let object) = type else { return .none }
    let objects = object.fields.filter { $0.value.isEmptyMapIfAbsent }
    return MapValue.Defaults(
      objects.map { ($0.key, .map(MapValue([], defaults: defaults(of: $0.value.type)))) })
  }
}
