/// Reads an atom for what it asks about fields.
///
/// An expression is determined when its value is the same for all values of a region of each field:
/// what it asks about them is taken down, so that regions will tell all apart.
struct AtomReading {
  let condition: ComparedCondition
  var table: TermTable
  /// The fields that it asks about.
  private(set) var reads: Set<Int> = []
  /// Variables of macros, innermost last, with the list that they go through.
  var locals: [(name: String, list: Int?)] = []

  init(_ condition: ComparedCondition, _ table: TermTable) {
    self.condition = condition
    self.table = table
  }

  var syntax: Syntax { condition.syntax }

  /// A value about which something is asked.
  struct Subject {
    let term: Int
    let isElement: Bool
    let type: DeclaredType
    let isFinite: Bool
  }

  /// Whether it is determined.
  mutating func isDetermined(_ id: Syntax.NodeID) -> Bool {
    if let value = condition.constant(id) {
      note(value)
      return true
    }
    if let subject = comparedSubject(id) { return subject.isFinite }
    switch syntax[id] {
    case .null, .bool, .int, .uint, .double, .string, .bytes: return true
    case .name, .select, .optionalSelect, .optionalMark, .invalid: return false
    case .call(let name, let receiver, let arguments):
      return isDeterminedCall(name, receiver, arguments)
    case .binary(let binary, let left, let right):
      return isDeterminedComparison(binary, left, right) ?? areDetermined([left, right])
    case .index, .list, .map, .unary, .logical, .conditional:
      return areDetermined(syntax.parts(of: id))
    }
  }

  /// Whether all parts are; all of them are read.
  mutating func areDetermined(_ ids: [Syntax.NodeID]) -> Bool {
    ids.reduce(true) { all, id in isDetermined(id) && all }
  }

  private mutating func note(_ value: Value) {
    switch value {
    case .string(let text): table.note(text)
    case .list(let elements): for element in elements { note(element) }
    default: break
    }
  }

  // MARK: - Subjects

  /// The field, or element of a list, that an expression is.
  mutating func subject(_ id: Syntax.NodeID) -> Subject? {
    if case .name(let name, isAbsolute: false) = syntax[id],
      let local = locals.last(where: { $0.name == name })
    {
      guard let list = local.list, let element = table.terms[list].declaration?.element else {
        return nil
      }
      return Subject(
        term: list, isElement: true, type: element.type, isFinite: element.finiteValues != nil)
    }
    guard let path = condition.path(id, locals: locals.map(\.name)), !path.isOptional else {
      return nil
    }
    return field(path.names)
  }

  private mutating func field(_ path: [String]) -> Subject? {
    guard let term = table.field(path), let declaration = table.terms[term].declaration else {
      return nil
    }
    reads.insert(term)
    return Subject(
      term: term, isElement: false, type: declaration.type,
      isFinite: declaration.finiteValues != nil)
  }

  /// A field, also one with a default, which is known where the field is.
  mutating func comparedSubject(_ id: Syntax.NodeID) -> Subject? {
    if let subject = subject(id) { return subject }
    guard case .call(Builtin.presentValue, let receiver?, let arguments) = syntax[id],
      let path = condition.path(receiver, locals: locals.map(\.name)), path.isOptional,
      let other = arguments.first, arguments.count == 1, condition.constant(other) != nil
    else { return nil }
    return field(path.names)
  }

  /// Takes down what is asked about a field or element.
  mutating func ask(_ subject: Subject, _ change: (inout Distinctions) -> Void) {
    table.ask(subject.term) { asked in
      if subject.isElement { asked.changeElements(change) } else { change(&asked) }
    }
  }

  // MARK: - Comparisons

  /// Nil where it is no comparison of something known with constants.
  private mutating func isDeterminedComparison(
    _ binary: BinaryOperator, _ left: Syntax.NodeID, _ right: Syntax.NodeID
  ) -> Bool? {
    if let constant = condition.constant(right) {
      note(constant)
      if let isDetermined = compareSize(binary, left, constant) { return isDetermined }
      guard let subject = comparedSubject(left) else { return nil }
      return compare(subject, binary, constant)
    }
    guard let constant = condition.constant(left) else {
      return isDeterminedRelation(binary, left, right)
    }
    note(constant)
    if binary == .membership { return contains(right, constant) }
    if let isDetermined = compareSize(binary.mirrored, right, constant) { return isDetermined }
    guard let subject = comparedSubject(right) else { return nil }
    return compare(subject, binary.mirrored, constant)
  }

  /// Two fields that are held against one another get the same constants; a field is itself.
  private mutating func isDeterminedRelation(
    _ binary: BinaryOperator, _ left: Syntax.NodeID, _ right: Syntax.NodeID
  ) -> Bool? {
    guard binary == .equal || binary == .notEqual, let left = subject(left),
      let right = subject(right), !left.isElement, !right.isElement
    else { return nil }
    if left.term == right.term, left.type != .double { return true }
    table.relate(left.term, right.term)
    return nil
  }

  private mutating func compare(
    _ subject: Subject, _ binary: BinaryOperator, _ value: Value
  ) -> Bool {
    switch binary {
    case .add, .subtract, .multiply, .divide, .remainder: return subject.isFinite
    case .equal, .notEqual, .membership, .less, .lessOrEqual, .greater, .greaterOrEqual: break
    }
    guard let constants = value.constants(isList: binary == .membership) else {
      return isEmptyList(value) && !binary.isOrdering
    }
    ask(subject) { asked in
      asked.constants.formUnion(constants)
      asked.isOrdered = asked.isOrdered || binary.isOrdering
    }
    return true
  }

  private func isEmptyList(_ value: Value) -> Bool {
    if case .list(let elements) = value { elements.isEmpty } else { false }
  }

  /// A constant in a list.
  private mutating func contains(_ list: Syntax.NodeID, _ value: Value) -> Bool? {
    guard let subject = subject(list), !subject.isElement, let constant = Constant(value),
      table.terms[subject.term].declaration?.element != nil
    else { return nil }
    table.ask(subject.term) { $0.changeElements { $0.constants.insert(constant) } }
    return true
  }

  /// The size of a text, or whether a list is empty.
  private mutating func compareSize(
    _ binary: BinaryOperator, _ id: Syntax.NodeID, _ value: Value
  ) -> Bool? {
    guard case .call(let name, let receiver, let arguments) = syntax[id],
      let sized = condition.reviewed.sized(name, receiver, arguments),
      let subject = subject(sized), case .int(let size) = value
    else { return nil }
    switch subject.type {
    case .string, .wrapper(.string):
      guard (0...Self.greatestLength).contains(size) else { return nil }
      ask(subject) { asked in
        asked.insertLength(Int(size))
        asked.insertLength(Int(size) + 1)
      }
      return true
    case .list, .wrapper(.list):
      guard !subject.isElement else { return nil }
      let isAboutEmptiness =
        size == 0 || (size == 1 && (binary == .less || binary == .greaterOrEqual))
      return isAboutEmptiness ? true : nil
    default: return nil
    }
  }

  private static let greatestLength: Int64 = 100
}

extension FieldDeclaration {
  /// Of a list: what its elements are.
  var element: FieldDeclaration? {
    guard case .list(let element) = plainType else { return nil }
    var elementFacts = ValueFacts()
    elementFacts.values = facts.elementValues
    return FieldDeclaration(
      type: element, mayBeAbsent: false, isRequired: true, facts: elementFacts)
  }
}
