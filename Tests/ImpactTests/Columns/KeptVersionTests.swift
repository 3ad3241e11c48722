import Foundation
import History
import PolicyCore
import Testing

@testable import Impact

/// Whatever became of what is kept of a version, the report is the same.
struct KeptVersionTests {
  @Test func saysTheSameWithABentFile() async throws {
    let input = try RandomCase(editWithSeed: 3, recordCount: 60)
    let terms = Simulation.Terms(from: .old, to: .new)
    let simulation = Simulation(before: input.before, after: input.after, terms: terms)
    try #require(simulation.canKeepVersion)
    let expected = try await simulate(input.before, input.after, input.lines, terms: terms)
    let kept = try KeptHistoryFile(Array(input.lines.map { $0 + "\n" }.joined().utf8))
    var settings = ColumnSettings()
    settings.cache = kept.cache
    func radius() async throws -> BlastRadius {
      try await simulation.run(over: [kept.source], settings: settings, progress: .none)
    }
    for _ in 1...2 { #expect(try await radius() == expected) }
    let length = try Data(contentsOf: kept.versionFile()).count
    for place in stride(from: 0, to: length, by: max(1, length / 60)) {
      let file = try kept.versionFile()
      var bytes = try Data(contentsOf: file)
      bytes[place] ^= 0x41
      try bytes.write(to: file)
      // What does not hold is removed with its history; it is read, and then kept, again.
      for _ in 1...3 { #expect(try await radius() == expected, "byte \(place)") }
    }
  }
}
