import CEL

/// Judges a review against the approvals given (design document, section 3, "Reviews").
struct ReviewJudge {
  let directory: Directory
  let request: Request
  let bindings: Bindings
  let at: Timestamp
  private let excluded: Set<ID>

  init(directory: Directory, request: Request, bindings: Bindings, at: Timestamp) {
    self.directory = directory
    self.request = request
    self.bindings = bindings
    self.at = at
    excluded = Exclusions(request: request, directory: directory).people
  }

  /// Sets status, requirements, evidence and what did not count.
  func judge(_ review: CombinedReview, approvals: [Approval], into decision: inout Decision) {
    let deadline = review.expire.flatMap { request.time.adding($0) }
    decision.deadline = deadline
    decision.approvalsValidFor = review.approvalsValidFor
    decision.evidence = review.evidence.map { $0.clause.state(of: $0.rule, in: bindings) }
    var requirements = self.requirements(of: review)
    let everyone = Set(requirements.flatMap(\.eligible))
    var sifting = ApprovalSifting(
      request: request, directory: directory, excluded: excluded, eligible: everyone, at: at,
      deadline: deadline, validFor: review.approvalsValidFor)
    let verdicts = sifting.sift(approvals)
    fill(&requirements, with: verdicts.approving, sifting: &sifting)
    decision.requirements = requirements
    decision.deniedBy = verdicts.denying.map(\.person)
    decision.discounted = sifting.discounted.sorted()
    decision.status = status(of: decision, deadline: deadline)
  }

  private func status(of decision: Decision, deadline: Timestamp?) -> Decision.Status {
    if !decision.deniedBy.isEmpty { return .denied }
    // What asks nobody is not filled: it must not approve by itself.
    let isFilled =
      !decision.requirements.isEmpty && decision.requirements.allSatisfy { $0.missing <= 0 }
    if isFilled, decision.evidence.allSatisfy(\.holds) { return .approved }
    if let deadline, at >= deadline { return .denied }
    return .pending
  }

  private func requirements(of review: CombinedReview) -> [RequirementState] {
    review.stages.enumerated().flatMap { index, stage in
      stage.requirements.map { requirement in
        RequirementState(
          stage: index + 1, count: requirement.count, from: requirement.from,
          eligible: eligible(for: requirement.from), filledBy: [])
      }
    }
  }

  /// Whom the selectors name, without parties to the request, ended members and those who are not
  /// human: an agent approves only inside an `authority`, which no member can have yet.
  private func eligible(for selectors: [Selector]) -> [ID] {
    var people: Set<ID> = []
    for selector in selectors {
      switch selector {
      case .team(let id): people.formUnion(directory.people(ofTeam: id))
      case .user(let id): people.insert(directory.person(id))
      case .attribute(let path):
        for id in request.ids(at: path) { people.formUnion(directory.people(named: id)) }
      }
    }
    return people.filter { !excluded.contains($0) && directory.canApprove($0, at: at) }.sorted()
  }

  private func fill(
    _ requirements: inout [RequirementState], with approving: [CountedVerdict],
    sifting: inout ApprovalSifting
  ) {
    let eligible = requirements.map { Set($0.eligible) }
    let matching = SeatMatching(
      counts: requirements.map(\.count), approverCount: approving.count
    ) { approver, requirement in
      eligible[requirement].contains(approving[approver].person)
    }
    for (index, approvers) in matching.filled.enumerated() {
      requirements[index].filledBy = approvers.map {
        FilledSeat(by: approving[$0].person, at: approving[$0].approval.at)
      }
    }
    let seated = Set(matching.filled.joined())
    for (index, verdict) in approving.enumerated() where !seated.contains(index) {
      sifting.discount(verdict.approval, .notNeeded)
    }
  }
}

extension Directory {
  /// Whether a member is human and has not ended.
  func canApprove(_ person: ID, at instant: Timestamp) -> Bool {
    guard let member = members[person], member.kind == .human else { return false }
    return member.until.map { instant < $0 } ?? true
  }
}
