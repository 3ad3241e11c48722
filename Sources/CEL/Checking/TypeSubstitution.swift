/// What is known about types that were not known at first, and which type fits which.
///
/// Types grow with the source, and with functions that take and return parametric types faster
/// than it, so every step is counted: once there were too many, everything is `dyn`.
struct TypeSubstitution {
  private var known: [DeclaredType?] = []
  /// What was known before, to go back where an overload does not fit after all.
  private var journal: [(variable: Int, before: DeclaredType?)] = []
  private var steps = 0

  /// Twenty thousand nodes with types forty levels deep take less than half of this.
  private static let greatestStepCount = 2_000_000
  /// Types inside one another; conditions are nested less deep.
  private static let greatestDepth = 100

  /// Whether types were too large; they are `dyn` then.
  var isExhausted: Bool { steps > Self.greatestStepCount }

  /// A type of which nothing is known.
  mutating func makeVariable() -> DeclaredType {
    known.append(nil)
    return .variable(known.count - 1)
  }

  private mutating func step(_ depth: Int) -> Bool {
    steps += 1
    return depth <= Self.greatestDepth && steps <= Self.greatestStepCount
  }

  private mutating func set(_ variable: Int, _ type: DeclaredType) {
    journal.append((variable, known[variable]))
    known[variable] = type
  }

  // MARK: - Fitting

  /// Whether a value of the first type of each pair can be used where the second is asked for. If so,
  /// what that says about unknown types is kept.
  mutating func areAssignable(_ types: [DeclaredType], to others: [DeclaredType]) -> Bool {
    guard types.count == others.count else { return false }
    journal.removeAll(keepingCapacity: true)
    for (type, other) in zip(types, others) where !isAssignable(type, other, 0) {
      while let last = journal.popLast() { known[last.variable] = last.before }
      return false
    }
    return true
  }

  private mutating func isAssignable(
    _ left: DeclaredType, _ right: DeclaredType, _ depth: Int
  ) -> Bool {
    guard step(depth) else { return isExhausted }
    if case .variable(let variable) = right, let fits = narrow(variable, left, depth) {
      return fits
    }
    if case .variable(let variable) = left, let fits = narrow(variable, right, depth) {
      return fits
    }
    switch (left, right) {
    case (.dyn, let other), (let other, .dyn):
      loosen(other, depth + 1)
      return true
    case (.null, let other), (let other, .null): return other.isNullable
    case (.wrapper(let a), .wrapper(let b)): return isAssignable(a, b, depth + 1)
    case (.wrapper(let a), let b), (let b, .wrapper(let a)): return isAssignable(a, b, depth + 1)
    case (.type, .type): return true
    case (.object(let a), .object(let b)): return a == b
    case (.object(let object), _) where object.mayBeOther: return true
    case (_, .object(let object)) where object.mayBeOther: return true
    case (.object, .map(let key, let value)):
      return isAssignable(.string, key, depth + 1) && isAssignable(.dyn, value, depth + 1)
    case (.map(let key, let value), .object):
      return isAssignable(key, .string, depth + 1) && isAssignable(value, .dyn, depth + 1)
    case (.list(let a), .list(let b)): return isAssignable(a, b, depth + 1)
    case (.map(let keyA, let valueA), .map(let keyB, let valueB)):
      return isAssignable(keyA, keyB, depth + 1) && isAssignable(valueA, valueB, depth + 1)
    case (.abstract(let nameA, let a), .abstract(let nameB, let b)):
      guard nameA == nameB, a.count == b.count else { return false }
      for (one, other) in zip(a, b) where !isAssignable(one, other, depth + 1) { return false }
      return true
    default: return left.isSamePlainType(as: right)
    }
  }

  /// Takes a type for an unknown one, or the more general of two; nil where the unknown type would
  /// contain itself.
  private mutating func narrow(_ variable: Int, _ type: DeclaredType, _ depth: Int) -> Bool? {
    if case .variable(variable) = type { return true }
    guard let current = known[variable] else {
      guard !occurs(variable, in: type, depth) else { return nil }
      set(variable, type)
      return true
    }
    guard isAssignable(type, current, depth + 1) else { return false }
    let general = moreGeneral(type, current)
    if !occurs(variable, in: general, depth) { set(variable, general) }
    return true
  }

  /// Anything may be in the place of a type: so may anything be in place of what it is made of.
  private mutating func loosen(_ type: DeclaredType, _ depth: Int) {
    guard step(depth) else { return }
    switch type {
    case .variable(let variable): _ = narrow(variable, .dyn, depth)
    case .list(let content): loosen(content, depth + 1)
    case .map(let key, let value):
      loosen(key, depth + 1)
      loosen(value, depth + 1)
    case .abstract(_, let parameters):
      for parameter in parameters { loosen(parameter, depth + 1) }
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration,
      .wrapper, .type, .parameter, .object:
      return
    }
  }

  private mutating func occurs(_ variable: Int, in type: DeclaredType, _ depth: Int) -> Bool {
    // A type that is too deep to look through is not taken in.
    guard step(depth) else { return true }
    switch type {
    case .variable(let other):
      if other == variable { return true }
      return known[other].map { occurs(variable, in: $0, depth + 1) } ?? false
    case .list(let content), .wrapper(let content):
      return occurs(variable, in: content, depth + 1)
    case .map(let key, let value):
      return occurs(variable, in: key, depth + 1) || occurs(variable, in: value, depth + 1)
    case .abstract(_, let parameters):
      for parameter in parameters where occurs(variable, in: parameter, depth + 1) { return true }
      return false
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type,
      .object, .parameter:
      return false
    }
  }

