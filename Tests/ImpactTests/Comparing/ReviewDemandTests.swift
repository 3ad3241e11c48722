import TestSupport
import Testing

@testable import Impact
@testable import PolicyCore

/// Held against every set of people there is.
struct ReviewDemandTests {
  @Test(arguments: 0..<40)
  func agreesWithTryingEverySet(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<25 {
      let one = requirements(&random)
      let other = requirements(&random)
      let differs = Self.everySet.contains { fills($0, one) && !fills($0, other) }
      #expect(
        ReviewDemand(one).isFilledWithout(ReviewDemand(other)) == (differs ? .yes : .no),
        "seed \(seed): \(one) against \(other)")
      #expect(
        ReviewDemand(one).canBeFilled == fills(Set(Self.people), one), "seed \(seed): \(one)")
    }
  }

  @Test
  func tellsNothingOfTooManyRequirements() {
    let many = (0..<6).map { _ in requirement(1, ["a"]) }
    #expect(ReviewDemand(many).isFilledWithout(ReviewDemand([])) == .unknown)
    #expect(ReviewDemand([]).isFilledWithout(ReviewDemand(many)) == .unknown)
    #expect(ReviewDemand(many).canBeFilled)
  }

  @Test
  func survivesHugeCounts() {
    let huge = [requirement(.max, ["a"]), requirement(.max, ["b"])]
    let one = [requirement(1, ["a"])]
    #expect(!ReviewDemand(huge).canBeFilled)
    #expect(ReviewDemand(one).isFilledWithout(ReviewDemand(huge)) == .yes)
    #expect(ReviewDemand(huge).isFilledWithout(ReviewDemand(one)) == .no)
  }

  private static let people: [ID] = ["a", "b", "c", "d", "e"]
  private static let everySet: [Set<ID>] = people.reduce([[]]) { sets, person in
    sets + sets.map { $0.union([person]) }
  }

  private func requirement(_ count: Int, _ eligible: [ID]) -> RequirementState {
    RequirementState(stage: 1, count: count, from: [], eligible: eligible, filledBy: [])
  }

  private func requirements(_ random: inout SeededRandom) -> [RequirementState] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in
      requirement(
        Int.random(in: 1...2, using: &random),
        Self.people.filter { _ in Bool.random(using: &random) })
    }
  }

  /// Tries every way to seat the people.
  private func fills(_ people: Set<ID>, _ requirements: [RequirementState]) -> Bool {
    let places = requirements.flatMap { Array(repeating: Set($0.eligible), count: $0.count) }
    guard let place = places.first else { return true }
    return place.intersection(people).contains { person in
      var rest = requirements
      rest[0].count -= 1
      if rest[0].count == 0 { rest.removeFirst() }
      return fills(people.subtracting([person]), rest)
    }
  }
}
