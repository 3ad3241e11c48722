import Foundation
import PrecedentCLI
import Testing

/// `precedent log verify` without a policy, and what both kinds of verifying say of a log that
/// somebody changed.
struct LogVerifyTests {
  @Test func aWholeLogIsVerifiedWithoutAnyPolicy() async throws {
    let fixture = try await LogFixture()
    try await fixture.must("log", "checkpoint", "log", "--key", "pdp-1.key", "-o", "kept")
    let elsewhere = try PolicyFixture(isRepository: false)
    for name in ["log", "allowed", "kept"] {
      try FileManager.default.copyItem(
        atPath: fixture.policy.path + "/" + name, toPath: elsewhere.path + "/" + name)
    }
    let result = try await elsewhere.tester.run(
      "log", "verify", "log", "--keys", "allowed", "--checkpoint", "kept")
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output == """
        VERIFIED
        3 of 3 decisions have the ids and digests of their content, in 3 entries that follow each \
        other; 3 signed by an allowed key
        nothing was decided again: `precedent verify` does that in a clone of the policy
        the log has only grown since the checkpoint of 3 entries, signed by pdp-1

        """)
  }

  @Test func aDecisionThatItsPolicyDoesNotMakeIsFoundOnlyByDecidingAgain() async throws {
    let fixture = try await LogFixture()
    try await fixture.must("decide", "requests.ndjson", "--stream", "--log", "other")
    // The commit is gone from the protected ref.
    try fixture.policy.git("commit", "--quiet", "--amend", "--message=Amended")
    let again = try await fixture.run("verify", "other")
    #expect(again.status == 1)
    let alone = try await fixture.run("log", "verify", "other")
    #expect(alone.status == 0)
  }

  struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    let edit: @Sendable ([String]) -> [String]
    /// What the report says.
    let words: String
    var testDescription: String { name }
  }

  static let tamperings = [
    Tampering(
      name: "deleted", edit: { [$0[0], $0[2]] }, words: "entry 1 does not follow the one before it"),
    Tampering(
      name: "the first deleted", edit: { Array($0.dropFirst()) }, words: "entry 0 does not follow"),
    Tampering(
      name: "inserted", edit: { [$0[0], $0[0], $0[1], $0[2]] }, words: "entry 1 does not follow"),
    Tampering(
      name: "duplicated", edit: { $0 + [$0[2]] }, words: "entry 3 does not follow"),
    Tampering(
      name: "swapped", edit: { [$0[1], $0[0], $0[2]] }, words: "entry 0 does not follow"),
    Tampering(
      name: "edited",
      edit: { [$0[0], $0[1].replacingOccurrences(of: "\"q2\"", with: "\"q7\""), $0[2]] },
      words: "request q7: it carries no signature of an allowed key; its id is not the digest"),
    Tampering(
      name: "the last edited",
      edit: { [$0[0], $0[1], $0[2].replacingOccurrences(of: "\"q3\"", with: "\"q7\"")] },
      words: "entry 2, request q7: it carries no signature of an allowed key"),
    Tampering(
      name: "not canonical",
      edit: { [$0[0], $0[1].replacingOccurrences(of: ",", with: ", "), $0[2]] },
      words: "entry 1 is not in the form in which entries are written"),
    Tampering(
      name: "the last cut off", edit: { Array($0.dropLast()) },
      words: "the checkpoint is of 3 entries, and the log has fewer"),
  ]

  @Test(arguments: tamperings)
  func whatSomebodyChangedIsNamed(_ tampering: Tampering) async throws {
    let fixture = try await LogFixture()
    try await fixture.must("log", "checkpoint", "log", "--key", "pdp-1.key", "-o", "kept")
    let lines = try fixture.read(LogFixture.segment).split(separator: "\n").map(String.init)
    try fixture.policy.write(
      tampering.edit(lines).map { $0 + "\n" }.joined(), to: LogFixture.segment)
    for command in [["verify"], ["log", "verify"]] {
      let result = try await fixture.policy.tester.run(
        command + ["log", "--keys", "allowed", "--checkpoint", "kept"])
      #expect(result.status == 1 && result.output.hasPrefix("NOT VERIFIED\n"), "\(command)")
      #expect(result.output.contains(tampering.words), "\(command): \(result.output)")
    }
  }

  @Test func aLogSignedAnewByAnotherKeyNamesEachRecord() async throws {
    let fixture = try await LogFixture()
    try await fixture.must("log", "checkpoint", "log", "--key", "pdp-1.key", "-o", "kept")
    try fixture.policy.remove("log")
    try await fixture.must("key", "new", "other")
    try await fixture.must(
      "decide", "requests.ndjson", "--stream", "--log", "log", "--key", "other.key")
    for command in [["verify"], ["log", "verify"]] {
      let result = try await fixture.policy.tester.run(
        command + ["log", "--keys", "allowed", "--checkpoint", "kept"])
      #expect(result.status == 1)
      for (index, id) in ["q1", "q2", "q3"].enumerated() {
        #expect(result.output.contains("entry \(index), request \(id): it carries no signature"))
      }
      #expect(result.output.contains("the log was rewritten"))
    }
  }

  @Test func aLogRewrittenWithTheRightKeyIsFoundAgainstACheckpointKeptElsewhere() async throws {
    let fixture = try await LogFixture()
    try await fixture.must("log", "checkpoint", "log", "--key", "pdp-1.key", "-o", "kept")
    try fixture.policy.remove("log")
    try fixture.policy.replace(#""id":"db""#, #""id":"other""#, in: "requests.ndjson")
    _ = try await fixture.decide()
    for command in [["verify"], ["log", "verify"]] {
      let alone = try await fixture.policy.tester.run(command + ["log", "--keys", "allowed"])
      #expect(alone.status == 0)
      let held = try await fixture.policy.tester.run(
        command + ["log", "--keys", "allowed", "--checkpoint", "kept"])
      #expect(held.status == 1 && held.output.contains("the log was rewritten"))
    }
  }

  @Test func aCheckpointRolledBackIsFound() async throws {
    let fixture = try await LogFixture()
    try await fixture.must("log", "checkpoint", "log", "--key", "pdp-1.key", "-o", "early")
    _ = try await fixture.decide()
    try await fixture.must("log", "checkpoint", "log", "--key", "pdp-1.key", "-o", "late")
    // Somebody cuts the log to the early checkpoint, and shows that one.
    let lines = try fixture.read(LogFixture.segment).split(separator: "\n")
    try fixture.policy.write(
      lines[..<3].map { $0 + "\n" }.joined(), to: LogFixture.segment)
    let shown = try await fixture.run(
      "log", "verify", "log", "--keys", "allowed", "--checkpoint", "early")
    #expect(shown.status == 0)
    let kept = try await fixture.run(
      "log", "verify", "log", "--keys", "allowed", "--checkpoint", "late")
    #expect(kept.status == 1 && kept.output.contains("6 entries, and the log has fewer"))
    try fixture.policy.replace("\n6\n", "\n3\n", in: "late")
    let forged = try await fixture.run(
      "log", "verify", "log", "--keys", "allowed", "--checkpoint", "late")
    #expect(forged.status == 1 && forged.output.contains("signed by no allowed key"))
  }

  @Test func aCheckpointWithoutKeysIsAUsageError() async throws {
    let fixture = try await LogFixture()
    let result = try await fixture.run("log", "verify", "log", "--checkpoint", "kept")
    #expect(result.status == 64 && result.errors.contains("whose signature is to count?"))
  }
}
