/// Brings a request into the form that is validated and digested (design document, section 2.1).
struct NormalForm {
  private(set) var problems: [InvalidRequest.Problem] = []

  /// Approvals and outcome aside, `properties` hoisted, the action an object.
  mutating func make(of document: JSONObject) -> JSONObject {
    var members: [JSONObject.Member] = []
    for member in document.members {
      switch member.name {
      case "approvals", "outcome": continue
      case "subject", "resource":
        members.append(.init(member.name, hoistProperties(of: member.value, at: member.name)))
      case "action": members.append(.init("action", normalAction(member.value)))
      default: members.append(member)
      }
    }
    return JSONObject(members)
  }

  private mutating func normalAction(_ action: JSONValue) -> JSONValue {
    if case .string = action { return .object(["name": action]) }
    return hoistProperties(of: action, at: "action")
  }

  /// AuthZEN's `properties` object is one level deeper than our fields.
  private mutating func hoistProperties(of value: JSONValue, at name: String) -> JSONValue {
    guard case .object(var object) = value, let properties = object["properties"] else {
      return value
    }
    guard case .object(let inner) = properties else {
      problems.append(.init(path: "\(name).properties", reason: .wrongType(expected: "an object")))
      return value
    }
    object["properties"] = nil
    for member in inner.members {
      if object[member.name] != nil {
        problems.append(.init(path: "\(name).\(member.name)", reason: .clashesWithProperties))
      } else {
        object[member.name] = member.value
      }
    }
    return .object(object)
  }
}
