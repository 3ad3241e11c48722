/// A condition with what a review asks of it again and again: types, which parts are the same, and
/// what is known of values.
struct ReviewedSyntax {
  private let source: [UInt8]
  let syntax: Syntax
  let types: CheckedTypes
  let environment: TypeEnvironment
  /// Equal numbers are the same expression, wherever it stands.
  private(set) var identities: [Int]
  /// Of comparisons of two expressions: one number for all ways to write it.
  private(set) var comparisons: [Syntax.NodeID: Comparison] = [:]
  /// What names of local variables stand for.
  private(set) var locals: [Syntax.NodeID: Local] = [:]
  private(set) var table: ExpressionTable
  private var scope: [(name: String, identity: Int, local: Local)] = []

  /// A comparison in the form in which equal and opposite ones meet.
  struct Comparison {
    let identity: Int
    let isNegated: Bool
  }

  /// What a variable that the condition declares stands for.
  enum Local {
    /// The value of `cel.bind`.
    case value(Syntax.NodeID)
    /// An element of a list, or a key or value of a map.
    case element(of: Syntax.NodeID)
  }

  init(
    source: String, _ syntax: Syntax, _ types: CheckedTypes, _ environment: TypeEnvironment,
    table: ExpressionTable
  ) {
    self.table = table
    self.source = Array(source.utf8)
    self.syntax = syntax
    self.types = types
    self.environment = environment
    identities = Array(repeating: -1, count: syntax.nodes.count)
    identify(syntax.root)
  }

  func identity(_ id: Syntax.NodeID) -> Int { identities[id.value] }

  /// The text of an expression.
  func text(_ id: Syntax.NodeID) -> String {
    String(decoding: source[syntax.span(id).clamped(to: source.indices)], as: UTF8.self)
  }

  // MARK: - Identities

  @discardableResult
  private mutating func identify(_ id: Syntax.NodeID) -> Int {
    let identity = makeIdentity(id)
    identities[id.value] = identity
    return identity
  }

  private mutating func identity(of shape: ExpressionTable.Shape) -> Int {
    table.identity(of: shape)
  }

  private mutating func identity(_ tag: String, _ parts: [Syntax.NodeID]) -> Int {
    var identities: [Int] = []
    for part in parts { identities.append(identify(part)) }
    return identity(of: .node(tag, identities))
  }

  private mutating func makeIdentity(_ id: Syntax.NodeID) -> Int {
    switch syntax[id] {
    case .null: identity(of: .constant(.null))
    case .bool(let bool): identity(of: .constant(.bool(bool)))
    case .int(let int): identity(of: .constant(.int(int)))
    case .uint(let uint): identity(of: .uint(uint))
    // 1.0 is another type than 1, and divides otherwise.
    case .double(let double): identity(of: .node("double \(double)", []))
    case .string(let text): identity(of: .constant(.string(text)))
    case .bytes(let bytes): identity(of: .bytes(bytes))
    case .name(let name, let isAbsolute): nameIdentity(name, isAbsolute: isAbsolute, id)
    case .select(let operand, let field): selectIdentity(operand, field)
    case .optionalSelect(let operand, let field): identity(".?" + field, [operand])
    case .optionalMark(let operand): identity("?", [operand])
    case .index(let operand, let index): indexIdentity(operand, index)
    case .call(let name, let receiver, let arguments): callIdentity(name, receiver, arguments)
    case .list(let elements): identity("[]", elements)
    case .map(let entries): identity("{}", entries.flatMap { [$0.key, $0.value] })
    case .unary(let unary, let operand): identity(unary.rawValue, [operand])
    case .binary(let binary, let left, let right): binaryIdentity(binary, left, right, id)
    case .logical(let logical, let operands): identity(logical.rawValue, operands)
    case .conditional(let condition, let then, let otherwise):
      identity("?:", [condition, then, otherwise])
    case .invalid: identity(of: .node("invalid", []))
    }
  }

  private mutating func nameIdentity(
    _ name: String, isAbsolute: Bool, _ id: Syntax.NodeID
  ) -> Int {
    if !isAbsolute, let found = scope.last(where: { $0.name == name }) {
      locals[id] = found.local
      return found.identity
    }
    return identity(of: .name(name))
  }

