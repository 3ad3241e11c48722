import PolicyCore
import Testing

/// Windows and lapse, the only things that `policyAt` moves.
struct WindowTests {
  private static let openEnded = approve("a").inWindow(since: "11:00")
  private static let ending = approve("a").inWindow(until: "11:00")
  private static let byData = TestReview(.by(1, .team("data")))
  private static let lapsing = approve("a").recertified(
    every: "30d", certified: "2026-01-30T11:00:00Z")

  @Test(arguments: windows + lapses)
  func decides(_ testCase: DecisionCase) throws { try testCase.check() }

  private static let windows = [
    DecisionCase(
      "a rule does not act before its start", openEnded, at: "10:59:59", is: "denied denied"),
    DecisionCase(
      "the start is inclusive", openEnded, at: "11:00", is: "approved automatic; a approve"),
    DecisionCase(
      "a rule acts before its end", ending, at: "10:59:59", is: "approved automatic; a approve"),
    DecisionCase("the end is exclusive", ending, at: "11:00", is: "denied denied"),
    DecisionCase(
      "a denial outside of its window does not deny", approve("a"),
      deny("d").inWindow(until: "11:00"), at: "11:00", is: "approved automatic; a approve"),
    DecisionCase(
      "an erring denial outside of its window does nothing", approve("a"),
      deny("d", when: "context.ticket == \"\"").inWindow(since: "13:00"),
      is: "approved automatic; a approve"),
    DecisionCase(
      "policyAt moves into a window", openEnded, at: "10:30", policyAt: "11:30",
      is: "approved automatic; a approve"),
    DecisionCase(
      "policyAt moves out of a window", ending, at: "10:30", policyAt: "11:30",
      is: "denied denied"),
    DecisionCase(
      "policyAt does not move now", approve("a", when: "now.getHours() == 10"), at: "10:30",
      policyAt: "11:30", is: "approved automatic; a approve"),
    DecisionCase(
      "policyAt does not move what counts as given later", review("r", byData),
      approvals: [yes("dana", "11:00")], at: "10:30", policyAt: "11:30",
      is: "pending human; r review; data 0/1; dana afterDecision"),
    DecisionCase(
      "policyAt does not move the deadline",
      review("r", TestReview(.by(1, .team("data")), expire: "1h")), at: "10:30",
      policyAt: "11:30", is: "pending human; r review; data 0/1"),
    DecisionCase(
      "policyAt does not end a membership",
      review("r", TestReview(.by(1, .user("eve")))), at: "12:00",
      policyAt: "2026-01-01T00:00:00Z", is: "pending human; r review; user eve 0/1"),
  ]

  private static let lapses = [
    DecisionCase(
      "a certified rule acts until its date", lapsing, at: "10:59:59",
      is: "approved automatic; a approve"),
    DecisionCase(
      "at its date a rule asks its owner", lapsing, at: "11:00",
      is: "pending human; a review; a lapsed; owners 0/1"),
    DecisionCase(
      "a lapsed rule's owner approves", lapsing, approvals: [yes("olga", "10:01")],
      is: "approved human; a review; a lapsed; owners 1/1 by olga"),
    DecisionCase(
      "policyAt moves lapse", lapsing, at: "10:30", policyAt: "11:00",
      is: "pending human; a review; a lapsed; owners 0/1"),
    DecisionCase(
      "a rule that was never certified has lapsed",
      approve("a").recertified(every: "30d", certified: nil),
      is: "pending human; a review; a lapsed; owners 0/1"),
    DecisionCase(
      "a lapsed constraint asks its owner",
      constrain("c", "true").recertified(every: "1d", certified: nil),
      is: "pending human; c review; c lapsed; owners 0/1"),
    DecisionCase(
      "a lapsed constraint that fails is its otherwise, not its owner's",
      constrain("c", "false").recertified(every: "1d", certified: nil),
      is: "denied denied; c deny; condition false"),
    DecisionCase(
      "a denial does not lapse", deny("d").recertified(every: "1d", certified: nil),
      is: "denied denied; d deny"),
    DecisionCase(
      "a review does not lapse",
      review("r", byData).recertified(every: "1d", certified: nil),
      is: "pending human; r review; data 0/1"),
    DecisionCase(
      "a lapsed rule closes what another still opens", lapsing, approve("b"), at: "11:00",
      is: "pending human; a review; b approve; a lapsed; owners 0/1"),
    DecisionCase(
      "without an owner nobody can approve a lapsed rule", lapsing.with { $0.owner = nil },
      approvals: [yes("olga", "10:01")],
      is: "pending human; a review; a lapsed; nobody 0/1; olga notEligible"),
  ]
}
