import CEL
import PolicyCore
import Testing

@testable import DecisionLog

/// What later decisions of a log make of one that must be taken back.
struct RedressListTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var request = "q2"
    var subject = "carol"
    var resource = "db"
    var action = "revoke"
    var status = Decision.Status.approved
    var until: String?
    var isAltered = false
    let isReversed: Bool
  }

  @Test(arguments: [
    Case(testDescription: "a removal of the same", isReversed: true),
    Case(testDescription: "one that ends later", until: "2026-11-21T12:00:01Z", isReversed: true),
    Case(
      testDescription: "one that has just ended", until: "2026-11-21T12:00:00Z", isReversed: false),
    Case(testDescription: "of another subject", subject: "dora", isReversed: false),
    Case(testDescription: "from another resource", resource: "other", isReversed: false),
    Case(testDescription: "a grant", action: "grant", isReversed: false),
    Case(testDescription: "a pending one", status: .pending, isReversed: false),
    Case(testDescription: "a denied one", status: .denied, isReversed: false),
    Case(testDescription: "one that is not what was written", isAltered: true, isReversed: false),
  ])
  func onlyARemovalOfTheSameAccessReverses(_ test: Case) throws {
    var list = try Self.list()
    list.note(try Self.decision(test, reverses: "faulty"))
    let redress = try #require(list.finish().first)
    #expect(redress.standing.isOpen != test.isReversed)
  }

  @Test(arguments: [false, true])
  func theSameRequestDecidedAgainSupersedesUnlessItIsAltered(_ isAltered: Bool) throws {
    var list = try Self.list()
    list.note(
      try Self.decision(
        Case(
          testDescription: "", request: "q1", action: "grant", isAltered: isAltered,
          isReversed: false), reverses: nil))
    let redress = try #require(list.finish().first)
    #expect(redress.standing.isOpen == isAltered)
  }

  private static func list() throws -> RedressList {
    let settings = try DecisionFixture().policy.settings
    var list = RedressList(
      settings: settings, now: try #require(Timestamp.parse("2026-11-21T12:00:00Z")))
    let request = document(
      Case(testDescription: "", request: "q1", action: "grant", isReversed: false), reverses: nil)
    let outcome = GivenOutcome(status: .approved, tier: .automatic, until: nil)
    list.add(
      Redress(
        kind: .takeBack,
        decision: FaultyDecision(
          index: 0, recordedAt: nil, id: "faulty", commit: "c", request: request,
          requestSHA256: Digest.sha256(of: request), entries: []),
        before: outcome, after: outcome))
    return list
  }

  private static func document(_ test: Case, reverses: String?) -> JSONObject {
    var request: JSONObject = [
      "id": .string(test.request), "time": .string("2026-11-20T00:00:00Z"),
      "subject": .object(["id": .string(test.subject)]),
      "action": .object(["name": .string(test.action)]),
      "resource": .object(["id": .string(test.resource)]),
    ]
    request["reverses"] = reverses.map { .string($0) }
    return request
  }

  private static func decision(_ test: Case, reverses: String?) throws -> LoggedDecision {
    let request = document(test, reverses: reverses)
    var record = LoggedRecord(request: test.request, status: test.status).json
    record["request"] = .object(request)
    record["requestSha256"] = .string(Digest.sha256(of: request))
    var decision = record["decision"]?.object ?? JSONObject()
    decision["grant"] = test.until.map { .object(["until": .string($0)]) }
    record["decision"] = .object(decision)
    record["id"] = nil
    record["id"] = .string(test.isAltered ? "another" : Digest.sha256(of: record))
    return try #require(
      try LoggedDecision(
        LogEntry(
          index: 1, previous: .leaf([]), recordedAt: .epoch,
          content: .decision(record, signatures: []))))
  }
}
