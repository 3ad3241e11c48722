import CEL
import PolicyCore
import TestSupport
import Testing

/// Whom a review asks is worked out once for a policy, but where a selector reads the request. One
/// that reads a field which is not there names nobody and changes nothing; it only keeps a review
/// from being worked out before.
struct ReviewPlanTests {
  /// How a requirement is filled as far as one matching cannot differ from another.
  private struct Filled: Hashable {
    let stage: Int
    let count: Int
    let isReasonRequired: Bool
    let eligible: [ID]
  }

  @Test(arguments: Array<UInt64>(0..<400))
  func knowingPeopleBeforeChangesNothing(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let world = RandomDecision(&random).ofReviewsOnly
    let known = try world.decide()
    let found = try world.with { world in
      for index in world.rules.indices { world.rules[index].readNothing() }
    }.decide()
    let comment: Comment = "seed \(seed): \(world), decided \(known), and \(found)"
    #expect(found.status == known.status, comment)
    #expect(found.deniedBy == known.deniedBy, comment)
    #expect(found.isHumanMissing == known.isHumanMissing, comment)
    #expect(missing(found) == missing(known), comment)
    #expect(filled(found) == filled(known), comment)
  }

  private func missing(_ decision: Decision) -> Int {
    decision.requirements.reduce(0) { $0 + $1.missing }
  }

  /// In no order: that of the selectors is another one.
  private func filled(_ decision: Decision) -> [Filled: Int] {
    let all = decision.requirements.map {
      Filled(
        stage: $0.stage, count: $0.count, isReasonRequired: $0.isReasonRequired,
        eligible: $0.eligible)
    }
    return Dictionary(all.map { ($0, 1) }, uniquingKeysWith: +)
  }
}

extension RandomDecision {
  /// Without anything else that asks people, whose requirements would no longer merge.
  fileprivate var ofReviewsOnly: RandomDecision {
    with { world in
      world.exceptions = []
      world.invariants = []
      world.otherwise = nil
      world.teams = TestPeople.teams
      for index in world.rules.indices {
        world.rules[index].recertify = nil
        world.rules[index].dataMaxAge = nil
        if case .constrain = world.rules[index].effect { world.rules[index].effect = .approve }
      }
    }
  }
}

extension TestRule {
  /// Adds a field that is not there to all that it asks.
  fileprivate mutating func readNothing() {
    guard case .review(var review) = effect else { return }
    review.requirements = review.requirements.map(\.readingNothing)
    review.laterStages = review.laterStages.map { $0.map(\.readingNothing) }
    effect = .review(review)
  }
}

extension Requirement {
  fileprivate var readingNothing: Requirement {
    Requirement(
      count: count, from: from + [.attribute(FieldPath(["context", "nobody"]))],
      isReasonRequired: isReasonRequired)
  }
}
