import PolicyCore
import Testing

/// AuthZEN's `properties` hoisted, the action an object, approvals and outcome aside.
struct NormalFormTests {
  /// Everything nested is free, so that only the normal form can object.
  private static let schema = RequestSchema(SchemaNode(types: [.object]))

  @Test(
    arguments: [
      (["subject": ["id": "s", "properties": ["a": 1]]], ["subject": ["id": "s", "a": 1]]),
      (
        ["resource": ["properties": ["a": .null, "b": ["properties": 1]], "id": "r"]],
        ["resource": ["id": "r", "a": .null, "b": ["properties": 1]]]
      ),
      (["subject": ["id": "s", "properties": [:]]], ["subject": ["id": "s"]]),
      (["action": "grant"], ["action": ["name": "grant"]]),
      (
        ["action": ["name": "grant", "properties": ["level": 2]]],
        ["action": ["name": "grant", "level": 2]]
      ),
      (["approvals": [], "outcome": ["status": "denied"]], [:]),
      // Only subject, action and resource have AuthZEN's shape.
      (["context": ["properties": ["a": 1]]], ["context": ["properties": ["a": 1]]]),
    ] as [(JSONObject, JSONObject)])
  func makes(_ document: JSONObject, _ normal: JSONObject) throws {
    let made = try read(document).document
    for member in normal.members { #expect(made[member.name] == member.value) }
    #expect(made["approvals"] == nil && made["outcome"] == nil)
  }

  @Test(
    arguments: [
      (["subject": ["id": "s", "a": 1, "properties": ["a": 1]]], "subject.a"),
      (["subject": ["id": "s", "properties": ["id": "t"]]], "subject.id"),
      (["subject": ["id": "s", "a": .null, "properties": ["a": 1]]], "subject.a"),
      (["resource": ["id": "r", "properties": ["properties": [:]]]], "resource.properties"),
      (["resource": ["id": "r", "properties": ["properties": 1]]], "resource.properties"),
      (["action": ["name": "grant", "properties": ["name": "revoke"]]], "action.name"),
      (["subject": ["id": "s", "properties": .null]], "subject.properties"),
      (["subject": ["id": "s", "properties": [1]]], "subject.properties"),
      (["action": ["name": "grant", "properties": "x"]], "action.properties"),
    ] as [(JSONObject, String)])
  func refuses(_ document: JSONObject, _ path: String) {
    let error = #expect(throws: InvalidRequest.self) { try read(document) }
    #expect(error?.problems.map(\.path) == [path])
  }

  @Test func aNameOfOtherBytesDoesNotClash() throws {
    let document = try read(["subject": ["id": "s", "K": 1, "properties": ["\u{212A}": 2]]])
      .document
    #expect(document["subject"]?["K"] == 1)
    #expect(document["subject"]?["\u{212A}"] == 2)
  }

  @Test func theNormalFormOfANormalFormIsItself() throws {
    let once = try read(["subject": ["id": "s", "properties": ["a": ["properties": 1]]]]).document
    #expect(try read(once).document == once)
  }

  @Test func hoistingManyMembersTakesNoTime() throws {
    let many = (0..<20_000).map { JSONObject.Member("m\($0)", .integer(Int64($0))) }
    let document = try read(
      [
        "subject": .object(
          JSONObject([.init("id", "s"), .init("properties", .object(JSONObject(many)))]))
      ]
    ).document
    #expect(document["subject"]?.object?.members.count == 20_001)
  }

  private func read(_ fields: JSONObject) throws -> Request {
    var document = TestRequest.document
    for member in fields.members { document[member.name] = member.value }
    return try RecordReader(schema: Self.schema).request(document)
  }
}
