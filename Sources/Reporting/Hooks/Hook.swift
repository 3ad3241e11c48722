/// A hook of git that Precedent answers.
package enum Hook: String, Sendable, Hashable, CaseIterable {
  case preCommit = "pre-commit"
  case preMergeCommit = "pre-merge-commit"
  case commitMessage = "commit-msg"
  case prePush = "pre-push"
  case preReceive = "pre-receive"

  /// Those of a repository in which people commit.
  package static let ofClients: [Hook] = [.preCommit, .preMergeCommit, .commitMessage, .prePush]
  /// Those of a repository that is pushed to.
  package static let ofServers: [Hook] = [.preReceive]
}
