extension Planner {
  mutating func planLiteral(_ id: Syntax.NodeID) -> PlanID {
    switch syntax[id] {
    case .bool(let bool): constant(.bool(bool), id)
    case .int(let int): constant(.int(int), id)
    case .uint(let uint): constant(.uint(uint), id)
    case .double(let double): constant(.double(double), id)
    case .string(let text): constant(.string(text), id)
    case .bytes(let bytes): constant(.bytes(bytes), id)
    case .null, .name, .select, .index, .call, .list, .map, .unary, .binary, .logical,
      .conditional, .optionalSelect, .optionalMark, .invalid:
      constant(.null, id)
    }
  }

  mutating func planList(_ elements: [Syntax.NodeID], _ id: Syntax.NodeID) -> PlanID {
    if elements.contains(where: isMarked) { return planOptionalList(elements, id) }
    let operands = plan(elements)
    return fold(.list(append(operands)), of: operands, id)
  }

  mutating func planMap(_ entries: [Syntax.MapEntry], _ id: Syntax.NodeID) -> PlanID {
    if entries.contains(where: { isMarked($0.key) }) { return planOptionalMap(entries, id) }
    let operands = plan(entries.flatMap { [$0.key, $0.value] })
    return fold(.map(append(operands)), of: operands, id)
  }

  mutating func planLogical(
    _ logical: LogicalOperator, _ parts: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> PlanID {
    let operands = plan(parts)
    return fold(.logical(logical, append(operands)), of: operands, id)
  }

  mutating func planConditional(
    _ condition: PlanID, _ then: PlanID, _ otherwise: PlanID, _ id: Syntax.NodeID
  ) -> PlanID {
    fold(
      .conditional(condition, then: then, otherwise: otherwise), of: [condition, then, otherwise],
      id)
  }

  /// Plans one expression after the other.
  mutating func plan(_ ids: [Syntax.NodeID]) -> [PlanID] {
    var planned: [PlanID] = []
    for id in ids { planned.append(plan(id)) }
    return planned
  }

  mutating func planUnary(
    _ unary: UnaryOperator, _ operand: Syntax.NodeID, _ id: Syntax.NodeID
  ) -> PlanID {
    let planned = plan(operand)
    switch unary {
    case .not: return fold(.not(planned), of: [planned], id)
    case .negate: return fold(.negate(planned), of: [planned], id)
    }
  }

  mutating func planBinary(
    _ binary: BinaryOperator, _ left: Syntax.NodeID, _ right: Syntax.NodeID, _ id: Syntax.NodeID
  ) -> PlanID {
    let leftID = plan(left)
    let rightID = plan(right)
    reportInstantComparison(binary, leftID, rightID, id)
    return fold(planNode(binary, leftID, rightID), of: [leftID, rightID], id)
  }

  private mutating func planNode(
    _ binary: BinaryOperator, _ left: PlanID, _ right: PlanID
  ) -> PlanNode {
    switch binary {
    case .equal: .equality(left, right, isNegated: false)
    case .notEqual: .equality(left, right, isNegated: true)
    case .less: .ordering(.less, left, right)
    case .lessOrEqual: .ordering(.lessOrEqual, left, right)
    case .greater: .ordering(.greater, left, right)
    case .greaterOrEqual: .ordering(.greaterOrEqual, left, right)
    case .membership: membership(left, right)
    case .add: .arithmetic(.add, left, right)
    case .subtract: .arithmetic(.subtract, left, right)
    case .multiply: .arithmetic(.multiply, left, right)
    case .divide: .arithmetic(.divide, left, right)
    case .remainder: .arithmetic(.remainder, left, right)
    }
  }

  private mutating func membership(_ element: PlanID, _ collection: PlanID) -> PlanNode {
    guard case .list(let elements) = constant(collection), let set = ConstantSet(elements) else {
      return .membership(element, collection)
    }
    return .constantMembership(element, set: append(set))
  }

  /// The instant of the decision against a constant: a window hidden in a condition.
  private mutating func reportInstantComparison(
    _ binary: BinaryOperator, _ left: PlanID, _ right: PlanID, _ id: Syntax.NodeID
  ) {
    guard let name = environment.instantVariable,
      let slot = names.variable(name, isAbsolute: true)?.slot
    else { return }
    switch binary {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .membership:
      let isComparison =
        (isInstant(left, slot) && isConstant(right)) || (isConstant(left) && isInstant(right, slot))
      if isComparison { report(.instantComparedWithConstant(name, syntax.span(id))) }
    case .add, .subtract, .multiply, .divide, .remainder: return
    }
  }

  /// The variable itself, or moved by a constant, which would be the same comparison.
  private func isInstant(_ id: PlanID, _ slot: Int) -> Bool {
    switch tables.nodes[Int(id)] {
    case .variable(let found): return Int(found) == slot
    case .unaryFunction(.dynamic, let operand): return isInstant(operand, slot)
    case .unaryFunction(.timestamp, let operand): return isInstant(operand, slot)
    case .arithmetic(_, let left, let right):
      // `now - timestamp("...")` is a difference, and differences are what `now` is for.
      if case .duration = constant(right) { return isInstant(left, slot) }
      if case .duration = constant(left) { return isInstant(right, slot) }
      return false
    case .rare(let place): return boundValue(place).map { isInstant($0, slot) } ?? false
    default: return false
    }
  }

  /// Also a constant that cannot be computed, such as a timestamp that is none.
  private func isConstant(_ id: PlanID) -> Bool {
    if case .rare(let place) = tables.nodes[Int(id)], let value = boundValue(place) {
      return isConstant(value)
    }
    return constant(id) != nil
  }

  /// What a variable of `cel.bind` stands for; nil for every other step.
  private func boundValue(_ place: Int32) -> PlanID? {
    guard case .bound(let slot) = tables.rareNodes[Int(place)] else { return nil }
    return boundValues[slot]
  }
}
