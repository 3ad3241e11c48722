import GitStore
import PolicyCore

/// The policies of commits; each is loaded once, however many commits have it.
///
/// Only files that decide are loaded: a commit whose tests cannot be read has a policy here.
struct CommitPolicies {
  private var versions: [ObjectID: PolicyVersion] = [:]
  private var policies: [PolicyFiles: LoadedPolicy] = [:]

  /// The policy version of a commit.
  /// - Throws: what reading git throws, and `CommandFailure` when it is unclear which policy is
  ///   meant.
  mutating func version(
    of commit: ObjectID, in repository: borrowing PolicyRepository
  ) throws -> PolicyVersion {
    if let known = versions[commit] { return known }
    let source = SnapshotSource.commit(commit)
    let root = try repository.root(in: source)
    let version = PolicyVersion(
      name: commit.hex, source: source, commit: commit, root: root,
      loaded: try root.map { try loaded(at: $0, of: commit, repository) } ?? nil)
    versions[commit] = version
    return version
  }

  private mutating func loaded(
    at root: String, of commit: ObjectID, _ repository: borrowing PolicyRepository
  ) throws -> LoadedPolicy {
    let files = try repository.policyFiles(of: commit, at: root)
    if let files, let known = policies[files] { return known }
    let tree = try repository.policyTree(
      of: .commit(commit), root: root, folders: PolicyRepository.decidingFolders)
    let loaded = PolicyLoader().load(tree)
    if let files { policies[files] = loaded }
    return loaded
  }
}
