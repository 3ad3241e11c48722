extension Evaluator {
  /// `&&`: false if any operand is, even where others fail (CEL spec, "Logical Operators").
  mutating func conjunction(_ operands: OperandRange, _ id: PlanID) throws(Fault) -> Bool {
    var fault: Fault?
    for place in operands.indices {
      do throws(Fault) {
        if !(try truth(plan.tables.operands[place], of: id)) { return false }
      } catch {
        if error.endsEvaluation { throw error }
        fault = fault ?? error
      }
    }
    if let fault { throw fault }
    return true
  }

  /// `||`: true if any operand is, even where others fail.
  mutating func disjunction(_ operands: OperandRange, _ id: PlanID) throws(Fault) -> Bool {
    var fault: Fault?
    for place in operands.indices {
      do throws(Fault) {
        if try truth(plan.tables.operands[place], of: id) { return true }
      } catch {
        if error.endsEvaluation { throw error }
        fault = fault ?? error
      }
    }
    if let fault { throw fault }
    return false
  }

  mutating func areEqual(
    _ left: PlanID, _ right: PlanID, _ id: PlanID
  ) throws(Fault) -> Bool {
    let leftValue = try evaluate(left)
    let rightValue = try evaluate(right)
    let areEqual = leftValue.equals(rightValue, budget: &budget)
    try charge(0, id)
    return areEqual
  }

  mutating func isOrdered(
    _ ordering: OrderingOperator, _ left: PlanID, _ right: PlanID, _ id: PlanID
  ) throws(Fault) -> Bool {
    let leftValue = try evaluate(left)
    let rightValue = try evaluate(right)
    guard let order = leftValue.order(rightValue) else {
      throw Fault(reason: .noOverload(leftValue.type, rightValue.type), node: id)
    }
    try charge(leftValue.comparisonCost, id)
    switch ordering {
    case .less: return order == .less
    case .lessOrEqual: return order == .less || order == .equal
    case .greater: return order == .greater
    case .greaterOrEqual: return order == .greater || order == .equal
    }
  }

  mutating func negated(_ operand: PlanID, _ id: PlanID) throws(Fault) -> Value {
    let value = try evaluate(operand)
    do throws(Fault.Reason) {
      return try Arithmetic.negate(value)
    } catch {
      throw Fault(reason: error, node: id)
    }
  }

  mutating func computed(
    _ arithmetic: ArithmeticOperator, _ left: PlanID, _ right: PlanID, _ id: PlanID
  ) throws(Fault) -> Value {
    let leftValue = try evaluate(left)
    let rightValue = try evaluate(right)
    if arithmetic == .add, let units = try concatenationCost(leftValue, rightValue, id) {
      try charge(units, id)
    }
    do throws(Fault.Reason) {
      return try Arithmetic.compute(arithmetic, leftValue, rightValue)
    } catch {
      throw Fault(reason: error, node: id)
    }
  }

  /// What joining two texts or lists costs; nil for everything else.
  private func concatenationCost(
    _ left: Value, _ right: Value, _ id: PlanID
  ) throws(Fault) -> Int? {
    let limits = plan.tables.limits
    switch (left, right) {
    case (.string(let a), .string(let b)):
      return try joined(a.utf8.count + b.utf8.count, limits.stringByteCount, id)
        / EvaluationCost.bytesPerUnit
    case (.bytes(let a), .bytes(let b)):
      return try joined(a.count + b.count, limits.stringByteCount, id) / EvaluationCost.bytesPerUnit
    case (.list(let a), .list(let b)):
      return try joined(a.count + b.count, limits.elementCount, id)
    default:
      return nil
    }
  }

  private func joined(_ count: Int, _ limit: Int, _ id: PlanID) throws(Fault) -> Int {
    guard count <= limit else { throw Fault(reason: .sizeExceeded, node: id) }
    return count
  }
}
