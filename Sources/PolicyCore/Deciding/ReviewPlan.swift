import CEL

/// A review with what decisions ask of it worked out once for a policy.
///
/// A class, so that passing it on counts one reference and not one for each part of a review.
final class ReviewPlan: Sendable {
  /// The rule it comes from; nil for the default's, and for what invariants ask.
  let rule: ID?
  let review: Review
  /// Its stages as decisions put them together, where neither the request nor the time has a say.
  let stages: [[AskedRequirement]]?

  /// Of which nothing is worked out: for reviews that only come up in a decision.
  init(_ review: Review, of rule: ID?) {
    self.rule = rule
    self.review = review
    stages = nil
  }

  init(_ review: Review, of rule: ID?, _ people: inout KnownPeopleTable) {
    self.rule = rule
    self.review = review
    stages = review.escalations.isEmpty ? Self.stages(of: review, &people) : nil
  }

  private static func stages(
    of review: Review, _ people: inout KnownPeopleTable
  ) -> [[AskedRequirement]]? {
    var stages: [[AskedRequirement]] = []
    for stage in review.stages {
      var asked: [AskedRequirement] = []
      for requirement in stage.requirements {
        guard let people = people.people(named: requirement.from) else { return nil }
        asked.append(AskedRequirement(requirement: requirement, people: people))
      }
      stages.append(AskedRequirement.merged(asked))
    }
    return stages
  }
}

/// One requirement of a decision.
struct AskedRequirement {
  var requirement: Requirement
  /// Whom it names; nil where that must be found out.
  var people: KnownPeople?
  /// Who has joined in every review that asks: an escalation of one review must not open the
  /// requirement of another.
  var joined: Set<Selector> = []

  /// The same with who has joined among those who are named.
  var opened: AskedRequirement {
    guard !joined.isEmpty else { return self }
    return AskedRequirement(
      requirement: Requirement(
        count: requirement.count, from: joined.union(requirement.from),
        isReasonRequired: requirement.isReasonRequired))
  }

  /// Requirements with the same `from` merge to the larger count; sorted.
  static func merged(_ asked: [AskedRequirement]) -> [AskedRequirement] {
    guard asked.count > 1 else { return asked }
    var merged: [AskedRequirement] = []
    for next in asked.sorted(by: precedes) {
      guard let last = merged.last, last.asksSame(as: next) else {
        merged.append(next)
        continue
      }
      merged[merged.count - 1] = last.merged(with: next)
    }
    return merged
  }

  private func asksSame(as other: AskedRequirement) -> Bool {
    (people != nil && people === other.people) || requirement.from == other.requirement.from
  }

  private func merged(with other: AskedRequirement) -> AskedRequirement {
    let count = max(requirement.count, other.requirement.count)
    let isReasonRequired =
      requirement.isReasonRequired || other.requirement.isReasonRequired
    return AskedRequirement(
      requirement: requirement.with(count: count, isReasonRequired: isReasonRequired),
      people: people, joined: joined.intersection(other.joined))
  }

  static func precedes(_ left: AskedRequirement, _ right: AskedRequirement) -> Bool {
    let (first, second) = (left.requirement, right.requirement)
    if !left.asksSame(as: right) { return first.from.lexicographicallyPrecedes(second.from) }
    if first.count != second.count { return first.count < second.count }
    return !first.isReasonRequired && second.isReasonRequired
  }
}
