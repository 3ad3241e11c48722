// A condition is split at its outermost `&&`, `||` and `!` into atoms. Each has a budget of its own, and
// one that exceeds it has failed like any other: so the order of atoms never decides a result, and
// an atom means the same in every condition (design document, section 9).

extension Evaluator {
  /// The value of a whole condition.
  mutating func evaluateCondition(_ id: PlanID) throws(Fault) -> Value {
    guard Observer.isInterested else { return try conditionValue(id) }
    do throws(Fault) {
      let value = try conditionValue(id)
      observer.note(value, of: id)
      return value
    } catch {
      observer.note(error, of: id)
      throw error
    }
  }

  private mutating func conditionValue(_ id: PlanID) throws(Fault) -> Value {
    switch plan.tables.nodes[Int(id)] {
    case .logical(.and, let operands): return .bool(try combined(operands, until: false, id))
    case .logical(.or, let operands): return .bool(try combined(operands, until: true, id))
    case .not(let operand): return .bool(!(try atomTruth(operand, of: id)))
    default:
      budget = plan.tables.limits.cost
      return try evaluate(id)
    }
  }

  /// `&&` and `||`: one operand that decides is enough, whatever fails beside it (CEL spec, "Logical
  /// Operators").
  private mutating func combined(
    _ operands: OperandRange, until decisive: Bool, _ id: PlanID
  ) throws(Fault) -> Bool {
    var fault: Fault?
    for place in operands.indices {
      do throws(Fault) {
        if try atomTruth(plan.tables.operands[place], of: id) == decisive { return decisive }
      } catch {
        fault = fault ?? error
      }
    }
    if let fault { throw fault }
    return !decisive
  }

  private mutating func atomTruth(_ operand: PlanID, of id: PlanID) throws(Fault) -> Bool {
    let value = try evaluateCondition(operand)
    guard case .bool(let truth) = value else {
      throw Fault(reason: .noOverload(value.type, nil), node: id)
    }
    return truth
  }
}
