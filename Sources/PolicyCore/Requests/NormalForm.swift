import CEL

/// Brings a request into the form that is validated and digested (design document, section 2.1).
///
/// The normal form of a normal form is itself: what is stored can be read again.
struct NormalForm {
  private(set) var problems = RequestProblems()

  /// The top-level members that are not taken as they are.
  private enum Part: String, CaseIterable {
    case approvals, outcome, subject, resource, action
  }

  /// Approvals and outcome aside, `properties` hoisted, the action an object.
  mutating func make(of document: JSONObject) -> JSONObject {
    var members: [JSONObject.Member] = []
    members.reserveCapacity(document.members.count)
    for member in document.members {
      switch Part(exactly: member.name) {
      case .approvals, .outcome: continue
      case .subject, .resource:
        members.append(.init(member.name, hoistProperties(of: member.value, at: member.name)))
      case .action: members.append(.init(member.name, normalAction(member.value)))
      case nil: members.append(member)
      }
    }
    return JSONObject(members)
  }

  private mutating func normalAction(_ action: JSONValue) -> JSONValue {
    if case .string = action { return .object(["name": action]) }
    return hoistProperties(of: action, at: Part.action.rawValue)
  }

  /// AuthZEN's `properties` object is one level deeper than our fields.
  private mutating func hoistProperties(of value: JSONValue, at name: String) -> JSONValue {
    guard case .object(var object) = value, let properties = object["properties"] else {
      return value
    }
    guard case .object(let inner) = properties else {
      problems.report("\(name).properties", .wrongType(expected: "an object"))
      return value
    }
    object["properties"] = nil
    // `properties` inside of itself would be hoisted again when the normal form is read.
    var taken: Set<ID> = ["properties"]
    taken.formUnion(object.members.map { ID($0.name) })
    var members = object.members
    for member in inner.members {
      if taken.insert(ID(member.name)).inserted {
        members.append(member)
      } else {
        problems.report("\(name).\(member.name)", .clashesWithProperties)
      }
    }
    return .object(JSONObject(members))
  }
}
