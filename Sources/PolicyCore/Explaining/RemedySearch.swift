import CEL

/// Finds what would have to be true for the next better outcome. What it says has been decided
/// again with that one difference; what cannot be shown so is not said.
struct RemedySearch {
  let policy: Policy
  let request: Request
  let approvals: [Approval]
  let at: Timestamp
  let decision: Decision

  /// Each holds by itself; empty where the request is approved already.
  var remedies: [Remedy] {
    switch decision.status {
    case .approved: []
    case .pending: completion + repairs + fieldChanges
    case .denied: withoutDenials + inTime + repairs + fieldChanges
    }
  }

  // MARK: - Reviews

  /// What the review itself still misses.
  private var completion: [Remedy] {
    guard decision.tier == .human, !decision.requirements.isEmpty else { return [] }
    return [Remedy(needs: missing(until: decision.deadline), tier: .human, status: .approved)]
  }

  /// Without the denials that count.
  private var withoutDenials: [Remedy] {
    guard !decision.deniedBy.isEmpty else { return [] }
    let denying = Set(decision.deniedBy)
    let others = approvals.filter {
      $0.verdict != .deny || !denying.contains(policy.directory.person($0.by))
    }
    let needs = decision.deniedBy.map { Need.denialTakenBack(by: $0) }
    return remedy(needs, decide(request, others, policy)).map { [$0] } ?? []
  }

  /// Of a review that expired.
  private var inTime: [Remedy] {
    guard decision.tier == .human, decision.deniedBy.isEmpty, let deadline = decision.deadline,
      at >= deadline, !decision.requirements.isEmpty
    else { return [] }
    let needs = [.earlier(than: deadline)] + missing(until: deadline)
    return [Remedy(needs: needs, tier: .human, status: .approved)]
  }

  private func missing(until deadline: Timestamp?) -> [Need] {
    let used = Set(decision.requirements.flatMap(\.filledBy).map { $0.onBehalfOf ?? $0.by })
    let approvals = decision.requirements.filter { $0.missing > 0 }.map { requirement in
      Need.approvals(
        MissingApprovals(
          stage: requirement.stage, count: requirement.missing, from: requirement.from,
          isReasonRequired: requirement.isReasonRequired,
          candidates: requirement.eligible.filter { !used.contains($0) }, until: deadline))
    }
    let evidence = decision.evidence.filter { !$0.holds }.map { Need.evidence($0) }
    return approvals + (decision.isHumanMissing ? [.human] : []) + evidence
  }

  // MARK: - The policy's statements

  /// One thing to mend where that is enough, else all that denies, else all there is.
  private var repairs: [Remedy] {
    let repair = PolicyRepair(policy: policy, request: request, at: at, decision: decision)
    let single = repair.needs.compactMap { mended([$0], repair) }
    guard single.isEmpty else { return single }
    let groups = [repair.denying, repair.needs].filter { $0.count > 1 }
    var found: [Remedy] = []
    for remedy in groups.compactMap({ mended($0, repair) })
    where found.allSatisfy({ $0.status.rank < remedy.status.rank }) {
      found.append(remedy)
    }
    return found
  }

  private func mended(_ needs: [Need], _ repair: PolicyRepair) -> Remedy? {
    remedy(needs, decide(request, approvals, repair.policy(with: needs)))
  }

  // MARK: - The request's fields

  /// Where no rule matched: the rules that nearly did, the nearest first.
  private var fieldChanges: [Remedy] {
    guard decision.matched.isEmpty else { return [] }
    let reader = RecordReader(schema: policy.schema)
    let search = FieldChanges(request: request, reader: reader, at: at)
    let found = policy.rules.filter { $0.effect != .deny && $0.window.contains(at) }
      .map { search.changes(for: $0) }.filter { !$0.isEmpty }
    let nearest = found.enumerated().sorted {
      ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
    }
    return Array(
      nearest.lazy.compactMap { remedy(changing: $0.element, search) }.prefix(Self.greatestCount))
  }

  private func remedy(changing changes: [FieldEdit], _ search: FieldChanges) -> Remedy? {
    var changes = changes
    // Of several fields one value each is tried; of one, every value.
    for index in changes.indices {
      let tried = changes.count > 1 ? Array(changes[index].wanted.prefix(1)) : changes[index].wanted
      changes[index].wanted = tried
    }
    guard let changed = search.request(with: changes) else { return nil }
    let outcome = decide(changed, approvals, policy)
    if changes.count == 1 {
      changes[0].wanted = changes[0].wanted.filter { value in
        var change = changes[0]
        change.wanted = [value]
        guard let other = search.request(with: [change]) else { return false }
        let decided = decide(other, approvals, policy)
        return (decided.status, decided.tier) == (outcome.status, outcome.tier)
      }
    }
    return remedy(changes.map { .field($0) }, outcome)
  }

  /// So many nearly matching rules are told.
  private static let greatestCount = 5

  // MARK: - Deciding again

  private func decide(
    _ request: Request, _ approvals: [Approval], _ policy: Policy
  ) -> Decision {
    Decider(policy: policy).decide(request, approvals: approvals, at: at)
  }

  /// Nil unless the outcome is better.
  private func remedy(_ needs: [Need], _ outcome: Decision) -> Remedy? {
    guard outcome.status.rank > decision.status.rank else { return nil }
    return Remedy(needs: needs, tier: outcome.tier, status: outcome.status)
  }
}

extension Decision.Status {
  fileprivate var rank: Int {
    switch self {
    case .denied: 0
    case .pending: 1
    case .approved: 2
    }
  }
}
