package import CEL

/// A commit that changed a policy, as an auditor asks about it: who, when, why, who looked at it.
package struct PolicyCommit: Sendable, Hashable {
  /// 40 digits.
  package var id: String
  /// Name and email of who wrote it.
  package var author: String
  /// Name and email of who committed it, or merged what others wrote; nil where that is the author.
  package var committer: String?
  /// When it was committed.
  package var committedAt: Timestamp?
  /// The first line of its message.
  package var subject: String
  /// Of the trailers `Reviewed-by`, `Approved-by` and `Acked-by`.
  package var reviewers: [String]
  /// Of a merge: who wrote what was merged, each once, the latest first.
  package var mergedAuthors: [String]

  /// Makes a commit.
  package init(
    id: String, author: String, committer: String? = nil, committedAt: Timestamp?,
    subject: String, reviewers: [String], mergedAuthors: [String] = []
  ) {
    self.id = id
    self.author = author
    self.committer = committer
    self.committedAt = committedAt
    self.subject = subject
    self.reviewers = reviewers
    self.mergedAuthors = mergedAuthors
  }
}
