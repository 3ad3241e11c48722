/// What the names of an environment stand for.
struct NameTable: Sendable {
  /// How a function is told from others of its name.
  struct FunctionKey: Hashable, Sendable {
    let name: String
    let style: Function.Style
    let parameterCount: Int
  }

  private let slots: [String: Int]
  private let functions: [FunctionKey: Int]
  private let functionNames: [String: [FunctionKey]]
  /// Namespaces in which a name is looked for: the innermost first, the outermost, empty, last.
  private let namespaces: [String]
  /// Whether some variable has a point in its name.
  let hasQualifiedNames: Bool

  init(_ environment: Environment) {
    slots = Dictionary(
      environment.variables.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let keys = environment.functions.enumerated().map { place, function in
      (
        FunctionKey(
          name: function.name, style: function.style, parameterCount: function.parameterCount),
        place
      )
    }
    functions = Dictionary(keys, uniquingKeysWith: { first, _ in first })
    functionNames = Dictionary(grouping: keys.map(\.0), by: \.name)
    hasQualifiedNames = environment.variables.contains { $0.utf8.contains(UInt8(ascii: ".")) }
    namespaces = Self.namespaces(of: environment.container)
  }

  /// The prefixes with which a name is looked for in a container, in their order.
  static func namespaces(of container: String) -> [String] {
    var namespaces: [String] = []
    var parts = container.split(separator: ".")
    while !parts.isEmpty {
      namespaces.append(parts.joined(separator: ".") + ".")
      parts.removeLast()
    }
    return namespaces + [""]
  }

  /// The name and slot of a variable, found in the innermost namespace that has it (CEL spec,
  /// "Name Resolution").
  func variable(_ name: String, isAbsolute: Bool) -> (name: String, slot: Int)? {
    if isAbsolute { return slots[name].map { (name, $0) } }
    for namespace in namespaces {
      if let slot = slots[namespace + name] { return (namespace + name, slot) }
    }
    return nil
  }

  /// The place of a function in the environment.
  func function(_ name: String, _ style: Function.Style, _ parameterCount: Int) -> Int? {
    for namespace in style == .global ? namespaces : [""] {
      let key = FunctionKey(
        name: namespace + name, style: style, parameterCount: parameterCount)
      if let place = functions[key] { return place }
    }
    return nil
  }

  /// All functions of a name, whatever their style and parameters.
  func functions(named name: String) -> [FunctionKey] { functionNames[name] ?? [] }

  /// For suggestions.
  var variableNames: [String] { slots.keys.sorted() }

  /// For suggestions.
  func functionNames(_ style: Function.Style) -> [String] {
    functions.keys.filter { $0.style == style }.map(\.name).sorted()
  }
}
