import PolicyCore
import Testing

/// Who is asked, which verdicts count, and when a review is over.
struct ReviewTests {
  private static let byData = review("r", TestReview(.by(1, .team("data"))))
  private static let twoOfData = review("r", TestReview(.by(2, .team("data"))))
  private static let byOwner = review("r", TestReview(.by(1, .field("resource.owner"))))

  @Test(arguments: places + selectors + verdicts + digests)
  func decides(_ testCase: DecisionCase) throws { try testCase.check() }

  private static let places = [
    DecisionCase(
      "without approvals a review is pending", byData, is: "pending human; r review; data 0/1"),
    DecisionCase(
      "an approval by the team is enough", byData, approvals: [yes("dana", "10:01")],
      is: "approved human; r review; data 1/1 by dana"),
    DecisionCase(
      "one approval of two leaves one missing", twoOfData, approvals: [yes("dana", "10:01")],
      is: "pending human; r review; data 1/2 by dana"),
    DecisionCase(
      "one person is one approval, however often", twoOfData,
      approvals: [yes("dana", "10:01"), yes("dana", "10:02")],
      is: "pending human; r review; data 1/2 by dana; dana superseded"),
    DecisionCase(
      "one person is one approval, under every account", twoOfData,
      approvals: [yes("dana-admin", "10:01"), yes("dana-oncall", "10:02"), yes("dana", "10:03")],
      is: "pending human; r review; data 1/2 by dana; dana-admin superseded;"
        + " dana-oncall superseded"),
    DecisionCase(
      "one person does not fill two requirements",
      review("r", TestReview(.by(1, .team("data")), .by(1, .team("security")))),
      approvals: [yes("bo", "10:01")],
      is: "pending human; r review; data 1/1 by bo; security 0/1"),
    // First come, first served would seat bo for data and leave dana without a place.
    DecisionCase(
      "who came first does not take another's only place",
      review("r", TestReview(.by(1, .team("data")), .by(1, .team("security")))),
      approvals: [yes("bo", "10:01"), yes("dana", "10:02")],
      is: "approved human; r review; data 1/1 by dana; security 1/1 by bo"),
    DecisionCase(
      "more are asked than there are", review("r", TestReview(.by(9, .team("owners")))),
      approvals: [yes("olga", "10:01"), yes("otto", "10:02")],
      is: "pending human; r review; owners 2/9 by olga otto"),
    DecisionCase(
      "a count beyond memory costs nothing", review("r", TestReview(.by(.max, .team("owners")))),
      approvals: [yes("olga", "10:01")],
      is: "pending human; r review; owners 1/\(Int.max) by olga"),
    DecisionCase(
      "more approvals than places are not needed", byData,
      approvals: [yes("dana", "10:01"), yes("david", "10:02")],
      is: "approved human; r review; data 1/1 by dana; david notNeeded"),
    DecisionCase(
      "two reviews of the same people merge to the larger count",
      review("a", TestReview(.by(1, .team("data")))),
      review("b", TestReview(.by(2, .team("data")))),
      approvals: [yes("dana", "10:01"), yes("david", "10:02")],
      is: "approved human; a review; b review; data 2/2 by dana david"),
    DecisionCase(
      "the order of selectors does not part requirements",
      review("a", TestReview(.by(1, .team("data"), .team("owners")))),
      review("b", TestReview(.by(1, .team("owners"), .team("data")))),
      approvals: [yes("olga", "10:01")],
      is: "approved human; a review; b review; data+owners 1/1 by olga"),
    DecisionCase(
      "reviews of different people both stand",
      review("a", TestReview(.by(1, .team("data")))),
      review("b", TestReview(.by(1, .team("owners")))),
      approvals: [yes("olga", "10:01")],
      is: "pending human; a review; b review; data 0/1; owners 1/1 by olga"),
    DecisionCase(
      "a review that asks nobody is never filled", review("r", TestReview()),
      approvals: [yes("olga", "10:01")], is: "pending human; r review; olga notEligible"),
  ]

