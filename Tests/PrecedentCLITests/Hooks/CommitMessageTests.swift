import Testing

@testable import PrecedentCLI

/// `precedent hook commit-msg`, and what it takes for an acceptance.
struct CommitMessageTests {
  struct Message: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    /// What is said; nil where the message passes.
    let says: String?
  }

  private static let digest = String(repeating: "0123456789abcdef", count: 4)

  static let messages = [
    Message(testDescription: "no acceptance", text: "Change\n\nWhy.\n", says: nil),
    Message(
      testDescription: "an acceptance",
      text: "Accept\n\nPrecedent-Accept: humans-said-no 4 \(digest)\n", says: nil),
    Message(
      testDescription: "beside another trailer, in other letters",
      text: "Accept\n\nReviewed-by: A <a@example.com>\nprecedent-accept: replayable 0 \(digest)\n",
      says: nil),
    Message(
      testDescription: "too short a digest",
      text: "Accept\n\nPrecedent-Accept: humans-said-no 4 0123\n", says: "not well formed"),
    Message(
      testDescription: "no count", text: "Accept\n\nPrecedent-Accept: humans-said-no \(digest)\n",
      says: "not well formed"),
    Message(
      testDescription: "a gate that is not there",
      text: "Accept\n\nPrecedent-Accept: humans-say-no 4 \(digest)\n",
      says: "did you mean `humans-said-no`?"),
    Message(
      testDescription: "in the middle",
      text: "Accept\n\nPrecedent-Accept: humans-said-no 4 \(digest)\n\nBecause it is wanted.\n",
      says: "no trailer"),
    Message(
      testDescription: "in the subject", text: "Precedent-Accept: humans-said-no 4 \(digest)\n",
      says: "no trailer"),
    Message(
      testDescription: "one of two",
      text: "A\n\nPrecedent-Accept humans\n\nPrecedent-Accept: humans-said-no 4 \(digest)\n",
      says: "no trailer"),
    Message(
      testDescription: "a comment", text: "A\n\n# Precedent-Accept: none\n", says: nil),
    Message(
      testDescription: "below the scissors",
      text: """
        A

        # ------------------------ >8 ------------------------
        +Precedent-Accept: none

        """, says: nil),
  ]

  @Test(arguments: messages)
  func judgesAcceptances(_ message: Message) async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(SmallTestedPolicy.settings, to: "precedent.yaml")
    try fixture.git("add", "--all")
    try fixture.write(message.text, to: "message")
    let result = try await fixture.tester.run("hook", "commit-msg", "message")
    #expect(result.output.isEmpty)
    if let says = message.says {
      #expect(result.status == 1)
      #expect(result.errors.contains("error[malformed-acceptance]"), "\(result.errors)")
      #expect(result.errors.contains(says), "\(result.errors)")
    } else {
      #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    }
  }

  @Test func gitAsksAtACommit() throws {
    let repository = try HookedRepository()
    let result = try repository.git(
      "commit", "--allow-empty", "--message=Accept", "--trailer", "Precedent-Accept: humans 1")
    #expect(result.status == 1)
    #expect(result.said.contains("REFUSED by commit-msg: the message"), "\(result.said)")
  }
}
