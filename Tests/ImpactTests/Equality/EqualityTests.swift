import Foundation
import Impact
import Testing

/// Columns against records one by one, over everything that policies, schemas and records may be.
///
/// `PRECEDENT_EQUALITY_CASES` is how many cases there are, `PRECEDENT_EQUALITY_SEED` the first seed; see
/// docs/testing.md.
struct EqualityTests {
  private static func number(_ name: String, else usual: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? usual
  }

  private static let firstSeed = number("PRECEDENT_EQUALITY_SEED", else: 1)
  private static let caseCount = number("PRECEDENT_EQUALITY_CASES", else: 60)
  private static let casesPerMessage: UInt64 = 1_000

  @Test func columnsSayWhatRecordsSay() async throws {
    for seed in Self.firstSeed..<Self.firstSeed + Self.caseCount {
      let run = EqualityRun(input: try EqualityCase(seed: seed))
      if let failure = try await run.failure() {
        Issue.record("\(failure)\nagain: PRECEDENT_EQUALITY_SEED=\(seed) .ci/equality 1")
        return
      }
      let done = seed - Self.firstSeed + 1
      if done.isMultiple(of: Self.casesPerMessage) { print("equality: \(done) cases") }
    }
  }

  /// What is drawn must be worth replaying.
  @Test func casesAreOfAllKinds() async throws {
    var unloadable = 0
    var (records, unreplayable, changed) = (0, 0, 0)
    for seed in 1...20 as ClosedRange<UInt64> {
      let input = try EqualityCase(seed: seed)
      unloadable += input.unloadableCount
      let radius = try await simulate(input.before, input.after, input.lines)
      records += radius.history.records
      unreplayable += radius.history.unreplayable
      changed += radius.changed
    }
    #expect(unloadable < 20)
    #expect(unreplayable > records / 50)
    #expect(unreplayable < records / 2)
    #expect(changed > records / 50)
  }
}