  private static let selectors = [
    DecisionCase(
      "an attribute names a team", byOwner, approvals: [yes("david", "10:01")],
      is: "approved human; r review; resource.owner 1/1 by david"),
    DecisionCase(
      "an attribute names a person", byOwner, request: ["resource.owner": "olga"],
      approvals: [yes("olga", "10:01")],
      is: "approved human; r review; resource.owner 1/1 by olga"),
    DecisionCase(
      "an attribute names a person by an alias", byOwner,
      request: ["resource.owner": "dana-admin"], approvals: [yes("dana", "10:01")],
      is: "approved human; r review; resource.owner 1/1 by dana"),
    DecisionCase(
      "a missing attribute names nobody", byOwner, request: ["resource.owner": nil],
      approvals: [yes("olga", "10:01")],
      is: "pending human; r review; resource.owner 0/1; olga notEligible"),
    DecisionCase(
      "an unknown id names nobody", byOwner, request: ["resource.owner": "zoe"],
      approvals: [yes("zoe", "10:01")],
      is: "pending human; r review; resource.owner 0/1; zoe notEligible"),
    DecisionCase(
      "an id in another case is another id", byOwner, request: ["resource.owner": "Olga"],
      approvals: [yes("olga", "10:01")],
      is: "pending human; r review; resource.owner 0/1; olga notEligible"),
    DecisionCase(
      "a list names teams and people, and unknown ids nobody",
      review("r", TestReview(.by(3, .field("subject.groups")))),
      request: ["subject.groups": ["owners", "dana-admin", "zoe", ""]],
      approvals: [yes("dana", "10:01"), yes("olga", "10:02"), yes("zoe", "10:03")],
      is: "pending human; r review; subject.groups 2/3 by dana olga; zoe notEligible"),
    DecisionCase(
      "an attribute may name the subject, who is excluded", byOwner,
      request: ["resource.owner": "sam"], approvals: [yes("sam", "10:01")],
      is: "pending human; r review; resource.owner 0/1; sam excluded"),
    DecisionCase(
      "a user is asked under every account", review("r", TestReview(.by(1, .user("dana")))),
      approvals: [yes("dana-oncall", "10:01")],
      is: "approved human; r review; user dana 1/1 by dana"),
    DecisionCase(
      "a user may be asked by an alias", review("r", TestReview(.by(1, .user("dana-admin")))),
      approvals: [yes("dana", "10:01")],
      is: "approved human; r review; user dana-admin 1/1 by dana"),
    DecisionCase(
      "a team is no user", review("r", TestReview(.by(1, .user("data")))),
      approvals: [yes("dana", "10:01")],
      is: "pending human; r review; user data 0/1; dana notEligible"),
    DecisionCase(
      "an ended member does not approve", review("r", TestReview(.by(1, .team("security")))),
      approvals: [yes("eve", "10:01")],
      is: "pending human; r review; security 0/1; eve memberEnded"),
    DecisionCase(
      "an ended member does not deny", review("r", TestReview(.by(1, .team("security")))),
      approvals: [no("eve", "10:01"), yes("sara", "10:02")],
      is: "approved human; r review; security 1/1 by sara; eve memberEnded"),
    DecisionCase(
      "an agent without authority does not approve",
      review("r", TestReview(.by(1, .team("security")))),
      approvals: [yes("robo", "10:01")],
      is: "pending human; r review; security 0/1; robo outsideAuthority"),
    DecisionCase(
      "a workload without authority does not approve", review("r", TestReview(.by(1, .user("ci")))),
      approvals: [yes("ci", "10:01")],
      is: "pending human; r review; user ci 0/1; ci outsideAuthority"),
    DecisionCase(
      "a team id approves nothing", byData, approvals: [yes("data", "10:01")],
      is: "pending human; r review; data 0/1; data notEligible"),
    DecisionCase(
      "an approver in another case is somebody else", byData, approvals: [yes("Dana", "10:01")],
      is: "pending human; r review; data 0/1; Dana notEligible"),
    DecisionCase(
      "who is not asked does not count", byData, approvals: [yes("olga", "10:01")],
      is: "pending human; r review; data 0/1; olga notEligible"),
  ]

