import CEL
import DecisionLog
import Diagnostics
import GitStore
import PolicyCore

/// Goes through the commits of a line of history and decides one request under each policy.
///
/// A commit whose policy files are those of the commit before it is not looked into.
struct TimelineReading {
  private let record: JSONObject
  private let at: Timestamp
  private var timeline: Timeline
  private var policies = CommitPolicies()
  private var last: PolicyFiles?

  init(_ document: RecordDocument, at: Timestamp) {
    record = document.document
    self.at = at
    timeline = Timeline(requestID: record["id"]?.string ?? "", at: at)
  }

  /// The timeline of commits, the oldest first.
  /// - Parameter progress: told how many are done.
  mutating func read(
    _ ids: [ObjectID], in repository: borrowing PolicyRepository, progress: (Int) -> Void
  ) throws -> Timeline {
    for (index, id) in ids.enumerated() {
      try Task.checkCancellation()
      try add(id, repository)
      progress(index + 1)
    }
    return timeline
  }

  private mutating func add(
    _ id: ObjectID, _ repository: borrowing PolicyRepository
  ) throws {
    let commit = TimelineCommit(try repository.repository.commit(id))
    if let last, try repository.policyFiles(of: id, at: last.root) == last {
      return timeline.extend(to: commit)
    }
    let version = try policies.version(of: id, in: repository)
    last = try version.root.flatMap { try repository.policyFiles(of: id, at: $0) }
    let policy = version.loaded?.policy
    timeline.add(commit, policy, outcome(version, policy))
  }

  private func outcome(_ version: PolicyVersion, _ policy: Policy?) -> TimelineOutcome {
    guard let policy else { return version.loaded == nil ? .noPolicy : .unusable }
    do throws(InvalidRequest) {
      let read = try RecordReader(schema: policy.schema).record(record)
      return TimelineOutcome(
        Decider(policy: policy).decide(read.request, approvals: read.approvals, at: at))
    } catch {
      return .invalid(reason: error.message)
    }
  }
}

extension TimelineCommit {
  private static let reviewKeys: Set<String> = ["reviewed-by", "approved-by", "acked-by"]

  fileprivate init(_ commit: Commit) {
    self.init(
      id: commit.id.hex, author: "\(commit.author.name) <\(commit.author.email)>",
      committedAt: Timestamp(seconds: commit.committer.secondsSinceEpoch),
      subject: commit.subject,
      reviewers: commit.trailers.filter { Self.reviewKeys.contains($0.key.lowercased()) }
        .map(\.value))
  }
}
