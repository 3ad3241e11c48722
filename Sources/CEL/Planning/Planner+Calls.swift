extension Planner {
  mutating func planCall(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> PlanID {
    guard let receiver else { return planGlobalCall(name, arguments, id) }
    if let place = qualifiedFunction(name, receiver, arguments.count) {
      return planExternal(place, arguments, id)
    }
    if let planned = planQualifiedLibraryCall(name, receiver, arguments, id) { return planned }
    if let macro = Macro(rawValue: name) { return planMacro(macro, receiver, arguments, id) }
    return planReceiverCall(name, receiver, arguments, id)
  }

  // MARK: - name(a, b)

  private mutating func planGlobalCall(
    _ name: String, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> PlanID {
    if name == Builtin.hasMacro { return planHas(arguments, id) }
    if let function = UnaryFunction.byName[name] {
      guard arguments.count == 1 else { return wrongCount(name, "1 argument", arguments, id) }
      let operand = plan(arguments[0])
      return fold(.unaryFunction(function, operand), of: [operand], id)
    }
    if name == Builtin.matches {
      guard arguments.count == 2 else { return wrongCount(name, "2 arguments", arguments, id) }
      return planMatches(arguments[0], arguments[1], id)
    }
    if let place = names.function(name, .global, arguments.count) {
      return planExternal(place, arguments, id)
    }
    _ = plan(arguments)
    return unresolved(
      problem(name, .global, syntax.nameSpan(id), argumentCount: arguments.count), id)
  }

  /// `has(e.f)`
  private mutating func planHas(_ arguments: [Syntax.NodeID], _ id: Syntax.NodeID) -> PlanID {
    guard arguments.count == 1 else {
      return wrongCount(Builtin.hasMacro, "1 argument", arguments, id)
    }
    guard case .select(let operand, let field) = syntax[arguments[0]] else {
      _ = plan(arguments[0])
      report(.hasNeedsField(syntax.span(arguments[0])))
      return emit(.unresolved, id)
    }
    recordReference(arguments[0])
    let planned = plan(operand, isChainLink: isPath(arguments[0]))
    return fold(.has(planned, name: appendName(field)), of: [planned], id)
  }

  // MARK: - receiver.name(a)

  private mutating func planReceiverCall(
    _ name: String, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> PlanID {
    if name == Builtin.size {
      guard arguments.isEmpty else { return wrongCount(name, "no argument", arguments, id) }
      let operand = plan(receiver)
      return fold(.unaryFunction(.size, operand), of: [operand], id)
    }
    if name == Builtin.matches {
      guard arguments.count == 1 else { return wrongCount(name, "1 argument", arguments, id) }
      return planMatches(receiver, arguments[0], id)
    }
    if let function = TextFunction(rawValue: name) {
      guard arguments.count == 1 else { return wrongCount(name, "1 argument", arguments, id) }
      let operands = [plan(receiver), plan(arguments[0])]
      return fold(.textFunction(function, operands[0], operands[1]), of: operands, id)
    }
    if let accessor = TimeAccessor(rawValue: name) {
      guard arguments.count <= 1 else {
        return wrongCount(name, "at most 1 argument", arguments, id)
      }
      return planAccessor(accessor, receiver, zone: arguments.first, id)
    }
    if let place = names.function(name, .receiver, arguments.count) {
      return planExternal(place, [receiver] + arguments, id)
    }
    if let planned = planLibraryReceiverCall(name, receiver, arguments, id) { return planned }
    _ = plan([receiver] + arguments)
    return unresolved(
      problem(name, .receiver, syntax.nameSpan(id), argumentCount: arguments.count), id)
  }

  private mutating func planAccessor(
    _ accessor: TimeAccessor, _ receiver: Syntax.NodeID, zone: Syntax.NodeID?, _ id: Syntax.NodeID
  ) -> PlanID {
    let operand = plan(receiver)
    guard let zone else {
      return fold(.accessor(accessor, operand, offsetSeconds: 0), of: [operand], id)
    }
    let zoneID = plan(zone)
    if case .string(let name) = constant(zoneID), FixedOffset.seconds(name) == nil,
      environment.timeZones?(name, .epoch) == nil
    {
      let text = StaticText.timeZone
      report(.invalidConstant(text.rawValue, syntax.span(zone), help: text.help))
      return emit(.unresolved, id)
    }
    return fold(.zonedAccessor(accessor, operand, zone: zoneID), of: [operand, zoneID], id)
  }

  // MARK: - Both

  private mutating func planMatches(
    _ subject: Syntax.NodeID, _ pattern: Syntax.NodeID, _ id: Syntax.NodeID
  ) -> PlanID {
    let subjectID = plan(subject)
    let patternID = plan(pattern)
    guard case .string(let source) = constant(patternID) else {
      return emit(.matches(subjectID, pattern: patternID), id)
    }
    do throws(Problem) {
      let compiled = try compilePattern(source, syntax.span(pattern))
      return fold(
        .constantMatches(subjectID, pattern: append(compiled)), of: [subjectID], id)
    } catch {
      report(error)
      return emit(.unresolved, id)
    }
  }

  private func compilePattern(
    _ source: String, _ span: Range<Int>
  ) throws(Problem) -> RegularExpression {
    let limits = environment.limits
    guard source.utf8.count <= limits.regularExpressionByteCount else {
      throw .invalidPattern(
        "it is longer than \(limits.regularExpressionByteCount) bytes", span)
    }
    guard tables.patterns.count < limits.regularExpressionCount else {
      throw .tooManyPatterns(limits.regularExpressionCount, span)
    }
    do throws(RegularExpression.Refusal) {
      return try RegularExpression(source, memoryLimit: RegularExpression.memoryLimit)
    } catch {
      throw .invalidPattern(Problem.visible(error.reason), span)
    }
  }

  private mutating func planExternal(
    _ place: Int, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> PlanID {
    let operands = plan(arguments)
    let texts = operands.map { operand -> String? in
      guard case .string(let text) = constant(operand) else { return nil }
      return text
    }
    let function = tables.functions[place]
    record(
      FunctionReference(
        name: function.name, stringArguments: texts, argumentSpans: arguments.map(syntax.span),
        span: syntax.span(id)))
    let node = PlanNode.external(function: Int32(place), append(operands))
    return function.isConstant ? fold(node, of: operands, id) : emit(node, id)
  }

  /// `a.b.f(x)` where `a.b.f` is a function and `a.b` no variable.
  private func qualifiedFunction(
    _ name: String, _ receiver: Syntax.NodeID, _ argumentCount: Int
  ) -> Int? {
    guard !isPath(receiver), let chain = nameChain(receiver) else { return nil }
    return names.function(
      (chain.names + [name]).joined(separator: "."), .global, argumentCount)
  }

  // MARK: - Problems

  /// Reports a wrong number of arguments, and what is wrong inside of them.
  mutating func wrongCount(
    _ name: String, _ expected: String, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> PlanID {
    _ = plan(arguments)
    // After a syntax error the number of arguments means nothing.
    if !arguments.contains(where: isInvalid) {
      report(
        .argumentCount(
          name, syntax.nameSpan(id), expected: expected, found: arguments.count,
          usage: Builtin.usage(of: name, onReceiver: isReceiverCall(id))))
    }
    return emit(.unresolved, id)
  }

  private func isReceiverCall(_ id: Syntax.NodeID) -> Bool {
    guard case .call(_, receiver: .some, arguments: _) = syntax[id] else { return false }
    return true
  }

  private func isInvalid(_ id: Syntax.NodeID) -> Bool {
    guard case .invalid = syntax[id] else { return false }
    return true
  }

  private func problem(
    _ name: String, _ style: Function.Style, _ span: Range<Int>, argumentCount: Int
  ) -> Problem {
    let declared = names.functions(named: name)
    if let same = declared.first(where: { $0.style == style }) {
      let plural = same.parameterCount == 1 ? "argument" : "arguments"
      return .argumentCount(
        name, span, expected: "\(same.parameterCount) \(plural)", found: argumentCount,
        usage: same.usage)
    }
    let other: Function.Style = style == .global ? .receiver : .global
    let builtins = [
      Function.Style.global: Builtin.globalNames, .receiver: Builtin.receiverNames,
    ]
    if !declared.isEmpty || (builtins[other] ?? []).contains(name) {
      return .wrongCallStyle(name, span, style: other)
    }
    return .unknownFunction(
      name, span, candidates: names.functionNames(style) + (builtins[style] ?? []))
  }
}
