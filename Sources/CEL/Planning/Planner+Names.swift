extension Planner {
  /// `a`, `a.b`, and so on: a variable, a type, or a field of something.
  mutating func planNameOrField(_ id: Syntax.NodeID, isChainLink: Bool) -> PlanID {
    if !isChainLink { recordReference(id) }
    if let name = planName(id) { return name }
    guard case .select(let operand, let field) = syntax[id] else { return emit(.unresolved, id) }
    let planned = plan(operand, isChainLink: isChainLink || isPath(id))
    return planField(field, of: planned, id)
  }

  /// `a["b"]` is read like `a.b`.
  mutating func planIndex(
    _ operand: Syntax.NodeID, _ index: Syntax.NodeID, _ id: Syntax.NodeID, isChainLink: Bool
  ) -> PlanID {
    if !isChainLink { recordReference(id) }
    let planned = plan(operand, isChainLink: isChainLink || isPath(id))
    if case .optionalMark(let marked) = syntax[index] {
      return planOptionalIndex(planned, marked, id)
    }
    if case .string(let field) = syntax[index] { return planField(field, of: planned, id) }
    let place = plan(index)
    return fold(.index(planned, place), of: [planned, place], id)
  }

  private mutating func planField(
    _ field: String, of operand: PlanID, _ id: Syntax.NodeID
  ) -> PlanID {
    fold(.select(operand, name: appendName(field)), of: [operand], id)
  }

  /// What has a meaning as a whole; nil for the field of something.
  private mutating func planName(_ id: Syntax.NodeID) -> PlanID? {
    if let slot = variable(id)?.slot { return emit(.variable(slot: Int32(slot)), id) }
    if case .name(let name, isAbsolute: false) = syntax[id],
      let slot = scope.lastIndex(of: name)
    {
      return emitLocal(slot: slot, id)
    }
    if let type = type(id) { return constant(.type(type), id) }
    guard case .name(let name, isAbsolute: _) = syntax[id] else { return nil }
    return unresolved(.unknownName(name, syntax.nameSpan(id), candidates: knownNames), id)
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

  /// One name of a path and where it stands.
  private struct Link {
    let name: String
    let span: Range<Int>
  }

  /// A variable and the constant fields read from it; nil for all other expressions.
  private func links(_ id: Syntax.NodeID) -> [Link]? {
    if let variable = variable(id) { return [Link(name: variable.name, span: syntax.span(id))] }
    switch syntax[id] {
    case .select(let operand, let field):
      return links(operand).map { $0 + [Link(name: field, span: syntax.nameSpan(id))] }
    case .optionalSelect(let operand, let field):
      return links(operand).map { $0 + [Link(name: field, span: syntax.nameSpan(id))] }
    case .index(let operand, let index):
      let (index, _) = unmarked(index)
      guard case .string(let field) = syntax[index] else { return nil }
      return links(operand).map { $0 + [Link(name: field, span: syntax.span(index))] }
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .call, .list, .map, .unary,
      .binary, .logical, .conditional, .optionalMark, .invalid:
      return nil
    }
  }

  func isPath(_ id: Syntax.NodeID) -> Bool { links(id) != nil }

  mutating func recordReference(_ id: Syntax.NodeID) {
    guard let links = links(id) else { return }
    record(
      FieldReference(
        path: links.map(\.name), nameSpans: links.map(\.span), span: syntax.span(id)))
  }

  func nameChain(_ id: Syntax.NodeID) -> (names: [String], isAbsolute: Bool)? {
    syntax.nameChain(id)
  }

  private func type(_ id: Syntax.NodeID) -> ValueType? {
    guard let chain = nameChain(id), chain.isAbsolute || !scope.contains(chain.names[0]) else {
      return nil
    }
    return ValueType(rawValue: chain.names.joined(separator: "."))
  }

  private var knownNames: [String] { names.variableNames + scope }
}
