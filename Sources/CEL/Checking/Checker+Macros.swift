// Macros are checked as they are written; each is expanded nowhere. A wrong number of arguments and
// a variable that is no plain name are the planner's to report; here they are `dyn`.

extension Checker {
  /// `has(e.f)`
  mutating func presence(_ arguments: [Syntax.NodeID], _ id: Syntax.NodeID) -> DeclaredType {
    for argument in arguments { _ = check(argument) }
    return .bool
  }

  /// `cel.bind(x, value, result)`
  mutating func bind(_ arguments: [Syntax.NodeID], _ id: Syntax.NodeID) -> DeclaredType {
    guard arguments.count == 3 else { return .dyn }
    let value = check(arguments[1])
    return check(arguments[2], with: [(arguments[0], value)])
  }

  /// `optMap` and `optFlatMap`
  mutating func transform(
    _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], isFlat: Bool, _ id: Syntax.NodeID
  ) -> DeclaredType {
    let content = substitution.makeVariable()
    require(check(receiver), is: .optional(content), at: receiver)
    guard arguments.count == 2 else { return .dyn }
    let body = check(arguments[1], with: [(arguments[0], content)])
    guard isFlat else { return .optional(body) }
    require(body, is: .optional(substitution.makeVariable()), at: arguments[1])
    return body
  }

  /// A macro over a list or map (CEL spec, "Macros").
  mutating func macro(
    _ macro: Macro, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> DeclaredType {
    // Apart: checking adds to what is known, which would be read before it otherwise.
    let type = check(receiver)
    let range = substitution.head(type)
    guard macro.argumentCounts.range.contains(arguments.count) else { return .dyn }
    let variableCount = macro.hasTwoVariables(argumentCount: arguments.count) ? 2 : 1
    guard let (first, second) = elementTypes(range, receiver, variableCount) else { return .dyn }
    let variables = Array(zip(arguments, [first, second]).prefix(variableCount))
    let parts = arguments.dropFirst(variableCount)
    var body = DeclaredType.dyn
    for (place, part) in parts.enumerated() {
      body = check(part, with: variables)
      let isCondition = macro.isQuantifier || place < parts.count - 1 || macro == .filter
      if isCondition { require(body, is: .bool, at: part) }
    }
    switch macro {
    case .all, .exists, .existsOne, .existsOneCamel: return .bool
    case .filter: return .list(first)
    case .map, .transformList: return .list(body)
    case .transformMap: return .map(key: first, value: body)
    case .transformMapEntry:
      let entries = DeclaredType.map(
        key: substitution.makeVariable(), value: substitution.makeVariable())
      if let part = parts.last { require(body, is: entries, at: part) }
      return entries
    }
  }

  /// What the variables of a macro stand for; nil where there is nothing to go over.
  private mutating func elementTypes(
    _ range: DeclaredType, _ receiver: Syntax.NodeID, _ variableCount: Int
  ) -> (DeclaredType, DeclaredType)? {
    switch range {
    case .list(let element): return variableCount == 2 ? (.int, element) : (element, .dyn)
    case .map(let key, let value): return (key, value)
    case .object(let object): return object.mayBeOther ? (.dyn, .dyn) : (.string, .dyn)
    case .wrapper(let content): return elementTypes(content, receiver, variableCount)
    case .dyn: return (.dyn, .dyn)
    case .variable:
      _ = substitution.areAssignable([.dyn], to: [range])
      return (.dyn, .dyn)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .abstract,
      .type, .parameter:
      report(.noElements(shown(range), syntax.span(receiver)))
      return nil
    }
  }

  private mutating func check(
    _ body: Syntax.NodeID, with variables: [(Syntax.NodeID, DeclaredType)]
  ) -> DeclaredType {
    let outer = scope.count
    for (id, type) in variables {
      record(type, for: id)
      if case .name(let name, isAbsolute: false) = syntax[id] { scope.append((name, type)) }
    }
    let type = check(body)
    scope.removeSubrange(outer...)
    return type
  }
}

extension Macro {
  /// Whether it asks in how many rounds something holds.
  fileprivate var isQuantifier: Bool {
    switch self {
    case .all, .exists, .existsOne, .existsOneCamel: true
    case .map, .filter, .transformList, .transformMap, .transformMapEntry: false
    }
  }
}
