/// An atom of which less is known than how it ends for each region of the fields it reads.
///
/// Either it compares some expression with constants, or nothing but its outcome is known. It errs
/// where a field that it cannot do without is absent.
struct PartialAtom {
  /// What it is about, then fields that may be absent and that it needs.
  let terms: [Int]
  private let comparison: ConstantOperation?
  private let isNegated: Bool
  private let related: Related?

  /// Two fields of which equality is asked: the places of their terms.
  private struct Related {
    let left: Int
    let right: Int
  }

  init(
    _ part: PartOfCondition, _ condition: ComparedCondition, _ table: inout TermTable
  ) {
    for path in condition.fields(part.id) { _ = table.field(path) }
    let needed = condition.neededFields(part.id).compactMap { table.field($0) }
    let needs = Set(needed).sorted().filter { table.terms[$0].declaration?.mayBeAbsent == true }
    if let comparison = ConstantOperation(part.id, condition) {
      terms = [Self.makeTerm(of: comparison, part, condition, &table)] + needs
      self.comparison = comparison
      isNegated = false
      related = nil
      return
    }
    comparison = nil
    let symmetric = condition.reviewed.comparisons[part.id]
    isNegated = symmetric?.isNegated ?? false
    let pair = condition.comparedFields(part.id, &table)
    let outcomes: [Outcomes] = pair == nil ? [.holds, .fails, .errs] : [.holds, .fails]
    let ownKey = condition.key(part.id)
    let key = symmetric.map { "\($0.identity)" + ownKey.drop { $0 != " " } } ?? ownKey
    let others = Set(needs + (pair?.terms ?? [])).sorted()
    terms = [table.part(part, outcomes, key: key)] + others
    related = pair.flatMap { pair in
      let places = pair.terms.compactMap(others.firstIndex)
      guard pair.isEquality, places.count == 2 else { return nil }
      return Related(left: places[0] + 1, right: places[1] + 1)
    }
  }

  private static func makeTerm(
    of comparison: ConstantOperation, _ part: PartOfCondition, _ condition: ComparedCondition,
    _ table: inout TermTable
  ) -> Int {
    let subject = comparison.subject
    let declaration = FieldDeclaration(
      type: comparison.type, mayBeAbsent: !condition.neverFails(subject), isRequired: false,
      facts: condition.reviewed.facts(subject), isComputed: true)
    let term = table.expression(
      PartOfCondition(side: part.side, id: subject), declaration, key: condition.key(subject))
    table.ask(term) { asked in
      asked.constants.formUnion(comparison.constants)
      asked.isOrdered = asked.isOrdered || comparison.isOrdering
    }
    return term
  }

  /// How it ends, given the regions of its terms.
  func outcome(_ regions: [Region]) -> Outcomes {
    if regions.dropFirst().contains(where: \.isAbsent) { return .errs }
    let outcome: Outcomes
    switch regions[0].content {
    case .absent: return .errs
    case .value(let value): return comparison?.outcome(of: value) ?? .errs
    case .outcome(let found): outcome = equality(regions) ?? found
    }
    return isNegated ? outcome.negated : outcome
  }

  /// Whether two fields are equal, where their regions tell.
  ///
  /// Both know the same constants, so what is no constant of one differs from those of the other.
  private func equality(_ regions: [Region]) -> Outcomes? {
    guard let related else { return nil }
    let (left, right) = (regions[related.left], regions[related.right])
    guard left.isExact || right.isExact, let value = left.value, let other = right.value else {
      return nil
    }
    return value.equals(other) ? .holds : .fails
  }
}

/// A comparison of an expression with constants.
struct ConstantOperation {
  let subject: Syntax.NodeID
  let type: DeclaredType
  let constants: [Constant]
  /// With the expression on the left.
  private let operation: BinaryOperator
  private let constant: Value

  /// Nil for all other parts.
  init?(_ id: Syntax.NodeID, _ condition: ComparedCondition) {
    guard case .binary(let binary, let left, let right) = condition.syntax[id] else { return nil }
    if let value = condition.constant(right) {
      (subject, operation, constant) = (left, binary, value)
    } else if let value = condition.constant(left), binary != .membership {
      (subject, operation, constant) = (right, binary.mirrored, value)
    } else {
      return nil
    }
    guard let type = condition.reviewed.types.types[subject] else { return nil }
    switch (type, operation) {
    case (_, .add), (_, .subtract), (_, .multiply), (_, .divide), (_, .remainder): return nil
    case (.int, _), (.double, _), (.string, _), (.timestamp, _), (.duration, _): self.type = type
    default: return nil
    }
    guard let constants = constant.constants(isList: operation == .membership) else { return nil }
    self.constants = constants
  }

  /// Whether it is asked what comes before what.
  var isOrdering: Bool { operation.isOrdering }

  /// How it ends for a value of the expression.
  func outcome(of value: Value) -> Outcomes {
    let holds: Bool
    switch operation {
    case .equal: holds = value.equals(constant)
    case .notEqual: holds = !value.equals(constant)
    case .membership:
      guard case .list(let elements) = constant else { return .errs }
      holds = elements.contains { value.equals($0) }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard let order = value.order(constant) else { return .errs }
      holds = operation.isTrue(of: order)
    case .add, .subtract, .multiply, .divide, .remainder: return .errs
    }
    return holds ? .holds : .fails
  }
}

extension Value {
  /// The plain constants that it is, or of which it is a list; nil where there is another value.
  func constants(isList: Bool) -> [Constant]? {
    guard isList else { return Constant(self).map { [$0] } }
    guard case .list(let elements) = self else { return nil }
    let constants = elements.compactMap { Constant($0) }
    return constants.count == elements.count ? constants : nil
  }
}

extension BinaryOperator {
  /// Whether it asks what comes before what.
  var isOrdering: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .equal, .notEqual, .membership, .add, .subtract, .multiply, .divide, .remainder: false
    }
  }

  fileprivate func isTrue(of order: ValueOrder) -> Bool {
    switch self {
    case .less: order == .less
    case .lessOrEqual: order == .less || order == .equal
    case .greater: order == .greater
    case .greaterOrEqual: order == .greater || order == .equal
    case .equal, .notEqual, .membership, .add, .subtract, .multiply, .divide, .remainder: false
    }
  }
}
