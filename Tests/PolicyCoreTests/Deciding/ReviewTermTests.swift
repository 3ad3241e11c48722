import PolicyCore
import Testing

/// Deadlines, the age of approvals, and evidence.
struct ReviewTermTests {
  private static let expiring = review("r", TestReview(.by(1, .team("data")), expire: "1h"))
  private static let ageing = review("r", TestReview(.by(1, .team("data")), validFor: "1h"))
  private static let ticket = "context.ticket.startsWith(\"CHG-\")"
  private static let proven = review("r", TestReview(.by(1, .team("data")), evidence: [ticket]))

  @Test(arguments: deadlines + ages + evidence)
  func decides(_ testCase: DecisionCase) throws { try testCase.check() }

  private static let deadlines = [
    DecisionCase(
      "before the deadline an unfilled review is pending", expiring, at: "10:59:59",
      is: "pending human; r review; data 0/1"),
    DecisionCase(
      "at the deadline an unfilled review is denied", expiring, at: "11:00",
      is: "denied human; r review; data 0/1"),
    DecisionCase(
      "what was filled before the deadline stays approved", expiring,
      approvals: [yes("dana", "10:59:59")], at: "2026-03-02T10:00:00Z",
      is: "approved human; r review; data 1/1 by dana"),
    DecisionCase(
      "an approval at the deadline is too late", expiring, approvals: [yes("dana", "11:00")],
      at: "11:00", is: "denied human; r review; data 0/1; dana afterDeadline"),
    DecisionCase(
      "approving again after the deadline takes nothing away", expiring,
      approvals: [yes("dana", "10:01"), yes("dana", "11:30")],
      is: "approved human; r review; data 1/1 by dana; dana afterDeadline"),
    DecisionCase(
      "approving after the deadline does not take back a denial", expiring,
      approvals: [no("dana", "10:01"), yes("dana", "11:30")],
      is: "denied human; r review; data 0/1; denied by dana; dana afterDeadline"),
    DecisionCase(
      "a denial after the deadline counts", expiring,
      approvals: [yes("dana", "10:01"), no("david", "11:30")],
      is: "denied human; r review; data 1/1 by dana; denied by david"),
    DecisionCase(
      "of two deadlines the earlier counts", expiring,
      review("s", TestReview(.by(1, .team("data")), expire: "30m")),
      approvals: [yes("dana", "10:30")], at: "10:45",
      is: "denied human; r review; s review; data 0/1; dana afterDeadline"),
    DecisionCase(
      "a deadline of nothing denies at once",
      review("r", TestReview(.by(1, .team("data")), expire: "0s")),
      approvals: [yes("dana", "10:00")], at: "10:00",
      is: "denied human; r review; data 0/1; dana afterDeadline"),
  ]

  private static let ages = [
    DecisionCase(
      "an approval counts while it is valid", ageing, approvals: [yes("dana", "10:01")],
      at: "11:00:59", is: "approved human; r review; data 1/1 by dana"),
    DecisionCase(
      "an approval ends with its validity", ageing, approvals: [yes("dana", "10:01")],
      at: "11:01", is: "pending human; r review; data 0/1; dana tooOld"),
    DecisionCase(
      "an approval is renewed by approving again", ageing,
      approvals: [yes("dana", "10:01"), yes("dana", "11:00")], at: "11:30",
      is: "approved human; r review; data 1/1 by dana; dana tooOld"),
    DecisionCase(
      "a denial never ages", ageing, approvals: [no("dana", "10:01")],
      at: "2026-03-09T10:00:00Z", is: "denied human; r review; data 0/1; denied by dana"),
    DecisionCase(
      "an approval that has aged still took back the denial before it", ageing,
      approvals: [no("dana", "10:01"), yes("dana", "10:02")], at: "11:30",
      is: "pending human; r review; data 0/1; dana superseded; dana tooOld"),
    DecisionCase(
      "of two validities the shorter counts", ageing,
      review("s", TestReview(.by(1, .team("data")), validFor: "30m")),
      approvals: [yes("dana", "10:01")], at: "10:31",
      is: "pending human; r review; s review; data 0/1; dana tooOld"),
  ]

  private static let evidence = [
    DecisionCase(
      "evidence that holds lets a filled review pass", proven,
      request: ["context.ticket": "CHG-7"], approvals: [yes("dana", "10:01")],
      is: "approved human; r review; data 1/1 by dana"),
    DecisionCase(
      "evidence that fails keeps a filled review pending", proven,
      request: ["context.ticket": "X"], approvals: [yes("dana", "10:01")],
      is: "pending human; r review; evidence \(ticket); data 1/1 by dana"),
    DecisionCase(
      "evidence that errs keeps a filled review pending", proven,
      approvals: [yes("dana", "10:01")],
      is: "pending human; r review; evidence \(ticket); data 1/1 by dana"),
    DecisionCase(
      "the evidence of every matched review counts", proven,
      review("s", TestReview(.by(1, .team("data")), evidence: ["false"])),
      request: ["context.ticket": "CHG-7"], approvals: [yes("dana", "10:01")],
      is: "pending human; r review; s review; evidence false; data 1/1 by dana"),
    DecisionCase(
      "a denial does not wait for evidence", proven, approvals: [no("dana", "10:01")],
      is: "denied human; r review; evidence \(ticket); data 0/1; denied by dana"),
    DecisionCase(
      "what still lacks evidence at the deadline is denied",
      review("r", TestReview(.by(1, .team("data")), evidence: ["false"], expire: "1h")),
      approvals: [yes("dana", "10:01")], at: "11:00",
      is: "denied human; r review; evidence false; data 1/1 by dana"),
  ]
}
