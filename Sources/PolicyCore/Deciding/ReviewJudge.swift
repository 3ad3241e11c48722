import CEL

/// Judges a review against the approvals given (design document, section 3, "Reviews").
///
/// A class, because it is asked about each person, and a copy would cost more than the answer.
final class ReviewJudge {
  let directory: Directory
  let request: Request
  let bindings: Bindings
  let at: Timestamp
  private let delegating: Delegating
  private let excluded: Set<ID>

  /// - Parameter windowInstant: the instant at which delegations are judged instead of their
  ///   approvals'; nil for that.
  init(
    directory: Directory, request: Request, bindings: Bindings, at: Timestamp,
    windowInstant: Timestamp?
  ) {
    self.directory = directory
    self.request = request
    self.bindings = bindings
    self.at = at
    delegating = Delegating(
      directory: directory, bindings: bindings, windowInstant: windowInstant)
    excluded = Exclusions(request: request, directory: directory).people
  }

  /// Sets status, requirements, evidence and what did not count.
  func judge(_ review: CombinedReview, approvals: [Approval], into decision: inout Decision) {
    let deadline = review.expire.flatMap { request.time.adding($0) }
    decision.deadline = deadline
    decision.needsHuman = review.needsHuman
    decision.escalations = review.escalations
    decision.approvalsValidFor = review.approvalsValidFor
    decision.evidence = review.evidence.map { $0.clause.state(of: $0.rule, in: bindings) }
    var entitled: Set<ID> = []
    var eligible: Set<ID> = []
    var requirements = self.requirements(of: review, &entitled, &eligible)
    let entitledToDeny =
      review.joined.isEmpty ? entitled : entitled.union(self.entitled(review.joined))
    var sifting = ApprovalSifting(
      request: request, directory: directory, delegating: delegating, excluded: excluded,
      eligible: eligible, entitled: entitled, entitledToDeny: entitledToDeny, at: at,
      deadline: deadline, validFor: review.approvalsValidFor)
    let verdicts = sifting.sift(approvals)
    let filling = SeatFilling(
      requirements, stageCount: review.stages.count, seats: verdicts.seats,
      needsHuman: review.needsHuman
    ) { directory.kind(of: $0) == .human }
    filling.fill(&requirements)
    for (approval, reason) in filling.unused { sifting.discount(approval, reason) }
    decision.requirements = requirements
    decision.isHumanMissing = filling.isHumanMissing
    decision.deniedBy = verdicts.denying
    decision.discounted = sifting.discounted.sorted()
    decision.status = status(of: decision, deadline: deadline)
  }

  private func status(of decision: Decision, deadline: Timestamp?) -> Decision.Status {
    if !decision.deniedBy.isEmpty { return .denied }
    // What asks nobody is not filled: it must not approve by itself.
    let isFilled =
      !decision.requirements.isEmpty && decision.requirements.allSatisfy { $0.missing <= 0 }
      && !decision.isHumanMissing
    if isFilled, decision.evidence.allSatisfy(\.holds) { return .approved }
    if let deadline, at >= deadline { return .denied }
    return .pending
  }

  /// Eligible are those who are entitled and whose membership has not ended.
  private func requirements(
    of review: CombinedReview, _ entitled: inout Set<ID>, _ eligible: inout Set<ID>
  ) -> [RequirementState] {
    var states: [RequirementState] = []
    for (index, stage) in review.stages.enumerated() {
      for requirement in stage.requirements {
        let people = self.entitled(requirement.from)
        let active = people.keeping { directory.isActive($0, at: at) }
        entitled.unite(with: people)
        eligible.unite(with: active)
        states.append(
          RequirementState(
            stage: index + 1, count: requirement.count, from: requirement.from,
            isReasonRequired: requirement.isReasonRequired, eligible: active.sorted(),
            filledBy: []))
      }
    }
    return states
  }

  /// Whom the selectors name, without parties to the request, and those who are not human and have no
  /// authority over the request.
  private func entitled(_ selectors: [Selector]) -> Set<ID> {
    directory.people(selectors, request)
      .keeping { !excluded.contains($0) && canApprove($0) }
  }

  private func canApprove(_ person: ID) -> Bool {
    switch directory.kind(of: person) {
    case nil: return false
    case .human?: return true
    case .workload?, .agent?:
      return directory.members[person].map { hasAuthority($0) && !isOwnedByParties($0) } ?? false
    }
  }

  /// An authority that errs reaches nothing.
  private func hasAuthority(_ member: Member) -> Bool {
    guard let authority = member.authority else { return false }
    do {
      return try authority.program.evaluateCondition(bindings)
    } catch {
      return false
    }
  }

  /// The people behind an owner: an owner that is not human has an owner; they may stand in a circle.
  private func answering(for owner: ID) -> Set<ID> {
    var next = owner
    var visited: Set<ID> = [owner]
    while let known = directory.member(next), known.kind != .human, let further = known.owner,
      visited.insert(further).inserted
    {
      next = further
    }
    return directory.people(named: next)
  }

  /// Whether everybody who answers for a workload or agent is a party to the request: it would be
  /// their own approval.
  private func isOwnedByParties(_ member: Member) -> Bool {
    guard let owner = member.owner else { return false }
    let owners = answering(for: owner)
    return !owners.isEmpty && owners.isSubset(of: excluded)
  }
}

extension Set<ID> {
  /// The same set where all are kept, which is the usual case: a new one is not made for it.
  fileprivate func keeping(_ isKept: (ID) -> Bool) -> Set<ID> {
    allSatisfy(isKept) ? self : filter(isKept)
  }

  fileprivate mutating func unite(with other: Set<ID>) {
    if isEmpty { self = other } else { formUnion(other) }
  }
}
