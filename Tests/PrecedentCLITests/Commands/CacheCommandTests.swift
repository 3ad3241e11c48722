import Foundation
import Testing

@testable import PrecedentCLI

/// The cache as users meet it: the second run says what the first said, and nothing else changes.
struct CacheCommandTests {
  /// A change, and a history that is large enough to be kept.
  private static func fixture() throws -> LargeHistoryFixture { try LargeHistoryFixture() }

  @Test func theSecondRunSaysTheSameBytes() throws {
    let fixture = try Self.fixture()
    let without = try fixture.simulate("--no-cache")
    #expect(without.errors == "")
    #expect(fixture.files.isEmpty, "--no-cache leaves no file")
    let first = try fixture.simulate()
    #expect(fixture.files.count == 1)
    let second = try fixture.simulate()
    for result in [first, second] {
      #expect(result.errors == "")
      #expect(result.output == without.output)
      #expect(result.status == without.status)
    }
    let verified = try fixture.simulate("--verify-cache")
    #expect(verified.errors.contains("note[cache-agrees]"), "\(verified.errors)")
    #expect(verified.output == without.output)
  }

  @Test func aFlippedByteIsNoticedAndReadAgain() throws {
    let fixture = try Self.fixture()
    let first = try fixture.simulate()
    try fixture.flipFates()
    let verified = try fixture.simulate("--verify-cache")
    #expect(verified.errors.contains("warning[cache-differs]"), "\(verified.errors)")
    #expect(verified.status == first.status)
    try fixture.flipFates()
    let second = try fixture.simulate()
    #expect(second.errors.contains("note[cache-damaged]"), "\(second.errors)")
    #expect(second.output == first.output && second.status == first.status)
    #expect(try fixture.simulate().errors == "")
  }

  /// The limit of the process stands for a full disk.
  @Test func aWriteThatFailsIsSaidAndLeavesNothing() throws {
    let fixture = try Self.fixture()
    let plain = try fixture.simulate("--no-cache")
    let failed = try fixture.simulate(before: "trap '' XFSZ; ulimit -f 8; exec")
    #expect(failed.errors.contains("note[cache-unusable]"), "\(failed.errors)")
    #expect(failed.output == plain.output && failed.status == plain.status)
    #expect(fixture.files.isEmpty)
  }

  @Test func aWriterThatIsKilledLeavesNothingToTrust() throws {
    let fixture = try Self.fixture()
    let plain = try fixture.simulate("--no-cache")
    _ = try fixture.simulate(
      before: "",
      after: "& while kill -0 $! && ! ls kept/*.part; do :; done; kill -9 $!; wait $!")
    #expect(fixture.files.map { $0.hasSuffix(".part") } == [true], "\(fixture.files)")
    let next = try fixture.simulate()
    #expect(next.errors == "" && next.output == plain.output)
    #expect(fixture.files.map { $0.hasSuffix(".columns") } == [true], "\(fixture.files)")
  }

  @Test func listsAndClears() async throws {
    let fixture = try Self.fixture()
    _ = try fixture.simulate()
    var tester = fixture.policy.tester
    tester.now = "2126-01-01T00:00:00Z"
    let cache = fixture.cachePath
    let list = try await tester.run("cache", "list", "--cache", cache)
    #expect(list.status == 0)
    #expect(list.output.contains("1 history"), "\(list.output)")
    #expect(list.output.contains("30,000 records"), "\(list.output)")
    let json = try await tester.run("cache", "list", "--cache", cache, "--format", "json")
    #expect(json.output.contains("\"schema\": \"precedent.cache/v1\""))
    let young = try await tester.run(
      "cache", "clear", "--cache", cache, "--older-than", "100000d")
    #expect(young.output.contains("Removed 0 histories"), "\(young.output)")
    let cleared = try await tester.run(
      "cache", "clear", "--cache", cache, "--older-than", "30d")
    #expect(cleared.output.contains("Removed 1 history"), "\(cleared.output)")
    #expect(fixture.files.isEmpty)
    let empty = try await tester.run("cache", "list", "--cache", cache)
    #expect(empty.status == 0 && empty.output.contains("0 histories"), "\(empty.output)")
  }

