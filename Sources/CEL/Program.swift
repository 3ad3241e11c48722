/// A compiled condition: planned once, evaluated millions of times, from any thread.
package struct Program: Sendable {
  /// What was compiled.
  package let source: String
  /// Every field that the condition can read, in the order of the source, each path once.
  package let references: [FieldReference]
  /// Every call of a function of the environment, in the order of the source.
  package let functionCalls: [FunctionReference]

  /// Compiles a condition.
  /// - Throws: everything that is wrong with it, as far as can be found in one run.
  package static func compile(
    _ source: String, in environment: Environment
  ) throws(CompileFailure) -> Program {
    throw CompileFailure(problems: [
      Problem(code: "cel-syntax", message: "conditions are not compiled yet", span: 0..<0)
    ])
  }

  /// The value of the condition.
  /// - Throws: why there is none.
  package func evaluate(_ bindings: Bindings) throws(EvaluationError) -> Value {
    throw EvaluationError(kind: .unknownName, message: "conditions are not evaluated yet")
  }

  /// The truth of the condition.
  /// - Throws: why there is none; a value that is not a bool is an error, too.
  package func evaluateCondition(_ bindings: Bindings) throws(EvaluationError) -> Bool {
    let value = try evaluate(bindings)
    guard case .bool(let truth) = value else {
      throw EvaluationError(
        kind: .notBool, message: "the condition is a \(value.type.name), not a bool")
    }
    return truth
  }
}

/// A field that a condition reads: `resource.environment` is `["resource", "environment"]`.
package struct FieldReference: Sendable, Hashable {
  /// A variable, then the names of fields; `a["b"]` counts like `a.b`.
  package let path: [String]
  /// Where it stands first.
  package let span: Range<Int>
}

/// A call of a function of the environment.
package struct FunctionReference: Sendable, Hashable {
  package let name: String
  /// Its arguments where they are string constants, the receiver first; nil for the others.
  package let stringArguments: [String?]
  package let span: Range<Int>
}
