import PolicyCore
import Testing

/// What is written first never matters (design document, section 3).
struct OrderTests {
  @Test func approvalsOfOnePersonAtOneInstantInEitherOrder() throws {
    let policy = try TestPolicy(rules: [review("r", TestReview(.by(1, .team("data"))))]).make()
    let request = try TestRequest.make()
    let approvals = [yes("dana-oncall", "10:01"), yes("dana-admin", "10:01")]
    let decider = Decider(policy: policy)
    let forward = decider.decide(request, approvals: approvals, at: instant("11:00"))
    let backward = decider.decide(request, approvals: approvals.reversed(), at: instant("11:00"))
    #expect(forward == backward)
  }
}
