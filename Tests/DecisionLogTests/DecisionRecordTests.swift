import DecisionLog
import PolicyCore
import Testing

struct DecisionRecordTests {
  private static func digest(_ object: JSONObject) -> String { Digest.sha256(of: object) }

  @Test
  func hasTheSameBytesEveryTime() throws {
    var json = try DecisionFixture().stamped().json
    // The wording may change, and the id with it.
    json["id"] = .string("…")
    var decision = try #require(json["decision"]?.object)
    decision["explanation"] = .string("…")
    decision["errors"] = .array([.object(["rule": .string("broken"), "message": .string("…")])])
    json["decision"] = .object(decision)
    #expect(JSONValue.object(json).prettyText == Golden.record + "\n")
  }

  /// Worked out with sha256sum.
  @Test
  func digestsAreOfCanonicalJSON() {
    let object: JSONObject = [
      "é": .array([.integer(1), .double(2.5), .null]), "at": .string("2026-03-01T12:30:00Z"),
    ]
    #expect(
      Self.digest(object) == "4d5636e25170897aa0e8a7479e85e2f237520c090174d67d51ea931f90a7693d")
  }

  @Test
  func idIsTheDigestOfAllTheRest() throws {
    let record = try DecisionFixture().stamped()
    var rest = record.json
    rest["id"] = nil
    #expect(record.id == Self.digest(rest))
    #expect(record.json["id"] == .string(record.id))
    #expect(record.id.utf8.count == 64)
  }

  @Test
  func idDoesNotDependOnTheOrderOfKeys() throws {
    let json = try DecisionFixture().stamped().json
    func turned(_ value: JSONValue) -> JSONValue {
      switch value {
      case .object(let object):
        .object(JSONObject(object.members.reversed().map { .init($0.name, turned($0.value)) }))
      case .array(let elements): .array(elements.map(turned))
      case .null, .bool, .integer, .double, .string: value
      }
    }
    #expect(
      JSONValue.object(json).canonicalBytes == turned(.object(json)).canonicalBytes)
    let reversed = JSONObject(DecisionFixture.document.members.reversed())
    #expect(try DecisionFixture(document: reversed).stamped().id == DecisionFixture().stamped().id)
  }

  @Test
  func everyChangeOfAValueChangesTheID() throws {
    let record = try DecisionFixture().stamped()
    var rest = record.json
    rest["id"] = nil
    var seen: Set<String> = [record.id]
    var count = 0
    for change in Self.changes(of: .object(rest)) {
      count += 1
      let object = try #require(change.object)
      #expect(seen.insert(Self.digest(object)).inserted)
    }
    #expect(count > 100)
  }

  /// The value with one scalar altered, or one container emptied, in every place.
  private static func changes(of value: JSONValue) -> [JSONValue] {
    switch value {
    case .null: [.bool(true)]
    case .bool(let bool): [.bool(!bool)]
    case .integer(let integer): [.integer(integer + 1)]
    case .double(let double): [.double(double + 1)]
    case .string(let text): [.string(text + "x")]
    case .array(let elements):
      (elements.isEmpty ? [] : [.array([])])
        + elements.indices.flatMap { index in
          changes(of: elements[index]).map { change in
            var elements = elements
            elements[index] = change
            return .array(elements)
          }
        }
    case .object(let object):
      object.members.indices.flatMap { index in
        changes(of: object.members[index].value).map { change in
          var members = object.members
          members[index].value = change
          return .object(JSONObject(members))
        }
      }
    }
  }

  @Test
  func theDecisionDoesNotDependOnTheCommit() throws {
    let one = try DecisionFixture().stamped()
    let other = try DecisionFixture().stamped(commit: String(repeating: "f", count: 40))
    #expect(one.json["decision"] == other.json["decision"])
    #expect(one.json["requestSha256"] == other.json["requestSha256"])
    #expect(one.id != other.id)
  }

  @Test
  func holdsTheRequestInNormalForm() throws {
    let json = try DecisionFixture().stamped().json
    #expect(json["request"]?["action"] == .object(["name": .string("grant")]))
    #expect(json["request"]?["approvals"] == nil)
    #expect(json["request"]?["outcome"] == nil)
    let request = try #require(json["request"]?.object)
    #expect(json["requestSha256"] == .string(Self.digest(request)))
  }

  /// A part of a decision that its record leaves out could not be verified.
  @Test
  func everyPartOfADecisionIsInTheRecord() throws {
    let fixture = try DecisionFixture()
    let json = try #require(fixture.stamped().json["decision"]?.object)
    // What is named otherwise, or stands inside something else.
    let names = [
      "limit": "limits", "deadline": "requirements", "isHumanMissing": "humanMissing",
      "needsHuman": "humanNeeded",
    ]
    for child in Mirror(reflecting: fixture.decision).children {
      let name = try #require(child.label)
      #expect(json[names[name] ?? name] != nil, "\(name)")
    }
    for name in ["lifted", "stale", "invariants", "explanation"] { #expect(json[name] != nil) }
  }

  @Test
  func whatIsNotThereIsSaidToBeNull() throws {
    let rules = "rules:\n  - { id: none, title: No., when: 'false', effect: deny, reason: No. }"
    let fixture = try DecisionFixture(rules: rules)
    let json = DecisionRecord(
      request: fixture.record.request, approvals: [], at: fixture.record.decidedAt,
      decision: fixture.decision,
      stamp: Stamp(
        repository: nil, path: "sub", commit: "c", policyTree: "t", policySHA256: "p", ref: nil,
        committedAt: nil, engine: "e")
    ).json
    #expect(json["decision"]?["grant"] == .null)
    #expect(json["decision"]?["status"] == .string("denied"))
    #expect(json["decision"]?["matched"] == .array([]))
    #expect(json["decision"]?["limits"] == .object([:]))
    #expect(json["stamp"]?["repository"] == .null)
    #expect(json["stamp"]?["ref"] == .null)
    #expect(json["stamp"]?["committedAt"] == .null)
    #expect(json["stamp"]?["path"] == .string("sub"))
  }
}
