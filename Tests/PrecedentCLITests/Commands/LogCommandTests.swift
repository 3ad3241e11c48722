import Foundation
import PrecedentCLI
import Testing

/// `precedent log show|checkpoint|prove|rollback`.
struct LogCommandTests {
  @Test func entriesAreShownAndFound() async throws {
    let fixture = try await LogFixture()
    let all = try await fixture.run("log", "show", "log")
    #expect(all.status == 0 && all.errors == "")
    #expect(all.output.split(separator: "\n").count == 5)
    let one = try await fixture.run("log", "find", "log", "--request", "q2", "--format", "json")
    #expect(one.output.split(separator: "\n").count == 1)
    #expect(one.output.contains(#""index":1"#))
    let rule = try await fixture.run("log", "show", "log", "--rule", "staging")
    #expect(rule.output == all.output)
    let none = try await fixture.run("log", "show", "log", "--subject", "nobody")
    #expect(none.status == 1 && none.output == "no entries\n")
  }

  @Test func aCheckpointHoldsWhileTheLogOnlyGrows() async throws {
    let fixture = try await LogFixture()
    let kept = try await fixture.run(
      "log", "checkpoint", "log", "--key", "pdp-1.key", "-o", "kept.checkpoint")
    #expect(kept.status == 0)
    _ = try await fixture.decide()
    let verified = try await fixture.run(
      "verify", "log", "--keys", "allowed", "--checkpoint", "kept.checkpoint")
    #expect(verified.status == 0)
    #expect(verified.output.contains("only grown since the checkpoint of 3 entries"))
  }

  @Test func aLogThatWasCutOrRewrittenIsFoundAgainstACheckpoint() async throws {
    let fixture = try await LogFixture()
    _ = try await fixture.run(
      "log", "checkpoint", "log", "--key", "pdp-1.key", "-o", "kept.checkpoint")
    let path = fixture.policy.path + "/" + LogFixture.segment
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    try fixture.policy.write(
      lines.dropLast().joined(separator: "\n") + "\n", to: LogFixture.segment)
    let cut = try await fixture.run(
      "verify", "log", "--keys", "allowed", "--checkpoint", "kept.checkpoint")
    #expect(cut.status == 1)
    #expect(cut.output.contains("the checkpoint is of 3 entries, and the log has fewer"))
    try fixture.policy.remove("log")
    try fixture.policy.replace(#""id":"db""#, #""id":"other""#, in: "requests.ndjson")
    _ = try await fixture.decide()
    let rewritten = try await fixture.run(
      "verify", "log", "--keys", "allowed", "--checkpoint", "kept.checkpoint")
    #expect(rewritten.status == 1)
    #expect(rewritten.output.contains("the log was rewritten"))
  }

  @Test func aCheckpointOfAnotherKeyOrAChangedOneIsNone() async throws {
    let fixture = try await LogFixture()
    _ = try await fixture.run("key", "new", "other")
    _ = try await fixture.run("log", "checkpoint", "log", "--key", "other.key", "-o", "kept")
    let verified = try await fixture.run(
      "verify", "log", "--keys", "allowed", "--checkpoint", "kept")
    #expect(verified.status == 1)
    #expect(verified.output.contains("signed by no allowed key"))
    try fixture.policy.write("small/decisions\n3\n", to: "kept")
    let bad = try await fixture.run("verify", "log", "--keys", "allowed", "--checkpoint", "kept")
    #expect(bad.status == 2)
    #expect(bad.errors.contains("error[bad-checkpoint]"))
  }

  @Test func aProofNamesTheEntryAndTheRoot() async throws {
    let fixture = try await LogFixture()
    let proof = try await fixture.run("log", "prove", "log", "--entry", "1")
    #expect(proof.status == 0)
    #expect(proof.output.contains(#""index": 1"#))
    let growth = try await fixture.run("log", "prove", "log", "--growth-from", "2")
    #expect(growth.output.contains(#""fromSize": 2"#))
    for wrong in [["--entry", "3"], ["--growth-from", "4"], ["--decision", "zz"]] {
      let result = try await fixture.policy.tester.run(["log", "prove", "log"] + wrong)
      #expect(result.status == 2)
      #expect(result.errors.contains("error[no-such-entry]"))
    }
  }

  @Test func goingBackNeedsARollbackThatSaysWhoAndWhy() async throws {
    let fixture = try await LogFixture()
    let first = try fixture.policy.git("rev-parse", "HEAD")
    try fixture.policy.commit("Later")
    _ = try await fixture.decide()
    try fixture.policy.git("reset", "--soft", first)
    let refused = try await fixture.decide()
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error[log-refused]"))
    let rollback = try await fixture.run(
      "log", "rollback", "log", "--to", first, "--by", "alice@example.com", "--reason", "INC-7")
    #expect(rollback.status == 0)
    #expect(rollback.output.contains("entry 6: from "))
    let decided = try await fixture.decide()
    #expect(decided.status == 0)
  }

  @Test func nothingIsShownOfALogThatDoesNotHold() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.replace(#""id":"q1""#, #""id":"q7""#, in: LogFixture.segment)
    let result = try await fixture.run("log", "show", "log")
    #expect(result.status == 1 && result.output == "")
    #expect(result.errors.contains("error[log-damaged]"))
    let missing = try await fixture.run("log", "show", "nowhere")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("error[no-log]"))
  }
}
