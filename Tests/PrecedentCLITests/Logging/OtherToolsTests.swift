import Foundation
import PolicyCore
import TestSupport
import Testing

/// Python's `cryptography` verifies what was signed and kept, by a script that was written from the
/// specifications (Tests/OtherTools/verify.py), and refuses what was changed.
@Suite(.enabled(if: OtherTools.canRun, "`.ci/setup --other-tools` installs Python's cryptography"))
struct OtherToolsTests {
  /// A log of signed decisions, one of them in an envelope, and a checkpoint.
  private static func fixture() async throws -> LogFixture {
    let fixture = try await LogFixture()
    for arguments in [
      ["log", "show", "log", "--request", "q2", "--format", "envelope", "-o", "envelope.json"],
      ["log", "checkpoint", "log", "--key", "pdp-1.key", "-o", "kept.checkpoint"],
    ] {
      let result = try await fixture.policy.tester.run(arguments)
      try #require(result.status == 0, "\(result.errors)")
    }
    return fixture
  }

  @Test func holdsWhatIsAsItWasWritten() async throws {
    let fixture = try await Self.fixture()
    let envelope = try OtherTools.verify("envelope", "envelope.json", in: fixture)
    #expect(envelope.status == 0, "\(envelope.said)")
    #expect(envelope.said.contains("on request q2, signed by pdp-1"))
    let log = try OtherTools.verify("log", "log", in: fixture)
    #expect(log.status == 0 && log.said.contains("holds: 3 entries"), "\(log.said)")
    let checkpoint = try OtherTools.verify("checkpoint", "kept.checkpoint", "log", in: fixture)
    #expect(checkpoint.status == 0, "\(checkpoint.said)")
    #expect(checkpoint.said.contains("holds: 3 entries of small/decisions, signed by pdp-1"))
  }

  @Test func refusesWhatAnotherKeySigned() async throws {
    let fixture = try await Self.fixture()
    _ = try await fixture.run("key", "new", "other")
    try fixture.allow("other")
    let subjects = [
      ("envelope", "envelope.json"), ("log", "log"), ("checkpoint", "kept.checkpoint"),
    ]
    for (kind, subject) in subjects {
      let result = try OtherTools.verify(kind, subject, in: fixture)
      #expect(result.status == 1 && result.said.contains("no signature of an allowed key"))
    }
  }

  @Test func refusesAnEnvelopeWithAnyChangedByte() async throws {
    let fixture = try await Self.fixture()
    let text = try String(contentsOfFile: fixture.policy.path + "/envelope.json", encoding: .utf8)
    for member in ["payload", "sig"] {
      let start = try #require(text.range(of: "\"\(member)\":\"")).upperBound
      let end = try #require(text[start...].firstIndex(of: "\""))
      let bytes = try #require(Data(base64Encoded: String(text[start..<end])))
      for place in [0, bytes.count / 3, bytes.count / 2, bytes.count - 1] {
        var changed = bytes
        changed[place] ^= 1
        let forged = text.replacingCharacters(in: start..<end, with: changed.base64EncodedString())
        try fixture.policy.write(forged, to: "forged.json")
        let result = try OtherTools.verify("envelope", "forged.json", in: fixture)
        #expect(result.status == 1, "\(member), byte \(place): \(result.said)")
      }
    }
  }

  @Test func refusesALogWithAnyChangedByte() async throws {
    let seed: UInt64 = 11
    var random = SeededRandom(seed: seed)
    let fixture = try await Self.fixture()
    let whole = try Data(contentsOf: URL(fileURLWithPath: fixture.segmentPath))
    let last = try #require(whole.dropLast().lastIndex(of: 0x0A))
    for _ in 0..<8 {
      // The last entry is held by nothing but the checkpoint.
      let place = Int.random(in: 0..<last, using: &random)
      var changed = whole
      changed[place] ^= 1
      try fixture.policy.write(changed, to: LogFixture.segment)
      let result = try OtherTools.verify("log", "log", in: fixture)
      #expect(result.status == 1, "seed \(seed), byte \(place): \(result.said)")
    }
    for place in [last + 5, (last + whole.count) / 2, whole.count - 4] {
      var changed = whole
      changed[place] ^= 1
      try fixture.policy.write(changed, to: LogFixture.segment)
      let result = try OtherTools.verify("checkpoint", "kept.checkpoint", "log", in: fixture)
      #expect(result.status == 1, "byte \(place): \(result.said)")
    }
  }

  @Test(arguments: [
    ("small/decisions", "smull/decisions"), ("\n3\n", "\n2\n"), ("— pdp-1", "— pdp-2"),
    ("\n\n", "\nmore\n\n"),
  ])
  func refusesAChangedCheckpoint(old: String, new: String) async throws {
    let fixture = try await Self.fixture()
    try fixture.policy.replace(old, new, in: "kept.checkpoint")
    let result = try OtherTools.verify("checkpoint", "kept.checkpoint", in: fixture)
    #expect(result.status == 1, "\(result.said)")
  }

  @Test func refusesASignatureUnderAnotherDecision() async throws {
    let fixture = try await Self.fixture()
    let other = try await fixture.run(
      "log", "show", "log", "--request", "q3", "--format", "envelope")
    let mine = try String(contentsOfFile: fixture.policy.path + "/envelope.json", encoding: .utf8)
    let parts = [mine, other.output].map { $0.components(separatedBy: #","signatures":"#) }
    try fixture.policy.write(parts[0][0] + #","signatures":"# + parts[1][1], to: "forged.json")
    let result = try OtherTools.verify("envelope", "forged.json", in: fixture)
    #expect(result.status == 1 && result.said.contains("no signature"), "\(result.said)")
  }
}

/// Python with the package, as `.ci/setup --other-tools` installs it.
private enum OtherTools {
  private static let python = PackageFolder.path + "/.build/other-tools/bin/python3"

  /// CI always has it: there its absence is a failure.
  static var canRun: Bool {
    FileManager.default.isExecutableFile(atPath: python)
      || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  /// Runs the script against the keys in `allowed`.
  static func verify(
    _ kind: String, _ subject: String, _ log: String..., in fixture: LogFixture
  ) throws -> (status: Int32, said: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments =
      [PackageFolder.path + "/Tests/OtherTools/verify.py", kind, subject, "allowed"] + log
    process.currentDirectoryURL = URL(fileURLWithPath: fixture.policy.path)
    process.environment = ["PYTHONDONTWRITEBYTECODE": "1"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }
}
