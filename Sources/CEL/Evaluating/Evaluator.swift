/// One evaluation of a plan, watched by an observer.
struct Evaluator<Observer: EvaluationObserver> {
  let plan: Plan
  let bindings: Bindings
  var locals: [Value]
  /// What is left of `Limits.cost` for the atom that is evaluated.
  var budget: Int
  var observer: Observer

  init(_ plan: Plan, _ bindings: Bindings, _ observer: Observer) {
    self.plan = plan
    self.bindings = bindings
    self.observer = observer
    locals =
      plan.tables.localCount == 0 ? [] : Array(repeating: .null, count: plan.tables.localCount)
    // Steps outside of comprehensions run at most once, and their number is limited: only rounds
    // and work that grows with the data are charged.
    budget = plan.tables.limits.cost
  }

  /// The value of one node, which the observer is told of.
  mutating func evaluate(_ id: PlanID) throws(Fault) -> Value {
    guard Observer.isInterested else { return try value(of: id) }
    do throws(Fault) {
      let value = try value(of: id)
      observer.note(value, of: id)
      return value
    } catch {
      observer.note(error, of: id)
      throw error
    }
  }

  private mutating func value(of id: PlanID) throws(Fault) -> Value {
    switch plan.tables.nodes[Int(id)] {
    case .constant(let place): return plan.tables.constants[Int(place)]
    case .variable(let slot): return try variable(Int(slot), id)
    case .local(let slot): return locals[Int(slot)]
    case .select(let operand, let name): return try select(operand, name, id)
    case .field(let slot, let general): return try field(Int(slot), general)
    case .has(let operand, let name): return try has(operand, name, id)
    case .index(let operand, let index): return try element(operand, index, id)
    case .not(let operand): return .bool(!(try truth(operand, of: id)))
    case .negate(let operand): return try negated(operand, id)
    case .logical(.and, let operands): return .bool(try conjunction(operands, id))
    case .logical(.or, let operands): return .bool(try disjunction(operands, id))
    case .conditional(let condition, let then, let otherwise):
      return try evaluate(try truth(condition, of: id) ? then : otherwise)
    case .equality(let left, let right, let isNegated):
      return .bool(try areEqual(left, right, id) != isNegated)
    case .ordering(let ordering, let left, let right):
      return .bool(try isOrdered(ordering, left, right, id))
    case .arithmetic(let arithmetic, let left, let right):
      return try computed(arithmetic, left, right, id)
    case .membership(let element, let collection):
      return .bool(try isMember(element, collection, id))
    case .constantMembership(let element, let set):
      return .bool(plan.tables.sets[Int(set)].contains(try evaluate(element)))
    case .list(let operands): return try list(operands)
    case .map(let operands): return try map(operands, id)
    case .unaryFunction(let function, let operand): return try applied(function, operand, id)
    case .textFunction(let function, let subject, let part):
      return .bool(try isTrue(function, subject, part, id))
    case .matches(let subject, let pattern):
      return .bool(try matches(subject, pattern: pattern, id))
    case .constantMatches(let subject, let pattern):
      return .bool(try matches(subject, constantPattern: pattern, id))
    case .accessor(let accessor, let operand, let offset):
      return try accessed(accessor, operand, offset: Int64(offset), id)
    case .zonedAccessor(let accessor, let operand, let zone):
      return try accessed(accessor, operand, zone: zone, id)
    case .external(let function, let operands): return try called(function, operands, id)
    case .comprehension(let place): return try comprehended(Int(place), id)
    case .rare(let place): return try rare(Int(place), id)
    case .unresolved: throw Fault(reason: .unresolved, node: id)
    }
  }

  /// Takes units of work off the budget.
  mutating func charge(_ units: Int, _ id: PlanID) throws(Fault) {
    budget -= units
    if budget < 0 { throw Fault(reason: .costExceeded, node: id) }
  }

  /// The truth of an operand, which must be a bool.
  mutating func truth(_ operand: PlanID, of id: PlanID) throws(Fault) -> Bool {
    let value = try evaluate(operand)
    guard case .bool(let truth) = value else {
      throw Fault(reason: .noOverload(value.type, nil), node: id)
    }
    return truth
  }

  private func variable(_ slot: Int, _ id: PlanID) throws(Fault) -> Value {
    guard let value = bindings[slot] else { throw Fault(reason: .missingBinding, node: id) }
    return value
  }
}
