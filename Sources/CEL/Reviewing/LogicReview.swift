/// Looks for comparisons that say nothing, or nothing that can be.
struct LogicReview {
  private let reviewed: ReviewedSyntax
  private(set) var findings: [ConditionFinding] = []
  /// Parts that were found to be always true or false: what they say together with others is noise.
  private var settled: Set<Syntax.NodeID> = []

  init(_ reviewed: ReviewedSyntax) { self.reviewed = reviewed }

  private var syntax: Syntax { reviewed.syntax }

  mutating func reviewCondition() {
    // A rule for everything says `true`.
    if case .bool(true) = syntax[syntax.root] { return }
    reviewTruth(syntax.root)
  }

  private mutating func report(
    _ kind: ConditionFinding.Kind, _ id: Syntax.NodeID, others: [Syntax.NodeID] = []
  ) {
    findings.append(
      ConditionFinding(
        kind, syntax.span(id),
        others: others.map(syntax.span).sorted { $0.lowerBound < $1.lowerBound }))
  }

  // MARK: - Walking

  /// Reviews what is true or false: a run of parts, or one part.
  private mutating func reviewTruth(_ id: Syntax.NodeID) {
    if reviewed.isClosed(id) { return reviewClosed(id) }
    let (inner, isPositive) = unnegated(id)
    guard case .logical(let written, _) = syntax[inner] else { return reviewAtom(inner) }
    let logical = isPositive ? written : written.dual
    var parts: [Part] = []
    collect(id, logical, isPositive: true, &parts)
    for part in parts { reviewTruth(part.written) }
    reviewRun(parts, logical)
  }

  private func unnegated(_ id: Syntax.NodeID) -> (id: Syntax.NodeID, isPositive: Bool) {
    var (current, isPositive) = (id, true)
    while case .unary(.not, let operand) = syntax[current] {
      current = operand
      isPositive.toggle()
    }
    return (current, isPositive)
  }

  /// One part of a run, without the `!` before it and with it.
  private struct Part {
    let id: Syntax.NodeID
    let written: Syntax.NodeID
    let isPositive: Bool
  }

  /// The parts of a run, through parentheses and `!` (De Morgan).
  private func collect(
    _ id: Syntax.NodeID, _ logical: LogicalOperator, isPositive: Bool,
    _ parts: inout [Part]
  ) {
    let (inner, isSame) = unnegated(id)
    let sign = isSame == isPositive
    if case .logical(let written, let operands) = syntax[inner],
      (sign ? written : written.dual) == logical
    {
      for operand in operands { collect(operand, logical, isPositive: sign, &parts) }
    } else {
      parts.append(Part(id: inner, written: id, isPositive: sign))
    }
  }

  /// Reviews what stands inside of something that is no run.
  private mutating func reviewParts(_ id: Syntax.NodeID) {
    switch syntax[id] {
    case .conditional(let condition, let then, let otherwise):
      reviewTruth(condition)
      for part in [then, otherwise] where !isPlain(part) { reviewTruth(part) }
    case .call(let name, let receiver, let arguments):
      if let receiver { reviewAny(receiver) }
      for part in macroParts(name, receiver, arguments) { reviewAny(part) }
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .select, .index,
      .optionalSelect, .optionalMark, .list, .map, .unary, .binary, .logical, .invalid:
      for part in syntax.parts(of: id) { reviewAny(part) }
    }
  }

  /// Both branches of `c ? true : x` say something.
  private func isPlain(_ id: Syntax.NodeID) -> Bool {
    if case .bool = syntax[id] { true } else { reviewed.types.types[id] != .bool }
  }

