import CEL
import Diagnostics
import Foundation
import History
import PolicyCore
import TestSupport
import Testing

@testable import Impact

/// The template and random small edits of its rules, over requests that fit it, and some that do not.
struct TemplateReplayTests {
  @Test(arguments: 0..<12 as Range<UInt64>)
  func columnsSayWhatRecordsSay(_ seed: UInt64) async throws {
    var random = SeededRandom(seed: seed)
    let before = try TemplateVersions.policy()
    let after = try TemplateVersions.edited(before, &random)
    let lines = try TemplateVersions.lines(before, count: 120, &random)
    try await expectSame(before, after, lines, "seed \(seed)")
    try await expectSame(after, before, lines, "seed \(seed), the way back", rowsPerGroup: 64)
  }

  /// Else the columns would be tested by what they leave to the records.
  @Test
  func mostRecordsStandForOthers() throws {
    var random = SeededRandom(seed: 7)
    let before = try TemplateVersions.policy()
    let after = try TemplateVersions.edited(before, &random)
    let lines = try TemplateVersions.lines(before, count: 1_500, &random)
    let simulation = Simulation(
      before: before, after: after, terms: Simulation.Terms(from: .old, to: .new))
    let replay = try #require(ColumnReplay(simulation.scalar))
    var making = SlowRowGroups(layout: replay.plan.layout, schemas: [before.schema, after.schema])
    var memory = replay.makeMemory()
    for group in try making.groups(lines, rowsPerGroup: 1_000) {
      _ = try replay.count(group, at: 0, &memory)
    }
    #expect(memory.settledCount + memory.untouchedCount > memory.singleCount)
  }
}

/// Versions of the template, and requests for them.
enum TemplateVersions {
  static func files() throws -> [PolicyFile] {
    let root = URL(filePath: PackageFolder.path).appending(path: "policy-repo-template")
      .resolvingSymlinksInPath()
    return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
      .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }
      .map {
        PolicyFile(
          path: $0, bytes: Array(try Data(contentsOf: root.appending(path: $0))))
      }
  }

  static func policy() throws -> Policy {
    let loaded = PolicyLoader().load(PolicyTree(files: try files()))
    return try #require(loaded.policy, "\(loaded.diagnostics.map(\.message))")
  }

  /// With one to three edits, as `precedent test --mutation` makes them.
  static func edited(_ policy: Policy, _ random: inout SeededRandom) throws -> Policy {
    let files = try files().filter { $0.path.hasPrefix("rules/") }
    var edited = policy
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let file = try #require(files.randomElement(using: &random))
      let rules = edited.rules.filter { $0.location.path == file.path }
      let rule = try #require(rules.randomElement(using: &random))
      let edits = RuleEditor(policy: policy).edits(of: [rule], in: file)
      if let edit = edits.randomElement(using: &random) { edited = edited.replacing(edit.edited) }
    }
    return edited
  }

  /// Records that fit the template, as lines; one in ten is not as it should be.
  static func lines(
    _ policy: Policy, count: Int, _ random: inout SeededRandom
  ) throws -> [String] {
    let fixtures = try files().filter { $0.path.hasPrefix("tests/fixtures/") }
    var reader = JSONReader()
    let seeds = try fixtures.compactMap { try reader.read($0.bytes).object }
    let since = try #require(Timestamp.parse("2025-11-01T00:00:00Z"))
    let until = try #require(Timestamp.parse("2026-11-01T00:00:00Z"))
    let synthesizer = try Synthesizer(
      policy: policy,
      plan: SynthesisPlan(
        recordCount: count, seed: .random(in: 0...9_999, using: &random), since: since,
        until: until, seeds: seeds))
    return try (0..<count).map { index in
      var record = try synthesizer.record(index)
      if Int.random(in: 0..<10, using: &random) == 0 { spoil(&record, &random) }
      return JSONValue.object(record).lineText
    }
  }

  private static func spoil(_ record: inout JSONObject, _ random: inout SeededRandom) {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: record["requester"] = .string("ci-deployer")
    case 1: record["actors"] = .array([.string("triage-bot"), .object(["id": .string("nobody")])])
    case 2: record["outcome"] = nil
    case 3: record["approvals"] = nil
    case 4: record["context"] = nil
    case 5: record["subject"] = record["subject"]?.object.map { .object($0.losing(&random)) }
    case 6: record["resource"] = record["resource"]?.object.map { .object($0.losing(&random)) }
    default: record["context"] = record["context"]?.object.map { .object($0.losing(&random)) }
    }
  }
}

extension JSONObject {
  /// Without one of its members, or with null for it.
  fileprivate func losing(_ random: inout SeededRandom) -> JSONObject {
    var object = self
    guard let name = members.map(\.name).randomElement(using: &random) else { return object }
    object[name] = Bool.random(using: &random) ? nil : .null
    return object
  }
}
