/// Walks over a condition with what is known at each place, and looks for what needs a guard.
struct GuardReview {
  /// Whether more requests match when a part is true.
  enum Polarity {
    case positive, negative
    /// It depends.
    case unknown

    var flipped: Polarity {
      switch self {
      case .positive: .negative
      case .negative: .positive
      case .unknown: .unknown
      }
    }
  }

  let reviewed: ReviewedSyntax
  private let reading: GuardReading
  /// Where fields that may be absent are read, by identity; in the order of the source.
  private var unguarded: [Int: [Syntax.NodeID]] = [:]
  private(set) var others: [ConditionFinding] = []

  init(_ reviewed: ReviewedSyntax) {
    self.reviewed = reviewed
    reading = GuardReading(reviewed)
  }

  private var syntax: Syntax { reviewed.syntax }

  /// What is known where the condition as a whole is true.
  var guardsIfTrue: Set<Guard> { reading.guards(of: syntax.root, when: true) ?? [] }

  mutating func reviewCondition(given guards: Set<Guard>) {
    review(syntax.root, guards, .positive)
  }

  /// One finding for each field; the places after the first go with it.
  var findings: [ConditionFinding] {
    others
      + unguarded.values.compactMap { places in
        guard let first = places.first else { return nil }
        return ConditionFinding(
          .unguardedRead(of: reviewed.text(first)), syntax.span(first),
          others: places.dropFirst().map(syntax.span))
      }
  }

  mutating func report(_ kind: ConditionFinding.Kind, _ id: Syntax.NodeID) {
    others.append(ConditionFinding(kind, syntax.span(id)))
  }

  // MARK: - Walking

  mutating func review(_ id: Syntax.NodeID, _ guards: Set<Guard>, _ polarity: Polarity) {
    switch syntax[id] {
    case .unary(.not, let operand): review(operand, guards, polarity.flipped)
    case .logical(let logical, let operands):
      reviewRun(operands, whenOthersAre: logical == .and, guards, polarity)
    case .conditional(let condition, let then, let otherwise):
      review(condition, guards, .unknown)
      review(then, guards.union(reading.guards(of: condition, when: true) ?? []), polarity)
      review(otherwise, guards.union(reading.guards(of: condition, when: false) ?? []), polarity)
    case .call(let name, let receiver, let arguments):
      reviewCall(name, receiver, arguments, guards, polarity, id)
    case .select, .index:
      for part in syntax.parts(of: id) { review(part, guards, .unknown) }
      reviewRead(id, guards)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .optionalSelect,
      .optionalMark, .list, .map, .unary, .binary, .invalid:
      for part in syntax.parts(of: id) { review(part, guards, .unknown) }
    }
  }

  /// The parts of `&&` or `||`: whether one has a value matters only while the others do not settle
  /// the result, on either side (CEL spec, "Logical Operators").
  private mutating func reviewRun(
    _ operands: [Syntax.NodeID], whenOthersAre truth: Bool, _ guards: Set<Guard>,
    _ polarity: Polarity
  ) {
    let own = operands.map { reading.guards(of: $0, when: truth) ?? [] }
    var counts: [Guard: Int] = [:]
    for set in own { for known in set { counts[known, default: 0] += 1 } }
    let all = guards.union(counts.keys)
    for (operand, set) in zip(operands, own) {
      let onlyHere = set.filter { counts[$0] == 1 && !guards.contains($0) }
      review(operand, onlyHere.isEmpty ? all : all.subtracting(onlyHere), polarity)
    }
  }

