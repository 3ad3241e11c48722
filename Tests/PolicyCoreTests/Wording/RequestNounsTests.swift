import CEL
import Testing

@testable import PolicyCore

/// What fields are called: no two alike, and nothing that could be taken for a joint.
struct RequestNounsTests {
  private static func node(
    _ type: SchemaNode.JSONType, _ format: SchemaNode.Format? = nil, title: String? = nil
  ) -> SchemaNode {
    var node = SchemaNode(types: [type], format: format)
    node.title = title
    return node
  }

  private static func nouns(
    subject: [String: SchemaNode] = [:], resource: [String: SchemaNode] = [:],
    context: [String: SchemaNode] = [:], others: [String: SchemaNode] = [:]
  ) -> [[String]: EnglishVocabulary.Noun] {
    var properties = others
    for (name, members) in [("subject", subject), ("resource", resource), ("context", context)] {
      properties[name] = SchemaNode(types: [.object], properties: members)
    }
    let schema = SchemaNode(types: [.object], properties: properties)
    return RequestNouns(RequestSchema(schema)).nouns
  }

  @Test func namesWhatEveryRequestHas() {
    let nouns = Self.nouns()
    #expect(nouns[["action", "name"]]?.phrase == "the action")
    #expect(nouns[["subject", "id"]]?.phrase == "the subject")
    #expect(nouns[["resource", "id"]]?.phrase == "the resource")
    #expect(nouns[["now"]]?.phrase == "the instant of the decision")
    #expect(nouns[["id"]]?.phrase == "the request's id")
    #expect(nouns[["requester", "owner"]]?.phrase == "the requester's owner")
  }

  @Test func saysWhoseAFieldIsWhereTwoHaveIt() {
    let text = Self.node(.string)
    let nouns = Self.nouns(
      subject: ["type": text, "owner": text], resource: ["type": text, "environment": text],
      context: ["ticket": text, "owner": text, "subject": text])
    #expect(nouns[["resource", "environment"]]?.phrase == "the environment")
    #expect(nouns[["resource", "type"]]?.phrase == "the resource's type")
    #expect(nouns[["subject", "type"]]?.phrase == "the subject's type")
    #expect(nouns[["context", "ticket"]]?.phrase == "the ticket")
    #expect(nouns[["context", "owner"]]?.phrase == "the context's owner")
    #expect(nouns[["context", "subject"]]?.phrase == "the context's subject")
  }

  @Test(arguments: [
    ("environment", "the environment"), ("dataClass", "the data class"),
    ("data_class", "the data class"), ("data-class", "the data class"),
    ("SSOGroup", "the SSO group"), ("ticketURL", "the ticket URL"), ("level2", "the level2"),
    ("isOrNot", nil), ("count of", nil), ("caf\u{E9}", nil), ("a`b", nil), ("", nil), ("_", nil),
    ("every", nil), (String(repeating: "x", count: 61), nil),
  ])
  func splitsNamesIntoWords(_ name: String, _ phrase: String?) {
    #expect(Self.nouns(resource: [name: Self.node(.string)])[["resource", name]]?.phrase == phrase)
  }

  @Test(arguments: [
    ("Change ticket", "the change ticket"), ("SSO group", "the SSO group"),
    ("either this or that", "the name"), ("`evil`", "the name"), ("\u{202E}x", "the name"),
    ("", "the name"), (String(repeating: "long ", count: 30), "the name"),
  ])
  func takesATitleThatIsPlainWords(_ title: String, _ phrase: String) {
    let nouns = Self.nouns(context: ["name": Self.node(.string, title: title)])
    #expect(nouns[["context", "name"]]?.phrase == phrase)
  }

  @Test func namesByTheirTypes() {
    let nouns = Self.nouns(
      subject: ["groups": Self.node(.array), "contractEnds": Self.node(.string, .dateTime)],
      context: [
        "deviceTrusted": Self.node(.boolean), "emergency": Self.node(.boolean),
        "approved": Self.node(.boolean), "scopes": Self.node(.array),
        "idleDays": Self.node(.integer), "seenAt": Self.node(.string, .dateTime),
        "status": Self.node(.string),
      ])
    let groups = nouns[["subject", "groups"]]
    #expect(groups?.holder == "the subject" && groups?.isPlural == true && groups?.kind == .list)
    #expect(nouns[["subject", "contractEnds"]]?.phrase == "the subject's contract end")
    let device = nouns[["context", "deviceTrusted"]]?.truth
    #expect(device == EnglishVocabulary.Truth(subject: "the device", adjective: "trusted"))
    let approved = nouns[["context", "approved"]]?.truth
    #expect(approved == EnglishVocabulary.Truth(subject: "the request", adjective: "approved"))
    #expect(nouns[["context", "emergency"]]?.phrase == "the emergency flag")
    #expect(nouns[["context", "scopes"]]?.holder == nil)
    #expect(nouns[["context", "idleDays"]]?.isPlural == true)
    #expect(nouns[["context", "seenAt"]]?.phrase == "the seen time")
    #expect(nouns[["context", "status"]]?.isPlural == false)
  }

  @Test func callsNothingByTheNameOfAnother() {
    let (text, flag) = (Self.node(.string), Self.node(.boolean))
    let nouns = Self.nouns(
      subject: ["trusted": flag, "aB": text, "a_b": text],
      resource: ["xY": text, "x_y": text, "deviceTrusted": flag, "ends": text],
      context: [
        "subjectTrusted": flag, "deviceTrusted": flag, "resource": text, "action": text,
        "emergency": flag, "emergencyFlag": text,
      ],
      others: [
        "session": SchemaNode(types: [.object], properties: ["id": text, "xY": text]),
        "Session": SchemaNode(types: [.object], properties: ["id": text, "xY": text]),
      ])
    var phrases: [String: [String]] = [:]
    for (path, noun) in nouns {
      let truth = noun.truth.map { ["\($0.subject) is \($0.adjective)"] } ?? []
      for phrase in [noun.phrase] + truth { phrases[phrase, default: []].append("\(path)") }
    }
    #expect(phrases.filter { $0.value.count > 1 } == [:])
    #expect(nouns[["subject", "aB"]] == nil && nouns[["subject", "a_b"]] == nil)
    // The first by its bytes, so that the same schema has the same words always.
    #expect(nouns[["Session", "id"]]?.phrase == "the session")
    #expect(nouns[["Session", "xY"]] == nil && nouns[["session", "xY"]] == nil)
  }

  @Test func namesFieldsInsideOfFieldsByTheirOwners() {
    let manager = SchemaNode(types: [.object], properties: ["id": Self.node(.string)])
    let nouns = Self.nouns(subject: ["manager": manager], context: ["device": manager])
    #expect(nouns[["subject", "manager", "id"]]?.phrase == "the subject's manager's id")
    #expect(nouns[["context", "device", "id"]]?.phrase == "the device's id")
  }
}
