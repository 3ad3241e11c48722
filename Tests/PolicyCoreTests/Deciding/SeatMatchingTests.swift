import TestSupport
import Testing

@testable import PolicyCore

struct SeatMatchingTests {
  /// First come, first served would seat approver 0 in requirement 0 and leave 1 without a place.
  @Test func movesWhoCameFirst() {
    #expect(filled([1, 1], [[0, 1], [0]]) == [[1], [0]])
  }

  @Test func movesSeveralAlongAPath() {
    #expect(filled([1, 1, 1], [[0, 1], [1, 2], [0], []]) == [[2], [0], [1]])
  }

  @Test(
    arguments: [
      ([], [], []), ([2], [], [[]]), ([0], [[0]], [[]]), ([-1], [[0]], [[]]), ([1], [[]], [[]]),
      ([2, 1], [[0], [0], [0]], [[0, 1], []]),
    ] as [([Int], [[Int]], [[Int]])])
  func leavesEmptyWhatNobodyFills(_ counts: [Int], _ eligible: [[Int]], _ seats: [[Int]]) {
    #expect(filled(counts, eligible) == seats)
  }

  @Test func aHugeCountCostsNothing() {
    #expect(filled([.max, .max], [[0, 1], [1]]) == [[0], [1]])
  }

  /// One search a newcomer, no recursion: this overflowed the stack.
  @Test func manyApproversNeedNoStack() {
    let count = 3_000
    var matching = SeatMatching(counts: [count, 1], seatCount: count)
    matching.allow(0, 1)
    for seat in 0..<count {
      matching.allow(seat, 0)
      matching.offerPlace(to: seat)
    }
    #expect(matching.filled.map(\.count).reduce(0, +) == count)
  }

  @Test func isMaximumLikeTryingEverything() {
    let seed: UInt64 = 55
    var random = SeededRandom(seed: seed)
    for round in 0..<1_500 {
      let counts = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Int.random(in: 1...3, using: &random)
      }
      let eligible = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        counts.indices.filter { _ in random.chance(45) }
      }
      let seats = filled(counts, eligible)
      let words: Comment = "seed \(seed), round \(round): \(counts) \(eligible)"
      #expect(seats.map(\.count).reduce(0, +) == greatest(counts, eligible[...]), words)
      #expect(isValid(seats, counts, eligible), words)
    }
  }

  private func filled(_ counts: [Int], _ eligible: [[Int]]) -> [[Int]] {
    var matching = SeatMatching(counts: counts, seatCount: eligible.count)
    for (seat, requirements) in eligible.enumerated() {
      for requirement in requirements { matching.allow(seat, requirement) }
      matching.offerPlace(to: seat)
    }
    return matching.filled
  }

  /// Everyone sits once, where he may, and no requirement has more than it asks.
  private func isValid(_ seats: [[Int]], _ counts: [Int], _ eligible: [[Int]]) -> Bool {
    let everyone = seats.flatMap(\.self)
    return Set(everyone).count == everyone.count
      && zip(seats, counts).allSatisfy { $0.count <= $1 }
      && seats.enumerated().allSatisfy { requirement, approvers in
        approvers.allSatisfy { eligible[$0].contains(requirement) }
      }
  }

  /// The obvious way: each approver takes every place he may, or none.
  private func greatest(_ free: [Int], _ eligible: ArraySlice<[Int]>) -> Int {
    guard let first = eligible.first else { return 0 }
    var best = greatest(free, eligible.dropFirst())
    for requirement in first where free[requirement] > 0 {
      var rest = free
      rest[requirement] -= 1
      best = max(best, 1 + greatest(rest, eligible.dropFirst()))
    }
    return best
  }
}
