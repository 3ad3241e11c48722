// Which fields a part reads.

extension ComparedCondition {
  /// The paths of all fields that a part reads.
  func fields(_ id: Syntax.NodeID) -> [[String]] { fields(id, locals: []) }

  private func fields(_ id: Syntax.NodeID, locals: [String]) -> [[String]] {
    if let path = path(id, locals: locals) { return [path.names] }
    guard case .call(_, let receiver?, let arguments) = syntax[id] else {
      return syntax.parts(of: id).flatMap { fields($0, locals: locals) }
    }
    // Names that are arguments may be variables of a macro; so they are no fields.
    let names = arguments.compactMap { argument -> String? in
      if case .name(let name, isAbsolute: false) = syntax[argument] { name } else { nil }
    }
    let inner = isMacro(id) ? locals + names : locals
    return fields(receiver, locals: locals) + arguments.flatMap { fields($0, locals: inner) }
  }

  /// Whether a call brings in variables.
  private func isMacro(_ id: Syntax.NodeID) -> Bool {
    guard case .call(let name, let receiver?, _) = syntax[id] else { return false }
    return Macro(rawValue: name) != nil || reviewed.isBinding(name, receiver)
      || name == Builtin.transform || name == Builtin.flatTransform
  }

  /// The paths of fields without which a part errs; none where that is not known.
  func neededFields(_ id: Syntax.NodeID) -> [[String]] {
    if let path = path(id, locals: []) { return path.isOptional ? [] : [path.names] }
    switch syntax[id] {
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .optionalSelect,
      .optionalMark, .logical, .conditional, .invalid:
      return []
    case .call(let name, let receiver, let arguments):
      if name == Builtin.hasMacro || isMacro(id) { return receiver.map(neededFields) ?? [] }
      return ((receiver.map { [$0] } ?? []) + arguments).flatMap(neededFields)
    case .index, .list, .map, .unary, .binary, .select:
      return syntax.parts(of: id).flatMap(neededFields)
    }
  }

  /// Whether an expression has a value wherever the fields that it needs are there.
  func neverFails(_ id: Syntax.NodeID) -> Bool {
    guard case .call(let name, let receiver, let arguments) = syntax[id] else { return false }
    if let sized = reviewed.sized(name, receiver, arguments) {
      return path(sized, locals: []) != nil && isTyped(sized) { $0.isSized }
    }
    guard TimeAccessor(rawValue: name) != nil, arguments.isEmpty, let receiver else { return false }
    return path(receiver, locals: []) != nil && isTyped(receiver) { $0 == .timestamp }
  }

  private func isTyped(_ id: Syntax.NodeID, _ fits: (DeclaredType) -> Bool) -> Bool {
    reviewed.types.types[id].map(fits) ?? false
  }

  /// The terms of two fields of one plain type that are compared with one another.
  func comparedFields(
    _ id: Syntax.NodeID, _ table: inout TermTable
  ) -> (terms: [Int], isEquality: Bool)? {
    guard case .binary(let binary, let left, let right) = syntax[id],
      binary.isOrdering || binary == .equal || binary == .notEqual
    else { return nil }
    var terms: [Int] = []
    for side in [left, right] {
      guard let path = path(side, locals: []), !path.isOptional,
        let term = table.field(path.names), let type = table.terms[term].declaration?.type,
        type.isPlain
      else { return nil }
      terms.append(term)
    }
    let types = terms.map { table.terms[$0].declaration?.type }
    guard types[0] == types[1], terms[0] != terms[1] else { return nil }
    return (terms, !binary.isOrdering)
  }
}

extension DeclaredType {
  fileprivate var isSized: Bool {
    switch self {
    case .string, .bytes, .list, .map: true
    default: false
    }
  }

  /// Whether values are neither null nor made of parts, and always comparable.
  fileprivate var isPlain: Bool {
    switch self {
    case .bool, .int, .string, .timestamp, .duration: true
    default: false
    }
  }
}
