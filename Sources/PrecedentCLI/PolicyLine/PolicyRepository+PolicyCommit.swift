import CEL
import DecisionLog
import GitStore

extension PolicyRepository {
  private static let reviewKeys: Set<String> = ["reviewed-by", "approved-by", "acked-by"]
  /// A merge of more is shown with those who wrote the latest of them.
  private static let greatestMergedCount = 1_000

  /// What a commit says about who changed something; of a merge also who wrote what it merged, and
  /// who reviewed that.
  func policyCommit(_ id: ObjectID) throws(GitStoreError) -> PolicyCommit {
    let commit = try repository.commit(id)
    let merged = try mergedCommits(of: commit)
    let author = commit.author.person
    let committer = commit.committer.person
    return PolicyCommit(
      id: id.hex, author: author, committer: committer == author ? nil : committer,
      committedAt: Timestamp(seconds: commit.committer.secondsSinceEpoch),
      subject: commit.subject, reviewers: ([commit] + merged).flatMap(Self.reviewers).eachOnce,
      mergedAuthors: merged.flatMap(Self.authors).eachOnce)
  }

  /// The commits that a merge brought into its first parent's line, the latest first.
  private func mergedCommits(of commit: Commit) throws(GitStoreError) -> [Commit] {
    guard let first = commit.parents.first, commit.parents.count > 1 else { return [] }
    let walk = try repository.commits(
      from: Array(commit.parents.dropFirst()), excluding: [first],
      limit: Self.greatestMergedCount)
    var commits: [Commit] = []
    for id in walk.ids { commits.append(try repository.commit(id)) }
    return commits
  }

  private static func reviewers(of commit: Commit) -> [String] {
    commit.trailers.filter { reviewKeys.contains($0.key.lowercased()) }.map(\.value)
  }

  /// Of a merge inside of what was merged only what it merged counts.
  private static func authors(of commit: Commit) -> [String] {
    commit.parents.count > 1 ? [] : [commit.author.person]
  }
}

extension Signature {
  /// Name and email.
  var person: String { "\(name) <\(email)>" }
}

extension [String] {
  /// Without repetitions, in the order of the first of each.
  fileprivate var eachOnce: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
