// What calls ask about fields.

extension AtomReading {
  /// Whether a call is determined.
  mutating func isDeterminedCall(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID]
  ) -> Bool {
    if name == Builtin.hasMacro, receiver == nil, let operand = arguments.first {
      return subject(operand) != nil
    }
    if let receiver, condition.reviewed.isBinding(name, receiver) { return false }
    if let receiver, let macro = Macro(rawValue: name) {
      return isDeterminedMacro(macro, receiver, arguments)
    }
    if name == Builtin.transform || name == Builtin.flatTransform { return false }
    if let isDetermined = isDeterminedText(name, receiver, arguments) { return isDetermined }
    // What a function of the environment gives may depend on more than its arguments.
    return areDetermined((receiver.map { [$0] } ?? []) + arguments)
      && !condition.program.functionCalls.contains { $0.name == name }
  }

  private mutating func isDeterminedText(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID]
  ) -> Bool? {
    let parts = (receiver.map { [$0] } ?? []) + arguments
    guard parts.count == 2, case .string(let text)? = condition.constant(parts[1]),
      let pattern = Self.pattern(name, UTF8Text(text)), let subject = comparedSubject(parts[0])
    else { return nil }
    table.note(text)
    switch subject.type {
    case .string, .wrapper(.string): ask(subject) { $0.insert(pattern) }
    default: return nil
    }
    return true
  }

  private static func pattern(_ name: String, _ text: UTF8Text) -> TextPattern? {
    if name == Builtin.matches { return .matches(text) }
    switch TextFunction(rawValue: name) {
    case .startsWith: return .starts(with: text)
    case .endsWith: return .ends(with: text)
    case .contains: return .contains(text)
    case nil: return nil
    }
  }

  /// `all` and `exists` ask which elements there are, not how many.
  private mutating func isDeterminedMacro(
    _ macro: Macro, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID]
  ) -> Bool {
    guard macro == .all || macro == .exists, arguments.count == 2,
      case .name(let name, _) = syntax[arguments[0]]
    else { return false }
    let list = subject(receiver)
    let isKnown = list.map { !$0.isElement && table.terms[$0.term].declaration?.element != nil }
    locals.append((name, isKnown == true ? list?.term : nil))
    defer { locals.removeLast() }
    return isDetermined(arguments[1]) && isKnown == true
  }
}
