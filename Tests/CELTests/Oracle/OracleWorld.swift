import CEL

/// What generated conditions can name, for the engine, the checker and the oracle alike.
enum OracleWorld {
  /// In the order of their slots.
  static let variables: [(name: String, type: DeclaredType)] = [
    ("subject", .dyn), ("action", .dyn), ("resource", .dyn), ("context", .dyn),
    ("flag", .bool), ("i", .int), ("j", .int), ("u", .uint), ("d", .double), ("s", .string),
    ("t", .string), ("raw", .bytes), ("at", .timestamp), ("span", .duration),
    ("ints", .list(.int)), ("names", .list(.string)), ("things", .list(.dyn)),
    ("table", .map(key: .string, value: .int)), ("odd", .map(key: .dyn, value: .dyn)),
    ("any", .dyn), ("maybe", .optional(.int)), ("number", .string), ("stamp", .string),
    ("lasting", .string), ("zone", .string), ("pattern", .string), ("request.size", .int),
    ("request.id", .string),
  ]

  /// The ways of evaluating; each must come to the same outcome.
  enum Way: CaseIterable {
    case plain
    /// With slots for fields of the request.
    case slotted
    /// Planned for slots, run without them.
    case slotless
    case traced
  }

  static let plainEnvironment = Environment(
    variables: variables.map(\.name), functions: [team], timeZones: timeZones)

  static let slottedEnvironment = Environment(
    variables: variables.map(\.name), functions: [team], timeZones: timeZones, fields: index)

  /// Some fields have no slot, and one has a slot for a part of it.
  private static let index = FieldIndex(
    variables: variables.map(\.name),
    paths: [
      ["subject", "id"], ["subject", "n"], ["subject", "verified"], ["subject", "groups"],
      ["subject", "levels"], ["subject", "tags"], ["subject", "tags", "team"], ["action", "name"],
      ["resource", "environment"], ["resource", "size"], ["resource", "unknown"],
      ["context", "emergency"], ["context", "score"], ["context", "limits", "n"], ["flag"], ["s"],
      ["names"], ["any"],
    ])

  static let types = TypeEnvironment(
    variables: Dictionary(uniqueKeysWithValues: variables.map { ($0.name, $0.type) }),
    functions: ["team": [Overload([.string], .list(.string))]])

  static let team = Function(name: "team", parameterCount: 1, isConstant: true) {
    arguments throws(EvaluationError) in
    guard case .string(let name) = arguments[0] else {
      throw EvaluationError(kind: .noMatchingOverload, message: "a team has a name")
    }
    guard name != "b" else {
      throw EvaluationError(kind: .invalidArgument, message: "there is no such team")
    }
    return .list(["a", name])
  }

  static let timeZones: Environment.TimeZones = { name, instant in
    name == "Test/Zone" ? (instant.seconds < 0 ? -5400 : 7200) : nil
  }

  /// The one place where values become what the engine reads.
  static func makeBindings(_ values: [Value], _ way: Way) -> Bindings {
    switch way {
    case .plain, .slotless: Bindings(values)
    case .slotted, .traced: Bindings(values, fields: index.cells(of: values))
    }
  }
}
