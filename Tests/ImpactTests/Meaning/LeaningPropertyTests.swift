import PolicyCore
import Testing

@testable import Impact

/// What a difference says against what a replay shows.
struct LeaningPropertyTests {
  @Test(arguments: 0..<150 as Range<UInt64>)
  func whatDoesNotLoosenLoosensNothing(_ seed: UInt64) async throws {
    let input = try RandomEdit(seed: seed, recordCount: 40)
    try await expectLeaning(input.before, input.after, input.lines, "seed \(seed)")
    try await expectLeaning(input.after, input.before, input.lines, "seed \(seed), back")
  }

  private func expectLeaning(
    _ before: Policy, _ after: Policy, _ lines: [String], _ note: Comment
  ) async throws {
    let radius = try await simulate(before, after, lines)
    let leaning = radius.meaning.leaning
    let note: Comment = "\(note): \(radius.meaning.changes.map(\.summary))"
    if leaning.loosens == .no {
      #expect(radius.count(.loosened) + radius.count(.both) == 0, note)
    }
    if leaning.tightens == .no {
      #expect(radius.count(.tightened) + radius.count(.both) == 0, note)
    }
    if !radius.meaning.hasMeaning { #expect(radius.changed == 0, note) }
  }

  /// So that the property is of something.
  @Test func randomEditsLeanEveryWay() throws {
    var verdicts: [Leaning.Verdict: Int] = [:]
    for seed: UInt64 in 0..<300 {
      let input = try RandomEdit(seed: seed, recordCount: 0)
      let verdict = PolicyDifference(from: input.before, to: input.after).leaning.verdict
      verdicts[verdict, default: 0] += 1
    }
    for verdict in Leaning.Verdict.allCases {
      #expect(verdicts[verdict] ?? 0 >= 5, "\(verdict)")
    }
  }

  /// Swapping the versions swaps what they do.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func theWayBackLeansTheOtherWay(_ seed: UInt64) throws {
    let input = try RandomEdit(seed: seed, recordCount: 0)
    let there = PolicyDifference(from: input.before, to: input.after).leaning
    let back = PolicyDifference(from: input.after, to: input.before).leaning
    #expect(there == back.reversed, "seed \(seed)")
  }
}

extension MeaningChange {
  /// What a failure shows.
  fileprivate var summary: String {
    let parts = parts.map {
      "\($0.aspect.rawValue) \($0.before ?? "-") -> \($0.after ?? "-") \($0.leaning)"
    }
    return "\(kind.rawValue) \(id) \(parts)"
  }
}
