import PolicyCore
import Testing

@testable import DecisionLog

struct StratifiedSampleTests {
  private static func sample(
    _ sizes: [String: Int], count: Int, seed: String = "s", isReversed: Bool = false
  ) -> [StratifiedSample<String>.Stratum] {
    var sample = StratifiedSample<String>(seed: seed, count: count)
    let members = sizes.sorted { $0.key < $1.key }.flatMap { name, size in
      (0..<size).map { (name, "\(name)-\($0)") }
    }
    for (index, member) in (isReversed ? members.reversed() : members).enumerated() {
      sample.add(member.1, id: member.1, index: index, in: [member.0])
    }
    return sample.finished()
  }

  struct Allocation: Sendable, CustomTestStringConvertible {
    let sizes: [String: Int]
    let count: Int
    let drawn: [Int]
    var testDescription: String { "\(count) of \(sizes.sorted { $0.key < $1.key })" }
  }

  private static let allocations = [
    Allocation(sizes: [:], count: 5, drawn: []),
    Allocation(sizes: ["a": 3], count: 5, drawn: [3]),
    Allocation(sizes: ["a": 100, "b": 1], count: 2, drawn: [1, 1]),
    Allocation(sizes: ["a": 100, "b": 1], count: 10, drawn: [9, 1]),
    Allocation(sizes: ["a": 50, "b": 30, "c": 20], count: 10, drawn: [5, 3, 2]),
    Allocation(sizes: ["a": 50, "b": 50, "c": 1], count: 4, drawn: [2, 1, 1]),
    Allocation(sizes: ["a": 4, "b": 4], count: 100, drawn: [4, 4]),
  ]

  @Test(arguments: allocations)
  func eachStratumHasOneAndTheRestByItsSize(_ allocation: Allocation) {
    let strata = Self.sample(allocation.sizes, count: allocation.count)
    #expect(strata.map(\.drawn) == allocation.drawn)
    #expect(strata.map(\.items.count) == allocation.drawn)
    #expect(strata.map(\.values) == allocation.sizes.keys.sorted().map { [$0] })
  }

  @Test func drawsTheSmallestDigests() throws {
    let stratum = try #require(Self.sample(["a": 40], count: 4).first)
    let order = (0..<40).map { "a-\($0)" }
      .sorted { Digest.sha256(Array("s\n\($0)".utf8)) < Digest.sha256(Array("s\n\($1)".utf8)) }
    #expect(stratum.items == Array(order.prefix(4)))
  }

  /// Computed with `printf 's\na-N' | sha256sum` for each.
  @Test func drawsWhatAnyMachineDraws() throws {
    let stratum = try #require(Self.sample(["a": 40], count: 4).first)
    #expect(stratum.items == ["a-22", "a-37", "a-6", "a-24"])
  }

  @Test func theOrderOfThePopulationDoesNotMatter() {
    let sizes = ["a": 30, "b": 12]
    let one = Self.sample(sizes, count: 9)
    let other = Self.sample(sizes, count: 9, isReversed: true)
    #expect(one.map(\.items) == other.map(\.items))
  }

  @Test func anotherSeedDrawsOthersAndALargerSampleHoldsTheSmaller() {
    let one = Self.sample(["a": 100], count: 5).flatMap(\.items)
    #expect(one != Self.sample(["a": 100], count: 5, seed: "t").flatMap(\.items))
    #expect(Self.sample(["a": 100], count: 8).flatMap(\.items).starts(with: one))
  }
}
