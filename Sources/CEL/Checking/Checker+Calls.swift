extension Checker {
  /// The type of a call, of a macro, too.
  mutating func call(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> DeclaredType {
    guard let receiver else { return globalCall(name, arguments, id) }
    if let qualified = qualifiedCall(name, receiver, arguments, id) { return qualified }
    if let macro = Macro(rawValue: name) { return self.macro(macro, receiver, arguments, id) }
    if name == Builtin.transform || name == Builtin.flatTransform {
      return transform(receiver, arguments, isFlat: name == Builtin.flatTransform, id)
    }
    let overloads = overloads(name, .receiver)
    let types = [check(receiver)] + checkAll(arguments)
    return result(of: name, overloads, types, id)
  }

  private mutating func globalCall(
    _ name: String, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> DeclaredType {
    if name == Builtin.hasMacro { return presence(arguments, id) }
    for namespace in NameTable.namespaces(of: environment.container) {
      let overloads = overloads(namespace + name, .global)
      if !overloads.isEmpty { return result(of: name, overloads, checkAll(arguments), id) }
    }
    return result(of: name, [], checkAll(arguments), id)
  }

  /// `a.b.f(x)` where `a.b.f` is a function and `a.b` no variable; nil for everything else.
  private mutating func qualifiedCall(
    _ name: String, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], _ id: Syntax.NodeID
  ) -> DeclaredType? {
    guard let chain = syntax.nameChain(receiver), qualifiedName(receiver) == nil,
      !scope.contains(where: { $0.name == chain.names[0] }) || chain.isAbsolute
    else { return nil }
    if chain.names == [Builtin.bind.namespace], name == Builtin.bind.name {
      return bind(arguments, id)
    }
    let fullName = (chain.names + [name]).joined(separator: ".")
    let namespaces = chain.isAbsolute ? [""] : NameTable.namespaces(of: environment.container)
    for namespace in namespaces {
      let overloads = overloads(namespace + fullName, .global)
      guard !overloads.isEmpty else { continue }
      let types = checkAll(arguments)
      if fullName == LibraryFunction.greatest.rawValue || fullName == LibraryFunction.least.rawValue
      {
        return extreme(fullName, overloads, types, id)
      }
      return result(of: fullName, overloads, types, id)
    }
    return nil
  }

  private mutating func checkAll(_ ids: [Syntax.NodeID]) -> [DeclaredType] {
    var types: [DeclaredType] = []
    for id in ids { types.append(check(id)) }
    return types
  }

  private func overloads(_ name: String, _ style: Function.Style) -> [Overload] {
    ((environment.functions[name] ?? []) + (StandardOverloads.byName[name] ?? []))
      .filter { $0.style == style }
  }

  /// `math.greatest` and `math.least` take any number of numbers.
  private mutating func extreme(
    _ name: String, _ overloads: [Overload], _ types: [DeclaredType], _ id: Syntax.NodeID
  ) -> DeclaredType {
    guard types.count > 1 else { return result(of: name, overloads, types, id) }
    for number in [DeclaredType.int, .uint, .double] {
      let isKnown = types.allSatisfy { substitution.head($0) == number }
      if isKnown { return number }
    }
    let isNumeric = types.allSatisfy {
      let type = substitution.head($0)
      // What is not known yet, such as an element of `[]`, may be a number.
      if case .variable = type { return true }
      return [.int, .uint, .double, .dyn].contains(type)
    }
    if !isNumeric { reportNoOverload(name, types, id) }
    return .dyn
  }

  // MARK: - Overloads

  /// The type of an operator's result.
  mutating func result(
    of name: String, _ types: [DeclaredType], _ id: Syntax.NodeID
  ) -> DeclaredType {
    result(of: name, overloads(name, .global), types, id)
  }

  private mutating func result(
    of name: String, _ overloads: [Overload], _ types: [DeclaredType], _ id: Syntax.NodeID
  ) -> DeclaredType {
    if let result = commonResult(overloads, types) { return result }
    // Two objects that differ are both maps.
    let plain = types.map { shown($0).withoutObjects }
    if plain != types, let result = commonResult(overloads, plain) { return result }
    reportNoOverload(name, types, id)
    return .dyn
  }

  /// The result of the overloads that fit; nil where none does.
  private mutating func commonResult(
    _ overloads: [Overload], _ types: [DeclaredType]
  ) -> DeclaredType? {
    var result: DeclaredType?
    for overload in overloads where overload.parameters.count == types.count {
      let instance = substitution.instance(of: overload)
      guard substitution.areAssignable(types, to: instance.parameters) else { continue }
      let found = substitution.resolved(instance.result)
      result = result == nil || result == found ? found : .dyn
    }
    return result
  }

  private mutating func reportNoOverload(
    _ name: String, _ types: [DeclaredType], _ id: Syntax.NodeID
  ) {
    guard problems.count < Problem.greatestCount else { return }
    let isKnown =
      environment.functions[name] != nil || StandardOverloads.byName[name] != nil
    guard isKnown else {
      report(.unknownFunction(name, syntax.nameSpan(id), candidates: functionNames))
      return
    }
    let written = name == StandardOverloads.negate ? "-" : name
    report(.noOverload(written, types.map(shown), syntax.nameSpan(id)))
  }

  private var functionNames: [String] {
    (environment.functions.keys.sorted() + Builtin.globalNames + Builtin.receiverNames)
  }
}
