/// Something that is known where a part of a condition is read.
enum Guard: Hashable {
  /// The field of this identity is there.
  case present(Int)
  /// The list or map of this identity has an element.
  case filled(Int)
}

/// What the parts of a condition say about what is there when they are true, or when they are false.
struct GuardReading {
  private let reviewed: ReviewedSyntax
  /// By node; nil where it cannot have the value.
  private var whenTrue: [Set<Guard>?] = []
  private var whenFalse: [Set<Guard>?] = []

  /// - Complexity: O(size of the condition, times its depth).
  init(_ reviewed: ReviewedSyntax) {
    self.reviewed = reviewed
    whenTrue.reserveCapacity(syntax.nodes.count)
    whenFalse.reserveCapacity(syntax.nodes.count)
    // An operand has a smaller id than what it is part of.
    for index in syntax.nodes.indices {
      let id = Syntax.NodeID(index)
      let (ifTrue, ifFalse) = (read(id, when: true), read(id, when: false))
      whenTrue.append(ifTrue)
      whenFalse.append(ifFalse)
    }
  }

  private var syntax: Syntax { reviewed.syntax }

  /// What is known when a part is true, or false; nil where it cannot be that.
  func guards(of id: Syntax.NodeID, when truth: Bool) -> Set<Guard>? {
    truth ? whenTrue[id.value] : whenFalse[id.value]
  }

  private func read(_ id: Syntax.NodeID, when truth: Bool) -> Set<Guard>? {
    switch syntax[id] {
    case .bool(let bool): return bool == truth ? [] : nil
    case .unary(.not, let operand): return guards(of: operand, when: !truth)
    case .logical(let logical, let operands):
      let found = operands.map { guards(of: $0, when: truth) }
      return (logical == .and) == truth ? united(found) : common(found)
    case .conditional(let condition, let then, let otherwise):
      return common([
        united([guards(of: condition, when: true), guards(of: then, when: truth)]),
        united([guards(of: condition, when: false), guards(of: otherwise, when: truth)]),
      ])
    case .call(let name, let receiver, let arguments):
      return callGuards(name, receiver, arguments, truth)
    case .binary(let binary, let left, let right):
      return comparisonGuards(binary, left, right, id, truth)
    case .name:
      guard case .value(let value)? = reviewed.locals[id] else { return [] }
      return guards(of: value, when: truth)
    case .null, .int, .uint, .double, .string, .bytes, .select, .index, .optionalSelect,
      .optionalMark, .list, .map, .unary, .invalid:
      return []
    }
  }

  /// All of them hold; nil where one cannot be.
  private func united(_ sets: [Set<Guard>?]) -> Set<Guard>? {
    var all: Set<Guard> = []
    for set in sets {
      guard let set else { return nil }
      all.formUnion(set)
    }
    return all
  }

  /// One of them holds; what cannot be does not count.
  private func common(_ sets: [Set<Guard>?]) -> Set<Guard>? {
    let possible = sets.compactMap(\.self)
    guard let first = possible.first else { return nil }
    return possible.dropFirst().reduce(first) { $0.intersection($1) }
  }

  // MARK: - Calls

  private func callGuards(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID], _ truth: Bool
  ) -> Set<Guard>? {
    guard let receiver else {
      guard name == Builtin.hasMacro, truth, let field = arguments.first else { return [] }
      return present(field)
    }
    if reviewed.isBinding(name, receiver), arguments.count == 3 {
      return guards(of: arguments[2], when: truth)
    }
    if name == LibraryFunction.hasValue.rawValue, truth { return presentOptional(receiver) }
    switch Macro(rawValue: name) {
    case .exists, .existsOne, .existsOneCamel: return truth ? [filled(receiver)] : []
    // Of no element, everything is true.
    case .all: return truth ? [] : [filled(receiver)]
    case .map, .filter, .transformList, .transformMap, .transformMapEntry, nil: return []
    }
  }

  /// A field that is there, and what it is a field of.
  private func present(_ id: Syntax.NodeID) -> Set<Guard> {
    var found: Set<Guard> = []
    var current = id
    while let (operand, _) = reviewed.selection(current) {
      found.insert(.present(reviewed.identity(current)))
      current = operand
    }
    found.insert(.present(reviewed.identity(current)))
    return found
  }

  /// `a.?b.hasValue()`
  private func presentOptional(_ id: Syntax.NodeID) -> Set<Guard> {
    guard case .optionalSelect(let operand, let field) = syntax[id],
      let identity = reviewed.identity(ofField: field, in: operand)
    else { return [] }
    return [.present(identity)]
  }

  private func filled(_ id: Syntax.NodeID) -> Guard { .filled(reviewed.identity(id)) }

  // MARK: - Comparisons

  private func comparisonGuards(
    _ binary: BinaryOperator, _ left: Syntax.NodeID, _ right: Syntax.NodeID, _ id: Syntax.NodeID,
    _ truth: Bool
  ) -> Set<Guard> {
    if let comparison = reviewed.constantComparison(id) { return sizeGuards(comparison, truth) }
    if binary == .membership { return truth ? membershipGuards(left, in: right) : [] }
    // `l == []`
    for (list, other) in [(left, right), (right, left)] where reviewed.isEmptyLiteral(other) {
      if (binary == .equal && !truth) || (binary == .notEqual && truth) { return [filled(list)] }
    }
    return []
  }

  private func membershipGuards(
    _ element: Syntax.NodeID, in list: Syntax.NodeID
  ) -> Set<Guard> {
    guard case .string(let name) = syntax[element], reviewed.isKeyed(list),
      let field = reviewed.identity(ofField: name, in: list)
    else { return [filled(list)] }
    return [filled(list), .present(field)]
  }

  /// `size(l) > 0` and all that comes to the same.
  private func sizeGuards(_ comparison: ConstantComparison, _ truth: Bool) -> Set<Guard> {
    guard case .call(let name, let receiver, let arguments) = syntax[comparison.subject],
      let sized = reviewed.sized(name, receiver, arguments)
    else { return equalityGuards(comparison, truth) }
    var values = ValueSet(reviewed.facts(comparison.subject), isWhole: true)
    values.intersect(truth ? comparison.claim : comparison.claim.negated)
    values.intersect(.oneOf([.int(0)]))
    return values.isEmpty ? [filled(sized)] : []
  }

  /// `f == true` says what `f` says, and `x != null` that there is an `x`.
  private func equalityGuards(_ comparison: ConstantComparison, _ truth: Bool) -> Set<Guard> {
    switch truth ? comparison.claim : comparison.claim.negated {
    case .oneOf(let values):
      guard values.count == 1, case .bool(let bool)? = values.first else { return [] }
      return guards(of: comparison.subject, when: bool) ?? []
    case .noneOf(let values):
      return values.contains(.null) ? [.present(reviewed.identity(comparison.subject))] : []
    case .atLeast, .atMost: return []
    }
  }
}
