// What expressions are made of, whichever way they are written.

extension ReviewedSyntax {
  /// What `range.filter(x, body)` is made of.
  func filtered(
    _ id: Syntax.NodeID
  ) -> (range: Syntax.NodeID, body: Syntax.NodeID)? {
    guard case .call(Macro.filter.rawValue, let range?, let arguments) = syntax[id],
      arguments.count == 2
    else { return nil }
    return (range, arguments[1])
  }

  /// The identity of a field of something; nil for one that the condition nowhere reads.
  func identity(ofField name: String, in id: Syntax.NodeID) -> Int? {
    table.known(.node("." + name, [identity(id)]))
  }

  /// What `a.b` and `a["b"]` select; nil for all else.
  func selection(_ id: Syntax.NodeID) -> (operand: Syntax.NodeID, field: String)? {
    switch syntax[id] {
    case .select(let operand, let field): return (operand, field)
    case .index(let operand, let index):
      guard case .string(let field) = syntax[index] else { return nil }
      return (operand, field)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .optionalSelect,
      .optionalMark, .call, .list, .map, .unary, .binary, .logical, .conditional, .invalid:
      return nil
    }
  }

  /// Whether the elements of something are found by names.
  func isKeyed(_ id: Syntax.NodeID) -> Bool {
    switch types.types[id] {
    case .object, .map: true
    default: false
    }
  }

  /// Whether an expression is `[]` or `{}`.
  func isEmptyLiteral(_ id: Syntax.NodeID) -> Bool {
    switch syntax[id] {
    case .list(let elements): elements.isEmpty
    case .map(let entries): entries.isEmpty
    default: false
    }
  }
}
