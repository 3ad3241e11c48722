import PolicyCore
import Testing

@testable import Impact

/// Columns against records one by one, where a decision depends on much.
struct WideReplayTests {
  @Test(arguments: 0..<15 as Range<UInt64>)
  func saysOfAWideWorldWhatTheScalarReplaySays(_ seed: UInt64) async throws {
    let input = try WideCase(seed: seed, recordCount: 100)
    try await expectSame(input.before, input.after, input.lines, "seed \(seed)")
  }
}
