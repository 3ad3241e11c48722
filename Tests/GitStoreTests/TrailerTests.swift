import Testing

@testable import GitStore

struct TrailerTests {
  /// Messages of odd forms; `git interpret-trailers --parse` is the oracle.
  static let messages = [
    "subject\n\nbody\n\nReviewed-by: Cy <cy@example.com>\n",
    "subject\n\nA: 1\nB: 2\nA: 3\n",
    "subject\n\nPrecedent-Accept: share 12 abcdef\n",
    "subject only: looks like a trailer\n", "A: 1\n", "", "\n\n\n", "subject\n\n\n\nA: 1\n\n\n",
    "subject\n\nbody\nA: 1\n", "subject\n\nbody\nSigned-off-by: x\n",
    "subject\n\nA: 1\n\nnot one\n",
    "subject\n\nA: long\n  folded\n\tagain\nB: 2\n", "subject\n\nA:1\nB :2\nC : 3\n",
    "s\n\nA:\nB: \n", "s\n\nA:\n folded\n",
    "s\n\nA: 1 \n  two  \n  three \n\tfour\nB:\n", "s\n\nA:\r\nB: 2\r\n",
    "s\n\nplain\n folded\n folded\nSigned-off-by: x\n folded\n", "s\n\nA: 1\n \nB: 2\n",
    "s\n\nA:\n\nB: 2\n",
    "s\n\nNo space key: 1\n", "s\n\nA: 1\n---\n diff --git a b\n", "s\n\nbody\n---\nA: 1\n",
    "s\n\nA: 1\n# comment\nB: 2\n", "s\n\n# comment\nA: 1\n", "s\n\nA: ü → \u{202E}x\n",
    "s\n\n1-2: digits\n",
    "s\n\n-A: dash\n", "s\n\nA_B: underscore\n", "s\n\n(cherry picked from commit 1234)\nA: 1\n",
    "s\n\nA: 1\nplain\nplain\nplain\nplain\n", "s\n\nA: 1\nB: 2\nC: 3\nplain\n",
    "s\r\n\r\nA: 1\r\n", "s\n\nA: 1",
    "s\n\n A: indented\n", "s\n\nA: 1\n\n  \nB: 2\n", "s\n\nhttps://example.com/x\n",
    "s\n\nA: b: c\n", "s\nA: 1\n",
    "s\n\nSigned-off-by: x\nplain one\nplain two\n", "s\n\nA: 1\n\n# only comments\n",
    "s\n\n\tA: tab\n",
    "s\n\nA: 1\n-- >8 --\nB: 2\n", "s\n\nConflicts:\n\ta.txt\n\nA: 1\n", "s\n\n: empty key\n",
    "s\n\nA=1\n",
  ]

  @Test(arguments: messages)
  func agreesWithGit(message: String) throws {
    let fixture = try GitFixture(repository: nil)
    let expected = try fixture.git(
      "interpret-trailers", "--parse", in: fixture.folder, input: Array(message.utf8))
    let found = Repository.trailers(of: message).map { "\($0.key): \($0.value)" }
    #expect(found.joined(separator: "\n") == expected)
  }
}
