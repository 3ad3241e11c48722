/// Turns a syntax tree into a plan: names to slots, calls to functions, constants to values.
///
/// Everything that is wrong is reported; a plan comes out only where nothing is.
struct Planner {
  let syntax: Syntax
  let environment: Environment
  private(set) var tables = PlanTables()
  private(set) var problems: [Problem] = []
  private(set) var references: [FieldReference] = []
  private(set) var functionCalls: [FunctionReference] = []
  let names: NameTable
  private var costlyCallCount = 0
  private var namePlaces: [UTF8Text: Int32] = [:]
  /// Variables of macros, innermost last; the place is the slot.
  var scope: [String] = []
  /// What those of them stand for that `cel.bind` or `optMap` made, by slot.
  private(set) var boundValues: [Int: PlanID] = [:]

  private init(_ syntax: Syntax, _ environment: Environment) {
    self.syntax = syntax
    self.environment = environment
    names = NameTable(environment)
    tables.limits = environment.limits
    tables.functions = environment.functions
    tables.timeZones = environment.timeZones
    tables.variables = environment.variables
  }

  /// What planning makes of a tree.
  struct Result {
    let plan: Plan
    let problems: [Problem]
  }

  /// Plans a whole condition, of a type where one is needed.
  static func plan(
    _ source: String, _ syntax: Syntax, _ environment: Environment, expecting type: ValueType?
  ) -> Result {
    var planner = Planner(syntax, environment)
    let root = planner.plan(syntax.root)
    if let type { planner.check(root, is: type) }
    let origin = Plan.Origin(
      source: source, syntax: syntax, references: planner.distinctReferences(),
      functionCalls: planner.functionCalls.sorted { $0.span.lowerBound < $1.span.lowerBound })
    return Result(
      plan: Plan(planner.tables, root: root, index: environment.fields, of: origin),
      problems: planner.problems)
  }

  /// Plans one expression. A link is part of a longer chain that is reported as a whole.
  mutating func plan(_ id: Syntax.NodeID, isChainLink: Bool = false) -> PlanID {
    switch syntax[id] {
    case .null, .bool, .int, .uint, .double, .string, .bytes: planLiteral(id)
    case .name, .select: planNameOrField(id, isChainLink: isChainLink)
    case .optionalSelect(let operand, let field):
      planOptionalSelection(operand, field, id, isChainLink: isChainLink)
    // A mark has a meaning only inside of what it is written in.
    case .optionalMark(let operand): plan(operand)
    case .index(let operand, let index):
      planIndex(operand, index, id, isChainLink: isChainLink)
    case .call(let name, let receiver, let arguments): planCall(name, receiver, arguments, id)
    case .list(let elements): planList(elements, id)
    case .map(let entries): planMap(entries, id)
    case .unary(let unary, let operand): planUnary(unary, operand, id)
    case .binary(let binary, let left, let right): planBinary(binary, left, right, id)
    case .logical(let logical, let parts): planLogical(logical, parts, id)
    case .conditional(let condition, let then, let otherwise):
      planConditional(plan(condition), plan(then), plan(otherwise), id)
    case .invalid: emit(.unresolved, id)
    }
  }

  // MARK: - Pools

  mutating func report(_ problem: Problem) {
    // That a limit is passed is said once: what comes after it passes the limit, too.
    if problem.isLimit, problems.contains(where: \.isLimit) { return }
    if problems.count < Problem.greatestCount { problems.append(problem) }
  }

  mutating func record(_ reference: FieldReference) { references.append(reference) }

  mutating func record(_ call: FunctionReference) { functionCalls.append(call) }

  mutating func emit(_ node: PlanNode, _ origin: Syntax.NodeID) -> PlanID {
    if tables.isCostly(node) {
      costlyCallCount += 1
      let limit = environment.limits.costlyCallCount
      if costlyCallCount > limit { report(.tooManyCalls(limit, syntax.nameSpan(origin))) }
    }
    tables.nodes.append(node)
    tables.origins.append(origin)
    return PlanID(tables.nodes.count - 1)
  }

  mutating func constant(_ value: Value, _ origin: Syntax.NodeID) -> PlanID {
    tables.constants.append(value)
    return emit(.constant(Int32(tables.constants.count - 1)), origin)
  }

  mutating func append(_ operands: [PlanID]) -> OperandRange {
    let start = tables.operands.count
    tables.operands += operands
    return OperandRange(start: Int32(start), count: Int32(operands.count))
  }

