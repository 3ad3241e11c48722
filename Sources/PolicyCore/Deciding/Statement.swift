import CEL

/// What a rule or an exception says about a request, and what becomes of that on the way to a
/// decision.
struct Statement {
  let speaker: Speaker
  /// What it amounts to: as written at first.
  private(set) var effect: Effect
  /// What it asks where it amounts to a review.
  private(set) var review: ReviewPlan?
  var hasLapsed = false
  var isStale = false

  init(_ speaker: Speaker) {
    self.speaker = speaker
    effect = speaker.effect
    review = speaker.review
  }

  var id: ID { speaker.id }

  /// What a constraint becomes that does not hold.
  mutating func becomeOtherwise() {
    review = speaker.otherwiseReview
    effect = review == nil ? .deny : .review
  }

  /// What acts alone and may not asks its owner; what has no owner asks nobody, unfillably.
  mutating func becomeReviewByOwner() {
    let review =
      speaker.owner.map { Review.byOwner($0) }
      ?? Review(stages: [Stage(requirements: [Requirement(count: 1, from: [])])])
    self.review = ReviewPlan(review, of: id)
    effect = .review
  }
}

/// A rule or an exception, with what decisions ask of it worked out once for a policy.
///
/// A class: a copy of a rule costs more than many a condition.
final class Speaker: Sendable {
  let id: ID
  let condition: Condition
  /// As written.
  let effect: Effect
  /// What it asks, where it is a review.
  let review: ReviewPlan?
  /// What must hold of a constraint.
  let clauses: [Clause]
  /// What a constraint asks that does not hold; nil where it denies then.
  let otherwiseReview: ReviewPlan?
  let window: Window
  let owner: ID?
  /// As the decision says it where it matches and nothing becomes of its effect.
  let matched: MatchedRule
  /// Of a break-glass, never more than the floor.
  let limit: PolicyDuration?
  let rollback: Rollback?
  let obligations: [Obligation]
  /// The rules that an exception lifts; sorted.
  let lifts: [ID]
  /// Of an exception for emergencies.
  let breakGlass: BreakGlass?
  /// A deny that does not say so cannot be lifted.
  let isLiftable: Bool
  /// How old the data of subject and resource may be; nil when it does not matter.
  let dataMaxAge: PolicyDuration?
  private let lapse: Lapse

  private enum Lapse {
    case never, always
    case from(Timestamp)

    init(_ every: PolicyDuration?, since certified: Certification?) {
      guard let every else {
        self = .never
        return
      }
      guard let certified else {
        self = .always
        return
      }
      self = certified.on.adding(every).map { .from($0) } ?? .never
    }
  }

  init(_ rule: Rule, _ people: inout KnownPeopleTable) {
    id = rule.id
    condition = rule.condition
    effect = rule.effect
    review = rule.consequence.review.map { ReviewPlan($0, of: rule.id, &people) }
    clauses = rule.consequence.clauses
    otherwiseReview =
      rule.consequence.otherwiseReview.map { ReviewPlan($0, of: rule.id, &people) }
    window = rule.window
    owner = rule.owner
    matched = MatchedRule(
      rule: rule.id, isException: false, rule.consequence, rule.title, rule.condition)
    limit = rule.limits?.shortest
    rollback = rule.rollback
    obligations = rule.obligations
    lifts = []
    breakGlass = nil
    isLiftable = rule.isLiftable
    dataMaxAge = rule.dataMaxAge
    lapse =
      rule.effect.tier.actsAlone ? Lapse(rule.recertifyEvery, since: rule.certified) : .never
  }

  init(_ exception: PolicyException, _ floors: Floors, _ people: inout KnownPeopleTable) {
    id = exception.id
    condition = exception.condition
    effect = exception.consequence.effect
    review = exception.consequence.review.map { ReviewPlan($0, of: exception.id, &people) }
    clauses = exception.consequence.clauses
    otherwiseReview =
      exception.consequence.otherwiseReview.map { ReviewPlan($0, of: exception.id, &people) }
    window = exception.window
    owner = exception.owner
    matched = MatchedRule(
      rule: exception.id, isException: true, exception.consequence, exception.title,
      exception.condition)
    limit =
      [exception.limits?.shortest, exception.breakGlass.map { _ in floors.breakGlassMaxDuration }]
      .compactMap { $0 }.min()
    rollback = exception.rollback
    obligations = exception.obligations + exception.obligationsOfUse
    lifts = exception.lifts
    breakGlass = exception.breakGlass
    isLiftable = false
    dataMaxAge = nil
    lapse = Lapse(exception.recertifyEvery, since: exception.certified)
  }

  var isException: Bool { matched.isException }

  /// Whether a rule that acts alone, or a standing break-glass, has passed its recertification date.
  func hasLapsed(at instant: Timestamp) -> Bool {
    switch lapse {
    case .never: false
    case .always: true
    case .from(let end): instant >= end
    }
  }
}

extension MatchedRule {
  fileprivate init(
    rule: ID, isException: Bool, _ consequence: Consequence, _ title: String,
    _ condition: Condition
  ) {
    self.rule = rule
    self.isException = isException
    effect = consequence.effect
    because = title
    fields = condition.fields
    if case .deny(let text, _) = consequence { reason = text }
  }
}

extension Consequence {
  /// What it asks, where it is a review.
  fileprivate var review: Review? {
    guard case .review(let review) = self else { return nil }
    return review
  }

  /// What a constraint asks that does not hold.
  fileprivate var otherwiseReview: Review? {
    guard case .constrain(_, .review(let review)) = self else { return nil }
    return review
  }
}

extension Limits {
  /// The bound, if there is one.
  var shortest: PolicyDuration? {
    switch self {
    case .duration(let duration): duration
    case .unlimited: nil
    }
  }
}

extension PolicyException {
  /// A break-glass is told of when it is used, and looked at afterwards.
  fileprivate var obligationsOfUse: [Obligation] {
    guard let breakGlass else { return [] }
    let told = breakGlass.notify.map { JSONValue.string($0.description) }
    return [
      Obligation(id: "\(id).notify", type: "notify", properties: ["who": .array(told)]),
      Obligation(
        id: "\(id).review", type: "review-after-use",
        properties: [
          "within": .string(breakGlass.reviewWithin.text), "owner": .string(owner.text),
        ]),
    ]
  }
}
