/// What a population of decisions is divided by before some are drawn.
package enum SampleDimension: String, Sendable, Hashable, CaseIterable {
  /// Who decided, or must.
  case tier
  /// What was decided.
  case status
  /// Of the rules that decided.
  case owner
  /// Those that decided.
  case rule
}