  mutating func appendName(_ name: String) -> Int32 {
    if let place = namePlaces[UTF8Text(name)] { return place }
    tables.names.append(name)
    let place = Int32(tables.names.count - 1)
    namePlaces[UTF8Text(name)] = place
    return place
  }

  mutating func append(_ pattern: RegularExpression) -> Int32 {
    tables.patterns.append(pattern)
    return Int32(tables.patterns.count - 1)
  }

  mutating func append(_ set: ConstantSet) -> Int32 {
    tables.sets.append(set)
    return Int32(tables.sets.count - 1)
  }

  mutating func append(_ comprehension: Comprehension) -> Int32 {
    tables.comprehensions.append(comprehension)
    reserve(slot: comprehension.secondSlot ?? comprehension.firstSlot)
    return Int32(tables.comprehensions.count - 1)
  }

  private mutating func reserve(slot: Int) { tables.localCount = max(tables.localCount, slot + 1) }

  /// Brings a variable of `cel.bind` or `optMap` into scope; the answer is its slot.
  mutating func bind(_ name: String, to value: PlanID) -> Int {
    let slot = scope.count
    scope.append(name)
    boundValues[slot] = value
    reserve(slot: slot)
    return slot
  }

  /// Takes the innermost variable, which `bind` brought in, out of scope.
  mutating func unbind() {
    scope.removeLast()
    boundValues[scope.count] = nil
  }

  mutating func emitLocal(slot: Int, _ origin: Syntax.NodeID) -> PlanID {
    boundValues[slot] != nil
      ? emit(rare(.bound(slot: slot)), origin) : emit(.local(slot: Int32(slot)), origin)
  }

  /// Puts a rare step into its pool.
  mutating func rare(_ node: RareNode) -> PlanNode {
    tables.rareNodes.append(node)
    return .rare(Int32(tables.rareNodes.count - 1))
  }

  /// The value that a node is, where it is a constant.
  func constant(_ id: PlanID) -> Value? {
    guard case .constant(let place) = tables.nodes[Int(id)] else { return nil }
    return tables.constants[Int(place)]
  }

  // MARK: - Folding

  /// Emits a node, or its value where all operands are constants. One that fails stays, since
  /// `&&` and `||` may absorb the failure; a constant text that can never be read is a problem.
  mutating func fold(
    _ node: PlanNode, of operands: [PlanID], _ origin: Syntax.NodeID
  ) -> PlanID {
    let id = emit(node, origin)
    guard operands.allSatisfy({ constant($0) != nil }) else { return id }
    do throws(Fault) {
      let value = try evaluatedConstant(id)
      tables.constants.append(value)
      tables.nodes[Int(id)] = .constant(Int32(tables.constants.count - 1))
    } catch {
      if case .invalid(let text) = error.reason, text.isAlwaysProblem {
        report(.invalidConstant(text.rawValue, syntax.span(origin), help: text.help))
      }
    }
    return id
  }

  private func evaluatedConstant(_ id: PlanID) throws(Fault) -> Value {
    var tables = tables
    if case .rare = tables.nodes[Int(id)] { tables.limits = .folding }
    var evaluator = Evaluator(Plan(tables, root: id), Bindings(), NoObserver())
    return try evaluator.evaluate(id)
  }

  private func distinctReferences() -> [FieldReference] {
    var seen: Set<[UTF8Text]> = []
    return references.sorted { $0.span.lowerBound < $1.span.lowerBound }
      .filter { seen.insert($0.path.map(UTF8Text.init)).inserted }
  }
}

extension StaticText {
  /// Whether a constant of this kind that cannot be read keeps a condition from compiling.
  fileprivate var isAlwaysProblem: Bool {
    switch self {
    case .timestampText, .durationText, .timeZone: true
    case .intText, .uintText, .doubleText, .boolText, .utf8, .pattern, .patternSize, .index,
      .base64, .formatClause, .formatArgument, .precision, .negativeShift, .absentValue,
      .emptyList:
      false
    }
  }
}

extension Limits {
  /// For a library's function of constants: what makes a long text out of a short source, or works
  /// hard, is left to the evaluation, where it is paid for.
  fileprivate static var folding: Limits {
    var limits = Limits()
    limits.cost = 2_000
    limits.stringByteCount = 4_096
    limits.elementCount = 1_000
    return limits
  }
}
