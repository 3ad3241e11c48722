extension FieldTests {
  /// Finds the tests in a plan.
  /// - Complexity: O(nodes of the plan).
  init(_ tables: PlanTables, root: PlanID, index: FieldIndex) {
    var planning = FieldTestPlanning(tables: tables, index: index)
    planning.tests.root = planning.test(root)
    self = planning.tests
  }
}

private struct FieldTestPlanning {
  let tables: PlanTables
  let index: FieldIndex
  var tests = FieldTests()

  /// - Complexity: recursion is as deep as the condition, which is limited.
  mutating func test(_ id: PlanID) -> Int32 {
    switch tables.nodes[Int(id)] {
    case .logical(let logical, let range):
      var places: [Int32] = []
      for place in range.indices { places.append(test(tables.operands[place])) }
      let operands = tests.append(places)
      return tests.append(logical == .and ? .all(operands) : .any(operands))
    case .not(let operand):
      return tests.append(.not(test(operand)))
    case .equality(let left, let right, let isNegated):
      let place = tests.append(equality(left, right) ?? equality(right, left) ?? .undecided)
      return isNegated ? tests.append(.not(place)) : place
    default:
      return tests.append(atom(id) ?? .undecided)
    }
  }

  private mutating func atom(_ id: PlanID) -> FieldTest? {
    switch tables.nodes[Int(id)] {
    case .constant(let place):
      guard case .bool(let truth) = tables.constants[Int(place)] else { return nil }
      return .constant(truth)
    case .select, .variable, .field: return slot(id).map { .isTrue(slot: $0) }
    case .has(let operand, let name):
      return slot(operand, field: name).map { .isPresent(slot: $0) }
    case .ordering(let ordering, let left, let right):
      if let slot = slot(left), case .int(let int)? = constant(right) {
        return .isOrdered(slot: slot, ordering, int)
      }
      guard let slot = slot(right), case .int(let int)? = constant(left) else { return nil }
      return .isOrdered(slot: slot, ordering.mirrored, int)
    case .constantMembership(let element, let set):
      guard let slot = slot(element), let texts = tables.sets[Int(set)].texts else { return nil }
      return .isIn(slot: slot, tests.sets.append(texts))
    case .membership(let element, let collection):
      guard let slot = slot(collection), case .string(let text)? = constant(element) else {
        return nil
      }
      let roundCost = 1 + text.utf8.count / EvaluationCost.bytesPerUnit
      return .contains(
        slot: slot, TextKey(text), greatestCount: tables.limits.cost / roundCost)
    case .local, .index, .not, .negate, .logical, .conditional, .equality, .arithmetic, .list, .map,
      .unaryFunction, .textFunction, .matches, .constantMatches, .accessor, .zonedAccessor,
      .external, .comprehension, .rare, .unresolved:
      return nil
    }
  }

  private mutating func equality(_ field: PlanID, _ other: PlanID) -> FieldTest? {
    guard let slot = slot(field), let constant = constant(other) else { return nil }
    switch constant {
    case .bool(let bool):
      return bool ? .isTrue(slot: slot) : .not(tests.append(.isTrue(slot: slot)))
    case .int(let int): return .equalsInt(slot: slot, int)
    case .string(let text):
      guard text.utf8.count / EvaluationCost.bytesPerUnit <= tables.limits.cost else { return nil }
      return .equalsText(slot: slot, TextKey(text), text: tests.append(text))
    case .null, .uint, .double, .bytes, .list, .map, .timestamp, .duration, .type, .optional:
      return nil
    }
  }

  private func constant(_ id: PlanID) -> Value? {
    guard case .constant(let place) = tables.nodes[Int(id)] else { return nil }
    return tables.constants[Int(place)]
  }

  // MARK: - Slots

  private func slot(_ id: PlanID) -> Int32? {
    tables.path(id).flatMap(index.slot).map { Int32($0) }
  }

  private func slot(_ operand: PlanID, field: Int32) -> Int32? {
    tables.path(operand).flatMap { index.slot(of: $0 + [tables.names[Int(field)]]) }
      .map { Int32($0) }
  }
}

extension FieldTests {
  fileprivate mutating func append(_ test: FieldTest) -> Int32 {
    tests.append(test)
    return Int32(tests.count - 1)
  }

  fileprivate mutating func append(_ places: [Int32]) -> OperandRange {
    let start = operands.count
    operands += places
    return OperandRange(start: Int32(start), count: Int32(places.count))
  }

  fileprivate mutating func append(_ text: String) -> Int32 {
    texts.append(text)
    return Int32(texts.count - 1)
  }
}