  private mutating func selectIdentity(_ operand: Syntax.NodeID, _ field: String) -> Int {
    let operand = identify(operand)
    return identity(of: .node("." + field, [operand]))
  }

  private mutating func indexIdentity(_ operand: Syntax.NodeID, _ index: Syntax.NodeID) -> Int {
    // `a["b"]` reads what `a.b` reads.
    if case .string(let field) = syntax[index] {
      identify(index)
      return selectIdentity(operand, field)
    }
    return identity("[ ]", [operand, index])
  }

  private mutating func binaryIdentity(
    _ binary: BinaryOperator, _ left: Syntax.NodeID, _ right: Syntax.NodeID, _ id: Syntax.NodeID
  ) -> Int {
    let (a, b) = (identify(left), identify(right))
    func less(_ a: Int, _ b: Int, isNegated: Bool) -> Comparison {
      Comparison(identity: identity(of: .node("<", [a, b])), isNegated: isNegated)
    }
    switch binary {
    case .equal, .notEqual:
      comparisons[id] = Comparison(
        identity: identity(of: .node("==", [min(a, b), max(a, b)])), isNegated: binary == .notEqual)
    case .less: comparisons[id] = less(a, b, isNegated: false)
    case .greater: comparisons[id] = less(b, a, isNegated: false)
    case .lessOrEqual: comparisons[id] = less(b, a, isNegated: true)
    case .greaterOrEqual: comparisons[id] = less(a, b, isNegated: true)
    case .membership, .add, .subtract, .multiply, .divide, .remainder: break
    }
    return identity(of: .node(binary.rawValue, [a, b]))
  }

  // MARK: - Calls

  private mutating func callIdentity(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID]
  ) -> Int {
    // `x.size()` and `size(x)` are one function, and so are the two forms of `matches`.
    guard let receiver else { return identity(name + "()", arguments) }
    if isBinding(name, receiver), arguments.count == 3 { return bindIdentity(arguments) }
    if let macro = Macro(rawValue: name), macro.argumentCounts.range.contains(arguments.count) {
      return macroIdentity(macro, receiver, arguments)
    }
    if name == Builtin.transform || name == Builtin.flatTransform, arguments.count == 2 {
      let range = identify(receiver)
      return bodyIdentity(name, receiver, range, arguments.prefix(1), arguments.dropFirst())
    }
    return identity(name + "()", [receiver] + arguments)
  }

  /// Whether a call is `cel.bind`.
  func isBinding(_ name: String, _ receiver: Syntax.NodeID) -> Bool {
    guard name == Builtin.bind.name, case .name(Builtin.bind.namespace, _) = syntax[receiver]
    else { return false }
    return true
  }

  private mutating func bindIdentity(_ arguments: [Syntax.NodeID]) -> Int {
    let value = identify(arguments[1])
    guard case .name(let name, _) = syntax[arguments[0]] else { return identify(arguments[2]) }
    scope.append((name, value, .value(arguments[1])))
    let body = identify(arguments[2])
    scope.removeLast()
    return body
  }

  private mutating func macroIdentity(
    _ macro: Macro, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID]
  ) -> Int {
    let range = identify(receiver)
    let count = macro.hasTwoVariables(argumentCount: arguments.count) ? 2 : 1
    return bodyIdentity(
      macro.rawValue, receiver, range, arguments.prefix(count), arguments.dropFirst(count))
  }

  private mutating func bodyIdentity(
    _ name: String, _ receiver: Syntax.NodeID, _ range: Int, _ variables: ArraySlice<Syntax.NodeID>,
    _ parts: ArraySlice<Syntax.NodeID>
  ) -> Int {
    let outer = scope.count
    for (place, variable) in variables.enumerated() {
      guard case .name(let written, _) = syntax[variable] else { continue }
      // What was filtered is the same elements.
      let shape = ExpressionTable.Shape.element(
        of: unfilteredIdentity(receiver), depth: outer, place: place,
        variableCount: variables.count)
      scope.append((written, identity(of: shape), .element(of: receiver)))
    }
    var all = [range]
    for part in parts { all.append(identify(part)) }
    scope.removeSubrange(outer...)
    return identity(of: .node("\(name) \(variables.count)", all))
  }

  private func unfilteredIdentity(_ id: Syntax.NodeID) -> Int {
    guard let (range, _) = filtered(id) else { return identity(id) }
    return unfilteredIdentity(range)
  }
}
