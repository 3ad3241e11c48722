import CEL
import Diagnostics
import PolicyCore

/// A goal, and whether some case reaches it.
struct MeteredGoal {
  let goal: CoverageGoal
  var isMet = false

  init(_ aim: CoverageGoal.Aim, of owner: CoverageGoal.Owner, at location: SourceLocation) {
    goal = CoverageGoal(owner: owner, aim: aim, location: location)
  }
}

/// Which atoms of a condition decide alone.
struct ConditionMeter {
  private let program: Program
  private let atoms: [ConditionAtom]
  private let owner: CoverageGoal.Owner
  private let part: CoverageGoal.Part
  private let locations: [SourceLocation]
  private var isMetByTrue: [Bool]
  private var isMetByFalse: [Bool]

  init(_ condition: Condition, _ part: CoverageGoal.Part, of owner: CoverageGoal.Owner) {
    program = condition.program
    atoms = program.atoms
    self.owner = owner
    self.part = part
    locations = condition.locations(of: atoms.map(\.span))
    isMetByTrue = atoms.map { _ in false }
    isMetByFalse = isMetByTrue
  }

  /// Notes a request for which the condition was asked.
  mutating func observe(_ bindings: Bindings) {
    for (place, influence) in program.influences(bindings).enumerated() where influence.decides {
      switch influence.truth {
      case true?: isMetByTrue[place] = true
      case false?: isMetByFalse[place] = true
      case nil: break
      }
    }
  }

  /// Two for each atom that can decide.
  var goals: [MeteredGoal] {
    atoms.indices.filter { atoms[$0].canDecide }.flatMap { place in
      [(true, isMetByTrue[place]), (false, isMetByFalse[place])].map { truth, isMet in
        var goal = MeteredGoal(
          .decides(
            atom: program.syntax.printed(atoms[place].expression), of: part, truth: truth),
          of: owner, at: locations[place])
        goal.isMet = isMet
        return goal
      }
    }
  }
}
