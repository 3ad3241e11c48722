/// Looks for requests that one condition matches and the other does not.
struct DifferenceSearch {
  private let model: ConditionModel
  private let errors: ErrorMeaning
  private let limit: Int
  private var search: ModelSearch
  /// Places that were explained already.
  private var explained: [Cube] = []
  private var witnesses: [ConditionWitness] = []
  /// How many places of the model were no request, as far as could be found out.
  private var unconfirmedCount = 0

  /// Visits of cubes, for gains or losses together.
  private static let budget = 20_000
  /// Trying costs more than searching.
  private static let greatestUnconfirmedCount = 8

  init(_ model: ConditionModel, _ errors: ErrorMeaning, limit: Int) {
    self.model = model
    self.errors = errors
    self.limit = max(1, limit)
    search = ModelSearch(model, budget: Self.budget)
  }

  /// Whether the winner matches something that the other condition does not.
  mutating func possibility(winner: Int) -> Possibility {
    let goals = DifferenceGoals(model, errors, winner: winner)
    var search = self.search
    _ = search.search(goals.all, in: model.wholeCube) { cube in
      visit(cube, goals)
      let isDone = witnesses.count >= limit || unconfirmedCount > Self.greatestUnconfirmedCount
      return isDone ? .stop : .goOn
    }
    if !witnesses.isEmpty { return .witnessed(witnesses) }
    return unconfirmedCount > 0 || search.isExhausted ? .unknown : .never
  }

  private mutating func visit(_ cube: Cube, _ goals: DifferenceGoals) {
    for rest in explained.reduce([cube], { parts, done in parts.flatMap { $0.subtracting(done) } })
    {
      guard witnesses.count < limit else { return }
      // Explaining one part may explain the others, too.
      if explained.contains(where: { rest.isSubset(of: $0) }) { continue }
      let confirming = WitnessConfirming(model, errors, winner: goals.winner)
      guard let confirmed = confirming.confirm(rest) else {
        unconfirmedCount += 1
        continue
      }
      var reason = DifferenceReason(model, goals, at: confirmed.place)
      let because = reason.because()
      explained.append(reason.explained)
      guard !witnesses.contains(where: { $0.because == because }) else { continue }
      witnesses.append(ConditionWitness(fields: confirmed.fields, because: because))
    }
  }
}

/// What must hold where one condition matches and the other does not.
struct DifferenceGoals {
  let winner: Int
  let wins: ModelSearch.Goal
  let loses: ModelSearch.Goal
  let isValid: ModelSearch.Goal

  init(_ model: ConditionModel, _ errors: ErrorMeaning, winner: Int) {
    self.winner = winner
    let matching: Outcomes =
      switch errors {
      case .noMatch: .holds
      case .match: [.holds, .errs]
      }
    wins = (model.formulas[winner], matching)
    loses = (model.formulas[1 - winner], Outcomes.any.subtracting(matching))
    isValid = (model.validity, .holds)
  }

  var all: [ModelSearch.Goal] { [wins, loses, isValid] }

  /// That the difference is not there, in a valid request.
  func opposite(of goal: ModelSearch.Goal) -> [ModelSearch.Goal] {
    [(goal.formula, Outcomes.any.subtracting(goal.outcomes)), isValid]
  }
}

extension Cube {
  /// Disjoint cubes that are all of this one but for another one.
  func subtracting(_ other: Cube) -> [Cube] {
    if zip(masks, other.masks).contains(where: { $0 & $1 == 0 }) { return [self] }
    var parts: [Cube] = []
    var inside = self
    for term in masks.indices {
      let outside = inside.masks[term] & ~other.masks[term]
      if outside != 0 {
        var part = inside
        part.masks[term] = outside
        parts.append(part)
      }
      inside.masks[term] &= other.masks[term]
    }
    return parts
  }
}
