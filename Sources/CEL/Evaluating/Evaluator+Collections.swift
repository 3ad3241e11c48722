extension Evaluator {
  /// `e.f`: only maps have fields.
  mutating func select(_ operand: PlanID, _ name: Int32, _ id: PlanID) throws(Fault) -> Value {
    let value = try evaluate(operand)
    guard case .map(let map) = value else { return try selectFromOptional(value, name, id) }
    guard let found = map.selected(plan.tables.names[Int(name)]) else {
      throw Fault(reason: .noSuchField(name: name), node: id)
    }
    return found
  }

  /// A field with a slot; the general way where the slot does not say.
  mutating func field(_ slot: Int, _ general: PlanID) throws(Fault) -> Value {
    if bindings.fields.index === plan.index, let value = bindings.fields.value(slot) {
      return value
    }
    return try evaluate(general)
  }

  /// `has(e.f)` on a map: whether the key is there (CEL spec, "Field Selection").
  mutating func has(_ operand: PlanID, _ name: Int32, _ id: PlanID) throws(Fault) -> Value {
    let value = try evaluate(operand)
    guard case .map(let map) = value else {
      return .bool(try selectFromOptional(value, name, id).isPresentOptional)
    }
    return .bool(map[plan.tables.names[Int(name)]] != nil)
  }

  /// `e[i]`
  mutating func element(
    _ operand: PlanID, _ index: PlanID, _ id: PlanID
  ) throws(Fault) -> Value {
    let collection = try evaluate(operand)
    let key = try evaluate(index)
    switch collection {
    case .list(let elements): return try element(of: elements, key, id)
    case .map(let map):
      if let found = map.value(forKey: key) { return found }
      throw Fault(reason: .noSuchKey, node: id)
    case .optional(let optional): return try elementIfPresent(of: optional, key, id)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type:
      throw Fault(reason: .noOverload(collection.type, key.type), node: id)
    }
  }

  func element(
    of elements: [Value], _ key: Value, _ id: PlanID
  ) throws(Fault) -> Value {
    let place: Int?
    switch key {
    case .int(let int): place = Int(exactly: int)
    case .uint(let uint): place = Int(exactly: uint)
    case .double(let double):
      guard let whole = double.exactInt64 else {
        throw Fault(reason: .invalid(.index), node: id)
      }
      place = Int(exactly: whole)
    case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .type, .optional:
      throw Fault(reason: .noOverload(.list, key.type), node: id)
    }
    guard let place, elements.indices.contains(place) else {
      throw Fault(reason: .indexOutOfRange, node: id)
    }
    return elements[place]
  }

  /// `e in c`: an element of a list or a key of a map.
  mutating func isMember(
    _ element: PlanID, _ collection: PlanID, _ id: PlanID
  ) throws(Fault) -> Bool {
    let value = try evaluate(element)
    let members = try evaluate(collection)
    switch members {
    case .list(let elements):
      for candidate in elements {
        try charge(1, id)
        if candidate.equals(value, budget: &budget) { return true }
      }
      try charge(0, id)
      return false
    case .map(let map): return map.value(forKey: value) != nil
    case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type,
      .optional:
      throw Fault(reason: .noOverload(value.type, members.type), node: id)
    }
  }

  mutating func list(_ operands: OperandRange) throws(Fault) -> Value {
    var elements: [Value] = []
    elements.reserveCapacity(Int(operands.count))
    for place in operands.indices {
      elements.append(try evaluate(plan.tables.operands[place]))
    }
    return .list(elements)
  }

  mutating func map(_ operands: OperandRange, _ id: PlanID) throws(Fault) -> Value {
    var map = MapValue()
    for place in stride(from: operands.indices.lowerBound, to: operands.indices.upperBound, by: 2) {
      let key = try evaluate(plan.tables.operands[place])
      let value = try evaluate(plan.tables.operands[place + 1])
      try insert(key, value, into: &map, id)
    }
    return .map(map)
  }

  /// Keys are bools, ints, uints and strings, each at most once (CEL spec, "Aggregate Values").
  func insert(
    _ key: Value, _ value: Value, into map: inout MapValue, _ id: PlanID
  ) throws(Fault) {
    switch key {
    case .bool, .int, .uint, .string:
      if !map.insert(key, value) { throw Fault(reason: .duplicateKey, node: id) }
    case .null, .double, .bytes, .list, .map, .timestamp, .duration, .type, .optional:
      throw Fault(reason: .badKey(key.type), node: id)
    }
  }
}
