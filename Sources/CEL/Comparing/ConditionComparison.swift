/// Compares conditions exactly: what one matches and the other does not, over all requests.
///
/// "Never" is proved, and a witness is confirmed by evaluating both conditions. All else is unknown.
/// A request is what both schemas have room for; that its size may exceed the cost limits of an
/// evaluation is left aside.
package struct ConditionComparison: Sendable {
  private let environments: [TypeEnvironment]
  private let haveSameFunctions: Bool

  /// Compares conditions of one version with conditions of another one.
  /// - Parameter haveSameFunctions: whether functions of the environment give the same for the same
  ///   arguments in both. Calls with constants are looked at one by one even where they do not.
  package init(from: TypeEnvironment, to: TypeEnvironment, haveSameFunctions: Bool) {
    environments = [from, to]
    self.haveSameFunctions = haveSameFunctions
  }

  /// What happens when a condition takes the place of another one.
  /// - Parameter errors: what the conditions amount to where they err.
  /// - Parameter limit: how many different witnesses are wanted of gains, and of losses.
  /// - Complexity: bounded; what would take more work is unknown.
  package func difference(
    from: Program, to: Program, errors: ErrorMeaning, limit: Int
  ) -> ConditionDifference {
    let conditions = read([from, to])
    let keys = conditions.map { $0.key($0.syntax.root) }
    if keys[0] == keys[1] { return ConditionDifference(gains: .never, losses: .never) }
    guard let model = ConditionModel(conditions, environments) else {
      return ConditionDifference(gains: .unknown, losses: .unknown)
    }
    var gains = DifferenceSearch(model, errors, limit: limit)
    var losses = DifferenceSearch(model, errors, limit: limit)
    return ConditionDifference(
      gains: gains.possibility(winner: 1), losses: losses.possibility(winner: 0))
  }

  private func read(_ programs: [Program]) -> [ComparedCondition] {
    var table = ExpressionTable()
    var conditions: [ComparedCondition] = []
    for (program, environment) in zip(programs, environments) {
      conditions.append(
        ComparedCondition(
          program, environment,
          functionMark: haveSameFunctions ? "" : "version \(conditions.count)", table: &table))
    }
    return conditions
  }
}
