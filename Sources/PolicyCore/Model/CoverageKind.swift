/// What the coverage of tests is counted of (design document, section 6).
package enum CoverageKind: String, Sendable, Hashable, CaseIterable {
  /// Each matches in some case, and in some case does not.
  case rules
  /// Each atom of each condition decides alone, once true and once false.
  case conditions
  /// Each is filled in some case, and lacks approvals in some.
  case requirements
  /// Each is active in some case.
  case exceptions
  /// Each applies in some case, and in some case does not.
  case invariants
}
