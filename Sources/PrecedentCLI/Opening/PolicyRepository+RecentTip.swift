import GitStore
import Impact

extension PolicyRepository {
  /// How long a tip stays recent: a change back to it is a way out, not a new risk (section 5).
  private static let recentSeconds: Int64 = 7 * 86_400
  /// Commits looked at; a busy branch has fewer in a week.
  private static let greatestCommitCount = 5_000

  /// The commit before A, on A's first-parent line and at most 7 days older than A, that has the
  /// policy of B; nil when there is none.
  ///
  /// Compared by the ids of the parts that are digested, without reading them.
  func recentTip(withPolicyOf versions: ComparedVersions) throws -> String? {
    guard let from = versions.before.commit, let to = versions.after.commit,
      let root = versions.after.root
    else { return nil }
    let wanted = try parts(of: to, root: root)
    let walk = try repository.commits(
      from: [from], parents: .first, limit: Self.greatestCommitCount)
    let newest = try repository.commit(from).committer.secondsSinceEpoch
    for id in walk.ids where id != from {
      let age = newest - (try repository.commit(id).committer.secondsSinceEpoch)
      guard age <= Self.recentSeconds else { return nil }
      if try parts(of: id, root: root) == wanted { return id.hex }
    }
    return nil
  }

  private func parts(of commit: ObjectID, root: String) throws -> [ObjectID?] {
    let settings = try repository.listing(
      of: .commit(commit), root: root, selecting: .named([Self.settingsFile]))
    let folders = ["schema", "rules", "exceptions", "directory"].map { folder in
      root.isEmpty ? folder : root + "/" + folder
    }
    return try [settings.files.first?.objectID]
      + folders.map { try repository.treeID(of: commit, at: $0) }
  }
}
