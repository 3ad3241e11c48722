import CEL
import Diagnostics
import PolicyCore

/// What cases do to the clauses and the review of a rule or an exception.
struct ConsequenceMeter {
  private let consequence: Consequence
  private var clauses: [ConditionMeter] = []
  private var review: ReviewMeter?

  init(_ consequence: Consequence, of owner: CoverageGoal.Owner, at location: SourceLocation) {
    self.consequence = consequence
    if case .constrain(let clauses, _) = consequence {
      self.clauses = clauses.map { ConditionMeter($0.that, .conditions, of: owner) }
    }
    review = consequence.review.map { ReviewMeter($0, of: owner, at: location) }
  }

  /// Notes a decision in which this spoke, as `matched` says.
  mutating func observe(_ decided: DecidedCase, _ matched: MatchedRule, _ directory: Directory) {
    let bindings = decided.request.bindings(now: decided.at)
    for place in clauses.indices { clauses[place].observe(bindings) }
    let decision = decided.decision
    let isReplaced = (decision.lapsed + decision.stale).contains(matched.rule)
    guard decision.tier == .human, matched.effect == .review,
      !isReplaced || !consequence.effect.tier.actsAlone
    else { return }
    review?.observe(decided, directory)
  }

  var goals: [MeteredGoal] { clauses.flatMap(\.goals) + (review?.goals ?? []) }
}

/// What cases do to the evidence and the requirements of a review.
struct ReviewMeter {
  private let escalated: Set<Selector>
  private var evidence: [ConditionMeter]
  private let places: [RequirementPlace]
  /// Two for each place: filled, then missing.
  private var requirements: [MeteredGoal]

  init(_ review: Review, of owner: CoverageGoal.Owner, at location: SourceLocation) {
    escalated = Set(review.escalations.flatMap(\.to))
    evidence = review.evidence.map { ConditionMeter($0.that, .evidence, of: owner) }
    places = review.stages.enumerated().flatMap { stage, asked in
      asked.requirements.map { RequirementPlace(stage: stage + 1, requirement: $0) }
    }
    requirements = places.flatMap { place in
      [
        MeteredGoal(.fills(place), of: owner, at: location),
        MeteredGoal(.lacks(place), of: owner, at: location),
      ]
    }
  }

  /// Notes a decision that this review is part of.
  mutating func observe(_ decided: DecidedCase, _ directory: Directory) {
    let bindings = decided.request.bindings(now: decided.at)
    for place in evidence.indices { evidence[place].observe(bindings) }
    for (index, place) in places.enumerated() {
      let matching = RequirementMatching(
        place: place, escalated: escalated, request: decided.request, directory: directory)
      let states = decided.decision.requirements.filter(matching.isPart)
      let isFilled = states.allSatisfy { $0.filledBy.count >= place.requirement.count }
      if !states.isEmpty, isFilled { requirements[2 * index].isMet = true }
      if !isFilled { requirements[2 * index + 1].isMet = true }
    }
  }

  var goals: [MeteredGoal] { evidence.flatMap(\.goals) + requirements }
}

/// Finds what became of a requirement in a decision, which merges reviews, adds those who joined
/// later, and asks each owner of a list by a requirement of its own.
private struct RequirementMatching {
  let place: RequirementPlace
  let escalated: Set<Selector>
  let request: Request
  let directory: Directory

  func isPart(_ state: RequirementState) -> Bool {
    guard state.stage == place.stage else { return false }
    let written = Set(place.requirement.from)
    let found = Set(state.from)
    let fixed = written.filter { $0.list == nil }
    guard found.isSuperset(of: fixed) else { return false }
    let added = found.subtracting(fixed).subtracting(escalated)
    let lists = written.subtracting(fixed)
    if lists.isEmpty { return added.isEmpty }
    return added.isSubset(of: lists)
      || (added.count <= 1 && added.isSubset(of: lists.flatMap(owners)))
  }

  /// Who is asked for a list, each on their own.
  private func owners(_ selector: Selector) -> [Selector] {
    guard let path = selector.list else { return [] }
    return request.ids(at: path).map {
      directory.teams[$0] == nil ? .user(directory.person($0)) : .team($0)
    }
  }
}

extension Selector {
  /// The field whose owners are asked one by one.
  fileprivate var list: FieldPath? {
    switch self {
    case .each(let path): path
    case .team, .user, .attribute: nil
    }
  }
}

extension Consequence {
  /// The review that it is, or turns into.
  fileprivate var review: Review? {
    switch self {
    case .review(let review), .constrain(_, .review(let review)): review
    case .approve, .deny, .constrain(_, .deny): nil
    }
  }
}