  struct Place: Sendable {
    let variables: [String: String]
    let folder: String?
  }

  @Test(arguments: [
    Place(variables: [:], folder: nil),
    Place(variables: ["HOME": "/h"], folder: "/h/.cache/precedent"),
    Place(variables: ["HOME": "/h", "XDG_CACHE_HOME": "/x"], folder: "/x/precedent"),
    Place(variables: ["HOME": "/h", "XDG_CACHE_HOME": "x"], folder: "/h/.cache/precedent"),
    Place(variables: ["HOME": "/h", "PRECEDENT_CACHE": "/c"], folder: "/c"),
  ])
  func standsWhereTheUserSays(place: Place) async throws {
    let fixture = try PolicyFixture.small()
    var tester = fixture.tester
    tester.variables.merge(place.variables) { $1 }
    let list = try await tester.run("cache", "list")
    if let folder = place.folder {
      #expect(list.status == 0 && list.output.hasPrefix(folder + ": 0 histories"), "\(list.output)")
    } else {
      #expect(list.status == 64 && list.errors.contains("--cache"), "\(list.errors)")
    }
  }

  @Test(arguments: [
    ["--no-cache", "--verify-cache"], ["--no-cache", "--cache", "x"],
  ])
  func refusesFlagsThatContradictEachOther(flags: [String]) async throws {
    let fixture = try PolicyFixture.small()
    #expect(try await fixture.tester.run(["simulate", "HEAD..HEAD"] + flags).status == 64)
  }

  @Test func refusesASizeThatIsNone() async throws {
    let fixture = try PolicyFixture.small()
    var tester = fixture.tester
    tester.variables.merge(["HOME": fixture.path, "PRECEDENT_CACHE_SIZE": "much"]) { $1 }
    let result = try await tester.run("simulate", "HEAD..HEAD")
    #expect(result.status == 64 && result.errors.contains("PRECEDENT_CACHE_SIZE"))
  }
}

/// A small policy with a large history beside it, and a folder for the cache.
struct LargeHistoryFixture {
  let policy: PolicyFixture

  var cachePath: String { policy.path + "/kept" }

  /// The files of the cache, but for its lock.
  var files: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: cachePath)) ?? []
    return names.filter { $0 != "lock" }.sorted()
  }

  init() throws {
    policy = try PolicyFixture.small()
    try policy.replace("\"staging\"", "\"dev\"", in: "rules/databases.yaml")
    try policy.commit("Change")
    let lines = (0..<30_000).map { row in
      #"{"id":"r\#(row)","time":"2026-11-01T11:00:00Z","subject":{"id":"s\#(row % 50)"},"#
        + #""action":"grant","resource":{"id":"db\#(row % 7)","environment":"\#(Self.places[row % 3])"},"#
        + #""outcome":{"status":"approved","at":"2026-11-01T12:00:00Z","by":"bob@example.com"}}"#
    }
    try policy.write(lines.joined(separator: "\n"), to: "large.ndjson")
  }

  private static let places = ["staging", "dev", "prod"]

  /// Runs the built program in a line of a shell.
  func simulate(
    _ flags: String..., before: String = "exec", after: String = ""
  ) throws -> CommandResult {
    let cache = flags.contains("--no-cache") ? "" : "--cache kept"
    let line =
      "\(before) \"$0\" simulate HEAD~1..HEAD --history large.ndjson \(cache) "
      + flags.joined(separator: " ") + after
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line, HookedRepository.program]
    process.currentDirectoryURL = URL(fileURLWithPath: policy.path)
    process.environment = CommandTester.hermeticVariables
    let errors = policy.path + "/errors"
    let output = policy.path + "/output"
    for file in ["errors", "output"] { try policy.write("", to: file) }
    process.standardError = FileHandle(forWritingAtPath: errors)
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return CommandResult(
      status: process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }

  /// Bends what the entry says happened to a record.
  func flipFates() throws {
    let name = try #require(files.first)
    let path = cachePath + "/" + name
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    // The first section of 30,000 bytes is that of the fates, all approved by a human.
    let fates = Data(repeating: 2, count: 30_000)
    let place = try #require(bytes.firstRange(of: fates)).lowerBound
    bytes[place + 100] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
  }
}