  // MARK: - Generality

  /// Of two types that fit each other, the one that says less.
  mutating func moreGeneral(_ left: DeclaredType, _ right: DeclaredType) -> DeclaredType {
    saysNoMore(left, right, 0) ? left : right
  }

  private mutating func saysNoMore(
    _ left: DeclaredType, _ right: DeclaredType, _ depth: Int
  ) -> Bool {
    guard step(depth) else { return true }
    switch (left, right) {
    case (.dyn, _), (.variable, _): return true
    case (_, .dyn), (_, .variable): return false
    // What may be null says less than null.
    case (_, .null): return true
    case (.null, _): return false
    case (.wrapper(let a), .wrapper(let b)): return saysNoMore(a, b, depth + 1)
    case (.wrapper, _): return true
    case (_, .wrapper): return false
    case (.type, .type): return true
    case (.map, .object): return true
    case (.object(let a), .object(let b)): return a == b
    case (.object(let object), _): return object.mayBeOther
    case (.list(let a), .list(let b)): return saysNoMore(a, b, depth + 1)
    case (.map(let keyA, let valueA), .map(let keyB, let valueB)):
      return saysNoMore(keyA, keyB, depth + 1) && saysNoMore(valueA, valueB, depth + 1)
    case (.abstract(let nameA, let a), .abstract(let nameB, let b)):
      guard nameA == nameB, a.count == b.count else { return false }
      for (one, other) in zip(a, b) where !saysNoMore(one, other, depth + 1) { return false }
      return true
    default: return left.isSamePlainType(as: right)
    }
  }

  /// One type for two values; `dyn` where they do not fit each other.
  mutating func join(_ left: DeclaredType, _ right: DeclaredType) -> DeclaredType {
    if areAssignable([left], to: [right]) { return moreGeneral(left, right) }
    let (left, right) = (left.withoutObjects, right.withoutObjects)
    return areAssignable([left], to: [right]) ? moreGeneral(left, right) : .dyn
  }

  // MARK: - Resolving

  /// A type with all that is known put in; what is still unknown stays, or becomes `dyn`.
  mutating func resolved(
    _ type: DeclaredType, unknownAsDyn: Bool = false, _ depth: Int = 0
  ) -> DeclaredType {
    guard step(depth) else { return .dyn }
    switch type {
    case .variable(let variable):
      guard let known = known[variable] else { return unknownAsDyn ? .dyn : type }
      return resolved(known, unknownAsDyn: unknownAsDyn, depth + 1)
    case .list(let content): return .list(resolved(content, unknownAsDyn: unknownAsDyn, depth + 1))
    case .type(let content): return .type(resolved(content, unknownAsDyn: unknownAsDyn, depth + 1))
    case .map(let key, let value):
      return .map(
        key: resolved(key, unknownAsDyn: unknownAsDyn, depth + 1),
        value: resolved(value, unknownAsDyn: unknownAsDyn, depth + 1))
    case .abstract(let name, let parameters):
      var found: [DeclaredType] = []
      for parameter in parameters {
        found.append(resolved(parameter, unknownAsDyn: unknownAsDyn, depth + 1))
      }
      return .abstract(name, found)
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration,
      .wrapper, .object, .parameter:
      return type
    }
  }

  /// What is known of the outermost part of a type.
  func head(_ type: DeclaredType) -> DeclaredType {
    var current = type
    // INVARIANT: no unknown type contains itself, so this ends after as many rounds as there are.
    while case .variable(let variable) = current, let next = known[variable] { current = next }
    return current
  }

  /// The declaration of a function with unknown types in the place of its parameters.
  mutating func instance(of overload: Overload) -> Overload {
    var variables: [String: DeclaredType] = [:]
    var parameters: [DeclaredType] = []
    for parameter in overload.parameters {
      parameters.append(instance(of: parameter, &variables, 0))
    }
    let result = instance(of: overload.result, &variables, 0)
    return Overload(parameters, result, style: overload.style)
  }

  private mutating func instance(
    of type: DeclaredType, _ variables: inout [String: DeclaredType], _ depth: Int
  ) -> DeclaredType {
    guard step(depth) else { return .dyn }
    switch type {
    case .parameter(let name):
      if let variable = variables[name] { return variable }
      let variable = makeVariable()
      variables[name] = variable
      return variable
    case .list(let content): return .list(instance(of: content, &variables, depth + 1))
    case .type(let content): return .type(instance(of: content, &variables, depth + 1))
    case .map(let key, let value):
      return .map(
        key: instance(of: key, &variables, depth + 1),
        value: instance(of: value, &variables, depth + 1))
    case .abstract(let name, let parameters):
      var found: [DeclaredType] = []
      for parameter in parameters { found.append(instance(of: parameter, &variables, depth + 1)) }
      return .abstract(name, found)
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration,
      .wrapper, .object, .variable:
      return type
    }
  }
}

extension DeclaredType {
  /// Whether both are the same type without parts.
  fileprivate func isSamePlainType(as other: DeclaredType) -> Bool {
    switch (self, other) {
    case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
      (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration):
      true
    case (.parameter(let name), .parameter(let otherName)): name == otherName
    default: false
    }
  }
}