  private static let verdicts = [
    DecisionCase(
      "a denial by anyone asked denies", byData,
      approvals: [yes("dana", "10:01"), no("david", "10:02")],
      is: "denied human; r review; data 1/1 by dana; denied by david"),
    DecisionCase(
      "a denial by someone who is not asked does not count", byData,
      approvals: [yes("dana", "10:01"), no("olga", "10:02")],
      is: "approved human; r review; data 1/1 by dana; olga notEligible"),
    DecisionCase(
      "who approves after denying approves", byData,
      approvals: [no("dana", "10:01"), yes("dana", "10:02")],
      is: "approved human; r review; data 1/1 by dana; dana superseded"),
    DecisionCase(
      "who denies after approving denies, under another account", byData,
      approvals: [yes("dana", "10:01"), no("dana-admin", "10:02")],
      is: "denied human; r review; data 0/1; denied by dana; dana superseded"),
    DecisionCase(
      "of two verdicts at one instant the denial counts", byData,
      approvals: [no("dana", "10:01"), yes("dana-admin", "10:01")],
      is: "denied human; r review; data 0/1; denied by dana; dana-admin superseded"),
    DecisionCase(
      "an approval before the request does not count", byData,
      approvals: [yes("dana", "09:59:59")],
      is: "pending human; r review; data 0/1; dana beforeRequest"),
    DecisionCase(
      "an approval at the request's instant counts", byData, approvals: [yes("dana", "10:00")],
      is: "approved human; r review; data 1/1 by dana"),
    DecisionCase(
      "an approval at the decision's instant counts", byData, approvals: [yes("dana", "12:00")],
      is: "approved human; r review; data 1/1 by dana"),
    DecisionCase(
      "an approval after the decision does not count", byData,
      approvals: [yes("dana", "12:00:01")],
      is: "pending human; r review; data 0/1; dana afterDecision"),
    DecisionCase(
      "a denial after the decision does not count", byData,
      approvals: [yes("dana", "10:01"), no("david", "12:00:01")],
      is: "approved human; r review; data 1/1 by dana; david afterDecision"),
    DecisionCase(
      "nobody approves for another without a delegation", byData,
      approvals: [yes("olga", "10:01", onBehalfOf: "dana")],
      is: "pending human; r review; data 0/1; olga noDelegation"),
    DecisionCase(
      "not even who could approve himself", byData,
      approvals: [yes("david", "10:01", onBehalfOf: "dana")],
      is: "pending human; r review; data 0/1; david noDelegation"),
    DecisionCase(
      "on behalf of one's own account is for oneself", byData,
      approvals: [yes("dana", "10:01", onBehalfOf: "dana-admin")],
      is: "approved human; r review; data 1/1 by dana"),
    DecisionCase(
      "a denial needs no seat: it counts as the denier's own", byData,
      approvals: [yes("dana", "10:01"), no("david", "10:02", onBehalfOf: "olga")],
      is: "denied human; r review; data 1/1 by dana; denied by david"),
    DecisionCase(
      "an approval without a delegation does not take back a denial", byData,
      approvals: [no("dana", "10:01"), yes("dana", "10:02", onBehalfOf: "david")],
      is: "denied human; r review; data 0/1; denied by dana; dana noDelegation"),
  ]

  private static let otherDigest = String(repeating: "0", count: 64)
  /// Of `TestRequest.document`, computed by another implementation.
  private static let ownDigest =
    "3998192331cb1930283e32d6a5bb0741e44d4b396e427c4c9e3553ccb24dddb7"

  private static let digests = [
    DecisionCase(
      "an approval bound to this request counts", byData,
      approvals: [yes("dana", "10:01", digest: ownDigest)],
      is: "approved human; r review; data 1/1 by dana"),
    DecisionCase(
      "an approval bound to another request does not count", byData,
      approvals: [yes("dana", "10:01", digest: otherDigest)],
      is: "pending human; r review; data 0/1; dana otherRequest"),
    DecisionCase(
      "an approval bound to nothing readable does not count", byData,
      approvals: [yes("dana", "10:01", digest: "")],
      is: "pending human; r review; data 0/1; dana otherRequest"),
    DecisionCase(
      "a digest in capitals is another text", byData,
      approvals: [yes("dana", "10:01", digest: ownDigest.uppercased())],
      is: "pending human; r review; data 0/1; dana otherRequest"),
    DecisionCase(
      "an approval of what the request was before it changed does not count", byData,
      request: ["context.role": "admin"], approvals: [yes("dana", "10:01", digest: ownDigest)],
      is: "pending human; r review; data 0/1; dana otherRequest"),
    DecisionCase(
      "an approval of another request does not take back a denial", byData,
      approvals: [no("dana", "10:01"), yes("dana", "10:02", digest: otherDigest)],
      is: "denied human; r review; data 0/1; denied by dana; dana otherRequest"),
  ]
}
