import GitStore
import Impact

extension PolicyRepository {
  private static let greatestCommitCount = 10_000

  /// The acceptance trailers of the commits between two versions, and who authored those commits.
  ///
  /// What is staged or in the work tree has no commit, so nothing accepts it yet.
  func acceptanceClaims(_ versions: ComparedVersions) throws -> AcceptanceClaims {
    guard let from = versions.before.commit, let to = versions.after.commit else {
      return AcceptanceClaims()
    }
    let walk = try repository.commits(
      from: [to], excluding: [from], limit: Self.greatestCommitCount)
    // Beyond the limit an author may be hidden, who must not accept his own change.
    guard !walk.isLimited else { return AcceptanceClaims() }
    var claims = AcceptanceClaims()
    for id in walk.ids {
      let commit = try repository.commit(id)
      if try changesFiles(commit) { claims.authors += [commit.author.email] + commit.coauthors }
      let trailers = commit.trailers.filter {
        $0.key.lowercased() == Acceptance.trailerKey.lowercased()
      }
      claims.acceptances += trailers.compactMap {
        Acceptance(trailer: $0.value, committer: commit.committer.email, commit: id.hex)
      }
    }
    return claims
  }

  /// An empty commit, such as one that only accepts, authors nothing.
  private func changesFiles(_ commit: Commit) throws(GitStoreError) -> Bool {
    guard let parent = commit.parents.first else { return true }
    return try repository.commit(parent).tree != commit.tree
  }
}

extension Commit {
  /// The emails of `Co-authored-by: Name <email>` trailers.
  fileprivate var coauthors: [String] {
    trailers.filter { $0.key.lowercased() == "co-authored-by" }.compactMap { trailer in
      guard let start = trailer.value.lastIndex(of: "<"), trailer.value.hasSuffix(">") else {
        return nil
      }
      return String(trailer.value[trailer.value.index(after: start)...].dropLast())
    }
  }
}
