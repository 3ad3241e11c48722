/// The ways in which a part of a condition can end, as far as is known.
struct Outcomes: OptionSet, Hashable {
  let rawValue: UInt8

  static let holds = Outcomes(rawValue: 1)
  static let fails = Outcomes(rawValue: 2)
  /// There is no value, or one that is no bool.
  static let errs = Outcomes(rawValue: 4)
  static let any: Outcomes = [.holds, .fails, .errs]

  /// Those of the negation.
  var negated: Outcomes {
    var negated = intersection(.errs)
    if contains(.holds) { negated.insert(.fails) }
    if contains(.fails) { negated.insert(.holds) }
    return negated
  }

  /// Whether only one way is left.
  var isDecided: Bool { rawValue.nonzeroBitCount == 1 }
}

/// A condition as a combination of atoms, which are numbers.
indirect enum Formula {
  case atom(Int)
  case not(Formula)
  case all([Formula])
  case any([Formula])
  case choice(Formula, then: Formula, otherwise: Formula)

  /// How it can end, given how atoms can: never too few ways, sometimes too many.
  ///
  /// One operand that decides is enough, whatever fails beside it (CEL spec, "Logical Operators").
  func outcomes(_ atom: (Int) -> Outcomes) -> Outcomes {
    switch self {
    case .atom(let place): return atom(place)
    case .not(let operand): return operand.outcomes(atom).negated
    case .all(let operands): return Self.combined(operands.map { $0.outcomes(atom) })
    case .any(let operands):
      return Self.combined(operands.map { $0.outcomes(atom).negated }).negated
    case .choice(let condition, let then, let otherwise):
      let chosen = condition.outcomes(atom)
      var outcomes = chosen.intersection(.errs)
      if chosen.contains(.holds) { outcomes.formUnion(then.outcomes(atom)) }
      if chosen.contains(.fails) { outcomes.formUnion(otherwise.outcomes(atom)) }
      return outcomes
    }
  }

  private static func combined(_ operands: [Outcomes]) -> Outcomes {
    var outcomes: Outcomes = []
    if operands.contains(where: { $0.contains(.fails) }) { outcomes.insert(.fails) }
    if operands.allSatisfy({ $0.contains(.holds) }) { outcomes.insert(.holds) }
    if operands.contains(where: { $0.contains(.errs) }),
      operands.allSatisfy({ !$0.isDisjoint(with: [.holds, .errs]) })
    {
      outcomes.insert(.errs)
    }
    return outcomes
  }

  /// The first atom that keeps it from being decided.
  func undecidedAtom(_ atom: (Int) -> Outcomes) -> Int? {
    guard !outcomes(atom).isDecided else { return nil }
    switch self {
    case .atom(let place): return place
    case .not(let operand): return operand.undecidedAtom(atom)
    case .all(let operands), .any(let operands):
      return Self.undecidedAtom(of: operands, atom)
    case .choice(let condition, let then, let otherwise):
      return Self.undecidedAtom(of: [condition, then, otherwise], atom)
    }
  }

  private static func undecidedAtom(
    of operands: [Formula], _ atom: (Int) -> Outcomes
  ) -> Int? {
    for operand in operands {
      if let place = operand.undecidedAtom(atom) { return place }
    }
    return nil
  }
}
