import Foundation
import Glibc
import PrecedentCLI
import Testing

/// What a machine does to a log: each is a clear error, and nothing that was answered is lost.
struct LogHardshipTests {
  private static func requests(_ numbers: Range<Int>) -> String {
    numbers.map { number in
      #"{"id":"n\#(number)","time":"2026-11-21T11:00:00Z","subject":{"id":"carol@example.com"},"#
        + #""action":"grant","resource":{"id":"db","environment":"staging"}}"# + "\n"
    }.joined()
  }

  /// All that was answered is in the log, and the log is whole.
  private static func requireKept(
    _ answers: String, of log: String, _ fixture: LogFixture
  ) async throws {
    let verified = try await fixture.run("verify", log)
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    let shown = try await fixture.run("log", "show", log, "--format", "record")
    let kept = Set(shown.output.matches(of: /"id":"([^"]+)"/).map(\.output.1))
    let ids = answers.split(separator: "\n").compactMap {
      $0.split(separator: " ").dropFirst().first
    }
    #expect(Set(ids).subtracting(kept) == [])
  }

  @Test(.enabled(if: Mount.isAllowed, "mounting needs root"))
  func aFullDiskIsAFailedWriteAndNothingIsLost() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.write(Self.requests(0..<4_000), to: "requests.ndjson")
    let disk = try Mount(at: fixture.policy.path + "/disk", options: "size=3m")
    let result = try await fixture.run("decide", "requests.ndjson", "--stream", "--log", "disk/log")
    #expect(result.status == 74)
    #expect(result.errors.contains("error[cannot-write-log]"))
    #expect(result.errors.contains("No space left on device"))
    #expect(result.errors.split(separator: "\n").count < 6, "said once: \(result.errors)")
    #expect(result.output.split(separator: "\n").count > 50)
    try await Self.requireKept(result.output, of: "disk/log", fixture)
    // With space again it goes on.
    try disk.remount("size=32m", isReadOnly: false)
    let again = try await fixture.run("decide", "requests.ndjson", "--stream", "--log", "disk/log")
    #expect(again.status == 0 && again.errors == "")
    try await Self.requireKept(again.output, of: "disk/log", fixture)
  }

  @Test(.enabled(if: Mount.isAllowed, "mounting needs root"))
  func aReadOnlyFolderIsAFailedWriteAndCanBeRead() async throws {
    let fixture = try await LogFixture()
    let disk = try Mount(at: fixture.policy.path + "/disk", options: "size=1m")
    try await fixture.must("decide", "requests.ndjson", "--stream", "--log", "disk/log")
    try disk.remount("size=1m", isReadOnly: true)
    let result = try await fixture.run("decide", "requests.ndjson", "--stream", "--log", "disk/log")
    #expect(result.status == 74 && result.output == "")
    #expect(result.errors.contains("Read-only file system"))
    #expect(try await fixture.run("log", "verify", "disk/log").status == 0)
    let new = try await fixture.run("decide", "requests.ndjson", "--stream", "--log", "disk/new")
    #expect(new.status == 74 && new.errors.contains("Read-only file system"))
  }

  /// As a limit of the process, so that it needs no rights.
  @Test func aFileThatMayNotGrowIsAFailedWriteAndNothingIsLost() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.write(Self.requests(0..<4_000), to: "requests.ndjson")
    let limited = try fixture.shell(
      "trap '' XFSZ; ulimit -f 6144; exec \"$0\" decide requests.ndjson --stream --log limited")
    #expect(limited.status == 74, "\(limited.errors)")
    #expect(limited.errors.contains("File too large"))
    #expect(!limited.output.isEmpty)
    try await Self.requireKept(limited.output, of: "limited", fixture)
    // Without the limit it goes on.
    let again = try fixture.shell("exec \"$0\" decide requests.ndjson --stream --log limited")
    #expect(again.status == 0, "\(again.errors)")
    #expect(try await fixture.run("log", "verify", "limited").status == 0)
  }

  @Test func oneProcessWritesAtATime() async throws {
    let fixture = try await LogFixture()
    let descriptor = open(fixture.policy.path + "/log/lock", O_RDWR)
    defer { close(descriptor) }
    try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let before = try fixture.read(LogFixture.segment)
    let refused = try await fixture.decide()
    #expect(refused.status == 2 && refused.output == "")
    #expect(refused.errors.contains("error[log-locked]"))
    #expect(try fixture.read(LogFixture.segment) == before)
    #expect(try await fixture.run("log", "verify", "log").status == 0)
    flock(descriptor, LOCK_UN)
    #expect(try await fixture.decide().status == 0)
  }

  @Test func aClockThatGoesBackwardsIsRefused() async throws {
    let fixture = try await LogFixture()
    let before = try fixture.read(LogFixture.segment)
    var tester = fixture.policy.tester
    tester.now = "2026-11-21T11:59:00Z"
    let refused = try await tester.run(
      "decide", "requests.ndjson", "--stream", "--log", "log", "--key", "pdp-1.key")
    #expect(refused.status == 2 && refused.output == "")
    #expect(refused.errors.contains("error[log-refused]"))
    #expect(refused.errors.contains("the clock says 2026-11-21T11:59:00Z"))
    #expect(try fixture.read(LogFixture.segment) == before)
    // A correction by seconds is none.
    tester.now = "2026-11-21T11:59:58Z"
    let corrected = try await tester.run(
      "decide", "requests.ndjson", "--stream", "--log", "log", "--key", "pdp-1.key")
    #expect(corrected.status == 0)
    #expect(try await fixture.run("log", "verify", "log", "--keys", "allowed").status == 0)
  }

  @Test func aLogThatLacksWhatWasAcknowledgedIsNotGoneOnWith() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.write(Self.requests(0..<100), to: "requests.ndjson")
    _ = try await fixture.decide()
    #expect(fixture.policy.exists("log/summary"))
    let lines = try fixture.read(LogFixture.segment).split(separator: "\n")
    try fixture.policy.write(
      lines[..<50].map { $0 + "\n" }.joined(), to: LogFixture.segment)
    // By itself the log is whole.
    #expect(try await fixture.run("log", "verify", "log").status == 0)
    let refused = try await fixture.decide()
    #expect(refused.status == 1 && refused.output == "")
    #expect(refused.errors.contains("entry 102 is not there as it was acknowledged"))
    #expect(refused.errors.contains("`log/summary`"))
  }

  @Test func aSummaryThatIsOfNoUseIsMadeAgainAndSaid() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.write(Self.requests(0..<100), to: "requests.ndjson")
    _ = try await fixture.decide()
    let name = "log/summary/000000000000-000000000103"
    let whole = try Data(contentsOf: URL(fileURLWithPath: fixture.policy.path + "/" + name))
    try fixture.policy.write("rubbish", to: name)
    let result = try await fixture.decide()
    #expect(result.status == 0)
    #expect(
      result.errors
        == "note: the log's summary/000000000000-000000000103 is not as it was written, and was "
        + "made again from the entries\n")
    #expect(try await fixture.decide().errors == "")
    #expect(whole.count > 5_600)
    #expect(try await fixture.run("log", "verify", "log", "--keys", "allowed").status == 0)
  }
}

/// A small file system in memory, which goes with its fixture.
private struct Mount: ~Copyable {
  private let path: String

  init(at path: String, options: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try #require(mount("tmpfs", path, "tmpfs", 0, options) == 0)
    self.path = path
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  func remount(_ options: String, isReadOnly: Bool) throws {
    let flags = UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0)
    try #require(mount("tmpfs", path, "tmpfs", flags, options) == 0)
  }

  static let isAllowed: Bool = {
    let path = NSTemporaryDirectory() + "precedent-mount-" + UUID().uuidString
    mkdir(path, 0o700)
    defer { rmdir(path) }
    guard mount("tmpfs", path, "tmpfs", 0, "size=64k") == 0 else { return false }
    return umount2(path, 0) == 0
  }()
}
