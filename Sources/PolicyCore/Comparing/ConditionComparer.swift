package import CEL

/// Compares conditions of one policy version with conditions of another one.
package struct ConditionComparer: Sendable {
  private let comparison: ConditionComparison

  /// Compares under the schemas of both versions; the members of teams are those of each version.
  package init(from: Policy, to: Policy) {
    comparison = ConditionComparison(
      from: TypeEnvironment(from.schema), to: TypeEnvironment(to.schema),
      haveSameFunctions: from.directory.teams.mapValues(\.members)
        == to.directory.teams.mapValues(\.members))
  }

  /// What happens to the requests that a condition matches when another one takes its place.
  /// - Parameter errors: what the conditions amount to where they err.
  /// - Parameter limit: how many different witnesses are wanted of gains, and of losses.
  package func difference(
    from: Condition, to: Condition, errors: ErrorMeaning, limit: Int = 4
  ) -> ConditionDifference {
    comparison.difference(from: from.program, to: to.program, errors: errors, limit: limit)
  }
}