  private mutating func reviewCall(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID], _ guards: Set<Guard>,
    _ polarity: Polarity, _ id: Syntax.NodeID
  ) {
    if receiver == nil, name == Builtin.hasMacro, let field = arguments.first {
      // Asking for a field does not read it, but what it is a field of.
      for part in syntax.parts(of: field) { review(part, guards, .unknown) }
      return
    }
    if let receiver, reviewed.isBinding(name, receiver), arguments.count == 3 {
      review(arguments[1], guards, .unknown)
      return review(arguments[2], guards, polarity)
    }
    if let receiver, let macro = Macro(rawValue: name) {
      return reviewMacro(macro, receiver, arguments, guards, polarity)
    }
    if name == Builtin.matches { reviewPattern(receiver, arguments, polarity) }
    let isTransform = name == Builtin.transform || name == Builtin.flatTransform
    for part in (receiver.map { [$0] } ?? []) + arguments.dropFirst(isTransform ? 1 : 0) {
      review(part, guards, .unknown)
    }
  }

  private mutating func reviewMacro(
    _ macro: Macro, _ receiver: Syntax.NodeID, _ arguments: [Syntax.NodeID], _ guards: Set<Guard>,
    _ polarity: Polarity
  ) {
    review(receiver, guards, .unknown)
    if macro == .all, polarity != .negative { reviewAll(receiver, guards) }
    let variableCount = macro.hasTwoVariables(argumentCount: arguments.count) ? 2 : 1
    var known = guards
    var range = receiver
    while let (unfiltered, body) = reviewed.filtered(range) {
      known.formUnion(reading.guards(of: body, when: true) ?? [])
      range = unfiltered
    }
    let parts = arguments.dropFirst(variableCount)
    for (place, part) in parts.enumerated() {
      let keepsPolarity = macro == .all || macro == .exists
      review(part, known, keepsPolarity ? polarity : .unknown)
      // The first of two parts filters.
      if parts.count == 2, place == 0 {
        known.formUnion(reading.guards(of: part, when: true) ?? [])
      }
    }
  }

  // MARK: - Fields

  private mutating func reviewRead(_ id: Syntax.NodeID, _ guards: Set<Guard>) {
    guard let (operand, field) = reviewed.selection(id), mayBeAbsent(field, of: operand),
      !isPresent(id, guards), unguarded[reviewed.identity(operand)] == nil
    else { return }
    unguarded[reviewed.identity(id), default: []].append(id)
  }

  /// Whether reading a field fails where nobody has written it.
  private func mayBeAbsent(_ field: String, of operand: Syntax.NodeID) -> Bool {
    switch reviewed.types.types[operand] {
    case .object(let object):
      guard let declared = object.field(field) else { return object.additional != nil }
      return !declared.isEmptyMapIfAbsent
    case .map: return isPath(operand)
    default: return false
    }
  }

  /// Whether an expression is a part of the request.
  private func isPath(_ id: Syntax.NodeID) -> Bool {
    if let (operand, _) = reviewed.selection(id) { return isPath(operand) }
    guard case .name = syntax[id] else { return false }
    switch reviewed.locals[id] {
    case .value(let value): return isPath(value)
    case .element(let range): return isPath(range)
    case nil: return true
    }
  }

  private func isPresent(_ id: Syntax.NodeID, _ guards: Set<Guard>) -> Bool {
    guard let (operand, field) = reviewed.selection(id) else {
      return isVariablePresent(id, guards)
    }
    if guards.contains(.present(reviewed.identity(id))) { return true }
    guard let declared = reviewed.objectType(operand)?.field(field), declared.isRequired else {
      return false
    }
    return isPresent(operand, guards)
  }

  private func isVariablePresent(_ id: Syntax.NodeID, _ guards: Set<Guard>) -> Bool {
    guard case .name(let name, _) = syntax[id] else { return true }
    switch reviewed.locals[id] {
    case .value(let value): return isPresent(value, guards)
    case .element: return true
    case nil:
      return !reviewed.environment.optionalVariables.contains(name)
        || guards.contains(.present(reviewed.identity(id)))
    }
  }

  // MARK: - Lists

  private mutating func reviewAll(_ list: Syntax.NodeID, _ guards: Set<Guard>) {
    guard !isFilled(list, guards) else { return }
    report(.allOfPossiblyEmpty(reviewed.text(list)), list)
  }

  private func isFilled(_ id: Syntax.NodeID, _ guards: Set<Guard>) -> Bool {
    if guards.contains(.filled(reviewed.identity(id))) { return true }
    switch syntax[id] {
    case .list(let elements): return elements.contains { !isMarked($0) }
    case .map(let entries): return entries.contains { !isMarked($0.key) }
    case .call(Macro.map.rawValue, let range?, let arguments) where arguments.count == 2:
      return isFilled(range, guards)
    default: return (reviewed.declaredFacts(id).sizes?.lowerBound ?? 0) > 0
    }
  }

  private func isMarked(_ id: Syntax.NodeID) -> Bool {
    if case .optionalMark = syntax[id] { true } else { false }
  }

  // MARK: - Regular expressions

  private mutating func reviewPattern(
    _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID], _ polarity: Polarity
  ) {
    guard polarity != .negative, let pattern = arguments.last else { return }
    guard case .string(let text)? = reviewed.constant(pattern) else {
      return report(.pattern(.notConstant), pattern)
    }
    switch PatternAnchors(text).verdict {
    case .anchored: break
    case .notAnchored: report(.pattern(.notAnchored), pattern)
    case .looseAlternative: report(.pattern(.looseAlternative), pattern)
    }
  }
}
