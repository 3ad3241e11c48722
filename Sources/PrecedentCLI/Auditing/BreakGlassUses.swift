import CEL
import DecisionLog
import GitStore
import PolicyCore

/// What a log has of break-glass: the decisions that may have used it, and the reviews.
///
/// Whether an exception is break-glass, only the policy of the commit says that decided.
struct BreakGlassUses {
  private let reading: LogReading
  private var candidates: [(decision: LoggedDecision, place: LogPlace)] = []
  private var reviews: [String: [BreakGlassUse.Reviewed]] = [:]

  init(_ reading: LogReading) { self.reading = reading }

  /// Takes in an entry.
  /// - Parameter decision: that it holds, if any.
  mutating func add(_ entry: LogEntry, _ decision: LoggedDecision?, at place: LogPlace) {
    if case .review(let review, _) = entry.content {
      reviews[review.decision, default: []].append(
        .init(index: entry.index, recordedAt: entry.recordedAt, review: review))
    }
    guard let decision, decision.status == .approved, !decision.exceptions.isEmpty else { return }
    candidates.append((decision, place))
  }

  /// The uses up to an instant with the reviews that were there then, in the order of the log.
  /// - Throws: also where the policy of a commit is not in this clone, or does not load: what cannot
  ///   be told is not left out.
  func uses(
    at instant: Timestamp, in repository: borrowing PolicyRepository
  ) throws -> [BreakGlassUse] {
    var policies = CommitPolicies()
    var uses: [BreakGlassUse] = []
    for (decision, place) in candidates where decision.stored.at <= instant {
      let policy = try policies.policy(of: decision, in: repository)
      guard
        var use = BreakGlassUse(decision, under: policy, at: reading.location(of: place))
      else { continue }
      use.reviewed = reviews[decision.id]?.last { $0.recordedAt <= instant }
      uses.append(use)
    }
    return uses
  }
}

extension LogReading {
  /// All uses of break-glass up to an instant.
  func breakGlassUses(
    at instant: Timestamp, in repository: borrowing PolicyRepository
  ) throws -> [BreakGlassUse] {
    var uses = BreakGlassUses(self)
    try entries { (entry, place) throws(LogFailure) in
      uses.add(entry, try LoggedDecision.reading(entry, at: place), at: place)
    }
    return try uses.uses(at: instant, in: repository)
  }
}

extension CommitPolicies {
  /// The policy that made a decision.
  mutating func policy(
    of decision: LoggedDecision, in repository: borrowing PolicyRepository
  ) throws -> Policy {
    guard let commit = ObjectID(hex: decision.stored.commit) else {
      throw CommandFailure(.cannotReview("`\(decision.stored.commit)` is no commit id"))
    }
    return try version(of: commit, in: repository).policy()
  }
}
