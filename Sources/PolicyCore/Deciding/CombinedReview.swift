/// All matched reviews of a decision as one.
struct CombinedReview {
  /// The k-th stages of all reviews form stage k.
  let stages: [Stage]
  let evidence: [(rule: ID?, clause: Clause)]
  /// The earliest of all.
  let expire: PolicyDuration?
  /// The shortest of all.
  let approvalsValidFor: PolicyDuration?

  init(_ reviews: [(rule: ID?, review: Review)]) {
    let stageCount = reviews.map(\.review.stages.count).max() ?? 0
    stages = (0..<stageCount).map { index in
      Self.merge(
        reviews.compactMap { $0.review.stages.count > index ? $0.review.stages[index] : nil })
    }
    evidence = reviews.flatMap { entry in entry.review.evidence.map { (entry.rule, $0) } }
    expire = reviews.compactMap(\.review.expire).min()
    approvalsValidFor = reviews.compactMap(\.review.approvalsValidFor).min()
  }

  /// Requirements that ask the same people merge to the larger count.
  private static func merge(_ stages: [Stage]) -> Stage {
    var counts: [[Selector]: Int] = [:]
    for requirement in stages.flatMap(\.requirements) {
      counts[requirement.from] = max(counts[requirement.from] ?? 0, requirement.count)
    }
    let requirements = counts.map { Requirement(count: $0.value, from: $0.key) }
    return Stage(requirements: requirements.sorted { $0.from.lexicographicallyPrecedes($1.from) })
  }
}
