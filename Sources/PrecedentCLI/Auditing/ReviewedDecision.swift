import CEL
import DecisionLog
import PolicyCore

/// The one decision of a log that an id or its start names, with the reviews that it has.
struct ReviewedDecision {
  let decision: LoggedDecision
  let place: LogPlace
  /// The review that counts; nil before the first.
  let reviewed: BreakGlassUse.Reviewed?

  init(_ id: String, in reading: LogReading) throws(CommandFailure) {
    var found: [(decision: LoggedDecision, place: LogPlace)] = []
    var reviews: [BreakGlassUse.Reviewed] = []
    try reading.entries { (entry, place) throws(LogFailure) in
      switch entry.content {
      case .decision(let record, _):
        // The start is looked at first: most decisions need not be read any further.
        guard record["id"]?.string?.hasPrefix(id) == true,
          let decision = try LoggedDecision.reading(entry, at: place)
        else { return }
        found.append((decision, place))
      case .review(let review, _):
        guard review.decision.hasPrefix(id) else { return }
        reviews.append(.init(index: entry.index, recordedAt: entry.recordedAt, review: review))
      case .rollback: return
      }
    }
    guard let first = found.first else {
      throw CommandFailure(.noSuchDecision(id, log: reading.log))
    }
    guard found.allSatisfy({ $0.decision.id == first.decision.id }) else {
      throw CommandFailure(.ambiguousDecision(id, ids: found.map(\.decision.id)))
    }
    (decision, place) = first
    reviewed = reviews.last { $0.review.decision == first.decision.id }
  }
}

/// Who judges a decision, under the policy of now and of the commit that decided.
struct IndependentReviewer {
  let id: ID

  /// - Throws: where he is no human member now, or has a part in the decision.
  init(
    _ account: String, of decision: LoggedDecision, now policy: Policy, then earlier: Policy,
    at instant: Timestamp
  ) throws(CommandFailure) {
    let person = try PolicyPerson(account, in: policy, at: instant).id
    id = person
    let directories = [policy.directory, earlier.directory]
    let accounts = [ID(account), person] + (policy.directory.members[person]?.aliases ?? [])
    let own = Set(accounts + directories.flatMap { $0.people(behind: accounts) })
    let request = try Self.request(of: decision, under: earlier)
    for directory in directories
    where !directory.parties(to: request).isDisjoint(with: own) {
      throw CommandFailure(.notIndependent(person, because: "is a party to the request"))
    }
    let approvers = directories.flatMap { $0.people(behind: decision.approvers) }
    guard own.isDisjoint(with: approvers) else {
      throw CommandFailure(.notIndependent(person, because: "approved the request"))
    }
  }

  private static func request(
    of decision: LoggedDecision, under policy: Policy
  ) throws(CommandFailure) -> Request {
    do throws(InvalidRequest) {
      return try RecordReader(schema: policy.schema).record(decision.stored.document).request
    } catch {
      throw CommandFailure(
        .cannotReview(
          "the policy that decided cannot read the request any more",
          help: "see what `precedent verify` says of the log"))
    }
  }
}

extension Directory {
  fileprivate func people(behind accounts: [ID]) -> [ID] { accounts.map { person($0) } }
}
