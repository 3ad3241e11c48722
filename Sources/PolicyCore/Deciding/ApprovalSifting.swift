import CEL

/// A verdict that counts, and whose it is.
struct CountedVerdict {
  let person: ID
  let approval: Approval
}

/// Separates the approvals that count from those that do not, and says why.
struct ApprovalSifting {
  let request: Request
  let directory: Directory
  let excluded: Set<ID>
  let eligible: Set<ID>
  let at: Timestamp
  let deadline: Timestamp?
  let validFor: PolicyDuration?
  private(set) var discounted: [DiscountedApproval] = []
  /// Made when the first approval is bound to one: most are not.
  private lazy var requestDigest = Digest.sha256(of: request.document)

  init(
    request: Request, directory: Directory, excluded: Set<ID>, eligible: Set<ID>, at: Timestamp,
    deadline: Timestamp?, validFor: PolicyDuration?
  ) {
    self.request = request
    self.directory = directory
    self.excluded = excluded
    self.eligible = eligible
    self.at = at
    self.deadline = deadline
    self.validFor = validFor
  }

  mutating func discount(_ approval: Approval, _ reason: DiscountReason) {
    discounted.append(DiscountedApproval(by: approval.by, at: approval.at, reason: reason))
  }

  /// The last verdict of each person who is asked, sorted by person.
  mutating func sift(
    _ approvals: [Approval]
  ) -> (approving: [CountedVerdict], denying: [CountedVerdict]) {
    var approving: [CountedVerdict] = []
    var denying: [CountedVerdict] = []
    for verdict in lastVerdicts(approvals) {
      switch verdict.approval.verdict {
      case .deny: denying.append(verdict)
      case .approve where isTooOld(verdict.approval): discount(verdict.approval, .tooOld)
      case .approve: approving.append(verdict)
      }
    }
    return (approving, denying)
  }

  private mutating func lastVerdicts(_ approvals: [Approval]) -> [CountedVerdict] {
    var last: [ID: Approval] = [:]
    for approval in approvals {
      if let reason = reasonAgainst(approval) {
        discount(approval, reason)
        continue
      }
      let person = directory.person(approval.by)
      guard let other = last[person] else {
        last[person] = approval
        continue
      }
      let isLater = approval.isLaterVerdict(than: other)
      discount(isLater ? other : approval, .superseded)
      if isLater { last[person] = approval }
    }
    return last.map { CountedVerdict(person: $0.key, approval: $0.value) }
      .sorted { $0.person < $1.person }
  }

  /// What takes all weight from a verdict: it does not even take back an earlier one.
  private mutating func reasonAgainst(_ approval: Approval) -> DiscountReason? {
    if approval.at < request.time { return .beforeRequest }
    if approval.at > at { return .afterDecision }
    if let digest = approval.requestSHA256, !digest.hasSameUTF8(as: requestDigest) {
      return .otherRequest
    }
    let person = directory.person(approval.by)
    if let reason = reasonAgainstSeat(of: approval, by: person) { return reason }
    if let reason = reasonAgainst(person) { return reason }
    return isTooLate(approval) ? .afterDeadline : nil
  }

  /// A denial needs no seat: who may deny does so for himself, whomever he names.
  private func reasonAgainstSeat(of approval: Approval, by person: ID) -> DiscountReason? {
    guard approval.verdict == .approve, let principal = approval.onBehalfOf,
      directory.person(principal) != person
    else { return nil }
    return .noDelegation
  }

  private func reasonAgainst(_ person: ID) -> DiscountReason? {
    if excluded.contains(person) { return .excluded }
    if eligible.contains(person) { return nil }
    guard let member = directory.members[person] else { return .notEligible }
    if member.kind != .human { return .notHuman }
    if let until = member.until, at >= until { return .memberEnded }
    return .notEligible
  }

  /// A denial that comes late is still one.
  private func isTooLate(_ approval: Approval) -> Bool {
    guard let deadline else { return false }
    return approval.verdict == .approve && approval.at >= deadline
  }

  /// Judged on last verdicts only: an approval that has aged did take back the denial before it,
  /// and a denial must not fade into the approval before it.
  private func isTooOld(_ approval: Approval) -> Bool {
    guard let validFor, let end = approval.at.adding(validFor) else { return false }
    return at >= end
  }
}

extension Approval {
  /// Of two verdicts at one instant the denial counts; else the account decides which is shown.
  fileprivate func isLaterVerdict(than other: Approval) -> Bool {
    if at != other.at { return at > other.at }
    if verdict != other.verdict { return verdict == .deny }
    return by < other.by
  }
}
