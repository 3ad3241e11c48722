extension Planner {
  // MARK: - namespace.name(a)

  /// `math.abs(x)`, `cel.bind(x, a, b)` and the like, where no variable is named like the
  /// namespace; nil for everything else.
  mutating func planQualifiedLibraryCall(
    _ name: String, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> PlanID? {
    guard case .name(let namespace, _) = syntax[receiver], !isKnownName(receiver) else {
      return nil
    }
    if namespace == Builtin.bind.namespace, name == Builtin.bind.name {
      return planBind(arguments, id)
    }
    guard let function = Builtin.libraryFunctions["\(namespace).\(name)"] else { return nil }
    return planLibrary(function, arguments, argumentCount: arguments.count, id)
  }

  private func isKnownName(_ id: Syntax.NodeID) -> Bool {
    guard case .name(let name, let isAbsolute) = syntax[id] else { return false }
    return variable(id) != nil || (!isAbsolute && scope.contains(name))
  }

  private mutating func planLibrary(
    _ function: LibraryFunction, _ operands: [Syntax.NodeID], argumentCount: Int,
    _ id: Syntax.NodeID
  ) -> PlanID {
    guard function.parameterCounts.contains(argumentCount) else {
      return wrongCount(
        function.rawValue, function.parameterWords, Array(operands.suffix(argumentCount)), id)
    }
    let planned = plan(operands)
    return fold(rare(.library(function, append(planned))), of: planned, id)
  }

  /// `cel.bind(x, value, result)` (bindings extension of cel-go).
  private mutating func planBind(_ arguments: [Syntax.NodeID], _ id: Syntax.NodeID) -> PlanID {
    let fullName = "\(Builtin.bind.namespace).\(Builtin.bind.name)"
    guard arguments.count == 3 else {
      return wrongMacroCount(
        fullName, "3 arguments", arguments, id, usage: "`\(fullName)(x, value, result)`")
    }
    guard case .name(let name, isAbsolute: false) = syntax[arguments[0]] else {
      report(.macroArgument(fullName, syntax.span(arguments[0])))
      return emit(.unresolved, id)
    }
    let value = plan(arguments[1])
    let slot = bind(name, to: value)
    let body = plan(arguments[2])
    unbind()
    return emit(rare(.bind(value, slot: slot, body: body)), id)
  }

  /// Reports a wrong number of arguments, and nothing inside of them: which of them would have been
  /// the variable is not known.
  private mutating func wrongMacroCount(
    _ name: String, _ expected: String, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID,
    usage: String
  ) -> PlanID {
    report(
      .argumentCount(
        name, syntax.nameSpan(id), expected: expected, found: arguments.count, usage: usage))
    return emit(.unresolved, id)
  }

  // MARK: - receiver.name(a)

  /// A function of a library that is called on a value; nil for everything else.
  mutating func planLibraryReceiverCall(
    _ name: String, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> PlanID? {
    switch name {
    case Builtin.firstPresent, Builtin.presentValue:
      guard arguments.count == 1 else { return wrongCount(name, "1 argument", arguments, id) }
      let optional = plan(receiver)
      let other = plan(arguments[0])
      let isValue = name == Builtin.presentValue
      return emit(
        rare(isValue ? .presentValue(optional, otherwise: other) : .firstPresent(optional, other)),
        id)
    case Builtin.transform, Builtin.flatTransform:
      return planTransform(name, receiver, arguments, id)
    default:
      guard let function = Builtin.libraryFunctions[name], function.style == .receiver else {
        return nil
      }
      return planLibrary(
        function, [receiver] + arguments, argumentCount: arguments.count, id)
    }
  }

  private mutating func planTransform(
    _ name: String, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> PlanID {
    guard arguments.count == 2 else {
      return wrongMacroCount(
        name, "2 arguments", arguments, id, usage: "`optional.\(name)(x, result)`")
    }
    guard case .name(let variable, isAbsolute: false) = syntax[arguments[0]] else {
      report(.macroVariable(name, syntax.span(arguments[0])))
      return emit(.unresolved, id)
    }
    let optional = plan(receiver)
    let slot = bind(variable, to: optional)
    let body = plan(arguments[1])
    unbind()
    return emit(
      rare(
        .transform(optional, slot: slot, body: body, isFlat: name == Builtin.flatTransform)), id)
  }

  // MARK: - Optional values

  func isMarked(_ id: Syntax.NodeID) -> Bool { unmarked(id).isOptional }

  /// An expression without the `?` before it.
  func unmarked(_ id: Syntax.NodeID) -> (id: Syntax.NodeID, isOptional: Bool) {
    guard case .optionalMark(let operand) = syntax[id] else { return (id, false) }
    return (operand, true)
  }

  /// `a.?b`
  mutating func planOptionalSelection(
    _ operand: Syntax.NodeID, _ field: String, _ id: Syntax.NodeID, isChainLink: Bool
  ) -> PlanID {
    if !isChainLink { recordReference(id) }
    let planned = plan(operand, isChainLink: isChainLink || isPath(id))
    return emit(rare(.optionalSelect(planned, name: appendName(field))), id)
  }

  /// `a[?b]`
  mutating func planOptionalIndex(
    _ operand: PlanID, _ index: Syntax.NodeID, _ id: Syntax.NodeID
  ) -> PlanID {
    let planned = plan(index)
    return emit(rare(.optionalIndex(operand, planned)), id)
  }

  private mutating func planMarked(_ id: Syntax.NodeID) -> MarkedOperand {
    let (operand, isOptional) = unmarked(id)
    return MarkedOperand(id: plan(operand), isOptional: isOptional)
  }

  /// `[?a, b]`
  mutating func planOptionalList(_ elements: [Syntax.NodeID], _ id: Syntax.NodeID) -> PlanID {
    var operands: [MarkedOperand] = []
    for element in elements { operands.append(planMarked(element)) }
    return emit(rare(.optionalList(operands)), id)
  }

  /// `{?k: a, l: b}`
  mutating func planOptionalMap(_ entries: [Syntax.MapEntry], _ id: Syntax.NodeID) -> PlanID {
    var operands: [(key: MarkedOperand, value: PlanID)] = []
    for entry in entries {
      let key = planMarked(entry.key)
      operands.append((key, plan(entry.value)))
    }
    return emit(rare(.optionalMap(operands)), id)
  }
}
