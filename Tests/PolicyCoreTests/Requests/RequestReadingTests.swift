import PolicyCore
import Testing

/// Reading requests.
struct RequestReadingTests {
  @Test func readsEveryPartOfARequest() throws {
    let request = try TestRequest.make([
      "subject.type": "agent", "subject.owner": "olga", "requester": "dana",
      "actors": ["ci", ["id": "pet", "type": "agent", "owner": "dana"]], "reverses": "d-1",
    ])
    #expect(request.id == "r-1")
    #expect(request.subject == Party(id: "sam", type: "agent", owners: ["olga"]))
    #expect(request.requester == Party(id: "dana"))
    #expect(
      request.actors == [Party(id: "ci"), Party(id: "pet", type: "agent", owners: ["dana"])])
    #expect(request.parties.map(\.id) == ["sam", "dana", "ci", "pet"])
  }

  @Test func aSubjectMayHaveSeveralOwners() throws {
    let schema = RequestSchema(
      .object(["subject": .object(["id": .text, "owner": .list(of: .text)])]))
    let request = try TestRequest.make(["subject.owner": ["dana", "olga"]], schema: schema)
    #expect(request.subject.owners == ["dana", "olga"])
  }

  @Test(
    arguments: [
      ("id", nil, .missing), ("time", nil, .missing), ("subject", nil, .missing),
      ("action", nil, .missing), ("resource", nil, .missing), ("subject.id", nil, .missing),
      ("resource.id", nil, .missing), ("action.name", nil, .missing),
      ("id", 7, .wrongType(expected: "text")), ("id", .null, .wrongType(expected: "text")),
      ("time", 1_772_359_200, .wrongType(expected: "text")),
      ("subject", "sam", .wrongType(expected: "an object")),
      ("subject", .null, .wrongType(expected: "an object")),
      ("subject.id", ["sam"], .wrongType(expected: "text")),
      ("action", .null, .wrongType(expected: "an object")),
      ("action.name", 1, .wrongType(expected: "text")),
      ("resource", [], .wrongType(expected: "an object")),
      ("context", "x", .wrongType(expected: "an object")),
      ("requester", 1, .wrongType(expected: "text or an object")),
      ("requester", .null, .wrongType(expected: "text or an object")),
      ("requester", ["dana"], .wrongType(expected: "text or an object")),
      ("requester.name", "dana", .missing),
      ("actors", "ci", .wrongType(expected: "a list")),
      ("unknown", 1, .undeclared), ("Subject", ["id": "x"], .undeclared),
      ("properties", [:], .undeclared),
    ] as [(String, JSONValue?, InvalidRequest.Reason)])
  func refusesARequest(_ path: String, _ value: JSONValue?, _ reason: InvalidRequest.Reason) {
    let error = #expect(throws: InvalidRequest.self) { try TestRequest.make([path: value]) }
    let expected = path == "requester.name" ? "requester.id" : path
    #expect(error?.problems == [.init(path: expected, reason: reason)])
  }

  @Test func refusesAnActorWithoutAnId() {
    let error = #expect(throws: InvalidRequest.self) {
      try TestRequest.make(["actors": ["ci", ["type": "agent"], 7]])
    }
    #expect(error?.problems.map(\.path) == ["actors.1.id", "actors.2"])
  }

  /// A schema may narrow what the engine reads, never widen it.
  @Test(
    arguments: [
      ("id", .integer, 7), ("subject", .text, "sam"), ("time", .text, "yesterday"),
      ("time", SchemaNode.text.orNull(), .null),
      ("subject", SchemaNode.object([:]).orNull(), .null),
      ("requester", .integer, 7), ("resource", .object([:]), [:]),
      ("actors", .list(of: .integer), [7]), ("actors", .list(of: .object([:])), [["name": "x"]]),
      ("actors", .list(of: SchemaNode()), [.null]),
    ] as [(String, SchemaNode, JSONValue)])
  func aSchemaCannotFreeWhatTheEngineReads(
    _ name: String, _ node: SchemaNode, _ value: JSONValue
  ) {
    let schema = RequestSchema(.object([name: node]))
    #expect(throws: InvalidRequest.self) { try TestRequest.make([name: value], schema: schema) }
  }

  @Test func aSchemaCannotOpenTheTopLevel() {
    let open = RequestSchema(.object([:], additional: .of(SchemaNode())))
    #expect(throws: InvalidRequest.self) { try TestRequest.make(["extra": 1], schema: open) }
  }

  @Test func aSchemaMayLetTheRequesterBeNull() throws {
    let schema = RequestSchema(.object(["requester": SchemaNode.text.orNull()]))
    let request = try TestRequest.make(["requester": .null], schema: schema)
    #expect(request.requester == nil)
    #expect(throws: InvalidRequest.self) {
      try TestRequest.make(["requester": ["id": "dana"]], schema: schema)
    }
  }
}
