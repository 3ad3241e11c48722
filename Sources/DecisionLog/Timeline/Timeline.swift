package import CEL
package import Diagnostics
package import PolicyCore

/// How the versions of a policy, one commit after the other, decide one request.
package struct Timeline: Sendable {
  /// The request.
  package let requestID: String
  /// The instant at which every version decides.
  package let at: Timestamp
  /// From the oldest to the newest; neighbours differ.
  package private(set) var runs: [TimelineRun] = []
  /// The policy of the newest commit so far.
  private var policy: Policy?

  /// Starts without commits.
  package init(requestID: String, at: Timestamp) {
    self.requestID = requestID
    self.at = at
  }

  /// How many commits it has.
  package var commitCount: Int { runs.reduce(0) { $0 + $1.commitCount } }

  /// The first run with an outcome that a word names, such as `approved` or `automatic`.
  package func first(_ word: String) -> TimelineRun? {
    runs.first { $0.outcome.isNamed(word) }
  }

  /// Adds the next commit, whose policy is that of the commit before it.
  package mutating func extend(to commit: TimelineCommit) {
    guard !runs.isEmpty else { return add(commit, nil, .noPolicy) }
    runs[runs.count - 1].last = commit
    runs[runs.count - 1].commitCount += 1
  }

  /// Adds the next commit.
  /// - Parameter policy: nil where it has none, or none that loads.
  package mutating func add(
    _ commit: TimelineCommit, _ policy: Policy?, _ outcome: TimelineOutcome
  ) {
    let before = runs.last
    if before?.outcome == outcome {
      extend(to: commit)
    } else {
      let causes = before.map { changes(from: $0.outcome, to: outcome, policy) } ?? []
      runs.append(
        TimelineRun(first: commit, last: commit, commitCount: 1, outcome: outcome, causes: causes))
    }
    self.policy = policy
  }

  /// The rules and exceptions that took part before or after, and do not mean the same.
  private func changes(
    from before: TimelineOutcome, to after: TimelineOutcome, _ new: Policy?
  ) -> [TimelineCause] {
    guard let old = policy, let new else { return [] }
    return Set(before.entries + after.entries).sorted().compactMap { id in
      rule(id, old, new) ?? exception(id, old, new)
    }
  }

  private func rule(_ id: ID, _ old: Policy, _ new: Policy) -> TimelineCause? {
    let (before, after) = (old.rule(id), new.rule(id))
    if let before, let after, before.hasSameMeaning(as: after) { return nil }
    return TimelineCause(id, before?.location, after?.location)
  }

  private func exception(_ id: ID, _ old: Policy, _ new: Policy) -> TimelineCause? {
    let (before, after) = (old.exception(id), new.exception(id))
    if let before, let after, before.hasSameMeaning(as: after) { return nil }
    return TimelineCause(id, before?.location, after?.location)
  }
}

/// Commits, one after the other, under which a request is decided alike.
package struct TimelineRun: Sendable {
  /// The oldest of them, which made the difference.
  package var first: TimelineCommit
  /// The newest of them.
  package var last: TimelineCommit
  /// How many there are.
  package var commitCount: Int
  /// What they decide.
  package var outcome: TimelineOutcome
  /// The rules that made the difference; empty for the first run, and where it was something else.
  package var causes: [TimelineCause]
}

/// A commit of a timeline.
package struct TimelineCommit: Sendable, Hashable {
  /// 40 digits.
  package var id: String
  /// Name and email of who wrote it.
  package var author: String
  /// When it was committed.
  package var committedAt: Timestamp?
  /// The first line of its message.
  package var subject: String
  /// Of the trailers `Reviewed-by`, `Approved-by` and `Acked-by`.
  package var reviewers: [String]

  /// Makes a commit.
  package init(
    id: String, author: String, committedAt: Timestamp?, subject: String, reviewers: [String]
  ) {
    self.id = id
    self.author = author
    self.committedAt = committedAt
    self.subject = subject
    self.reviewers = reviewers
  }
}

/// What a version makes of a request.
package enum TimelineOutcome: Sendable, Hashable {
  /// A decision; rules and exceptions that took part, sorted.
  case decided(status: Decision.Status, tier: Tier, entries: [ID], limit: PolicyDuration?)
  /// The version cannot read the request.
  case invalid(reason: String)
  /// The version has a policy that does not load.
  case unusable
  /// The version has no policy.
  case noPolicy

  /// Of a decision.
  package init(_ decision: Decision) {
    self = .decided(
      status: decision.status, tier: decision.tier,
      entries: Set(decision.matched.map(\.rule) + decision.lifted.map(\.rule)).sorted(),
      limit: decision.limit)
  }

  var entries: [ID] {
    switch self {
    case .decided(_, _, let entries, _): entries
    case .invalid, .unusable, .noPolicy: []
    }
  }

  fileprivate func isNamed(_ word: String) -> Bool {
    switch self {
    case .decided(let status, let tier, _, _): status.rawValue == word || tier.rawValue == word
    case .invalid: word == "invalid"
    case .unusable: word == "unusable"
    case .noPolicy: word == "no-policy"
    }
  }
}

/// A rule or exception that made a difference.
package struct TimelineCause: Sendable, Hashable {
  /// What became of it.
  package enum Change: String, Sendable, Hashable, CaseIterable {
    case added, removed, changed
  }

  /// Of the rule or exception.
  package var id: ID
  /// What became of it.
  package var change: Change
  /// Where its id stands: in the new version, or in the old one where it was removed.
  package var location: SourceLocation

  /// Nil where neither version has it.
  fileprivate init?(_ id: ID, _ old: SourceLocation?, _ new: SourceLocation?) {
    switch (old, new) {
    case (nil, nil): return nil
    case (nil, let place?): self.init(id: id, change: .added, location: place)
    case (let place?, nil): self.init(id: id, change: .removed, location: place)
    case (.some, let place?): self.init(id: id, change: .changed, location: place)
    }
  }

  private init(id: ID, change: Change, location: SourceLocation) {
    self.id = id
    self.change = change
    self.location = location
  }
}
