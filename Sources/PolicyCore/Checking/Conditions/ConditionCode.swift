/// The codes of findings about conditions that compile; each has a page in docs/diagnostics.
package enum ConditionCode: String, Sendable, CaseIterable {
  case valueOutsideEnum = "value-outside-enum"
  case unguardedField = "field-without-has"
  case alwaysTrue = "always-true"
  case alwaysFalse = "always-false"
  case duplicateCondition = "duplicate-condition"
  case contradictoryConditions = "contradictory-conditions"
  case allOfEmptyList = "all-of-empty-list"
  case unanchoredPattern = "unanchored-pattern"
  case looseAlternative = "loose-alternative"
  case patternNotConstant = "pattern-not-constant"
}
