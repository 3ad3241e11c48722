/// Finds the type of every expression (CEL spec, "Gradual Type Checking").
///
/// The algorithm is the one of cel-go: an overload of a function fits where every argument fits;
/// where several fit whose results differ, the result is `dyn`; elements of different types make a
/// list of `dyn`. What is wrong is reported once and counts as `dyn` from there on.
package struct Checker {
  let syntax: Syntax
  let environment: TypeEnvironment
  var substitution = TypeSubstitution()
  /// Variables of macros, innermost last.
  var scope: [(name: String, type: DeclaredType)] = []
  private var types: [Syntax.NodeID: DeclaredType] = [:]
  private(set) var problems: [Problem] = []
  private let namespaces: [String]

  /// Checks a whole condition. Where a type is needed, another one is a problem.
  package static func check(
    _ syntax: Syntax, in environment: TypeEnvironment, expecting type: DeclaredType? = nil
  ) -> CheckedTypes {
    var checker = Checker(syntax, environment)
    let found = checker.check(syntax.root)
    if let type { checker.require(found, is: type, at: syntax.root) }
    let result = checker.substitution.resolved(found, unknownAsDyn: true)
    var types: [Syntax.NodeID: DeclaredType] = [:]
    for (id, type) in checker.types {
      types[id] = checker.substitution.resolved(type, unknownAsDyn: true)
    }
    if checker.substitution.isExhausted {
      checker.report(.typesTooLarge(syntax.span(syntax.root)))
    }
    return CheckedTypes(types: types, result: result, problems: checker.problems)
  }

  private init(_ syntax: Syntax, _ environment: TypeEnvironment) {
    self.syntax = syntax
    self.environment = environment
    namespaces = NameTable.namespaces(of: environment.container)
  }

  mutating func report(_ problem: Problem) {
    if problems.count < Problem.greatestCount { problems.append(problem) }
  }

  /// Takes down the type of a node that is not checked as an expression, such as a new variable.
  mutating func record(_ type: DeclaredType, for id: Syntax.NodeID) { types[id] = type }

  /// The type of an expression.
  mutating func check(_ id: Syntax.NodeID) -> DeclaredType {
    let type = type(of: id)
    types[id] = type
    return type
  }

  private mutating func type(of id: Syntax.NodeID) -> DeclaredType {
    switch syntax[id] {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .name, .select: nameOrField(id)
    case .optionalSelect(let operand, let field):
      fieldType(check(operand), field, isOptional: true, id)
    case .optionalMark(let operand): check(operand)
    case .index(let operand, let index): indexType(operand, index, id)
    case .call(let name, let receiver, let arguments): call(name, receiver, arguments, id)
    case .list(let elements): listType(elements)
    case .map(let entries): mapType(entries)
    case .unary(let unary, let operand): unaryType(unary, operand, id)
    case .binary(let binary, let left, let right):
      result(of: binary.rawValue, [check(left), check(right)], id)
    case .logical(_, let operands): logicalType(operands)
    case .conditional(let condition, let then, let otherwise):
      result(
        of: StandardOverloads.conditional, [check(condition), check(then), check(otherwise)], id)
    case .invalid: .dyn
    }
  }

  // MARK: - Requirements

  /// Reports a type that cannot be used where another is needed.
  mutating func require(_ type: DeclaredType, is needed: DeclaredType, at id: Syntax.NodeID) {
    guard !substitution.areAssignable([type], to: [needed]) else { return }
    report(
      .wrongType(
        shown(type), expected: substitution.resolved(needed), syntax.span(id)))
  }

  /// A type as it is written in a sentence.
  func shown(_ type: DeclaredType) -> DeclaredType {
    var copy = substitution
    return copy.resolved(type, unknownAsDyn: true)
  }

  // MARK: - Names and fields

  /// The declaration of a variable, found in the innermost namespace that has it.
  private func variable(_ name: String, isAbsolute: Bool) -> DeclaredType? {
    if isAbsolute { return environment.variables[name] }
    for namespace in namespaces {
      if let type = environment.variables[namespace + name] { return type }
    }
    return nil
  }

  /// The type of the name that a chain of selections stands for as a whole.
  func qualifiedName(_ id: Syntax.NodeID) -> DeclaredType? {
    guard let chain = syntax.nameChain(id) else { return nil }
    if !chain.isAbsolute, scope.contains(where: { $0.name == chain.names[0] }) {
      return chain.names.count == 1 ? scope.last { $0.name == chain.names[0] }?.type : nil
    }
    let name = chain.names.joined(separator: ".")
    if let type = variable(name, isAbsolute: chain.isAbsolute) { return type }
    return ValueType(rawValue: name).map { .type(DeclaredType($0)) }
  }

  private mutating func nameOrField(_ id: Syntax.NodeID) -> DeclaredType {
    if let type = qualifiedName(id) { return type }
    switch syntax[id] {
    case .select(let operand, let field):
      return fieldType(check(operand), field, isOptional: false, id)
    case .name(let name, _):
      guard problems.count < Problem.greatestCount else { return .dyn }
      let known = environment.variables.keys.sorted() + scope.map(\.name)
      report(.unknownName(name, syntax.nameSpan(id), candidates: known))
      return .dyn
    default: return .dyn
    }
  }

  /// The type of a field; optional where it is asked for like that, and in an optional value.
  private mutating func fieldType(
    _ operand: DeclaredType, _ field: String, isOptional: Bool, _ id: Syntax.NodeID
  ) -> DeclaredType {
    let type = substitution.head(operand)
    let content = type.optionalContent
    let found = plainFieldType(content ?? type, field, id)
    return isOptional || content != nil ? .optional(found) : found
  }

  private mutating func plainFieldType(
    _ operand: DeclaredType, _ field: String, _ id: Syntax.NodeID
  ) -> DeclaredType {
    let type = substitution.head(operand)
    switch type {
    case .dyn: return .dyn
    case .map(_, let value): return value
    case .object(let object): return memberType(object, field, syntax.nameSpan(id))
    case .wrapper(let content): return plainFieldType(content, field, id)
    case .variable:
      _ = substitution.areAssignable([.dyn], to: [type])
      return .dyn
    case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .list,
      .abstract, .type, .parameter:
      report(.noFields(shown(type), field: field, syntax.nameSpan(id)))
      return .dyn
    }
  }

  /// The type of a member that is named; a name that is not declared is a problem.
  private mutating func memberType(
    _ object: ObjectType, _ name: String, _ span: Range<Int>
  ) -> DeclaredType {
    if let type = object.field(name)?.type ?? object.additional { return type }
    guard problems.count < Problem.greatestCount else { return .dyn }
    report(.unknownField(name, in: object, span))
    return .dyn
  }

  private mutating func indexType(
    _ operand: Syntax.NodeID, _ index: Syntax.NodeID, _ id: Syntax.NodeID
  ) -> DeclaredType {
    let type = check(operand)
    let place = check(index)
    let head = substitution.head(type)
    if let name = syntax.constantKey(index), case .object(let object) = head.optionalContent ?? head
    {
      let member = memberType(object, name, syntax.span(id))
      return isMarked(index) || head.optionalContent != nil ? .optional(member) : member
    }
    return result(
      of: isMarked(index) ? StandardOverloads.optionalIndex : StandardOverloads.index,
      [type, place], id)
  }

  // MARK: - Lists, maps and operators

  /// What an element or an entry adds: with `?`, what its optional value holds.
  private mutating func content(_ id: Syntax.NodeID, isOptional: Bool) -> DeclaredType {
    let type = check(id)
    guard isOptional else { return type }
    let content = substitution.makeVariable()
    require(type, is: .optional(content), at: id)
    return content
  }

  private mutating func joined(_ left: DeclaredType?, _ right: DeclaredType) -> DeclaredType {
    left.map { substitution.join($0, right) } ?? right
  }

  private func isMarked(_ id: Syntax.NodeID) -> Bool {
    if case .optionalMark = syntax[id] { true } else { false }
  }

  private mutating func listType(_ elements: [Syntax.NodeID]) -> DeclaredType {
    var type: DeclaredType?
    for element in elements {
      type = joined(type, content(element, isOptional: isMarked(element)))
    }
    return .list(type ?? substitution.makeVariable())
  }

  private mutating func mapType(_ entries: [Syntax.MapEntry]) -> DeclaredType {
    var key: DeclaredType?
    var value: DeclaredType?
    for entry in entries {
      key = joined(key, check(entry.key))
      value = joined(value, content(entry.value, isOptional: isMarked(entry.key)))
    }
    return .map(
      key: key ?? substitution.makeVariable(), value: value ?? substitution.makeVariable())
  }

  private mutating func unaryType(
    _ unary: UnaryOperator, _ operand: Syntax.NodeID, _ id: Syntax.NodeID
  ) -> DeclaredType {
    let type = check(operand)
    switch unary {
    case .not:
      require(type, is: .bool, at: operand)
      return .bool
    case .negate: return result(of: StandardOverloads.negate, [type], id)
    }
  }

  private mutating func logicalType(_ operands: [Syntax.NodeID]) -> DeclaredType {
    for operand in operands { require(check(operand), is: .bool, at: operand) }
    return .bool
  }
}
