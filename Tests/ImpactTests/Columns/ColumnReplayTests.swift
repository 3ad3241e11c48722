import History
import PolicyCore
import TestSupport
import Testing

@testable import Impact

/// Columns against records one by one: the whole report must be the same.
struct ColumnReplayTests {
  @Test(arguments: 0..<25 as Range<UInt64>)
  func saysOfRandomVersionsWhatTheScalarReplaySays(_ seed: UInt64) async throws {
    let input = try RandomCase(seed: seed, recordCount: 120)
    try await expectSame(input.before, input.after, input.lines, "seed \(seed)")
  }

  /// Where most of a policy stays, most reviews do, too.
  @Test(arguments: 0..<25 as Range<UInt64>)
  func saysOfOneEditWhatTheScalarReplaySays(_ seed: UInt64) async throws {
    let input = try RandomCase(editWithSeed: seed, recordCount: 120)
    try await expectSame(input.before, input.after, input.lines, "seed \(seed)")
  }
}

/// Holds both ways of replaying to one report.
func expectSame(
  _ before: Policy, _ after: Policy, _ lines: [String], _ note: Comment,
  terms: Simulation.Terms = Simulation.Terms(from: .old, to: .new), rowsPerGroup: Int = 50
) async throws {
  let expected = try await simulate(before, after, lines, terms: terms)
  let simulation = Simulation(before: before, after: after, terms: terms)
  let replay = try #require(ColumnReplay(simulation.scalar), note)
  var making = SlowRowGroups(
    layout: replay.plan.layout, schemas: [before.schema, after.schema])
  var memory = replay.makeMemory()
  var sums = simulation.scalar.makeSums()
  for group in try making.groups(lines, rowsPerGroup: rowsPerGroup) {
    sums.add(try replay.count(group, at: 0, &memory))
  }
  replay.addBase([memory], to: &sums.main)
  let radius = simulation.report(sums, historySHA256: expected.history.sha256)
  #expect(radius == expected, note)
  var settings = ColumnSettings()
  settings.parallelism = 2
  settings.rowsPerGroup = rowsPerGroup
  settings.pieceByteCount = 1 << 13
  let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
  let walked = try await simulation.run(
    over: [.bytes(bytes, name: "h.ndjson")], settings: settings, progress: .none)
  #expect(walked == expected, note)
  try await expectSameFromCache(simulation, bytes, expected, settings, note)
}

/// Replays a history that is read and kept, then from its columns, and then from what is kept of the old
/// version.
private func expectSameFromCache(
  _ simulation: Simulation, _ bytes: [UInt8], _ expected: BlastRadius, _ settings: ColumnSettings,
  _ note: Comment
) async throws {
  let kept = try KeptHistoryFile(bytes)
  var settings = settings
  settings.cache = kept.cache
  for (run, fileCount) in [1, 2, 2].enumerated() {
    let radius = try await simulation.run(
      over: [kept.source], settings: settings, progress: .none)
    #expect(radius == expected, "\(note), run \(run)")
    let canKeep = simulation.canKeepVersion && run > 0
    #expect(kept.fileCount == (canKeep ? fileCount : 1), "\(note), run \(run)")
  }
}
