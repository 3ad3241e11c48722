/// Looks through a model for requests with which conditions end in wanted ways.
struct ModelSearch {
  /// A formula, and the ways in which it must end.
  typealias Goal = (formula: Formula, outcomes: Outcomes)

  let model: ConditionModel
  /// What is left of the work that a comparison may do.
  private(set) var budget: Int
  /// Whether some work was left out.
  private(set) var isExhausted = false

  init(_ model: ConditionModel, budget: Int) {
    self.model = model
    self.budget = budget
  }

  /// What becomes of a place that was found.
  enum Verdict {
    case goOn, stop
  }

  /// Visits cubes in which all goals are met everywhere, until one is good enough.
  ///
  /// The cubes are disjoint, and together they are all that meets the goals, unless the work grew
  /// too much (Davis, Logemann, Loveland, "A machine program for theorem-proving", CACM 1962).
  /// - Returns: whether one was.
  mutating func search(
    _ goals: [Goal], in cube: Cube, _ visit: (Cube) -> Verdict
  ) -> Bool {
    budget -= 1
    guard budget >= 0 else {
      isExhausted = true
      return false
    }
    var undecided: Int?
    for goal in goals {
      let outcomes = goal.formula.outcomes { model.outcomes(of: $0, in: cube) }
      if outcomes.isDisjoint(with: goal.outcomes) { return false }
      if outcomes.isSubset(of: goal.outcomes) { continue }
      undecided = undecided ?? goal.formula.undecidedAtom { model.outcomes(of: $0, in: cube) }
    }
    guard let undecided else { return visit(cube) == .stop }
    for part in model.split(cube, by: undecided) {
      if search(goals, in: part, visit) { return true }
    }
    return false
  }

  /// Whether goals are met anywhere; nil where that was too much work.
  mutating func isPossible(_ goals: [Goal], in cube: Cube) -> Bool? {
    if cube.isEmpty { return false }
    if search(goals, in: cube, { _ in .stop }) { return true }
    return isExhausted ? nil : false
  }
}

extension ConditionModel {
  /// How an atom can end in a cube.
  func outcomes(of atom: Int, in cube: Cube) -> Outcomes {
    let atom = atoms[atom]
    if atom.terms.count == 1 {
      var outcomes: Outcomes = []
      var rest = cube.masks[atom.terms[0]]
      while rest != 0 {
        outcomes.formUnion(atom.table[rest.trailingZeroBitCount])
        rest &= rest - 1
      }
      return outcomes
    }
    return outcomes(of: atom, in: cube, from: 0, offset: 0)
  }

  private func outcomes(
    of atom: ComparedAtom, in cube: Cube, from place: Int, offset: Int
  ) -> Outcomes {
    guard place < atom.terms.count else { return atom.table[offset] }
    let term = atom.terms[place]
    var outcomes: Outcomes = []
    var rest = cube.masks[term]
    while rest != 0, outcomes != .any {
      let offset = offset * terms[term].regions.count + rest.trailingZeroBitCount
      outcomes.formUnion(self.outcomes(of: atom, in: cube, from: place + 1, offset: offset))
      rest &= rest - 1
    }
    return outcomes
  }

  /// Parts of a cube in which more is known of an atom.
  func split(_ cube: Cube, by atom: Int) -> [Cube] {
    let atom = atoms[atom]
    if atom.terms.count == 1 { return splitByOutcome(cube, atom) }
    // The largest first: a term with one region left cannot be split.
    guard
      let term = atom.terms.max(by: {
        cube.masks[$0].nonzeroBitCount < cube.masks[$1].nonzeroBitCount
      })
    else { return [] }
    return cube.masks[term].bits.map { region in
      var part = cube
      part.masks[term] = 1 << UInt64(region)
      return part
    }
  }

  private func splitByOutcome(_ cube: Cube, _ atom: ComparedAtom) -> [Cube] {
    let term = atom.terms[0]
    return [Outcomes.holds, .fails, .errs].compactMap { outcome in
      var part = cube
      part.masks[term] = cube.masks[term].bits.reduce(into: 0) { mask, region in
        if atom.table[region] == outcome { mask |= 1 << UInt64(region) }
      }
      return part.isEmpty ? nil : part
    }
  }
}
