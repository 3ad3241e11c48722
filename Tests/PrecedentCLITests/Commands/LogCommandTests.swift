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

  @Test func goingBackNeedsARollbackThatSaysWhoAndWhy() async throws {
    let fixture = try await LogFixture()
    let first = try fixture.policy.git("rev-parse", "HEAD")
    try fixture.policy.commit("Later")
    _ = try await fixture.decide()
    try fixture.policy.git("reset", "--soft", first)
    let refused = try await fixture.decide()
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error[log-refused]"))
    #expect(refused.errors.contains("`precedent log rollback`"))
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

  @Test func aCommitThatCannotBeComparedIsRefusedWithTheReason() async throws {
    let fixture = try await LogFixture()
    let first = try fixture.policy.git("rev-parse", "HEAD")
    try fixture.policy.commit("Later")
    // The commit that decided last is lost, as in a clone that was made anew of another history.
    try fixture.policy.git("checkout", "--quiet", "--orphan", "other")
    try fixture.policy.commit("Other")
    try fixture.policy.git("branch", "--force", "main", "other")
    try fixture.policy.git("reflog", "expire", "--expire=now", "--all")
    try fixture.policy.git("gc", "--quiet", "--prune=now")
    let refused = try await fixture.decide()
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error[log-refused]"))
    #expect(refused.errors.contains("cannot be told: "))
    #expect(refused.errors.contains(first))
  }

  @Test func envelopesAndRecordsAreTakenOut() async throws {
    let fixture = try await LogFixture()
    let record = try await fixture.run(
      "log", "show", "log", "--request", "q2", "--format", "record", "-o", "record.json")
    let envelope = try await fixture.run(
      "log", "show", "log", "--request", "q2", "--format", "envelope", "-o", "envelope.json")
    let entry = try await fixture.run(
      "log", "show", "log", "--request", "q2", "--format", "json", "-o", "entry.json")
    for result in [record, envelope, entry] { #expect(result.status == 0 && result.errors == "") }
    for (file, signed) in [("record.json", false), ("envelope.json", true), ("entry.json", true)] {
      let result = try await fixture.run("verify", file, "--keys", "allowed")
      #expect(result.status == (signed ? 0 : 1), "\(file): \(result.output)")
    }
  }

  @Test func whatHasNoEnvelopeIsCounted() async throws {
    let fixture = try await LogFixture()
    let unsigned = try await fixture.run(
      "decide", "requests.ndjson", "--stream", "--log", "unsigned")
    #expect(unsigned.status == 0)
    let shown = try await fixture.run("log", "show", "unsigned", "--format", "envelope")
    #expect(shown.status == 1 && shown.output == "")
    #expect(shown.errors == "note: 3 of 3 entries have no envelope and are left out\n")
  }

  @Test func identicalPoliciesDecideIdenticallyWhateverTheCommit() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.write("note\n", to: "README.md")
    try fixture.policy.write(SmallPolicy.history, to: "history/more.ndjson")
    try fixture.policy.write(SmallPolicy.passingTest, to: "tests/more.yaml")
    try fixture.policy.commit("Another message", by: "somebody@example.com")
    _ = try await fixture.decide()
    let lines = try await fixture.run("log", "show", "log", "--format", "record").output
      .split(separator: "\n")
    try #require(lines.count == 6)
    let records = try lines.map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: NSObject])
    }
    for (before, after) in zip(records[..<3], records[3...]) {
      #expect(before["decision"] == after["decision"])
      #expect(before["stamp"] != after["stamp"])
      #expect(before["id"] != after["id"])
    }
  }
}
