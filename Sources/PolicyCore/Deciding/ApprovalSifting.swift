import CEL

/// A verdict that counts, and whose it is.
struct CountedVerdict {
  let person: ID
  let approval: Approval
  var at: Timestamp { approval.at }
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
      case .approve:
        if let reason = reasonAgainstApproval(verdict.approval) {
          discount(verdict.approval, reason)
        } else {
          approving.append(verdict)
        }
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

  /// What takes weight from any verdict, a denial too.
  private func reasonAgainst(_ approval: Approval) -> DiscountReason? {
    if approval.at < request.time { return .beforeRequest }
    if approval.at > at { return .afterDecision }
    if let digest = approval.requestSHA256, digest != Digest.sha256(of: request.document) {
      return .otherRequest
    }
    let person = directory.person(approval.by)
    if let principal = approval.onBehalfOf, directory.person(principal) != person {
      return .noDelegation
    }
    if excluded.contains(person) { return .excluded }
    if eligible.contains(person) { return nil }
    guard let member = directory.members[person] else { return .notEligible }
    if member.kind != .human { return .notHuman }
    if let until = member.until, at >= until { return .memberEnded }
    return .notEligible
  }

  /// Age takes weight from an approval only: a denial must not fade into one.
  private func reasonAgainstApproval(_ approval: Approval) -> DiscountReason? {
    if let deadline, approval.at >= deadline { return .afterDeadline }
    if let validFor, let end = approval.at.adding(validFor), at >= end { return .tooOld }
    return nil
  }
}

extension Approval {
  /// Of two verdicts at one instant the denial counts.
  fileprivate func isLaterVerdict(than other: Approval) -> Bool {
    if at != other.at { return at > other.at }
    return verdict == .deny && other.verdict == .approve
  }
}