  private func macroParts(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID]
  ) -> ArraySlice<Syntax.NodeID> {
    guard let receiver else { return arguments[...] }
    if reviewed.isBinding(name, receiver) { return arguments.dropFirst() }
    guard let macro = Macro(rawValue: name) else { return arguments[...] }
    return arguments.dropFirst(macro.hasTwoVariables(argumentCount: arguments.count) ? 2 : 1)
  }

  private mutating func reviewAny(_ id: Syntax.NodeID) {
    switch syntax[id] {
    case .bool: break
    case .binary, .logical, .unary(.not, _):
      reviewed.types.types[id] == .bool ? reviewTruth(id) : reviewParts(id)
    case .null, .int, .uint, .double, .string, .bytes, .name, .select, .index, .call,
      .optionalSelect, .optionalMark, .list, .map, .unary, .conditional, .invalid:
      reviewParts(id)
    }
  }

  // MARK: - One part

  private mutating func reviewClosed(_ id: Syntax.NodeID) {
    guard case .bool(let truth)? = reviewed.constant(id) else { return }
    settled.insert(id)
    report(.always(truth, .constant), id)
  }

  private mutating func reviewAtom(_ id: Syntax.NodeID) {
    defer { reviewParts(id) }
    if let truth = reviewed.valueOfSameSides(id) {
      settled.insert(id)
      return report(.always(truth, .sameSides), id)
    }
    if reviewMembershipInField(id) { return }
    guard let comparison = reviewed.constantComparison(id) else { return }
    let facts = reviewed.facts(comparison.subject)
    if comparison.isEquality, !facts.values.isEmpty {
      let outside = comparison.constants.filter { !facts.values.contains($0.value) }
      guard outside.isEmpty else {
        settled.insert(id)
        return outside.forEach { reportOutside($0, comparison.subject, facts.values) }
      }
    }
    reviewValues(id, comparison)
  }

  private mutating func reportOutside(
    _ constant: (id: Syntax.NodeID, value: Constant), _ subject: Syntax.NodeID, _ values: [Constant]
  ) {
    report(
      .outsideEnumeration(
        value: constant.value, of: reviewed.text(subject), values: values), constant.id)
  }

  /// `"x" in subject.groups`, where the schema says what elements there are.
  private mutating func reviewMembershipInField(_ id: Syntax.NodeID) -> Bool {
    guard case .binary(.membership, let element, let list) = syntax[id],
      let value = reviewed.constant(element)
    else { return false }
    let values = reviewed.declaredFacts(list).elementValues
    guard !values.isEmpty, !values.contains(value) else { return false }
    settled.insert(id)
    reportOutside((element, value), list, values)
    return true
  }

  /// Holds a comparison against what the schema says of its subject.
  private mutating func reviewValues(_ id: Syntax.NodeID, _ comparison: ConstantComparison) {
    let atom = reviewed.atom(id, written: id, isPositive: true)
    let start = reviewed.values(of: atom)
    for truth in [true, false] {
      var values = start
      values.intersect(truth ? comparison.claim.negated : comparison.claim)
      guard values.isEmpty else { continue }
      settled.insert(id)
      return report(.always(truth, .values), id)
    }
    guard comparison.constants.count > 1 else { return }
    for constant in comparison.constants {
      var values = start
      values.intersect(.oneOf([constant.value]))
      if values.isEmpty { report(.always(false, .values), constant.id) }
    }
  }

  // MARK: - Several parts

  /// What a run has said of one subject so far.
  private struct Seen {
    var atoms: [Atom] = []
    var byClaim: [ValueClaim: Syntax.NodeID] = [:]
    var values: ValueSet
  }

  /// Looks at the parts of one run together. A disjunction leaves nothing out where its opposite, a
  /// conjunction, cannot be.
  private mutating func reviewRun(
    _ parts: [Part], _ logical: LogicalOperator
  ) {
    var seen: [Int: Seen] = [:]
    for part in parts where !settled.contains(part.id) && !settled.contains(part.written) {
      let atom = reviewed.atom(part.id, written: part.written, isPositive: part.isPositive)
      var known = seen[atom.subject] ?? Seen(values: reviewed.values(of: atom))
      if let same = known.byClaim[atom.claim] {
        report(.repeated(in: logical), atom.written, others: [same])
        continue
      }
      var values = known.values
      values.intersect(logical == .and ? atom.claim : atom.claim.negated)
      if values.isEmpty, !known.atoms.isEmpty {
        let kind: ConditionFinding.Kind =
          logical == .and ? .contradiction : .always(true, .alternatives)
        report(kind, atom.written, others: clashing(atom, known.atoms, logical).map(\.written))
        continue
      }
      known.values = values
      known.atoms.append(atom)
      known.byClaim[atom.claim] = atom.written
      seen[atom.subject] = known
    }
  }

  /// The one earlier part with which a part cannot be; all of them where it takes several.
  private func clashing(_ atom: Atom, _ earlier: [Atom], _ logical: LogicalOperator) -> [Atom] {
    let one = earlier.first { other in
      var values = reviewed.values(of: atom)
      for atom in [other, atom] {
        values.intersect(logical == .and ? atom.claim : atom.claim.negated)
      }
      return values.isEmpty
    }
    return one.map { [$0] } ?? earlier
  }
}

extension LogicalOperator {
  /// What it becomes under `!` (De Morgan).
  fileprivate var dual: LogicalOperator {
    switch self {
    case .and: .or
    case .or: .and
    }
  }
}
