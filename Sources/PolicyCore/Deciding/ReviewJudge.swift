import CEL

/// Judges a review against the approvals given (design document, section 3, "Reviews").
///
/// A class, because it is asked about each person, and a copy would cost more than the answer.
final class ReviewJudge {
  private let decided: DecidedCase
  private let excluded: Exclusions

  init(_ decided: DecidedCase) {
    self.decided = decided
    excluded = Exclusions(request: decided.request, directory: decided.directory)
  }

  private var directory: Directory { decided.directory }

  /// Sets status, requirements, evidence and what did not count.
  func judge(_ review: CombinedReview, approvals: [Approval], into decision: inout Decision) {
    decision.deadline = review.deadline
    decision.needsHuman = review.needsHuman
    decision.escalations = review.escalations
    decision.approvalsValidFor = review.approvalsValidFor
    for (rule, clause) in review.evidence {
      decision.evidence.append(clause.state(of: rule, in: decided.bindings))
    }
    var asked = AskedPeople()
    decision.requirements = requirements(of: review, &asked)
    // As long as nobody sits anywhere.
    decision.isHumanMissing =
      review.needsHuman && decision.requirements.allSatisfy { $0.missing <= 0 }
    if !approvals.isEmpty {
      if !review.joined.isEmpty { asked.joining = entitled(review.joined) }
      weigh(approvals, review, asked, &decision)
    }
    decision.settleReview(at: decided.at)
  }

  private func weigh(
    _ approvals: [Approval], _ review: CombinedReview, _ asked: AskedPeople,
    _ decision: inout Decision
  ) {
    var sifting = ApprovalSifting(
      decided, asked, excluded: excluded, deadline: review.deadline,
      validFor: review.approvalsValidFor)
    let verdicts = sifting.sift(approvals)
    decision.deniedBy = verdicts.denying
    if !verdicts.seats.isEmpty { fill(verdicts.seats, review, &sifting, &decision) }
    decision.discounted = sifting.discounted.sorted()
  }

  private func fill(
    _ seats: [Seat], _ review: CombinedReview, _ sifting: inout ApprovalSifting,
    _ decision: inout Decision
  ) {
    let filling = SeatFilling(
      decision.requirements, stageCount: review.stages.count, seats: seats,
      needsHuman: review.needsHuman
    ) { directory.kind(of: $0) == .human }
    filling.fill(&decision.requirements)
    for (approval, reason) in filling.unused { sifting.discount(approval, reason) }
    decision.isHumanMissing = filling.isHumanMissing
  }

  // MARK: - People

  /// Eligible are those who are entitled and whose membership has not ended.
  private func requirements(
    of review: CombinedReview, _ asked: inout AskedPeople
  ) -> [RequirementState] {
    var states: [RequirementState] = []
    for (index, stage) in review.stages.enumerated() {
      for requirement in stage {
        states.append(
          RequirementState(
            stage: index + 1, count: requirement.requirement.count,
            from: requirement.requirement.from,
            isReasonRequired: requirement.requirement.isReasonRequired,
            eligible: eligible(for: requirement, &asked), filledBy: []))
      }
    }
    return states
  }

  /// Sorted.
  private func eligible(for requirement: AskedRequirement, _ asked: inout AskedPeople) -> [ID] {
    if let known = requirement.people, known.areSimplyAsked,
      excluded.areDisjoint(with: known.all)
    {
      asked.entitled.append(known.all)
      asked.eligible.append(known.all)
      return known.sorted
    }
    let people = entitled(requirement.requirement.from)
    let active = people.keeping { directory.isActive($0, at: decided.at) }
    asked.entitled.append(people)
    asked.eligible.append(active)
    return active.sorted()
  }

  /// Whom the selectors name, without parties to the request, and those who are not human and have no
  /// authority over the request.
  private func entitled(_ selectors: [Selector]) -> Set<ID> {
    directory.people(selectors, decided.request)
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
      return try decided.holds(authority)
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
    return !owners.isEmpty && owners.allSatisfy(excluded.contains)
  }
}

extension Set<ID> {
  /// The same set where all are kept, which is the usual case: a new one is not made for it.
  fileprivate func keeping(_ isKept: (ID) -> Bool) -> Set<ID> {
    allSatisfy(isKept) ? self : filter(isKept)
  }
}

extension Decision {
  /// Where a review stands that has been filled as far as it can be.
  fileprivate mutating func settleReview(at instant: Timestamp) {
    // What asks nobody is not filled: it must not approve by itself.
    let isFilled =
      !requirements.isEmpty && requirements.allSatisfy { $0.missing <= 0 } && !isHumanMissing
    if !deniedBy.isEmpty {
      status = .denied
    } else if isFilled, evidence.allSatisfy(\.holds) {
      status = .approved
    } else if let deadline, instant >= deadline {
      status = .denied
    } else {
      status = .pending
    }
  }
}
