import CEL

// Which function a call means, by its name and the types of its arguments.

extension Oracle {
  func call(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID], _ scope: Scope
  ) throws(Failure) -> Value {
    if let result = try macro(name, receiver, arguments, scope) { return result }
    if let receiver, let library = library(receiver, scope) {
      return try libraryResult("\(library).\(name)", try values(arguments, scope))
    }
    guard let receiver else {
      let values = try values(arguments, scope)
      let declared = functions.first { $0.name == name && $0.style == .global }
      if let declared { return try result(declared, values) }
      return try globalResult(name, values)
    }
    let target = try value(receiver, scope)
    let values = try values(arguments, scope)
    return try receiverResult(name, target, values)
  }

  private func library(_ receiver: Syntax.NodeID, _ scope: Scope) -> String? {
    guard case .name(let name, isAbsolute: _) = syntax[receiver],
      ["math", "base64", "strings", "optional"].contains(name),
      !scope.contains(where: { $0.name == name })
    else { return nil }
    return name
  }

  private func values(_ ids: [Syntax.NodeID], _ scope: Scope) throws(Failure) -> [Value] {
    var values: [Value] = []
    for id in ids { values.append(try value(id, scope)) }
    return values
  }

  private func result(_ function: Function, _ values: [Value]) throws(Failure) -> Value {
    do throws(EvaluationError) {
      return try function.body(values)
    } catch {
      throw Failure(kind: error.kind)
    }
  }

  private func globalResult(_ name: String, _ values: [Value]) throws(Failure) -> Value {
    if name == "matches", values.count == 2 { return try Self.matches(values[0], values[1]) }
    guard values.count == 1 else { throw Self.noOverload }
    switch name {
    case "size": return try Self.size(values[0])
    case "type": return .type(values[0].type)
    case "dyn": return values[0]
    case "bool": return try Self.bool(values[0])
    case "int": return try Self.int(values[0])
    case "uint": return try Self.uint(values[0])
    case "double": return try Self.real(values[0])
    case "string": return .string(try Self.string(values[0]))
    case "bytes": return try Self.bytes(values[0])
    case "timestamp": return try Self.timestamp(values[0])
    case "duration": return try Self.duration(values[0])
    default: throw Self.noOverload
    }
  }

  private func receiverResult(
    _ name: String, _ target: Value, _ values: [Value]
  ) throws(Failure) -> Value {
    switch (target, name) {
    case (_, "size") where values.isEmpty: return try Self.size(target)
    case (.timestamp(let instant), _): return try reading(name, of: instant, values)
    case (.duration(let length), _) where values.isEmpty:
      return try Self.reading(name, of: length)
    case (.optional(let optional), "hasValue"): return .bool(optional.value != nil)
    case (.optional(let optional), "value"):
      guard let held = optional.value else { throw Self.badArgument }
      return held
    case (.list(let list), "unwrapOpt"): return try Self.unwrapped(list)
    case (.list(let list), "join"): return .string(try Self.joined(list, values))
    case (.string(let text), "format"):
      guard values.count == 1, case .list(let list) = values[0] else { throw Self.noOverload }
      return .string(try OracleFormat.text(text, list))
    case (.string, "matches") where values.count == 1: return try Self.matches(target, values[0])
    case (.string(let text), _): return try Self.textResult(name, Self.scalars(text), values)
    default: throw Self.noOverload
    }
  }

  private func libraryResult(_ name: String, _ values: [Value]) throws(Failure) -> Value {
    switch (name, values.count) {
    case ("optional.none", 0): return .optional(.none)
    case ("optional.of", 1): return .optional(OptionalValue(values[0]))
    case ("optional.ofNonZeroValue", 1):
      return .optional(Self.isZero(values[0]) ? .none : OptionalValue(values[0]))
    case ("optional.unwrap", 1):
      guard case .list(let list) = values[0] else { throw Self.noOverload }
      return try Self.unwrapped(list)
    case ("strings.quote", 1):
      guard case .string(let text) = values[0] else { throw Self.noOverload }
      return .string(OracleFormat.quoted(text))
    case ("base64.encode", 1), ("base64.decode", 1): return try Self.base64(name, values[0])
    default: return try Self.mathResult(name, values)
    }
  }

  private static func unwrapped(_ list: [Value]) throws(Failure) -> Value {
    var result: [Value] = []
    for element in list {
      guard case .optional(let optional) = element else { throw noOverload }
      if let held = optional.value { result.append(held) }
    }
    return .list(result)
  }

  private static func isZero(_ value: Value) -> Bool {
    switch value {
    case .null: true
    case .bool(let bool): !bool
    case .int, .uint, .double: numberOrder(value, .int(0)) == .same
    case .string(let text): text.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .list(let list): list.isEmpty
    case .map(let map): map.entries.isEmpty
    case .timestamp(let instant): total(instant) == 0
    case .duration(let length): length.totalNanoseconds == 0
    case .type, .optional: false
    }
  }

  private static func size(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .string(let text): return .int(Int64(scalars(text).count))
    case .bytes(let bytes): return .int(Int64(bytes.count))
    case .list(let list): return .int(Int64(list.count))
    case .map(let map): return .int(Int64(map.entries.count))
    default: throw noOverload
    }
  }

  private static func matches(_ text: Value, _ pattern: Value) throws(Failure) -> Value {
    guard case .string(let text) = text, case .string(let pattern) = pattern else {
      throw noOverload
    }
    guard let pattern = PlainPattern(pattern) else { throw badArgument }
    return .bool(pattern.matches(text))
  }
}
