import CEL

/// All matched reviews of a decision as one.
struct CombinedReview {
  /// The k-th stages of all reviews form stage k.
  let stages: [[AskedRequirement]]
  /// Who has joined in some review: they can deny, also where a merged requirement is not open to
  /// them.
  let joined: [Selector]
  let evidence: [(rule: ID?, clause: Clause)]
  /// When it is over: counted from the request by what expires first.
  let deadline: Timestamp?
  /// The shortest of all.
  let approvalsValidFor: PolicyDuration?
  /// Whether some place must be filled by a human.
  var needsHuman: Bool
  /// Of all, begun or not; sorted, without repeats.
  let escalations: [Escalation]

  init(_ reviews: [ReviewPlan], of decided: DecidedCase) {
    var expire: PolicyDuration?
    var validFor: PolicyDuration?
    var evidence: [(rule: ID?, clause: Clause)] = []
    var escalations: [Escalation] = []
    needsHuman = false
    for plan in reviews {
      expire = PolicyDuration.shorter(expire, plan.review.expire)
      validFor = PolicyDuration.shorter(validFor, plan.review.approvalsValidFor)
      for clause in plan.review.evidence { evidence.append((plan.rule, clause)) }
      escalations += plan.review.escalations
      if !plan.review.workloadsSuffice { needsHuman = true }
    }
    self.evidence = evidence
    self.escalations = escalations.count > 1 ? Set(escalations).sorted() : escalations
    approvalsValidFor = validFor
    deadline = expire.flatMap { decided.request.time.adding($0) }
    let combining = StageCombining(decided, deadline: deadline)
    joined = escalations.isEmpty ? [] : reviews.flatMap { combining.escalated($0.review) }
    stages = combining.stages(of: reviews)
  }
}

/// Puts the requirements of all reviews together, stage by stage.
private struct StageCombining {
  private let decided: DecidedCase
  /// When the review is over.
  private let deadline: Timestamp?

  init(_ decided: DecidedCase, deadline: Timestamp?) {
    self.decided = decided
    self.deadline = deadline
  }

  private var request: Request { decided.request }

  func stages(of reviews: [ReviewPlan]) -> [[AskedRequirement]] {
    if reviews.count == 1, let stages = reviews[0].stages { return stages }
    let stageCount = reviews.reduce(0) { max($0, $1.review.stages.count) }
    return (0..<stageCount).map { stage($0, of: reviews) }
  }

  private func stage(_ index: Int, of reviews: [ReviewPlan]) -> [AskedRequirement] {
    var asked: [AskedRequirement] = []
    for plan in reviews where plan.review.stages.count > index {
      if let stages = plan.stages {
        asked += stages[index]
        continue
      }
      let joined = Set(escalated(plan.review))
      for requirement in plan.review.stages[index].requirements.flatMap(expanded) {
        asked.append(AskedRequirement(requirement: requirement, joined: joined))
      }
    }
    let merged = AskedRequirement.merged(asked)
    guard merged.contains(where: { !$0.joined.isEmpty }) else { return merged }
    return merged.map(\.opened).sorted(by: AskedRequirement.precedes)
  }

  /// Who has joined a review by now. What begins when the review is over comes too late: it must not
  /// fill in hindsight what was not filled in time.
  func escalated(_ review: Review) -> [Selector] {
    guard !review.escalations.isEmpty else { return [] }
    return review.escalations.flatMap { escalation -> [Selector] in
      guard let start = request.time.adding(escalation.after), decided.at >= start,
        deadline.map({ start < $0 }) ?? true
      else { return [] }
      return escalation.to
    }
  }

  /// One requirement for each owner that a field lists. Where it lists nobody, or somebody without
  /// an id, the requirement stands, unfillable.
  private func expanded(_ requirement: Requirement) -> [Requirement] {
    let lists = requirement.from.compactMap { selector -> FieldPath? in
      guard case .each(let path) = selector else { return nil }
      return path
    }
    guard !lists.isEmpty else { return [requirement] }
    let others = requirement.from.filter { selector in
      guard case .each = selector else { return true }
      return false
    }
    let owners = Set(lists.flatMap { request.ids(at: $0) }.map(owner))
    guard !owners.isEmpty else { return [requirement] }
    let asked = owners.sorted().map { owner in
      Requirement(
        count: requirement.count, from: others + [owner],
        isReasonRequired: requirement.isReasonRequired)
    }
    let isComplete = lists.allSatisfy { request.namesOnlyIDs(at: $0) }
    return isComplete
      ? asked
      : asked + [
        Requirement(
          count: requirement.count, from: lists.map { .each($0) },
          isReasonRequired: requirement.isReasonRequired)
      ]
  }

  /// A person under one of several accounts is asked once.
  private func owner(_ id: ID) -> Selector {
    decided.directory.teams[id] == nil ? .user(decided.directory.person(id)) : .team(id)
  }
}

extension Request {
  /// Whether a field that is there holds nothing but ids: no null, and nothing that is no text.
  fileprivate func namesOnlyIDs(at path: FieldPath) -> Bool {
    let value = path.names.reduce(Optional(JSONValue.object(document))) { $0?[$1] }
    guard let value else { return true }
    return value.array?.allSatisfy { $0.string != nil } ?? (value.string != nil)
  }
}
