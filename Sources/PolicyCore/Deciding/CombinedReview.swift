import CEL

/// All matched reviews of a decision as one.
struct CombinedReview {
  /// The k-th stages of all reviews form stage k.
  let stages: [Stage]
  /// Who has joined in some review: they can deny, also where a merged requirement is not open to
  /// them.
  let joined: [Selector]
  let evidence: [(rule: ID?, clause: Clause)]
  /// The earliest of all.
  let expire: PolicyDuration?
  /// The shortest of all.
  let approvalsValidFor: PolicyDuration?
  /// Whether some place must be filled by a human.
  var needsHuman: Bool
  /// Of all, begun or not; sorted, without repeats.
  let escalations: [Escalation]

  /// - Parameters:
  ///   - reviews: each with the rule it comes from.
  ///   - at: the instant of the decision, at which escalations have begun or not.
  init(
    _ reviews: [(rule: ID?, review: Review)], request: Request, directory: Directory,
    at: Timestamp
  ) {
    expire = reviews.compactMap { $0.review.expire }.min()
    let combining = StageCombining(
      request: request, directory: directory, at: at,
      deadline: expire.flatMap { request.time.adding($0) })
    joined = reviews.flatMap { combining.escalated($0.review) }
    let stageCount = reviews.reduce(0) { max($0, $1.review.stages.count) }
    let asking = reviews.map { $0.review }
    stages = (0..<stageCount).map { combining.stage($0, of: asking) }
    evidence = reviews.flatMap { entry in entry.review.evidence.map { (entry.rule, $0) } }
    approvalsValidFor = reviews.compactMap { $0.review.approvalsValidFor }.min()
    needsHuman = !reviews.allSatisfy { $0.review.workloadsSuffice }
    let escalations = reviews.flatMap { $0.review.escalations }
    self.escalations = escalations.count > 1 ? Set(escalations).sorted() : escalations
  }
}

/// Puts the requirements of one stage of all reviews together.
private struct StageCombining {
  let request: Request
  let directory: Directory
  let at: Timestamp
  /// When the review is over.
  let deadline: Timestamp?

  /// What one review asks of some people.
  private struct Asked {
    var requirement: Requirement
    /// Who has joined in every review that asks: an escalation of one review must not open the
    /// requirement of another.
    var joined: Set<Selector>
  }

  /// Requirements with the same `from` merge to the larger count.
  func stage(_ index: Int, of reviews: [Review]) -> Stage {
    var asked: [Asked] = []
    for review in reviews where review.stages.count > index {
      let joined = Set(escalated(review))
      for requirement in review.stages[index].requirements.flatMap(expanded) {
        asked.append(Asked(requirement: requirement, joined: joined))
      }
    }
    let requirements = merged(asked).map { asked in
      asked.joined.isEmpty
        ? asked.requirement
        : Requirement(
          count: asked.requirement.count, from: asked.joined.union(asked.requirement.from),
          isReasonRequired: asked.requirement.isReasonRequired)
    }
    return Stage(requirements: requirements.sorted(by: Self.precedes))
  }

  private func merged(_ asked: [Asked]) -> [Asked] {
    var merged: [Asked] = []
    for next in asked.sorted(by: { Self.precedes($0.requirement, $1.requirement) }) {
      guard let last = merged.last, last.requirement.from == next.requirement.from else {
        merged.append(next)
        continue
      }
      let requirement = last.requirement.with(
        count: max(last.requirement.count, next.requirement.count),
        isReasonRequired: last.requirement.isReasonRequired || next.requirement.isReasonRequired)
      merged[merged.count - 1] = Asked(
        requirement: requirement, joined: last.joined.intersection(next.joined))
    }
    return merged
  }

  private static func precedes(_ left: Requirement, _ right: Requirement) -> Bool {
    if left.from != right.from { return left.from.lexicographicallyPrecedes(right.from) }
    if left.count != right.count { return left.count < right.count }
    return !left.isReasonRequired && right.isReasonRequired
  }

  /// Who has joined a review by now. What begins when the review is over comes too late: it must not
  /// fill in hindsight what was not filled in time.
  func escalated(_ review: Review) -> [Selector] {
    review.escalations.flatMap { escalation -> [Selector] in
      guard let start = request.time.adding(escalation.after), at >= start,
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
    directory.teams[id] == nil ? .user(directory.person(id)) : .team(id)
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
