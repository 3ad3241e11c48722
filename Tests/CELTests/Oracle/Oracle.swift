import CEL

/// A second evaluator, slow and obvious, against which the planned one is held.
///
/// It walks the tree as written, evaluates every operand, and was written from the language
/// definition (google/cel-spec, doc/langdef.md), the documents of cel-go's libraries and
/// docs/decisions/0002, not from the engine: a misreading would have to be made twice. Where
/// several operands fail, the first in the source counts. It knows no limits.
struct Oracle {
  /// Why there is no value.
  struct Failure: Error, Hashable {
    let kind: EvaluationError.Kind
  }

  /// The variables of macros, innermost last; one of `cel.bind` may stand for a failure.
  typealias Scope = [(name: String, value: Result<Value, Failure>)]

  let syntax: Syntax
  let variables: [(name: String, value: Value)]
  let functions: [Function]
  let timeZones: Environment.TimeZones?

  /// The value of the condition as a whole.
  func evaluate() throws(Failure) -> Value { try value(syntax.root, []) }

  /// The value of one expression.
  func value(_ id: Syntax.NodeID, _ scope: Scope) throws(Failure) -> Value {
    switch syntax[id] {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .int(let int): return .int(int)
    case .uint(let uint): return .uint(uint)
    case .double(let double): return .double(double)
    case .string(let text): return .string(text)
    case .bytes(let bytes): return .bytes(bytes)
    case .name, .select: return try nameOrField(id, scope)
    case .optionalSelect(let operand, let field):
      return try optionalField(try value(operand, scope), field)
    case .index(let operand, let index): return try element(operand, index, scope)
    case .call(let name, let receiver, let arguments):
      return try call(name, receiver, arguments, scope)
    case .list(let elements): return try list(elements, scope)
    case .map(let entries): return try map(entries, scope)
    case .unary(.not, let operand): return .bool(!(try truth(value(operand, scope))))
    case .unary(.negate, let operand): return try Self.negated(try value(operand, scope))
    case .binary(let sign, let left, let right):
      let first = try value(left, scope)
      return try Self.combined(sign, first, try value(right, scope))
    case .logical(let sign, let operands): return try logical(sign, operands, scope)
    case .conditional(let condition, let then, let otherwise):
      return try value(try truth(value(condition, scope)) ? then : otherwise, scope)
    case .optionalMark, .invalid: throw Self.noOverload
    }
  }

  static let noOverload = Failure(kind: .noMatchingOverload)
  static let badArgument = Failure(kind: .invalidArgument)
  static let overflow = Failure(kind: .overflow)

  func truth(_ value: Value) throws(Failure) -> Bool {
    guard case .bool(let truth) = value else { throw Self.noOverload }
    return truth
  }

  // MARK: - Names, fields, elements

  /// The longest prefix of `a.b.c` that is a name counts, unless `a` is a variable of a macro.
  private func nameOrField(_ id: Syntax.NodeID, _ scope: Scope) throws(Failure) -> Value {
    if let (names, isAbsolute) = chain(id) {
      let local = isAbsolute ? nil : scope.last { $0.name == names[0] }
      if let local, names.count == 1 { return try local.value.get() }
      let whole = names.joined(separator: ".")
      if local == nil, let variable = variables.first(where: { $0.name == whole }) {
        return variable.value
      }
      if local == nil, let type = ValueType(rawValue: whole) { return .type(type) }
    }
    guard case .select(let operand, let field) = syntax[id] else {
      throw Failure(kind: .unknownName)
    }
    return try Self.field(try value(operand, scope), field)
  }

  private func chain(_ id: Syntax.NodeID) -> (names: [String], isAbsolute: Bool)? {
    if case .name(let name, let isAbsolute) = syntax[id] { return ([name], isAbsolute) }
    guard case .select(let operand, let field) = syntax[id], let start = chain(operand) else {
      return nil
    }
    return (start.names + [field], start.isAbsolute)
  }

  private static func field(_ operand: Value, _ field: String) throws(Failure) -> Value {
    if case .optional = operand { return try optionalElement(operand, .string(field)) }
    guard case .map(let map) = operand else { throw noOverload }
    // Defaults of absent fields are no part of the language: only the map knows them.
    guard let found = lookUp(.string(field), map) ?? map.selected(field) else {
      throw Failure(kind: .noSuchField)
    }
    return found
  }

  private func optionalField(_ operand: Value, _ field: String) throws(Failure) -> Value {
    switch operand {
    case .map, .optional: return try Self.optionalElement(operand, .string(field))
    default: throw Self.noOverload
    }
  }

