/// An atom of a condition: a largest part between its `&&`, `||` and `!`.
package struct ConditionAtom: Sendable, Hashable {
  /// The expression that it is.
  package let expression: Syntax.NodeID
  /// UTF-8 offsets in the source.
  package let span: Range<Int>
  /// Whether it can decide anything: `x` in `x || true` cannot.
  package let canDecide: Bool
}

/// What an atom had to do with the outcome of one evaluation.
package struct AtomInfluence: Sendable, Equatable {
  /// Nil where the atom errs or is no bool.
  package let truth: Bool?
  /// Whether it alone decided: the condition has an outcome, and with the other truth of this atom
  /// alone it would have had another one, or none.
  package let decides: Bool
}

/// The atoms of one condition, and which of them decide it.
package struct ConditionAtoms: Sendable {
  /// In the order of the source, without constants.
  package let atoms: [ConditionAtom]
  let walk: AtomWalk

  /// Those of a condition.
  package init(of program: Program) {
    let walk = AtomWalk(plan: program.plan)
    self.walk = walk
    atoms = walk.atoms.map { atom in
      let expression = program.plan.tables.origins[Int(atom.id)]
      return ConditionAtom(
        expression: expression, span: program.syntax.span(expression), canDecide: atom.canDecide)
    }
  }

  /// What each of `atoms` had to do with the outcome: masking MC/DC (Chilenski, "An Investigation of
  /// Three Forms of the Modified Condition Decision Coverage Criterion", 2001).
  ///
  /// Every atom is evaluated, also behind one that has decided.
  /// - Complexity: one evaluation of each atom.
  package func influences(_ bindings: Bindings) -> [AtomInfluence] {
    var evaluator = Evaluator(walk.plan, bindings, NoObserver())
    return walk.influences(walk.atoms.map { evaluator.truth(ofAtom: $0.id) })
  }
}

extension Evaluator {
  /// Nil where it errs or is no bool.
  fileprivate mutating func truth(ofAtom id: PlanID) -> Bool? {
    do throws(Fault) {
      guard case .bool(let truth) = try evaluateCondition(id) else { return nil }
      return truth
    } catch {
      return nil
    }
  }
}

/// Goes through the boolean structure of a planned condition.
struct AtomWalk: Sendable {
  struct Atom: Sendable {
    let id: PlanID
    let canDecide: Bool
  }

  /// Which outcome the whole condition has for each value of a part; nil stands for an error.
  private struct Effect {
    var ofTrue: Bool?
    var ofFalse: Bool?
    var ofError: Bool?

    subscript(value: Bool?) -> Bool? {
      switch value {
      case true?: ofTrue
      case false?: ofFalse
      case nil: ofError
      }
    }

    /// The effect of an operand whose value goes through `function` first.
    func after(_ function: (Bool?) -> Bool?) -> Effect {
      Effect(
        ofTrue: self[function(true)], ofFalse: self[function(false)],
        ofError: self[function(nil)])
    }
  }

  let plan: Plan
  private(set) var atoms: [Atom] = []

  init(plan: Plan) {
    self.plan = plan
    collect(plan.root, canDecide: true)
  }

  /// - Complexity: recursion is as deep as the condition, which is limited.
  private mutating func collect(_ id: PlanID, canDecide: Bool) {
    switch plan.tables.nodes[Int(id)] {
    case .constant: return
    case .not(let operand): collect(operand, canDecide: canDecide)
    case .logical(let logical, let range):
      let operands = operands(range)
      // What depends on the request is taken for what does not decide.
      let others = OtherOperands(operands.map { constantTruth($0) ?? !logical.decisive }, logical)
      for (place, operand) in operands.enumerated() {
        let isMasked = others.combined(without: place) == logical.decisive
        collect(operand, canDecide: canDecide && !isMasked)
      }
    default: atoms.append(Atom(id: id, canDecide: canDecide))
    }
  }

