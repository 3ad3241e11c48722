extension Evaluator {
  /// A macro over a list or map (CEL spec, "Macros").
  mutating func comprehended(_ place: Int, _ id: PlanID) throws(Fault) -> Value {
    let comprehension = plan.tables.comprehensions[place]
    let range = try evaluate(comprehension.range)
    let rounds: Rounds
    switch range {
    case .list(let elements): rounds = .elements(elements)
    case .map(let map):
      try charge(map.count, id)
      rounds = .entries(map.entriesInKeyOrder)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type,
      .optional:
      throw Fault(reason: .noOverload(range.type, nil), node: id)
    }
    switch comprehension.kind {
    case .all: return .bool(try quantified(comprehension, rounds, until: false, id))
    case .exists: return .bool(try quantified(comprehension, rounds, until: true, id))
    case .existsOne: return .bool(try holdsOnce(comprehension, rounds, id))
    case .list: return try listed(comprehension, rounds, id)
    case .map: return try mapped(comprehension, rounds, id)
    case .mapOfEntries: return try merged(comprehension, rounds, id)
    }
  }

  /// What a macro goes over.
  private enum Rounds {
    case elements([Value])
    case entries([MapValue.Entry])

    var count: Int {
      switch self {
      case .elements(let elements): elements.count
      case .entries(let entries): entries.count
      }
    }
  }

  /// Sets the variables of one round and pays for it.
  private mutating func begin(
    _ round: Int, of rounds: Rounds, _ comprehension: Comprehension, _ id: PlanID
  ) throws(Fault) {
    try charge(comprehension.roundCost, id)
    switch (rounds, comprehension.secondSlot) {
    case (.elements(let elements), nil):
      locals[comprehension.firstSlot] = elements[round]
    case (.elements(let elements), let second?):
      locals[comprehension.firstSlot] = .int(Int64(round))
      locals[second] = elements[round]
    case (.entries(let entries), let second):
      locals[comprehension.firstSlot] = entries[round].key
      if let second { locals[second] = entries[round].value }
    }
  }

  /// `all` stops at the first false, `exists` at the first true; failures are absorbed like those
  /// of `&&` and `||`.
  private mutating func quantified(
    _ comprehension: Comprehension, _ rounds: Rounds, until decisive: Bool, _ id: PlanID
  ) throws(Fault) -> Bool {
    var fault: Fault?
    for round in 0..<rounds.count {
      try begin(round, of: rounds, comprehension, id)
      do throws(Fault) {
        if try truth(comprehension.body, of: id) == decisive { return decisive }
      } catch {
        if error.endsEvaluation { throw error }
        fault = fault ?? error
      }
    }
    if let fault { throw fault }
    return !decisive
  }

  private mutating func holdsOnce(
    _ comprehension: Comprehension, _ rounds: Rounds, _ id: PlanID
  ) throws(Fault) -> Bool {
    var count = 0
    for round in 0..<rounds.count {
      try begin(round, of: rounds, comprehension, id)
      if try truth(comprehension.body, of: id) { count += 1 }
    }
    return count == 1
  }

  private mutating func listed(
    _ comprehension: Comprehension, _ rounds: Rounds, _ id: PlanID
  ) throws(Fault) -> Value {
    var elements: [Value] = []
    for round in 0..<rounds.count {
      try begin(round, of: rounds, comprehension, id)
      if let filter = comprehension.filter, !(try truth(filter, of: id)) { continue }
      elements.append(try evaluate(comprehension.body))
      try limit(elements.count, id)
    }
    return .list(elements)
  }

  private mutating func mapped(
    _ comprehension: Comprehension, _ rounds: Rounds, _ id: PlanID
  ) throws(Fault) -> Value {
    var map = MapValue()
    for round in 0..<rounds.count {
      try begin(round, of: rounds, comprehension, id)
      if let filter = comprehension.filter, !(try truth(filter, of: id)) { continue }
      let value = try evaluate(comprehension.body)
      try insert(locals[comprehension.firstSlot], value, into: &map, id)
      try limit(map.count, id)
    }
    return .map(map)
  }

  private mutating func merged(
    _ comprehension: Comprehension, _ rounds: Rounds, _ id: PlanID
  ) throws(Fault) -> Value {
    var map = MapValue()
    for round in 0..<rounds.count {
      try begin(round, of: rounds, comprehension, id)
      if let filter = comprehension.filter, !(try truth(filter, of: id)) { continue }
      let made = try evaluate(comprehension.body)
      guard case .map(let part) = made else {
        throw Fault(reason: .noOverload(made.type, nil), node: id)
      }
      try charge(part.count, id)
      for entry in part.entries { try insert(entry.key, entry.value, into: &map, id) }
      try limit(map.count, id)
    }
    return .map(map)
  }

  private func limit(_ count: Int, _ id: PlanID) throws(Fault) {
    if count > plan.tables.limits.elementCount { throw Fault(reason: .sizeExceeded, node: id) }
  }
}
