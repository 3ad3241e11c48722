import PolicyCore
import Testing

@testable import Reporting

struct DecisionMarkdownTests {
  @Test func statusAndTierComeFirst() {
    #expect(
      DecisionMarkdown().everything().hasPrefix(
        "**pending, human: request `req-1042`, waiting for people**\n"))
  }

  @Test func whatTheRequestSaysIsShownOnlyWhenAsked() {
    for word in ["a secret reason", "asked for"] {
      #expect(!DecisionMarkdown().everything().contains(word))
      #expect(DecisionMarkdown(values: .show).everything().contains(word))
    }
  }

  @Test func staysBelowTheLimitAndKeepsItsVerdict() {
    var decision = Decision.everything()
    let rule = decision.matched[0]
    decision.matched = Array(repeating: rule, count: 3_000)
    let markdown = DecisionMarkdown().render(
      decision, requestID: "r", request: [:], explanation: "", stamp: [("commit", "3f2a")])
    #expect(markdown.utf8.count <= MarkdownPage.byteLimit)
    #expect(markdown.hasPrefix("**pending, human: "))
    #expect(markdown.contains("| `commit` | `3f2a` |"))
    #expect(markdown.contains("Left out, to keep this report short: Why."))
  }
}
