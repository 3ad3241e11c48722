extension Planner {
  /// `a`, `a.b`, and so on: a variable, a type, or a field of something.
  mutating func planNameOrField(_ id: Syntax.NodeID, isChainLink: Bool) -> PlanID {
    if !isChainLink { recordReference(id) }
    if let slot = variable(id)?.slot { return emit(.variable(slot: Int32(slot)), id) }
    switch syntax[id] {
    case .select(let operand, let field):
      if let type = type(id) { return constant(.type(type), id) }
      let planned = plan(operand, isChainLink: isChainLink || path(id) != nil)
      return fold(.select(planned, name: appendName(field)), of: [planned], id)
    case .name(let name, let isAbsolute):
      if !isAbsolute, let slot = scope.lastIndex(of: name) {
        return emit(.local(slot: Int32(slot)), id)
      }
      if let type = type(id) { return constant(.type(type), id) }
      return unresolved(.unknownName(name, syntax.nameSpan(id), candidates: knownNames), id)
    default:
      return emit(.unresolved, id)
    }
  }

  /// `a["b"]` is read like `a.b`.
  mutating func planIndex(
    _ operand: Syntax.NodeID, _ index: Syntax.NodeID, _ id: Syntax.NodeID, isChainLink: Bool
  ) -> PlanID {
    if !isChainLink { recordReference(id) }
    let planned = plan(operand, isChainLink: isChainLink || path(id) != nil)
    if case .string(let field) = syntax[index] {
      return fold(.select(planned, name: appendName(field)), of: [planned], id)
    }
    let place = plan(index)
    return fold(.index(planned, place), of: [planned, place], id)
  }

  /// A part that cannot be resolved: a problem, or an error of every evaluation.
  mutating func unresolved(_ problem: Problem, _ id: Syntax.NodeID) -> PlanID {
    switch environment.unresolved {
    case .problem: report(problem)
    case .evaluationError: break
    }
    return emit(.unresolved, id)
  }

  /// The variable that a name or a chain of selections stands for as a whole.
  func variable(_ id: Syntax.NodeID) -> (name: String, slot: Int)? {
    guard let chain = nameChain(id), chain.isAbsolute || !scope.contains(chain.names[0]) else {
      return nil
    }
    guard chain.names.count == 1 || names.hasQualifiedNames else { return nil }
    return names.variable(chain.names.joined(separator: "."), isAbsolute: chain.isAbsolute)
  }

  /// A variable and the constant fields read from it; nil for all other expressions.
  func path(_ id: Syntax.NodeID) -> [String]? {
    if let variable = variable(id) { return [variable.name] }
    switch syntax[id] {
    case .select(let operand, let field): return path(operand).map { $0 + [field] }
    case .index(let operand, let index):
      guard case .string(let field) = syntax[index] else { return nil }
      return path(operand).map { $0 + [field] }
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .call, .list, .map, .unary,
      .binary, .logical, .conditional, .invalid:
      return nil
    }
  }

  mutating func recordReference(_ id: Syntax.NodeID) {
    guard let path = path(id) else { return }
    record(FieldReference(path: path, span: syntax.span(id)))
  }

  /// The names of `a.b.c`; nil where something else is selected from.
  func nameChain(_ id: Syntax.NodeID) -> (names: [String], isAbsolute: Bool)? {
    switch syntax[id] {
    case .name(let name, let isAbsolute): return ([name], isAbsolute)
    case .select(let operand, let field):
      return nameChain(operand).map { ($0.names + [field], $0.isAbsolute) }
    case .null, .bool, .int, .uint, .double, .string, .bytes, .index, .call, .list, .map, .unary,
      .binary, .logical, .conditional, .invalid:
      return nil
    }
  }

  private func type(_ id: Syntax.NodeID) -> ValueType? {
    guard let chain = nameChain(id), chain.isAbsolute || !scope.contains(chain.names[0]) else {
      return nil
    }
    return ValueType(rawValue: chain.names.joined(separator: "."))
  }

  private var knownNames: [String] { names.variableNames + scope }
}
