/// One of two conditions, with what is asked of its parts again and again.
struct ComparedCondition {
  let program: Program
  let reviewed: ReviewedSyntax
  /// The step of each part; nil where it has none.
  private var steps: [PlanID?]

  var syntax: Syntax { program.syntax }

  /// Of functions that may mean something else in the other condition.
  private let functionMark: String

  /// - Parameter functionMark: equal for conditions in which all functions mean the same.
  init(
    _ program: Program, _ environment: TypeEnvironment, functionMark: String,
    table: inout ExpressionTable
  ) {
    self.program = program
    self.functionMark = functionMark
    let types = Checker.check(program.syntax, in: environment)
    reviewed = ReviewedSyntax(
      source: program.source, program.syntax, types, environment, table: table)
    table = reviewed.table
    steps = Array(repeating: nil, count: program.syntax.nodes.count)
    // Of several steps of one part the last is the one that stands for all of it.
    for (place, origin) in program.plan.tables.origins.enumerated() {
      steps[origin.value] = PlanID(place)
    }
  }

  /// What a part gives whatever the request is; nil where that depends on it.
  func constant(_ id: Syntax.NodeID) -> Value? {
    guard let step = steps[id.value],
      case .constant(let place) = program.plan.tables.nodes[Int(step)]
    else { return nil }
    return program.plan.tables.constants[Int(place)]
  }

  /// What a part gives for a request; nil where it fails.
  func value(of id: Syntax.NodeID, _ bindings: Bindings) -> Value? {
    guard let step = steps[id.value] else { return nil }
    var evaluator = Evaluator(program.plan, bindings, NoObserver())
    do throws(Fault) {
      return try evaluator.evaluate(step)
    } catch {
      return nil
    }
  }

  /// How a part ends for a request.
  func outcome(of id: Syntax.NodeID, _ bindings: Bindings) -> Outcomes {
    guard case .bool(let truth)? = value(of: id, bindings) else { return .errs }
    return truth ? .holds : .fails
  }

  /// What tells a part from all that say something else, also in another condition.
  ///
  /// Functions of the environment may mean something else there: their values count, too.
  func key(_ id: Syntax.NodeID) -> String {
    let span = syntax.span(id)
    let calls = program.functionCalls.filter { span.contains($0.span.lowerBound) }
    guard !calls.isEmpty else { return String(reviewed.identity(id)) }
    return "\(reviewed.identity(id)) \(functionValues(id))"
  }

  private func functionValues(_ id: Syntax.NodeID) -> [String] {
    guard case .call = syntax[id] else { return syntax.parts(of: id).flatMap(functionValues) }
    if let value = constant(id) { return ["\(value)"] }
    let span = syntax.span(id)
    let isOwn = program.functionCalls.contains { $0.span == span }
    return (isOwn ? [functionMark] : []) + syntax.parts(of: id).flatMap(functionValues)
  }

  /// What a chain of names reads, of optional ones as well; nil for all other expressions.
  /// - Parameter locals: names of macros' variables, which are no fields.
  func path(_ id: Syntax.NodeID, locals: [String]) -> (names: [String], isOptional: Bool)? {
    switch syntax[id] {
    case .name(let name, let isAbsolute):
      guard isAbsolute || !locals.contains(name), program.plan.tables.variables.contains(name)
      else { return nil }
      return ([name], false)
    case .select(let operand, let field):
      return path(operand, locals: locals).map { ($0.names + [field], $0.isOptional) }
    case .optionalSelect(let operand, let field):
      return path(operand, locals: locals).map { ($0.names + [field], true) }
    case .index(let operand, let index):
      guard let field = syntax.constantKey(index), isKeyed(operand),
        let path = path(operand, locals: locals)
      else { return nil }
      if case .optionalMark = syntax[index] { return (path.names + [field], true) }
      return (path.names + [field], path.isOptional)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .call, .list, .map, .unary, .binary,
      .logical, .conditional, .optionalMark, .invalid:
      return nil
    }
  }

  private func isKeyed(_ id: Syntax.NodeID) -> Bool {
    switch reviewed.types.types[id] {
    case .object, .map: true
    case let type?: type.optionalContent != nil
    case nil: false
    }
  }
}
