/// A compiled condition: planned once, evaluated millions of times, from any thread.
package struct Program: Sendable {
  /// What was compiled.
  package var source: String { plan.origin.source }
  /// The tree that was compiled; macros are calls in it.
  package var syntax: Syntax { plan.origin.syntax }
  /// Every field that the condition can read, in the order of the source, each path once.
  package var references: [FieldReference] { plan.origin.references }
  /// Every call of a function of the environment, in the order of the source.
  package var functionCalls: [FunctionReference] { plan.origin.functionCalls }
  /// All parts behind one reference: programs are passed about in hot loops, and copying a
  /// reference costs one count instead of a dozen.
  let plan: Plan

  /// Compiles a condition.
  ///
  /// With a type to expect, a value that can only be of another type is a problem. What depends on
  /// the data is found out by the evaluation.
  /// - Throws: everything that is wrong with it, as far as can be found in one run.
  package static func compile(
    _ source: String, in environment: Environment, expecting type: ValueType? = nil
  ) throws(CompileFailure) -> Program {
    let (syntax, problems) = Parser.parse(source, environment.limits)
    guard let syntax else { throw CompileFailure(inSourceOrder: problems) }
    let planned = Planner.plan(source, syntax, environment, expecting: type)
    guard problems.isEmpty, planned.problems.isEmpty else {
      throw CompileFailure(inSourceOrder: problems + planned.problems)
    }
    return Program(plan: planned.plan)
  }

  private init(plan: Plan) { self.plan = plan }

  /// The value, where it is the same whatever the variables are and there is one.
  package var constantValue: Value? {
    guard case .constant(let place) = plan.tables.nodes[Int(plan.root)] else { return nil }
    return plan.tables.constants[Int(place)]
  }

  /// The value of the condition.
  /// - Throws: why there is none.
  package func evaluate(_ bindings: Bindings) throws(EvaluationError) -> Value {
    var evaluator = Evaluator(plan, bindings, NoObserver())
    do throws(Fault) {
      return try evaluator.evaluateCondition(plan.root)
    } catch {
      throw error.error(plan.tables, syntax)
    }
  }

  /// The truth of the condition.
  /// - Throws: why there is none; a value that is not a bool is an error, too.
  package func evaluateCondition(_ bindings: Bindings) throws(EvaluationError) -> Bool {
    if bindings.fields.index === plan.index {
      switch plan.truth(bindings.fields) {
      case .yes: return true
      case .no: return false
      case .undecided: break
      }
    }
    let value = try evaluate(bindings)
    guard case .bool(let truth) = value else {
      throw EvaluationError(
        kind: .notBool, message: "the condition is \(value.type.name), not bool",
        span: syntax.span(syntax.root))
    }
    return truth
  }
}

/// A field that a condition reads: `resource.environment` is `["resource", "environment"]`.
package struct FieldReference: Sendable, Hashable {
  /// A variable, then the names of fields; `a["b"]` counts like `a.b`.
  package let path: [String]
  /// UTF-8 offsets of each name of the path; of the literal with its quotes in `a["b"]`.
  package let nameSpans: [Range<Int>]
  /// UTF-8 offsets of the place where it stands first.
  package let span: Range<Int>
}

/// A call of a function of the environment.
package struct FunctionReference: Sendable, Hashable {
  package let name: String
  /// Its arguments where they are string constants, the receiver first; nil for the others.
  package let stringArguments: [String?]
  /// UTF-8 offsets of the arguments, the receiver first.
  package let argumentSpans: [Range<Int>]
  /// UTF-8 offsets of the call.
  package let span: Range<Int>
}

extension CompileFailure {
  /// Sorts problems by where they stand.
  package init(inSourceOrder problems: [Problem]) {
    self.init(
      problems: problems.sorted {
        ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound)
      })
  }
}