  private func element(
    _ operand: Syntax.NodeID, _ index: Syntax.NodeID, _ scope: Scope
  ) throws(Failure) -> Value {
    let collection = try value(operand, scope)
    if case .optionalMark(let inner) = syntax[index] {
      return try Self.optionalElement(collection, try value(inner, scope))
    }
    // `e['f']` is `e.f` (langdef, "Field Selection"), so it finds defaults, too.
    if case .string(let field) = syntax[index] { return try Self.field(collection, field) }
    let key = try value(index, scope)
    if case .optional = collection { return try Self.optionalElement(collection, key) }
    switch collection {
    case .list(let list):
      guard let place = try Self.place(key, in: list) else {
        throw Failure(kind: .indexOutOfRange)
      }
      return list[place]
    case .map(let map):
      guard let found = Self.lookUp(key, map) else { throw Failure(kind: .noSuchKey) }
      return found
    default: throw Self.noOverload
    }
  }

  /// `e[?k]`: what is not there is absence; what cannot be asked for is a failure.
  static func optionalElement(_ collection: Value, _ key: Value) throws(Failure) -> Value {
    switch collection {
    case .optional(let optional):
      guard let held = optional.value else { return .optional(.none) }
      if case .optional = held { throw noOverload }
      return try optionalElement(held, key)
    case .list(let list):
      return .optional(try place(key, in: list).map { OptionalValue(list[$0]) } ?? .none)
    case .map(let map):
      return .optional(lookUp(key, map).map { OptionalValue($0) } ?? .none)
    default: throw noOverload
    }
  }

  /// Where a list has an element; nil where it is too short. 1.0 is a place; 0.5 and 1e30 are no
  /// ints and so none.
  private static func place(_ key: Value, in list: [Value]) throws(Failure) -> Int? {
    if case .double(let double) = key, Int64(exactly: double) == nil { throw badArgument }
    guard let number = exactNumber(key) else { throw noOverload }
    return number >= 0 && number < Int128(list.count) ? Int(number) : nil
  }

  // MARK: - Lists, maps, logic

  private func list(_ elements: [Syntax.NodeID], _ scope: Scope) throws(Failure) -> Value {
    var result: [Value] = []
    for element in elements {
      guard case .optionalMark(let inner) = syntax[element] else {
        result.append(try value(element, scope))
        continue
      }
      guard case .optional(let optional) = try value(inner, scope) else { throw Self.noOverload }
      if let held = optional.value { result.append(held) }
    }
    return .list(result)
  }

  private func map(_ entries: [Syntax.MapEntry], _ scope: Scope) throws(Failure) -> Value {
    var result = MapValue()
    for entry in entries {
      guard case .optionalMark(let inner) = syntax[entry.key] else {
        let key = try value(entry.key, scope)
        try Self.insert(key, try value(entry.value, scope), into: &result)
        continue
      }
      let key = try value(inner, scope)
      guard case .optional(let optional) = try value(entry.value, scope) else {
        throw Self.noOverload
      }
      if let held = optional.value { try Self.insert(key, held, into: &result) }
    }
    return .map(result)
  }

  static func insert(_ key: Value, _ value: Value, into map: inout MapValue) throws(Failure) {
    switch key {
    case .bool, .int, .uint, .string: break
    default: throw badArgument
    }
    guard lookUp(key, map) == nil, map.insert(key, value) else {
      throw Failure(kind: .duplicateKey)
    }
  }

  /// Keys of numbers are equal where the numbers are, whatever their types.
  static func lookUp(_ key: Value, _ map: MapValue) -> Value? {
    map.entries.first { isSameKey($0.key, key) }?.value
  }

  static func isSameKey(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.bool(let a), .bool(let b)): return a == b
    case (.string(let a), .string(let b)): return Array(a.utf8) == Array(b.utf8)
    default:
      guard let a = exactNumber(left), let b = exactNumber(right) else { return false }
      return a == b
    }
  }

  /// A whole number as it is, of whatever type; nil for all else.
  static func exactNumber(_ value: Value) -> Int128? {
    switch value {
    case .int(let int): Int128(int)
    case .uint(let uint): Int128(uint)
    case .double(let double): Int128(exactly: double)
    default: nil
    }
  }

  private func logical(
    _ sign: LogicalOperator, _ operands: [Syntax.NodeID], _ scope: Scope
  ) throws(Failure) -> Value {
    let outcomes = operands.map { operand in
      outcome { () throws(Failure) in
        try truth(value(operand, scope))
      }
    }
    return .bool(try Self.joined(sign, outcomes))
  }

  /// One operand that decides is enough; else the first failure counts.
  static func joined(
    _ sign: LogicalOperator, _ outcomes: [Result<Bool, Failure>]
  ) throws(Failure) -> Bool {
    let deciding = sign == .or
    if outcomes.contains(.success(deciding)) { return deciding }
    for outcome in outcomes { _ = try outcome.get() }
    return !deciding
  }

  func outcome<T>(_ body: () throws(Failure) -> T) -> Result<T, Failure> {
    do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
  }
}