  /// The truth that a part has whatever the request is; nil where it depends.
  private func constantTruth(_ id: PlanID) -> Bool? {
    switch plan.tables.nodes[Int(id)] {
    case .constant(let place):
      guard case .bool(let truth) = plan.tables.constants[Int(place)] else { return nil }
      return truth
    case .not(let operand): return constantTruth(operand).map { !$0 }
    case .logical(let logical, let range):
      return logical.combined(operands(range).map(constantTruth))
    default: return nil
    }
  }

  /// The influence of every atom, given the truth of each.
  func influences(_ truths: [Bool?]) -> [AtomInfluence] {
    var found: [AtomInfluence] = []
    found.reserveCapacity(truths.count)
    spread(plan.root, Effect(ofTrue: true, ofFalse: false, ofError: nil), truths, &found)
    return found
  }

  /// In the order in which atoms were collected: the number of those that were found is the place of
  /// the next one.
  /// - Complexity: recursion is as deep as the condition, which is limited.
  private func spread(
    _ id: PlanID, _ effect: Effect, _ truths: [Bool?], _ found: inout [AtomInfluence]
  ) {
    switch plan.tables.nodes[Int(id)] {
    case .constant: return
    case .not(let operand): spread(operand, effect.after { $0.map { !$0 } }, truths, &found)
    case .logical(let logical, let range):
      var next = found.count
      let operands = operands(range)
      let others = OtherOperands(operands.map { value($0, truths, &next) }, logical)
      for (place, operand) in operands.enumerated() {
        let rest = others.combined(without: place)
        spread(operand, effect.after { logical.combined([$0, rest]) }, truths, &found)
      }
    default:
      let truth = truths[found.count]
      let decides = truth.map { effect[$0] != nil && effect[$0] != effect[!$0] } ?? false
      found.append(AtomInfluence(truth: truth, decides: decides))
    }
  }

  /// - Parameter next: the place of the next atom.
  private func value(_ id: PlanID, _ truths: [Bool?], _ next: inout Int) -> Bool? {
    switch plan.tables.nodes[Int(id)] {
    case .constant: return constantTruth(id)
    case .not(let operand): return value(operand, truths, &next).map { !$0 }
    case .logical(let logical, let range):
      return logical.combined(operands(range).map { value($0, truths, &next) })
    default:
      defer { next += 1 }
      return truths[next]
    }
  }

  /// In the order in which atoms were collected.
  /// - Parameter next: the place of the next atom.
  func logic(_ id: PlanID, _ next: inout Int) -> ConditionLogic {
    switch plan.tables.nodes[Int(id)] {
    case .constant: return .constant(constantTruth(id))
    case .not(let operand): return .not(logic(operand, &next))
    case .logical(let logical, let range):
      let parts = operands(range).map { logic($0, &next) }
      return logical == .or ? .any(parts) : .all(parts)
    default:
      defer { next += 1 }
      return .atom(next)
    }
  }

  private func operands(_ range: OperandRange) -> [PlanID] {
    range.indices.map { plan.tables.operands[$0] }
  }
}

extension LogicalOperator {
  /// The operand that is enough.
  fileprivate var decisive: Bool { self == .or }

  /// What comes of operands, nil for one that errs: one that decides is enough (CEL spec, "Logical
  /// Operators").
  fileprivate func combined(_ values: [Bool?]) -> Bool? {
    if values.contains(decisive) { return decisive }
    return values.contains(nil) ? nil : !decisive
  }
}

/// What comes of all operands but one, for each of them.
private struct OtherOperands {
  private let values: [Bool?]
  private let logical: LogicalOperator
  private let decisiveCount: Int
  private let errorCount: Int

  init(_ values: [Bool?], _ logical: LogicalOperator) {
    self.values = values
    self.logical = logical
    decisiveCount = values.count { $0 == logical.decisive }
    errorCount = values.count { $0 == nil }
  }

  func combined(without place: Int) -> Bool? {
    let value = values[place]
    if decisiveCount > (value == logical.decisive ? 1 : 0) { return logical.decisive }
    return errorCount > (value == nil ? 1 : 0) ? nil : !logical.decisive
  }
}
