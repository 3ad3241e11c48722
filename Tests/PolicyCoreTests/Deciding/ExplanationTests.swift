import CEL
import PolicyCore
import Testing

/// The paragraph names what decided, what is missing, and why something did not count.
struct ExplanationTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let decision: DecisionCase
    let sentences: [String]
    var testDescription: String { decision.testDescription }

    init(_ decision: DecisionCase, says sentences: String...) {
      self.decision = decision
      self.sentences = sentences
    }
  }

  private static let erring = "context.ticket == \"\""
  private static let byData = TestReview(.by(2, .team("data"), .user("olga")), expire: "1d")

  @Test(arguments: [
    Case(
      DecisionCase("no rule", is: ""),
      says: "`sam` asked for `grant` on `orders-db`.", "Denied, because no rule matched."),
    Case(
      DecisionCase("an approval", approve("a").limited(to: "1h"), is: ""),
      says: "Approved by policy, without a human.", "Title of a. (a)",
      "It ends at 2026-03-01T13:00:00Z."),
    Case(
      DecisionCase("a constraint", constrain("c", "true"), is: ""),
      says: "Approved by policy inside limits, without a human."),
    Case(
      DecisionCase("a denial", approve("a"), deny("d"), is: ""),
      says: "Denied by policy.", "Title of d. (d)", "Reason of d."),
    Case(
      DecisionCase("a failed constraint", constrain("c", "false"), is: ""),
      says: "Denied by policy.", "false is needed."),
    Case(
      DecisionCase("an error", deny("d", when: erring), is: ""),
      says: "The condition of `d` could not be evaluated: "),
    Case(
      DecisionCase("a lapse", approve("a").recertified(every: "1d", certified: nil), is: ""),
      says: "Waiting for a review.", "The rule `a` is past its recertification date.",
      "1 approval by owners missing."),
    Case(
      DecisionCase("a review", review("r", byData), approvals: [yes("sara", "10:01")], is: ""),
      says: "2 approvals by data or user olga missing.",
      "The verdict of `sara` does not count: the person is not among those asked.",
      "It is denied if that is not complete before 2026-03-02T10:00:00Z."),
    Case(
      DecisionCase(
        "a filled review", review("r", byData),
        approvals: [yes("dana", "10:01"), yes("olga", "10:02")], is: ""),
      says: "Approved by dana and olga."),
    Case(
      DecisionCase("a denied review", review("r", byData), approvals: [no("bo", "10:01")], is: ""),
      says: "Denied by bo."),
    Case(
      DecisionCase("an expired review", review("r", byData), at: "2026-03-02T10:00:00Z", is: ""),
      says: "Denied, because the review was not complete in time."),
    Case(
      DecisionCase(
        "missing evidence", review("r", TestReview(.by(1, .team("data")), evidence: ["false"])),
        is: ""),
      says: "false is needed.", "1 approval by data missing."),
    Case(
      DecisionCase(
        "nobody to ask",
        approve("a").recertified(every: "1d", certified: nil).with { $0.owner = nil }, is: ""),
      says: "1 approval by nobody who could give it missing."),
  ]) func says(_ testCase: Case) throws {
    let request = try RecordReader(schema: .standard).request(testCase.decision.request)
    let paragraph = Explanation(of: try testCase.decision.decide(), request: request).paragraph
    for sentence in testCase.sentences {
      #expect(paragraph.contains(sentence), "\(paragraph)")
    }
  }

  @Test func saysInWordsWhenTheRuleThatDecidedApplies() throws {
    let decided = DecisionCase(
      "", approve("a"), deny("d", when: #"subject.id == "sam" && !has(context.role)"#), is: "")
    let request = try RecordReader(schema: .standard).request(decided.request)
    let reading = RequestSchema.standard.reading
    let words = try Syntax.parse(#"subject.id == "sam""#)
    let paragraph = Explanation(
      of: try decided.decide(), request: request, readings: ["d": reading.words(for: words)]
    ).paragraph
    #expect(
      paragraph.contains("Title of d. (d) It applies when the subject is `sam`. Reason of d."))
  }

  @Test func doesNotSpeakOfVerdictsThatWereNotNeeded() throws {
    let decided = DecisionCase(
      "", review("r", TestReview(.by(1, .team("data")))),
      approvals: [yes("bo", "10:01"), yes("dana", "10:02")], is: "")
    let request = try RecordReader(schema: .standard).request(decided.request)
    let paragraph = Explanation(of: try decided.decide(), request: request).paragraph
    #expect(!paragraph.contains("does not count"))
  }

  @Test func namesOnlyAFewOfManyVerdictsThatDoNotCount() throws {
    let strangers = (0..<1_000).map { yes(ID("stranger-\($0)"), "10:01") }
    let decided = DecisionCase(
      "", review("r", TestReview(.by(1, .team("data")))), approvals: strangers, is: "")
    let request = try RecordReader(schema: .standard).request(decided.request)
    let paragraph = Explanation(of: try decided.decide(), request: request).paragraph
    #expect(paragraph.contains("995 more do not count either."))
    #expect(paragraph.utf8.count < 1_000)
  }
}
