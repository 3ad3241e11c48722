package import CEL
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
  private var policy: LoadedPolicy?

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

  /// Adds the commits that follow, which all have the same policy.
  /// - Parameter policy: nil where they have none.
  package mutating func add(
    _ commits: TimelineStretch, _ policy: LoadedPolicy?, _ outcome: TimelineOutcome
  ) {
    if let last = runs.indices.last, runs[last].outcome == outcome {
      runs[last].last = commits.last
      runs[last].commitCount += commits.count
    } else {
      let change = runs.last.map { run in
        PolicyTurn(from: self.policy, to: policy, entries: run.outcome.entries + outcome.entries)
      }
      runs.append(
        TimelineRun(
          first: commits.first, last: commits.last, commitCount: commits.count, outcome: outcome,
          causes: change?.causes ?? [], otherFiles: change?.otherFiles ?? []))
    }
    self.policy = policy
  }
}

/// Commits, one after the other, that have the same policy.
package struct TimelineStretch: Sendable {
  /// The oldest of them.
  package var first: PolicyCommit
  /// The newest of them.
  package var last: PolicyCommit
  /// How many there are, at least one.
  package var count: Int

  /// Makes a stretch.
  package init(first: PolicyCommit, last: PolicyCommit, count: Int) {
    self.first = first
    self.last = last
    self.count = count
  }
}

/// Commits, one after the other, under which a request is decided alike.
package struct TimelineRun: Sendable {
  /// The oldest of them, which made the difference.
  package var first: PolicyCommit
  /// The newest of them.
  package var last: PolicyCommit
  /// How many there are.
  package var commitCount: Int
  /// What they decide.
  package var outcome: TimelineOutcome
  /// The rules that made the difference; empty for the first run, and where it was something else.
  package var causes: [TimelineCause]
  /// Files of the policy that differ, where no rule that took part does; sorted.
  package var otherFiles: [String]
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
