/// How a condition combines its atoms: the rest of it, evaluated by itself, is in each atom.
package indirect enum ConditionLogic: Sendable, Hashable {
  /// The atom at a place of `ConditionAtoms.atoms`.
  case atom(Int)
  /// What does not depend on any atom; nil for an error.
  case constant(Bool?)
  case not(ConditionLogic)
  case all([ConditionLogic])
  case any([ConditionLogic])
}

extension ConditionAtoms {
  /// What the atoms come to, by the rules of `&&`, `||` and `!` (CEL spec, "Logical Operators"): an
  /// operand that decides absorbs the errors of the others.
  /// - Complexity: O(condition).
  package var logic: ConditionLogic {
    var next = 0
    return walk.logic(walk.plan.root, &next)
  }
}
