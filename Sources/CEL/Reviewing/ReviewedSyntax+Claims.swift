// Conditions as claims: what each comparison says of which expression.

/// One part of a run of `&&` or `||`.
struct Atom {
  /// With the `!` before it.
  let written: Syntax.NodeID
  /// What the claim is about, as an identity.
  let subject: Int
  /// An expression with that identity.
  let subjectID: Syntax.NodeID
  let claim: ValueClaim
}

/// A comparison of an expression with plain constants.
struct ConstantComparison {
  let subject: Syntax.NodeID
  let claim: ValueClaim
  /// The constants as they are written; for `<` and its like, one.
  let constants: [(id: Syntax.NodeID, value: Constant)]
  /// Whether it asks for equality, also in a list.
  let isEquality: Bool
}

extension ReviewedSyntax {
  /// What a part of a condition says, where it stands under no `!` or under one.
  /// - Parameter written: the part with the `!` before it.
  func atom(_ id: Syntax.NodeID, written: Syntax.NodeID, isPositive: Bool) -> Atom {
    func make(_ subject: Int, _ subjectID: Syntax.NodeID, _ claim: ValueClaim) -> Atom {
      Atom(
        written: written, subject: subject, subjectID: subjectID,
        claim: isPositive ? claim : claim.negated)
    }
    if let comparison = constantComparison(id) {
      return make(identity(comparison.subject), comparison.subject, comparison.claim)
    }
    if let comparison = comparisons[id] {
      return make(comparison.identity, id, .oneOf([.bool(!comparison.isNegated)]))
    }
    return make(identity(id), id, .oneOf([.bool(true)]))
  }

  /// What is known of the values of an atom's subject.
  func values(of atom: Atom) -> ValueSet {
    var facts = ValueFacts()
    if comparisons[atom.subjectID] != nil {
      facts.values = [.bool(false), .bool(true)]
    } else {
      facts = self.facts(atom.subjectID)
    }
    return ValueSet(facts, isWhole: types.types[atom.subjectID] == .int)
  }

  /// A comparison of something with constants, in either order; nil for all else.
  func constantComparison(_ id: Syntax.NodeID) -> ConstantComparison? {
    guard case .binary(let binary, let left, let right) = syntax[id] else { return nil }
    if binary == .membership { return membership(left, right) }
    if let value = constant(right) {
      return constant(left) == nil ? comparison(left, binary, (right, value)) : nil
    }
    guard let value = constant(left) else { return nil }
    return comparison(right, binary.mirrored, (left, value))
  }

  private func comparison(
    _ subject: Syntax.NodeID, _ binary: BinaryOperator, _ constant: (Syntax.NodeID, Constant)
  ) -> ConstantComparison? {
    let value = constant.1
    let claim: ValueClaim
    switch binary {
    case .equal: claim = .oneOf([value])
    case .notEqual: claim = .noneOf([value])
    case .less: claim = .atMost(ValueFacts.Bound(value, isInclusive: false))
    case .lessOrEqual: claim = .atMost(ValueFacts.Bound(value))
    case .greater: claim = .atLeast(ValueFacts.Bound(value, isInclusive: false))
    case .greaterOrEqual: claim = .atLeast(ValueFacts.Bound(value))
    case .membership, .add, .subtract, .multiply, .divide, .remainder: return nil
    }
    return ConstantComparison(
      subject: subject, claim: claim, constants: [constant],
      isEquality: binary == .equal || binary == .notEqual)
  }

  private func membership(
    _ subject: Syntax.NodeID, _ list: Syntax.NodeID
  ) -> ConstantComparison? {
    guard constant(subject) == nil, case .list(let elements) = syntax[list] else { return nil }
    let constants = elements.compactMap { element in constant(element).map { (element, $0) } }
    guard constants.count == elements.count else { return nil }
    return ConstantComparison(
      subject: subject, claim: .oneOf(Set(constants.map(\.1))), constants: constants,
      isEquality: true)
  }

  /// Whether both sides of a comparison are one expression, and what it then always is.
  func valueOfSameSides(_ id: Syntax.NodeID) -> Bool? {
    guard case .binary(let binary, let left, let right) = syntax[id] else { return nil }
    if binary == .membership, case .list(let elements) = syntax[right] {
      return elements.contains { identity($0) == identity(left) } ? true : nil
    }
    guard identity(left) == identity(right) else { return nil }
    switch binary {
    case .equal, .lessOrEqual, .greaterOrEqual: return true
    case .notEqual, .less, .greater: return false
    case .membership, .add, .subtract, .multiply, .divide, .remainder: return nil
    }
  }
}

extension BinaryOperator {
  /// The operator that says the same with its operands swapped.
  var mirrored: BinaryOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual, .membership, .add, .subtract, .multiply, .divide, .remainder: self
    }
  }
}
