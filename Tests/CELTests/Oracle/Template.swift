import CEL

/// How an expression of some type is made of others: `<int> in <[int]>`.
///
/// `<type>` is an operand and `$type` a new variable, which is known behind the sign `~`. Types are
/// written `int`, `[T]`, `{K:V}`, `?T`, `any`; capitals stand for a type that is asked for.
struct Template: Sendable {
  enum Part: Sendable {
    case text(String)
    case operand(DeclaredType)
    case variable(DeclaredType)
    /// The variables are known from here on.
    case scope
  }

  let parts: [Part]

  init(_ pattern: String) {
    var parts: [Part] = []
    var text = ""
    var rest = Substring(pattern)
    func flush() {
      if !text.isEmpty { parts.append(.text(text)) }
      text = ""
    }
    while let character = rest.popFirst() {
      switch character {
      case "<" where rest.first.map { $0.isLetter || "[{?".contains($0) } == true:
        flush()
        parts.append(.operand(Self.type(&rest)))
        rest.removeFirst()
      case "$":
        flush()
        parts.append(.variable(Self.type(&rest)))
      case "~":
        flush()
        parts.append(.scope)
      default: text.append(character)
      }
    }
    flush()
    self.parts = parts
  }

  private init(parts: [Part]) { self.parts = parts }

  /// The template with types for its capitals.
  func filled(_ types: [String: DeclaredType]) -> Template {
    Template(
      parts: parts.map { part in
        switch part {
        case .operand(let type): .operand(Self.filled(type, types))
        case .variable(let type): .variable(Self.filled(type, types))
        case .text, .scope: part
        }
      })
  }

  private static func filled(
    _ type: DeclaredType, _ types: [String: DeclaredType]
  ) -> DeclaredType {
    switch type {
    case .parameter(let name): types[name] ?? type
    case .list(let element): .list(filled(element, types))
    case .map(let key, let value): .map(key: filled(key, types), value: filled(value, types))
    case .abstract(let name, let parameters):
      .abstract(name, parameters.map { filled($0, types) })
    default: type
    }
  }

  /// What the capitals of a pattern are, so that it is a type; nil where it cannot be.
  static func match(
    _ pattern: DeclaredType, _ type: DeclaredType
  ) -> [String: DeclaredType]? {
    switch (pattern, type) {
    case (.parameter(let name), _): return [name: type]
    case (.list(let a), .list(let b)): return match(a, b)
    case (.abstract(_, let a), .abstract(_, let b)): return match(a[0], b[0])
    case (.map(let keyA, let valueA), .map(let keyB, let valueB)):
      guard let key = match(keyA, keyB), let value = match(valueA, valueB) else { return nil }
      return key.merging(value) { first, _ in first }
    default: return pattern == type ? [:] : nil
    }
  }

  /// A type as templates write it.
  static func type(_ text: String) -> DeclaredType {
    var rest = Substring(text)
    return type(&rest)
  }

  private static func type(_ rest: inout Substring) -> DeclaredType {
    switch rest.first {
    case "[":
      rest.removeFirst()
      let element = type(&rest)
      rest.removeFirst()
      return .list(element)
    case "{":
      rest.removeFirst()
      let key = type(&rest)
      rest.removeFirst()
      let value = type(&rest)
      rest.removeFirst()
      return .map(key: key, value: value)
    case "?":
      rest.removeFirst()
      return .optional(type(&rest))
    default:
      let name = String(rest.prefix { $0.isLetter })
      rest.removeFirst(name.count)
      return named[name] ?? .parameter(name)
    }
  }

  private static let named: [String: DeclaredType] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string,
    "bytes": .bytes, "time": .timestamp, "span": .duration, "any": .dyn, "type": .type(.dyn),
  ]
}
