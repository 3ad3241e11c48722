extension Planner {
  /// Reports a condition whose value can only be of another type than is needed.
  mutating func check(_ root: PlanID, is expected: ValueType) {
    guard let found = resultType(root), found != expected else { return }
    let node = tables.origins[Int(root)]
    report(.wrongType(found, expected: expected, syntax.span(node)))
  }

  /// The type that a node's value has whenever it has one; nil where that depends on the data.
  private func resultType(_ id: PlanID) -> ValueType? {
    switch tables.nodes[Int(id)] {
    case .constant(let place): tables.constants[Int(place)].type
    case .has, .not, .logical, .equality, .ordering, .membership, .constantMembership,
      .textFunction, .matches, .constantMatches:
      .bool
    case .list: .list
    case .map: .map
    case .accessor, .zonedAccessor: .int
    case .unaryFunction(let function, _): function.resultType
    case .comprehension(let place): tables.comprehensions[Int(place)].kind.resultType
    case .conditional(_, let then, let otherwise): commonType(then, otherwise)
    case .arithmetic(_, let left, let right): arithmeticType(left, right)
    case .rare(let place): resultType(tables.rareNodes[Int(place)])
    case .variable, .local, .select, .field, .index, .negate, .external, .unresolved: nil
    }
  }

  private func resultType(_ node: RareNode) -> ValueType? {
    switch node {
    case .library(let function, _): function.resultType
    case .bind(_, _, let body): resultType(body)
    case .optionalSelect, .optionalIndex, .firstPresent, .transform: .optional
    case .optionalList: .list
    case .optionalMap: .map
    case .bound, .presentValue: nil
    }
  }

  private func commonType(_ left: PlanID, _ right: PlanID) -> ValueType? {
    guard let type = resultType(left), type == resultType(right) else { return nil }
    return type
  }

  /// Arithmetic over one plain type stays in it; with times it need not.
  private func arithmeticType(_ left: PlanID, _ right: PlanID) -> ValueType? {
    guard let type = resultType(left) ?? resultType(right) else { return nil }
    switch type {
    case .int, .uint, .double, .string, .bytes, .list: return type
    case .null, .bool, .map, .timestamp, .duration, .type, .optional: return nil
    }
  }
}

extension UnaryFunction {
  /// Nil where the result is of the type of the operand.
  fileprivate var resultType: ValueType? {
    switch self {
    case .dynamic: nil
    case .type: .type
    case .size, .int: .int
    case .bool: .bool
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .timestamp: .timestamp
    case .duration: .duration
    }
  }
}

extension LibraryFunction {
  /// Nil where the result is of the type of an operand, or of what is inside of it.
  fileprivate var resultType: ValueType? {
    switch self {
    case .charAt, .join, .lowerAscii, .upperAscii, .replace, .substring, .trim, .reverse, .format,
      .quote, .encodeBase64:
      .string
    case .decodeBase64: .bytes
    case .indexOf, .lastIndexOf: .int
    case .split, .optionalUnwrap, .unwrapOptionals: .list
    case .ceil, .floor, .round, .trunc, .sqrt: .double
    case .isNaN, .isInf, .isFinite, .hasValue: .bool
    case .optionalOf, .optionalOfNonZeroValue, .optionalNone: .optional
    case .greatest, .least, .abs, .sign, .bitAnd, .bitOr, .bitXor, .bitNot, .bitShiftLeft,
      .bitShiftRight, .value:
      nil
    }
  }
}

extension Comprehension.Kind {
  fileprivate var resultType: ValueType {
    switch self {
    case .all, .exists, .existsOne: .bool
    case .list: .list
    case .map, .mapOfEntries: .map
    }
  }
}
