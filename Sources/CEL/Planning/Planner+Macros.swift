extension Planner {
  /// A macro over a list or map, with one variable or two (CEL spec, "Macros").
  mutating func planMacro(
    _ macro: Macro, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> PlanID {
    let counts = macro.argumentCounts
    guard counts.range.contains(arguments.count) else {
      _ = plan(receiver)
      report(
        .argumentCount(
          macro.rawValue, syntax.nameSpan(id), expected: counts.words, found: arguments.count,
          usage: macro.usage))
      return emit(.unresolved, id)
    }
    let variableCount = macro.hasTwoVariables(argumentCount: arguments.count) ? 2 : 1
    guard let variables = variables(macro, arguments.prefix(variableCount)) else {
      _ = plan(receiver)
      return emit(.unresolved, id)
    }
    let range = plan(receiver)
    let firstSlot = scope.count
    let start = tables.nodes.count
    scope += variables
    let (filter, body) = planRound(macro, arguments.dropFirst(variableCount), firstSlot, id)
    scope.removeLast(variableCount)
    let comprehension = Comprehension(
      kind: macro.kind, range: range, firstSlot: firstSlot,
      secondSlot: variableCount == 2 ? firstSlot + 1 : nil, filter: filter, body: body,
      roundCost: tables.nodes.count - start + 1)
    return emit(.comprehension(append(comprehension)), id)
  }

  /// What is evaluated in each round; a `filter` keeps the element itself.
  private mutating func planRound(
    _ macro: Macro, _ parts: ArraySlice<Syntax.NodeID>, _ firstSlot: Int, _ id: Syntax.NodeID
  ) -> (filter: PlanID?, body: PlanID) {
    var planned = plan(Array(parts))
    if macro == .filter { planned.append(emit(.local(slot: Int32(firstSlot)), id)) }
    let body = planned.removeLast()
    return (planned.first, body)
  }

  private mutating func variables(
    _ macro: Macro, _ arguments: ArraySlice<Syntax.NodeID>
  ) -> [String]? {
    var variables: [String] = []
    for argument in arguments {
      guard case .name(let name, isAbsolute: false) = syntax[argument] else {
        report(.macroVariable(macro.rawValue, syntax.span(argument)))
        return nil
      }
      if variables.contains(name) {
        report(.repeatedVariable(name, syntax.span(argument)))
        return nil
      }
      variables.append(name)
    }
    return variables
  }
}
