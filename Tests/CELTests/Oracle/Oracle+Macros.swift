import CEL

// Macros (langdef, "Macros"; cel-go's two-variable comprehensions, bindings and optionals).

extension Oracle {
  /// The value of a macro; nil where the call is none.
  func macro(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID], _ scope: Scope
  ) throws(Failure) -> Value? {
    guard let receiver else {
      return name == "has" && arguments.count == 1 ? try presence(arguments[0], scope) : nil
    }
    if name == "bind", arguments.count == 3, isName(receiver, "cel") {
      return try bound(arguments, scope)
    }
    switch name {
    case "optMap", "optFlatMap":
      return try transformed(receiver, arguments, isFlat: name == "optFlatMap", scope)
    case "or", "orValue": return try alternative(name, receiver, arguments, scope)
    case "all", "exists", "exists_one", "existsOne", "map", "filter", "transformList",
      "transformMap", "transformMapEntry":
      return try comprehension(name, receiver, arguments, scope)
    default: return nil
    }
  }

  func isName(_ id: Syntax.NodeID, _ name: String) -> Bool {
    guard case .name(name, isAbsolute: _) = syntax[id] else { return false }
    return true
  }

  private func variableName(_ id: Syntax.NodeID) -> String {
    guard case .name(let name, isAbsolute: _) = syntax[id] else { return "" }
    return name
  }

  private func presence(_ argument: Syntax.NodeID, _ scope: Scope) throws(Failure) -> Value {
    switch syntax[argument] {
    case .select(let operand, let field), .optionalSelect(let operand, let field):
      switch try value(operand, scope) {
      case .map(let map): return .bool(Self.lookUp(.string(field), map) != nil)
      case .optional(let optional):
        guard let held = optional.value else { return .bool(false) }
        guard case .map(let map) = held else { throw Self.noOverload }
        return .bool(Self.lookUp(.string(field), map) != nil)
      default: throw Self.noOverload
      }
    default: throw Self.noOverload
    }
  }

  private func bound(_ arguments: [Syntax.NodeID], _ scope: Scope) throws(Failure) -> Value {
    let held = outcome { () throws(Failure) in try value(arguments[1], scope) }
    return try value(arguments[2], scope + [(variableName(arguments[0]), held)])
  }

  private func optional(_ id: Syntax.NodeID, _ scope: Scope) throws(Failure) -> OptionalValue {
    guard case .optional(let optional) = try value(id, scope) else { throw Self.noOverload }
    return optional
  }

  private func transformed(
    _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], isFlat: Bool, _ scope: Scope
  ) throws(Failure) -> Value {
    guard let held = try optional(receiver, scope).value else { return .optional(.none) }
    let inner = scope + [(variableName(arguments[0]), .success(held))]
    if isFlat { return .optional(try optional(arguments[1], inner)) }
    return .optional(OptionalValue(try value(arguments[1], inner)))
  }

  /// What is not needed is not evaluated.
  private func alternative(
    _ name: String, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], _ scope: Scope
  ) throws(Failure) -> Value {
    let first = try optional(receiver, scope)
    if name == "or" {
      return first.value != nil ? .optional(first) : .optional(try optional(arguments[0], scope))
    }
    if let held = first.value { return held }
    return try value(arguments[0], scope)
  }

  // MARK: - Comprehensions

  /// What one round binds its variables to.
  private typealias Round = (first: Value, second: Value)

  private func rounds(
    _ range: Value, twoVariables: Bool
  ) throws(Failure) -> [Round] {
    switch range {
    case .list(let list):
      return list.enumerated().map { place, element in
        twoVariables ? (.int(Int64(place)), element) : (element, .null)
      }
    case .map(let map):
      return map.entries.sorted { Self.keyRank($0.key) < Self.keyRank($1.key) }
        .map { ($0.key, $0.value) }
    default: throw Self.noOverload
    }
  }

  /// Bools, then numbers, then texts by bytes (decision 0002).
  private struct KeyRank: Comparable {
    let kind: Int
    let number: Int128
    let bytes: [UInt8]

    static func < (left: KeyRank, right: KeyRank) -> Bool {
      if left.kind != right.kind { return left.kind < right.kind }
      if left.number != right.number { return left.number < right.number }
      return left.bytes.lexicographicallyPrecedes(right.bytes)
    }
  }

  private static func keyRank(_ key: Value) -> KeyRank {
    switch key {
    case .bool(let bool): KeyRank(kind: 0, number: bool ? 1 : 0, bytes: [])
    case .string(let text): KeyRank(kind: 2, number: 0, bytes: Array(text.utf8))
    default: KeyRank(kind: 1, number: exactNumber(key) ?? 0, bytes: [])
    }
  }

  private func comprehension(
    _ name: String, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], _ scope: Scope
  ) throws(Failure) -> Value {
    let isTransform = name.hasPrefix("transform")
    let isTwo = isTransform || (arguments.count == 3 && name != "map")
    let rounds = try rounds(try value(receiver, scope), twoVariables: isTwo)
    let scopes = rounds.map { round in
      let first: Scope = scope + [(variableName(arguments[0]), .success(round.first))]
      return isTwo ? first + [(variableName(arguments[1]), .success(round.second))] : first
    }
    let parts = Array(arguments.dropFirst(isTwo ? 2 : 1))
    switch name {
    case "all": return .bool(try Self.joined(.and, truths(parts[0], scopes)))
    case "exists": return .bool(try Self.joined(.or, truths(parts[0], scopes)))
    case "exists_one", "existsOne":
      var count = 0
      for outcome in truths(parts[0], scopes) where try outcome.get() { count += 1 }
      return .bool(count == 1)
    case "filter":
      var result: [Value] = []
      for (round, inner) in zip(rounds, scopes) where try truth(value(parts[0], inner)) {
        result.append(round.first)
      }
      return .list(result)
    default: return try collected(name, parts, rounds.map(\.first), scopes)
    }
  }

  private func truths(_ part: Syntax.NodeID, _ scopes: [Scope]) -> [Result<Bool, Failure>] {
    scopes.map { inner in
      outcome { () throws(Failure) in try truth(value(part, inner)) }
    }
  }

  /// `map` and the transformations: a last part that is the result, perhaps a filter before it.
  private func collected(
    _ name: String, _ parts: [Syntax.NodeID], _ keys: [Value], _ scopes: [Scope]
  ) throws(Failure) -> Value {
    var list: [Value] = []
    var map = MapValue()
    for (key, inner) in zip(keys, scopes) {
      if parts.count == 2 { guard try truth(value(parts[0], inner)) else { continue } }
      let result = try value(parts[parts.count - 1], inner)
      switch name {
      case "transformMap": try Self.insert(key, result, into: &map)
      case "transformMapEntry":
        guard case .map(let entries) = result else { throw Self.noOverload }
        for entry in entries.entries { try Self.insert(entry.key, entry.value, into: &map) }
      default: list.append(result)
      }
    }
    return name.hasPrefix("transformMap") ? .map(map) : .list(list)
  }
}
