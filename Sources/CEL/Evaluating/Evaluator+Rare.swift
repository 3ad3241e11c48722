extension Evaluator {
  /// The value of a step that most conditions do without.
  mutating func rare(_ place: Int, _ id: PlanID) throws(Fault) -> Value {
    switch plan.tables.rareNodes[place] {
    case .library(let function, let operands): return try library(function, operands, id)
    case .bind(let value, let slot, let body): return try bound(value, slot, body)
    case .bound(let slot):
      if case .optional(let optional) = locals[slot], let fault = optional.failure { throw fault }
      return locals[slot]
    case .optionalSelect(let operand, let name):
      return try selectIfPresent(try evaluate(operand), name, id)
    case .optionalIndex(let operand, let index):
      let collection = try evaluate(operand)
      return try elementIfPresent(of: collection, try evaluate(index), id)
    case .optionalList(let operands): return try optionalList(operands, id)
    case .optionalMap(let operands): return try optionalMap(operands, id)
    case .firstPresent(let first, let second):
      let optional = try self.optional(first, id)
      guard optional.value == nil else { return .optional(optional) }
      return .optional(try self.optional(second, id))
    case .presentValue(let operand, let otherwise):
      if let value = try optional(operand, id).value { return value }
      return try evaluate(otherwise)
    case .transform(let operand, let slot, let body, let isFlat):
      guard let value = try optional(operand, id).value else { return .optional(.none) }
      locals[slot] = value
      if isFlat { return .optional(try optional(body, id)) }
      return .optional(OptionalValue(try evaluate(body)))
    }
  }

  private mutating func library(
    _ function: LibraryFunction, _ operands: OperandRange, _ id: PlanID
  ) throws(Fault) -> Value {
    var arguments: [Value] = []
    arguments.reserveCapacity(Int(operands.count))
    for place in operands.indices {
      arguments.append(try evaluate(plan.tables.operands[place]))
    }
    var work = Work(limits: plan.tables.limits, budget: budget)
    defer { budget = work.budget }
    do throws(Fault.Reason) {
      return try Library.apply(function, arguments, &work)
    } catch {
      throw Fault(reason: error, node: id)
    }
  }

  /// `cel.bind`: computed once; a failure counts only where the variable is read.
  private mutating func bound(
    _ value: PlanID, _ slot: Int, _ body: PlanID
  ) throws(Fault) -> Value {
    do throws(Fault) {
      locals[slot] = try evaluate(value)
    } catch {
      if error.endsEvaluation { throw error }
      locals[slot] = .optional(OptionalValue(failure: error))
    }
    return try evaluate(body)
  }

  // MARK: - Optional values

  private mutating func optional(_ operand: PlanID, _ id: PlanID) throws(Fault) -> OptionalValue {
    let value = try evaluate(operand)
    guard case .optional(let optional) = value else {
      throw Fault(reason: .noOverload(value.type, nil), node: id)
    }
    return optional
  }

  /// A field of a value that is no map: of what an optional value holds, optional again.
  func selectFromOptional(_ value: Value, _ name: Int32, _ id: PlanID) throws(Fault) -> Value {
    guard case .optional = value else {
      throw Fault(reason: .noOverload(value.type, nil), node: id)
    }
    return try selectIfPresent(value, name, id)
  }

  /// `v.?f`: absent where the field is, or where `v` is an absent optional value itself.
  private func selectIfPresent(
    _ value: Value, _ name: Int32, _ id: PlanID
  ) throws(Fault) -> Value {
    guard let content = value.unwrapped else { return .optional(.none) }
    guard case .map(let map) = content else {
      throw Fault(reason: .noOverload(content.type, nil), node: id)
    }
    return Value(optional: map[plan.tables.names[Int(name)]])
  }

  /// `o[i]` of an optional value, optional again.
  func elementIfPresent(
    of optional: OptionalValue, _ key: Value, _ id: PlanID
  ) throws(Fault) -> Value {
    try elementIfPresent(of: .optional(optional), key, id)
  }

  /// `v[?i]`
  private func elementIfPresent(
    of collection: Value, _ key: Value, _ id: PlanID
  ) throws(Fault) -> Value {
    guard let content = collection.unwrapped else { return .optional(.none) }
    switch content {
    case .map(let map): return Value(optional: map.value(forKey: key))
    case .list(let elements):
      do throws(Fault) {
        return .optional(OptionalValue(try element(of: elements, key, id)))
      } catch {
        guard case .indexOutOfRange = error.reason else { throw error }
        return .optional(.none)
      }
    case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type,
      .optional:
      throw Fault(reason: .noOverload(content.type, key.type), node: id)
    }
  }

  private mutating func optionalList(
    _ operands: [MarkedOperand], _ id: PlanID
  ) throws(Fault) -> Value {
    var elements: [Value] = []
    for operand in operands {
      if !operand.isOptional {
        elements.append(try evaluate(operand.id))
      } else if let value = try optional(operand.id, id).value {
        elements.append(value)
      }
    }
    return .list(elements)
  }

  private mutating func optionalMap(
    _ operands: [(key: MarkedOperand, value: PlanID)], _ id: PlanID
  ) throws(Fault) -> Value {
    var map = MapValue()
    for operand in operands {
      let key = try evaluate(operand.key.id)
      if !operand.key.isOptional {
        try insert(key, try evaluate(operand.value), into: &map, id)
      } else if let value = try optional(operand.value, id).value {
        try insert(key, value, into: &map, id)
      }
    }
    return .map(map)
  }
}

extension Value {
  /// An optional value that holds what there is.
  fileprivate init(optional value: Value?) {
    self = .optional(value.map { OptionalValue($0) } ?? .none)
  }

  /// What an optional value holds, or the value itself; nil for an absent one.
  fileprivate var unwrapped: Value? {
    guard case .optional(let optional) = self else { return self }
    return optional.value
  }

  /// Whether this is an optional value that holds something.
  var isPresentOptional: Bool {
    guard case .optional(let optional) = self else { return false }
    return optional.value != nil
  }
}
