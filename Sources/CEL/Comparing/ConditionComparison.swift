/// Compares conditions exactly: what one matches and the other does not, over all requests.
///
/// "Never" is proved, and a witness is confirmed by evaluating both conditions. All else is unknown.
/// A request is what both schemas have room for; that its size may exceed the cost limits of an
/// evaluation is left aside.
package struct ConditionComparison: Sendable {
  private let from: TypeEnvironment
  private let to: TypeEnvironment

  /// Compares conditions of one version with conditions of another one.
  package init(from: TypeEnvironment, to: TypeEnvironment) {
    self.from = from
    self.to = to
  }

  /// What happens when a condition takes the place of another one.
  /// - Parameter errors: what the conditions amount to where they err.
  /// - Parameter limit: how many different witnesses are wanted of gains, and of losses.
  package func difference(
    from: Program, to: Program, errors: ErrorMeaning, limit: Int
  ) -> ConditionDifference {
    guard let model = ConditionModel([from, to], [self.from, self.to]) else {
      return ConditionDifference(gains: .unknown, losses: .unknown)
    }
    var gains = DifferenceSearch(model, errors, limit: limit)
    var losses = DifferenceSearch(model, errors, limit: limit)
    return ConditionDifference(
      gains: gains.possibility(winner: 1), losses: losses.possibility(winner: 0))
  }
}
