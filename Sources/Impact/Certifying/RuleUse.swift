package import CEL
package import History
package import PolicyCore

/// What a rule, or a standing break-glass, did with recorded requests since it was last looked at.
package struct RuleUse: Sendable, Equatable {
  /// Somebody who received something, and how often.
  package struct Recipient: Sendable, Hashable {
    /// The account, as requests have it.
    package var subject: ID
    /// Of the requests that the policy approved without a human.
    package var requests: Int
  }

  /// One request and when it was decided.
  package struct Use: Sendable, Hashable {
    /// Of the request.
    package var request: String
    /// When it was decided.
    package var at: Timestamp
  }

  /// Records that were read.
  package var records = 0
  /// Records that the policy cannot read.
  package var unreplayable = 0
  /// Of those that could be read, decided at or after the last certification.
  package var since = 0
  /// Requests that it matched.
  package var matched = 0
  /// Of those, where an exception lifted it.
  package var lifted = 0
  /// Approved without a human, with nothing else that matched.
  package var approvedAlone = 0
  /// Approved without a human, where other rules matched too.
  package var approvedWithOthers = 0
  /// Approved by a human as recorded.
  package var approvedByHuman = 0
  /// Denied by a human as recorded.
  package var deniedByHuman = 0
  /// Of those, what the policy approves without a human.
  package var deniedThoughApproved = RecordList()
  /// Most requests first, then by id.
  package var recipients: [Recipient] = []
  /// The last request that it matched.
  package var last: Use?
}

/// Replays a history under one version, with one rule in view.
package struct RuleUseReader: Sendable {
  private let replayer: Replayer
  private let rule: ID
  private let since: Timestamp?

  /// - Parameters:
  ///   - rule: of a rule, or of an exception.
  ///   - since: records decided earlier do not count; all count if nil.
  package init(policy: Policy, rule: ID, since: Timestamp?) {
    replayer = Replayer(before: policy, after: policy, policyAt: nil)
    self.rule = rule
    self.since = since
  }

  /// - Throws: what the history throws, and `CancellationError`.
  /// - Complexity: O(records x (rules + 1)).
  package func run(
    over reader: consuming HistoryReader, parallelism: Int, progress: ReplayProgress
  ) async throws -> RuleUse {
    var reader = reader
    let tally = try await ReplayBatches(parallelism: parallelism, progress: progress).fold(
      over: &reader, into: RuleUseTally(), count: { count($0) }, add: { $0.add($1) })
    return tally.result
  }

  private func count(_ items: [HistoryItem]) -> RuleUseTally {
    var tally = RuleUseTally()
    for item in items {
      tally.use.records += 1
      guard case .record(let raw) = item, case .success(let record) = replayer.read(raw).after
      else {
        tally.use.unreplayable += 1
        continue
      }
      let at = record.decidedAt
      if let since, at < since { continue }
      tally.use.since += 1
      let decision = replayer.after.decide(record.request, approvals: record.approvals, at: at)
      tally.add(decision, record, at, rule)
    }
    return tally
  }
}

/// Counts of what a rule did that can be added up.
struct RuleUseTally: Sendable {
  var use = RuleUse()
  private var recipients: [ID: Int] = [:]

  /// With the recipients in order.
  var result: RuleUse {
    var result = use
    result.recipients = recipients.map { .init(subject: $0.key, requests: $0.value) }.sorted {
      $0.requests != $1.requests ? $0.requests > $1.requests : $0.subject < $1.subject
    }
    return result
  }

  mutating func add(_ decision: Decision, _ record: Record, _ at: Timestamp, _ rule: ID) {
    let isLifted = decision.lifted.contains { $0.rule == rule }
    guard isLifted || decision.matched.contains(where: { $0.rule == rule }) else { return }
    use.matched += 1
    if isLifted { use.lifted += 1 }
    let request = RuleUse.Use(request: record.request.id, at: at)
    use.last = use.last.map { $0.at > at ? $0 : request } ?? request
    let isApproved = !isLifted && decision.tier.actsAlone && decision.status == .approved
    if isApproved {
      if decision.matched.count == 1 { use.approvedAlone += 1 } else { use.approvedWithOthers += 1 }
      recipients[record.request.subject.id, default: 0] += 1
    }
    guard let outcome = record.outcome else { return }
    if outcome.isDenialByHuman {
      use.deniedByHuman += 1
      if isApproved { use.deniedThoughApproved.append(record.request.id) }
    } else if outcome.status == .approved, outcome.by != "policy" {
      use.approvedByHuman += 1
    }
  }

  mutating func add(_ later: RuleUseTally) {
    use.records += later.use.records
    use.unreplayable += later.use.unreplayable
    use.since += later.use.since
    use.matched += later.use.matched
    use.lifted += later.use.lifted
    use.approvedAlone += later.use.approvedAlone
    use.approvedWithOthers += later.use.approvedWithOthers
    use.approvedByHuman += later.use.approvedByHuman
    use.deniedByHuman += later.use.deniedByHuman
    use.deniedThoughApproved.add(later.use.deniedThoughApproved)
    recipients.merge(later.recipients, uniquingKeysWith: +)
    if let last = later.use.last { use.last = use.last.map { $0.at > last.at ? $0 : last } ?? last }
  }
}
