// Every sentence about an evaluation that failed. None holds a value of a request.

extension Fault {
  /// The error as it leaves the engine.
  func error(_ tables: PlanTables, _ syntax: Syntax) -> EvaluationError {
    let origin = tables.origins[Int(node)]
    let name = Self.name(of: syntax[origin])
    let span = syntax.nameSpan(origin)
    func make(_ kind: EvaluationError.Kind, _ message: String) -> EvaluationError {
      EvaluationError(kind: kind, message: message, span: span)
    }
    switch reason {
    case .noSuchField(let index):
      return make(.noSuchField, "no such field `\(Problem.visible(tables.names[Int(index)]))`")
    case .noSuchKey: return make(.noSuchKey, "no such key")
    case .noOverload(let left, let right):
      let types = right.map { "\(left.name) and \($0.name)" } ?? left.name
      return make(.noMatchingOverload, "`\(name)` does not apply to \(types)")
    case .divisionByZero: return make(.divisionByZero, "division by zero")
    case .overflow: return make(.overflow, "the result of `\(name)` is out of range")
    case .indexOutOfRange: return make(.indexOutOfRange, "the index is out of range")
    case .duplicateKey: return make(.duplicateKey, "a key of the map is repeated")
    case .badKey(let type): return make(.invalidArgument, "\(type.name) cannot be a key of a map")
    case .unresolved: return make(.unknownName, "`\(name)` is not declared")
    case .missingBinding: return make(.missingBinding, "`\(name)` has no value")
    case .invalid(let text): return make(.invalidArgument, text.rawValue)
    case .costExceeded: return make(.costExceeded, "the evaluation takes too long")
    case .sizeExceeded: return make(.sizeExceeded, "the result of `\(name)` is too large")
    case .external(let error):
      return EvaluationError(kind: error.kind, message: error.message, span: error.span ?? span)
    }
  }

  /// What an expression is called in a sentence.
  private static func name(of node: Syntax.Node) -> String {
    switch node {
    case .name(let name, isAbsolute: _): Problem.visible(name)
    case .select(_, let field), .optionalSelect(_, let field): Problem.visible(field)
    case .call(let function, receiver: _, arguments: _): Problem.visible(function)
    case .unary(let unary, _): unary.rawValue
    case .binary(let binary, _, _): binary.rawValue
    case .logical(let logical, _): logical.rawValue
    case .conditional: "?:"
    case .index, .optionalMark: "[]"
    case .list: "[...]"
    case .map: "{...}"
    case .null, .bool, .int, .uint, .double, .string, .bytes, .invalid: "constant"
    }
  }
}
