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
  private let syntax: Syntax
  private let reading: ConditionAtoms
  private let owner: CoverageGoal.Owner
  private let part: CoverageGoal.Part
  private let locations: [SourceLocation]
  private var isMetByTrue: [Bool]
  private var isMetByFalse: [Bool]

  init(_ condition: Condition, _ part: CoverageGoal.Part, of owner: CoverageGoal.Owner) {
    syntax = condition.program.syntax
    reading = ConditionAtoms(of: condition.program)
    self.owner = owner
    self.part = part
    locations = condition.locations(of: reading.atoms.map(\.span))
    isMetByTrue = reading.atoms.map { _ in false }
    isMetByFalse = isMetByTrue
  }

  private var atoms: [ConditionAtom] { reading.atoms }

  /// Whether there is nothing left to find out.
  private var isComplete: Bool {
    atoms.indices.allSatisfy {
      !atoms[$0].canDecide || (isMetByTrue[$0] && isMetByFalse[$0])
    }
  }

  /// Notes a request for which the condition was asked.
  mutating func observe(_ bindings: Bindings) {
    guard !isComplete else { return }
    for (place, influence) in reading.influences(bindings).enumerated() where influence.decides {
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
            atom: syntax.printed(atoms[place].expression), of: part, truth: truth),
          of: owner, at: locations[place])
        goal.isMet = isMet
        return goal
      }
    }
  }
}
