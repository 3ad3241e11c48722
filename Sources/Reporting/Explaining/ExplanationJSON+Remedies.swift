import CEL
import PolicyCore

extension JSONValue {
  static func remedy(_ remedy: Remedy) -> JSONValue {
    .object([
      "status": .string(remedy.status.rawValue), "tier": .string(remedy.tier.rawValue),
      "needs": .array(remedy.needs.map { .need($0) }),
    ])
  }

  private static func need(_ need: Need) -> JSONValue {
    let (kind, details) = need.json
    return .object(JSONObject([.init("kind", .string(kind))] + details.members))
  }
}

extension Need {
  fileprivate var json: (String, JSONObject) {
    switch self {
    case .approvals(let missing): ("approvals", missing.json)
    case .human: ("human", [:])
    case .evidence(let clause): ("evidence", ["clauses": .array([.clause(clause)])])
    case .conditions(let rule, let failing):
      (
        "conditions",
        ["rule": .string(rule.text), "clauses": .array(failing.map { .clause($0) })]
      )
    case .field(let change): ("field", change.json)
    case .notDenied(let rule, let parts):
      (
        "not-denied",
        ["rule": .string(rule.text), "because": .array(parts.map { .part($0) })]
      )
    case .certification(let rule): ("certification", ["rule": .string(rule.text)])
    case .freshData(let rule): ("fresh-data", ["rule": .string(rule.text)])
    case .denialTakenBack(let person): ("denial-taken-back", ["by": .string(person.text)])
    case .earlier(let deadline): ("earlier", ["until": .instant(deadline)])
    }
  }
}

extension MissingApprovals {
  fileprivate var json: JSONObject {
    [
      "stage": .count(stage), "count": .count(count), "from": .texts(from.map(\.description)),
      "reasonRequired": .bool(isReasonRequired), "candidates": .ids(candidates),
      "until": .instant(until),
    ]
  }
}

extension FieldEdit {
  fileprivate var json: JSONObject {
    var json: JSONObject = ["rule": .string(rule.text), "field": .string(path.description)]
    json["value"] = now
    json["wanted"] = .array(wanted)
    return json
  }
}
