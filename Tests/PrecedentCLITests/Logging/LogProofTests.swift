import Foundation
import PrecedentCLI
import Testing

/// `precedent log prove` and `check-proof`: what is in a log is shown to somebody who has no log.
struct LogProofTests {
  /// A log of six decisions, and checkpoints of three and six.
  private static func fixture() async throws -> LogFixture {
    let fixture = try await LogFixture()
    try await fixture.must("log", "checkpoint", "log", "--key", "pdp-1.key", "-o", "three")
    try await fixture.must(
      "decide", "requests.ndjson", "--stream", "--log", "log", "--key", "pdp-1.key")
    try await fixture.must("log", "checkpoint", "log", "--key", "pdp-1.key", "-o", "six")
    return fixture
  }

  private static func check(
    _ fixture: LogFixture, _ arguments: String...
  ) async throws -> CommandResult {
    try await fixture.policy.tester.run(
      ["log", "check-proof", "proof", "--keys", "allowed"] + arguments)
  }

  // MARK: - Asking for a proof

  @Test func anEntryIsAskedForAsANewcomerWouldTry() async throws {
    let fixture = try await Self.fixture()
    for form in ["record", "envelope", "json"] {
      try await fixture.must(
        "log", "show", "log", "--request", "q2", "--format", form, "-o", form + "s.json")
      let lines = try fixture.read(form + "s.json").split(separator: "\n")
      try fixture.policy.write(lines[0] + "\n", to: form + ".json")
    }
    let id = try #require(
      try fixture.read("record.json").firstMatch(of: /"id":"([0-9a-f]{64})"/)?.1)
    let files = ["record.json", "envelope.json", "json.json"]
    for what in files + ["1", String(id), String(id.prefix(12))] {
      let proof = try await fixture.run("log", "prove", "log", what)
      #expect(proof.status == 0, "\(what): \(proof.errors)")
      #expect(proof.output.contains(#""index": 1,"#), "\(what)")
    }
  }

  @Test func whatIsNotThereIsNotProved() async throws {
    let fixture = try await Self.fixture()
    try await fixture.must(
      "log", "show", "log", "--request", "q2", "--format", "record", "-o", "records.json")
    let line = try #require(try fixture.read("records.json").split(separator: "\n").first)
    // It still calls itself by the id that is in the log.
    try fixture.policy.write(
      line.replacingOccurrences(of: #""tier":"automatic""#, with: #""tier":"human""#),
      to: "edited.json")
    let cases = [
      (["6"], 2, "error[no-such-entry]"), (["--growth-from", "7"], 2, "error[no-such-entry]"),
      (["1", "--size", "7"], 2, "error[no-such-entry]"),
      (["1", "--size", "1"], 2, "no-such-entry"),
      (["0123abcd"], 2, "error[no-such-entry]"), (["edited.json"], 2, "error[no-such-entry]"),
      (["nowhere.json"], 2, "error[cannot-read]"), ([], 64, "what is to be proved?"),
      (["1", "--growth-from", "2"], 64, "what is to be proved?"),
    ]
    for (arguments, status, words) in cases {
      let result = try await fixture.policy.tester.run(["log", "prove", "log"] + arguments)
      #expect(result.status == status && result.output == "", "\(arguments)")
      #expect(result.errors.contains(words), "\(arguments): \(result.errors)")
    }
  }

  @Test func anIDThatIsShortForTwoIsNamedWithBoth() async throws {
    let fixture = try await LogFixture()
    try fixture.policy.write(
      (1...40).map { number in
        LogFixture.requests.split(separator: "\n")[0]
          .replacingOccurrences(of: "q1", with: "more-\(number)") + "\n"
      }.joined(), to: "requests.ndjson")
    _ = try await fixture.decide()
    // Of 43 ids some share their first digit, and one does not end in a letter.
    let ids = try await fixture.run("log", "show", "log", "--format", "record").output
      .matches(of: /"id":"([0-9a-f]{64})"/).map { $0.1 }
    let letter = try #require(
      "abcdef".first { letter in ids.count { $0.first == letter } > 1 }, "chance of 1 in 10^9")
    let result = try await fixture.run("log", "prove", "log", String(letter))
    #expect(result.status == 2 && result.errors.contains("is the start of more than one decision"))
  }

  // MARK: - Checking it

  @Test func aProofHoldsAgainstTheCheckpointOfItsSize() async throws {
    let fixture = try await Self.fixture()
    try await fixture.must("log", "prove", "log", "1", "-o", "proof")
    try fixture.policy.remove("log")
    let text = try await Self.check(fixture, "--checkpoint", "six")
    #expect(text.status == 0)
    #expect(
      text.output.hasPrefix(
        """
        PROVED
        entry 1 is in the log `small/decisions` of 6 entries, whose checkpoint pdp-1 signed
        """))
    #expect(text.output.contains("q2"))
    let json = try await Self.check(fixture, "--checkpoint", "six", "--format", "json")
    #expect(json.status == 0 && json.output.contains(#""entry": 1"#))
  }

  @Test func growthHoldsBetweenTwoCheckpoints() async throws {
    let fixture = try await Self.fixture()
    try await fixture.must("log", "prove", "log", "--growth-from", "3", "-o", "proof")
    let grown = try await Self.check(
      fixture, "--checkpoint", "six", "--old-checkpoint", "three")
    #expect(grown.status == 0)
    #expect(grown.output.contains("has only grown from 3 entries to the 6"))
    let other = try await Self.check(fixture, "--checkpoint", "six", "--old-checkpoint", "six")
    #expect(other.status == 1 && other.output.contains("since another checkpoint"))
    let since = try await Self.check(fixture, "--checkpoint", "six")
    #expect(since.status == 64 && since.errors.contains("growth since what?"))
  }

  @Test func aProofOfAnotherSizeSaysWhichOneIsNeeded() async throws {
    let fixture = try await Self.fixture()
    try await fixture.must("log", "prove", "log", "1", "-o", "proof")
    let other = try await Self.check(fixture, "--checkpoint", "three")
    #expect(other.status == 1 && other.output.contains("`--size 3`"))
    try await fixture.must(
      "log", "prove", "log", "1", "--size", "3", "--hashes-only", "-o", "proof")
    #expect(try !fixture.read("proof").contains("content"))
    #expect(try await Self.check(fixture, "--checkpoint", "three").status == 0)
  }

  @Test func anEntryFromElsewhereIsHeldAgainstTheProof() async throws {
    let fixture = try await Self.fixture()
    try await fixture.must("log", "prove", "log", "1", "--hashes-only", "-o", "proof")
    try await fixture.must(
      "log", "show", "log", "--request", "q2", "--format", "json", "-o", "entries")
    let lines = try fixture.read("entries").split(separator: "\n").map(String.init)
    for (line, status) in [(lines[0], 0), (lines[1], 1)] as [(String, Int32)] {
      try fixture.policy.write(line, to: "entry.json")
      let result = try await Self.check(fixture, "--checkpoint", "six", "--entry", "entry.json")
      #expect(result.status == status, "\(result.output)")
    }
  }

  struct Edit: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let problem: String
    var testDescription: String { new }
  }

  static let edits = [
    Edit(old: #""origin": "small"#, new: #""origin": "other"#, problem: "other-origin"),
    Edit(old: #""size": 6"#, new: #""size": 5"#, problem: "other-size"),
    Edit(old: #""index": 1,"#, new: #""index": 2,"#, problem: "other-entry"),
    Edit(old: #""id": "q2""#, new: #""id": "q9""#, problem: "other-entry"),
    Edit(old: #""environment": "staging""#, new: #""environment": "prod""#, problem: "other-entry"),
  ]

  @Test(arguments: edits)
  func anEditedProofShowsNothing(edit: Edit) async throws {
    let fixture = try await Self.fixture()
    try await fixture.must("log", "prove", "log", "1", "-o", "proof")
    try fixture.policy.replace(edit.old, edit.new, in: "proof")
    let result = try await Self.check(fixture, "--checkpoint", "six", "--format", "json")
    #expect(result.status == 1)
    #expect(result.output.contains(#""problem": "\#(edit.problem)""#), "\(result.output)")
  }

  @Test func everyChangedHashIsFound() async throws {
    let fixture = try await Self.fixture()
    try await fixture.must("log", "prove", "log", "1", "--hashes-only", "-o", "proof")
    let text = try fixture.read("proof")
    for hash in text.matches(of: /[0-9a-f]{64}/) {
      let last = hash.0.last == "0" ? "1" : "0"
      let changed = String(hash.0.dropLast()) + last
      try fixture.policy.write(
        text.replacingOccurrences(of: String(hash.0), with: changed), to: "proof")
      let result = try await Self.check(fixture, "--checkpoint", "six")
      #expect(result.status == 1 && result.output.hasPrefix("NOT PROVED\n"), "\(hash.0)")
    }
  }

  @Test func aCheckpointOfAnotherKeyProvesNothing() async throws {
    let fixture = try await Self.fixture()
    try await fixture.must("log", "prove", "log", "1", "-o", "proof")
    try await fixture.must("key", "new", "other")
    try fixture.allow("other")
    let result = try await Self.check(fixture, "--checkpoint", "six")
    #expect(result.status == 1 && result.output.contains("signed by no allowed key"))
  }

  @Test(arguments: ["{}", "[]", #"{"schema":"precedent.log-proof/v1"}"#])
  func whatIsNoProofIsNoInput(text: String) async throws {
    let fixture = try await Self.fixture()
    try fixture.policy.write(text, to: "proof")
    let result = try await Self.check(fixture, "--checkpoint", "six")
    #expect(result.status == 2 && result.errors.contains("error[bad-proof]"))
  }
}
