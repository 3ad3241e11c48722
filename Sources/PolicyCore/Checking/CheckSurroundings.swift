/// What a check is told about a policy besides the policy itself: what only git and the other files
/// of a version know.
package struct CheckSurroundings: Sendable {
  /// Email of the author of the last commit that touched a file, by path from the policy root.
  package var lastAuthors: [String: String]
  /// Fixtures below tests/fixtures that no file of tests names, by path from the policy root.
  package var unusedFixtures: [String]
  /// The merge that is checked, where its policy is not what git merges by itself.
  package var evilMerge: EvilMerge?

  /// A merge whose policy holds what neither of its parents brought.
  package struct EvilMerge: Sendable {
    /// Of the merge; nil for one that is about to be committed.
    package var commit: String?
    /// Paths from the policy root, sorted.
    package var paths: [String]

    /// Makes a description of a merge.
    package init(commit: String?, paths: [String]) {
      self.commit = commit
      self.paths = paths
    }
  }

  /// Nothing is known.
  package static let none = CheckSurroundings()

  /// Makes surroundings; what is left out is not known.
  package init(
    lastAuthors: [String: String] = [:], unusedFixtures: [String] = [],
    evilMerge: EvilMerge? = nil
  ) {
    self.lastAuthors = lastAuthors
    self.unusedFixtures = unusedFixtures
    self.evilMerge = evilMerge
  }
}
