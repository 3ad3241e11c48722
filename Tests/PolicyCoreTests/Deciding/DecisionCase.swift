import CEL
import PolicyCore
import Testing

/// One request under some rules, and the one-line summary of what must come of it.
struct DecisionCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  var policy: TestPolicy
  var request: JSONObject
  var approvals: [Approval]
  var at: String
  var policyAt: String?
  var expected: String

  init(
    _ sentence: String, _ rules: TestRule..., otherwise: TestReview? = nil,
    directory: Directory = TestPeople.directory,
    request: KeyValuePairs<String, JSONValue?> = [:], approvals: [Approval] = [],
    at: String = "12:00", policyAt: String? = nil, is expected: String
  ) {
    testDescription = sentence
    policy = TestPolicy(rules: rules, otherwise: otherwise, directory: directory)
    self.request = TestRequest.document.setting(request)
    self.approvals = approvals
    self.at = at
    self.policyAt = policyAt
    self.expected = expected
  }

  func decide() throws -> Decision {
    let policy = try policy.make()
    let request = try RecordReader(schema: policy.schema).request(request)
    return Decider(policy: policy).decide(
      request, approvals: approvals, at: instant(at), policyAt: policyAt.map { instant($0) })
  }

  func check() throws {
    #expect(try decide().summary == expected)
  }
}
