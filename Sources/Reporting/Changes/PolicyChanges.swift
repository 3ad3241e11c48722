package import CEL

/// The changes of a policy along a line of commits: the report of `precedent changes`.
package struct PolicyChanges: Sendable {
  /// Whose history it is: a ref, or a range of commits.
  package var line: String
  /// How many commits the line has.
  package var commits: Int
  /// Changes committed before are left out; nil for none.
  package var since: Timestamp?
  /// Changes committed at this instant or later are left out; nil for none.
  package var until: Timestamp?
  /// The oldest first.
  package var changes: [PolicyChange] = []

  /// Starts without changes.
  package init(line: String, commits: Int, since: Timestamp?, until: Timestamp?) {
    self.line = line
    self.commits = commits
    self.since = since
    self.until = until
  }

  /// Whether there is a change that every hook would have refused.
  package var hasFindings: Bool { changes.contains { $0.verdict.isFinding } }
}
