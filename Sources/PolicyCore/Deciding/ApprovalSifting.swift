import CEL

/// Separates the approvals that count from those that do not, and says why.
struct ApprovalSifting {
  private let decided: DecidedCase
  private let asked: AskedPeople
  private let excluded: Exclusions
  private let deadline: Timestamp?
  private let validFor: PolicyDuration?
  private(set) var discounted: [DiscountedApproval] = []
  /// Made when the first approval is bound to one: most are not.
  private lazy var requestDigest = Digest.sha256(of: decided.request.document)

  init(
    _ decided: DecidedCase, _ asked: AskedPeople, excluded: Exclusions, deadline: Timestamp?,
    validFor: PolicyDuration?
  ) {
    self.decided = decided
    self.asked = asked
    self.excluded = excluded
    self.deadline = deadline
    self.validFor = validFor
  }

  private var directory: Directory { decided.directory }
  private var delegating: Delegating {
    Delegating(
      directory: directory, bindings: decided.bindings, windowInstant: decided.windowInstant)
  }

  mutating func discount(_ approval: Approval, _ reason: DiscountReason) {
    discounted.append(DiscountedApproval(by: approval.by, at: approval.at, reason: reason))
  }

  /// A verdict that is not refused outright, and the seat it acts in.
  private struct Weighed {
    let approval: Approval
    let seat: ID
  }

  /// The verdicts that count: of each person who is asked the last one, and with an approval those
  /// before it that say the same in the same seat, because a stage may have needed one of them.
  mutating func sift(_ approvals: [Approval]) -> CountedVerdicts {
    var seats: [ID: [SeatedApproval]] = [:]
    var denying: [ID] = []
    for (person, verdicts) in weighed(approvals) {
      guard let last = verdicts.last else { continue }
      if last.approval.verdict == .deny {
        denying.append(person)
        verdicts.dropLast().forEach { discount($0.approval, .superseded) }
        continue
      }
      for approval in standing(verdicts, seat: last.seat) {
        seats[last.seat, default: []].append(SeatedApproval(person: person, approval: approval))
      }
    }
    return CountedVerdicts(
      seats: seats.map { Seat(owner: $0.key, approvals: $0.value.sorted(by: Self.precedes)) }
        .sorted { $0.owner < $1.owner },
      denying: denying.sorted())
  }

  private static func precedes(_ left: SeatedApproval, _ right: SeatedApproval) -> Bool {
    if left.approval.at != right.approval.at { return left.approval.at < right.approval.at }
    if left.person != right.person { return left.person < right.person }
    return left.approval.isEarlierVerdict(than: right.approval)
  }

  /// The approvals of a person since the last denial that are still valid and act in one seat.
  private mutating func standing(_ verdicts: [Weighed], seat: ID) -> [Approval] {
    let start = verdicts.lastIndex { $0.approval.verdict == .deny }.map { $0 + 1 } ?? 0
    var standing: [Approval] = []
    for (index, verdict) in verdicts.enumerated() {
      if index < start || verdict.seat != seat {
        discount(verdict.approval, .superseded)
      } else if isTooOld(verdict.approval) {
        discount(verdict.approval, .tooOld)
      } else {
        standing.append(verdict.approval)
      }
    }
    return standing
  }

  /// By person, each person's verdicts from the first to the last.
  private mutating func weighed(_ approvals: [Approval]) -> [ID: [Weighed]] {
    var verdicts: [ID: [Weighed]] = [:]
    for approval in approvals {
      let person = directory.person(approval.by)
      if let reason = reasonAgainst(approval, by: person) {
        discount(approval, reason)
      } else if let seat = seat(of: approval, by: person) {
        verdicts[person, default: []].append(Weighed(approval: approval, seat: seat))
      }
    }
    return verdicts.mapValues { $0.sorted { $0.approval.isEarlierVerdict(than: $1.approval) } }
  }

  // MARK: - Seats

  /// The seat that an approval acts in: that of whom it names, else the own one, else that of the
  /// first delegator by id.
  private func seat(of approval: Approval, by person: ID) -> ID? {
    // A denial needs no seat: who may deny does so for himself, whomever he names.
    if approval.verdict == .approve, let principal = approval.onBehalfOf {
      return directory.person(principal)
    }
    if isAsked(person, for: approval) { return person }
    return delegating.firstDelegator(of: person, at: approval.at) { isAsked($0, for: approval) }
  }

  /// Whether somebody could say this at that instant.
  private func isAsked(_ person: ID, for approval: Approval) -> Bool {
    directory.isActive(person, at: approval.at)
      && asked.isEntitled(person, to: approval.verdict)
  }

  private func reasonAgainstSeat(of approval: Approval, by person: ID) -> DiscountReason? {
    if approval.verdict == .approve, let principal = approval.onBehalfOf {
      let owner = directory.person(principal)
      guard owner != person else { return reasonAgainst(seat: person) }
      guard delegating.covers(owner, person, at: approval.at) else { return .noDelegation }
      return reasonAgainst(seat: owner).map { $0 == .excluded ? .excludedSeat : $0 }
    }
    guard let seat = seat(of: approval, by: person) else { return reasonAgainst(seat: person) }
    return approval.verdict == .approve ? reasonAgainst(seat: seat) : nil
  }

  // MARK: - Reasons

  /// What takes all weight from a verdict: it does not even take back an earlier one.
  private mutating func reasonAgainst(_ approval: Approval, by person: ID) -> DiscountReason? {
    if approval.at < decided.request.time { return .beforeRequest }
    if approval.at > decided.at { return .afterDecision }
    if let digest = approval.requestSHA256, !digest.hasSameUTF8(as: requestDigest) {
      return .otherRequest
    }
    if excluded.contains(person) { return .excluded }
    // Who leaves takes approvals along, not denials: leaving must not open what was refused.
    let judged = approval.verdict == .deny ? approval.at : decided.at
    if directory.kind(of: person) == nil {
      if isStranger(approval, person) { return .notEligible }
    } else if !directory.isActive(person, at: judged) {
      return .memberEnded
    }
    if let reason = reasonAgainstSeat(of: approval, by: person) { return reason }
    return isTooLate(approval) ? .afterDeadline : nil
  }

  /// Whether the directory knows neither who gives a verdict nor anybody who lets him act; the seat of
  /// another one has reasons of its own.
  private func isStranger(_ approval: Approval, _ person: ID) -> Bool {
    (approval.verdict == .deny || approval.onBehalfOf == nil)
      && directory.delegations(to: person).isEmpty
  }

  private func reasonAgainst(seat owner: ID) -> DiscountReason? {
    if excluded.contains(owner) { return .excluded }
    guard let kind = directory.kind(of: owner) else { return .notEligible }
    if asked.isEligible(owner) { return nil }
    if !directory.isActive(owner, at: decided.at) { return .memberEnded }
    return kind == .human ? .notEligible : .outsideAuthority
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
    return decided.at >= end
  }
}

extension Approval {
  /// Of two verdicts at one instant the denial is the later one; else the account decides.
  fileprivate func isEarlierVerdict(than other: Approval) -> Bool {
    if at != other.at { return at < other.at }
    if verdict != other.verdict { return other.verdict == .deny }
    if by != other.by { return other.by < by }
    // One account at one instant: whichever it is, not the one that happens to stand first.
    let texts = [self, other].map { [$0.onBehalfOf?.text, $0.reason, $0.requestSHA256] }
    return texts[0].lexicographicallyPrecedes(texts[1]) { ($0 ?? "").precedesInUTF8($1 ?? "") }
  }
}
