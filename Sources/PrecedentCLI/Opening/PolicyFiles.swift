import GitStore

/// Where a policy is in a commit, and which objects it is made of: versions with the same files decide
/// alike.
struct PolicyFiles: Hashable {
  /// The folder of precedent.yaml.
  let root: String
  /// Of precedent.yaml and the folders that decide.
  let entries: [String: ObjectID]
}

extension PolicyRepository {
  /// The files of a commit's policy; nil where there is none in that folder.
  /// - Complexity: one look into the folder's tree, whatever the size of the policy.
  func policyFiles(of commit: ObjectID, at root: String) throws -> PolicyFiles? {
    let entries = try repository.entries(of: commit, at: root, named: Self.decidingFolders)
    return entries[Self.settingsFile] == nil ? nil : PolicyFiles(root: root, entries: entries)
  }
}
