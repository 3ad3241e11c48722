import PolicyCore
import Testing

/// Nobody approves for himself, under any account, nor for what he owns.
struct ExclusionTests {
  private static let byData = review("r", TestReview(.by(1, .team("data"))))
  private static let bySecurity = review("r", TestReview(.by(1, .team("security"))))
  private static let danaIsOut = "pending human; r review; data 0/1; dana excluded"

  @Test(arguments: parties + owners + kinds)
  func decides(_ testCase: DecisionCase) throws { try testCase.check() }

  private static func onData(
    _ sentence: String, _ request: KeyValuePairs<String, JSONValue?>, by: ID = "dana",
    is expected: String
  ) -> DecisionCase {
    DecisionCase(
      sentence, byData, request: request, approvals: [yes(by, "10:01")], is: expected)
  }

  private static let parties = [
    onData("the subject is excluded", ["subject.id": "dana"], is: danaIsOut),
    onData("an alias of the subject is excluded", ["subject.id": "dana-admin"], is: danaIsOut),
    onData(
      "the subject's own alias is excluded", ["subject.id": "dana"], by: "dana-admin",
      is: "pending human; r review; data 0/1; dana-admin excluded"),
    onData(
      "of two aliases one excludes the other", ["subject.id": "dana-oncall"], by: "dana-admin",
      is: "pending human; r review; data 0/1; dana-admin excluded"),
    onData("the subject is excluded in any case", ["subject.id": "Dana"], is: danaIsOut),
    onData("an alias is excluded in any case", ["requester": "DANA-ADMIN"], is: danaIsOut),
    onData("an agent is known in any case", ["subject.id": "PET"], is: danaIsOut),
    onData(
      "an owner is excluded in any case",
      ["subject.id": "x", "subject.type": "agent", "subject.owner": "Data"], is: danaIsOut),
    onData("the requester is excluded", ["requester": "dana"], is: danaIsOut),
    onData("the requester as an object is excluded", ["requester": ["id": "dana"]], is: danaIsOut),
    onData("an alias of the requester is excluded", ["requester": "dana-admin"], is: danaIsOut),
    onData("an actor is excluded", ["actors": ["ci", "dana"]], is: danaIsOut),
    onData(
      "an actor as an object is excluded", ["actors": [["id": "dana-admin", "type": "human"]]],
      is: danaIsOut),
    onData(
      "the excluded do not stand in others' way", ["subject.id": "dana"], by: "david",
      is: "approved human; r review; data 1/1 by david"),
    DecisionCase(
      "a team that is the subject does not approve for itself", byData,
      request: ["subject.id": "data"], approvals: [yes("dana", "10:01")], is: danaIsOut),
    DecisionCase(
      "the denial of an excluded person does not count", byData,
      request: ["subject.id": "dana"], approvals: [no("dana", "10:01"), yes("david", "10:02")],
      is: "approved human; r review; data 1/1 by david; dana excluded"),
  ]

  private static let owners = [
    onData(
      "the owner of an agent by the request is excluded",
      ["subject.id": "x", "subject.type": "agent", "subject.owner": "dana"], is: danaIsOut),
    onData(
      "the owner by an alias is excluded",
      ["subject.id": "x", "subject.type": "agent", "subject.owner": "dana-admin"],
      is: danaIsOut),
    onData(
      "the owner of an agent by the directory is excluded", ["subject.id": "pet"], is: danaIsOut),
    onData("an alias of an agent has its owner", ["subject.id": "pet-2"], is: danaIsOut),
    onData(
      "a team that owns a workload is excluded by the directory", ["subject.id": "ci"],
      is: danaIsOut),
    onData(
      "a team that owns a workload is excluded by the request",
      ["subject.id": "x", "subject.type": "workload", "subject.owner": "data"], is: danaIsOut),
    onData("the owner of an actor is excluded", ["actors": ["pet"]], is: danaIsOut),
    onData("the owner of the requester is excluded", ["requester": "pet"], is: danaIsOut),
    onData(
      "the owner of an agent's owner is excluded", ["subject.id": "cub"], is: danaIsOut),
    onData(
      "an unknown type is not human",
      ["subject.id": "x", "subject.type": "user", "subject.owner": "dana"], is: danaIsOut),
    onData(
      "who has an owner and does not say what it is, is not taken for human",
      ["subject.id": "x", "subject.owner": "dana"], is: danaIsOut),
    onData(
      "the owner of a human is not excluded",
      ["subject.id": "x", "subject.type": "human", "subject.owner": "dana"],
      is: "approved human; r review; data 1/1 by dana"),
  ]

  private static let circle = Directory(
    teams: [TestPeople.team("bots", ["b"])],
    members: [
      TestPeople.member("a", kind: .agent, owner: "b"),
      TestPeople.member("b", kind: .agent, owner: "c"),
      TestPeople.member("c", kind: .agent, owner: "a"),
      TestPeople.member("d", kind: .agent, owner: "e"), TestPeople.member("e"),
      TestPeople.member("f", kind: .agent, owner: "d"),
      TestPeople.member("g", kind: .agent, owner: "bots"),
    ])

  private static let kinds = [
    DecisionCase(
      "owners in a circle come to an end", review("r", TestReview(.by(1, .user("e")))),
      directory: circle, request: ["subject.id": "a"], approvals: [yes("e", "10:01")],
      is: "approved human; r review; user e 1/1 by e"),
    DecisionCase(
      "who is excluded already still has an owner", review("r", TestReview(.by(1, .user("e")))),
      directory: circle, request: ["subject.id": "d", "actors": ["g", "f"]],
      approvals: [yes("e", "10:01")], is: "pending human; r review; user e 0/1; e excluded"),
    onData(
      "an agent of the directory cannot call itself human",
      ["subject.id": "pet", "subject.type": "human"], is: danaIsOut),
    onData(
      "a human of the directory stays one whatever the request says",
      ["subject.type": "agent", "subject.owner": "dana"],
      is: "approved human; r review; data 1/1 by dana"),
    onData(
      "the directory's owner wins over the request's",
      ["subject.id": "pet", "subject.owner": "david"], by: "david",
      is: "approved human; r review; data 1/1 by david"),
    onData(
      "naming another owner does not free the directory's",
      ["subject.id": "pet", "subject.owner": "david"], is: danaIsOut),
    DecisionCase(
      "a request cannot silence a team by naming it the owner of a known agent", bySecurity,
      request: ["subject.id": "pet", "subject.owner": "security"],
      approvals: [no("sara", "10:01")],
      is: "denied human; r review; security 0/1; denied by sara"),
    DecisionCase(
      "members are found by their bytes",
      review("r", TestReview(.by(1, .user("Kim")))),
      directory: Directory(teams: [], members: [TestPeople.member("Kim")]),
      request: ["subject.id": "\u{212A}im"], approvals: [yes("\u{212A}im", "10:01")],
      is: "pending human; r review; user Kim 0/1; \u{212A}im excluded"),
  ]
}
