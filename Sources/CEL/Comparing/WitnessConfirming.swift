/// Turns a place of the model into a request, and makes sure of it with the real conditions.
struct WitnessConfirming {
  private let model: ConditionModel
  private let errors: ErrorMeaning
  private let winner: Int

  /// What was confirmed.
  struct Confirmed {
    /// One region of each term.
    let place: Cube
    let fields: [WitnessField]
  }

  init(_ model: ConditionModel, _ errors: ErrorMeaning, winner: Int) {
    self.model = model
    self.errors = errors
    self.winner = winner
  }

  /// A request in a cube for which the conditions differ; nil where none was found.
  func confirm(_ cube: Cube) -> Confirmed? {
    let place = Cube(cube.masks.map { $0 & (~$0 &+ 1) })
    var confirmed: [RequestMaking.Field]?
    _ = WitnessTrials(model, cube, place).first { fields in
      guard differ(fields) else { return false }
      confirmed = fields
      return true
    }
    return confirmed.map { Confirmed(place: place, fields: sorted($0)) }
  }

  private func differ(_ fields: [RequestMaking.Field]) -> Bool {
    matches(winner, fields) && !matches(1 - winner, fields)
  }

  private func matches(_ side: Int, _ fields: [RequestMaking.Field]) -> Bool {
    do throws(EvaluationError) {
      return try model.conditions[side].program.evaluateCondition(
        model.requests[side].bindings(fields))
    } catch {
      return errors == .match
    }
  }

  private func sorted(_ fields: [RequestMaking.Field]) -> [WitnessField] {
    fields.map { WitnessField(path: $0.path, value: $0.value) }.sorted {
      $0.path.map(UTF8Text.init).lexicographicallyPrecedes($1.path.map(UTF8Text.init))
    }
  }
}
