package import CEL
package import PolicyCore

/// A record as a case of the tests.
package struct PinnedRecord: Sendable {
  /// Of the record, with its values replaced.
  package let id: String
  /// The record with its values replaced.
  let document: JSONObject
  /// In the order of the record.
  package let approvals: [Approval]
  /// When it was decided, as far as is recorded.
  package let at: Timestamp
  /// What is decided now.
  package let decision: Decision
  /// What is decided now with the values as they were.
  package let unreplaced: Decision
  /// What really happened; nil when it is not known.
  package let outcome: Outcome?
  /// People's ids that were replaced, each with what stands for it.
  package internal(set) var pseudonyms: [(id: String, pseudonym: String)] = []
  /// People's ids that could not be replaced, since the decision would be another one.
  package internal(set) var kept: [String] = []

  init(
    id: String, document: JSONObject, approvals: [Approval], at: Timestamp, decision: Decision,
    unreplaced: Decision, outcome: Outcome?
  ) {
    self.id = id
    self.document = document
    self.approvals = approvals
    self.at = at
    self.decision = decision
    self.unreplaced = unreplaced
    self.outcome = outcome
  }

  /// The request as it stands in the history, without what happened to it.
  package var request: JSONObject {
    var request = document
    request["approvals"] = nil
    request["outcome"] = nil
    return request
  }

  /// Whether the decision is not the one that was taken then; false where nobody decided.
  package var differsFromOutcome: Bool {
    switch outcome?.status {
    case .approved: decision.status != .approved
    case .denied: decision.status != .denied
    case .withdrawn, .expired, nil: false
    }
  }

  /// Whether the replaced values lead to another decision.
  package var isChangedByReplacing: Bool { decision.expectation != unreplaced.expectation }

  /// Subject, requester, actors and approvers, each once.
  var people: [String] {
    let parties = ["subject", "requester"].compactMap { document[$0]?.party }
    let actors = document["actors"]?.array?.compactMap(\.party) ?? []
    let approvers = document["approvals"]?.array?.flatMap { approval in
      ["by", "onBehalfOf"].compactMap { approval[$0]?.string }
    }
    var seen: Set<ID> = []
    return (parties + actors + (approvers ?? [])).filter { seen.insert(ID($0)).inserted }
  }
}

extension JSONValue {
  /// A bare id, or that of an object.
  fileprivate var party: String? { string ?? self["id"]?.string }

  /// - Complexity: recursion is as deep as the document, which is limited where it is read.
  fileprivate func replacingText(_ old: String, with new: String) -> JSONValue {
    switch self {
    case .string(let text): text.hasSameUTF8(as: old) ? .string(new) : self
    case .array(let elements): .array(elements.map { $0.replacingText(old, with: new) })
    case .object(let object):
      .object(
        JSONObject(
          object.members.map { .init($0.name, $0.value.replacingText(old, with: new)) }))
    case .null, .bool, .integer, .double: self
    }
  }

  /// - Complexity: recursion is as deep as the document, which is limited where it is read.
  fileprivate func mentions(_ wanted: String) -> Bool {
    switch self {
    case .string(let text): text.hasSameUTF8(as: wanted)
    case .array(let elements): elements.contains { $0.mentions(wanted) }
    case .object(let object): object.members.contains { $0.value.mentions(wanted) }
    case .null, .bool, .integer, .double: false
    }
  }
}

extension JSONObject {
  /// What stands at a path; nil where nothing does.
  package func value(at path: FieldPath) -> JSONValue? {
    path.names.reduce(Optional(JSONValue.object(self))) { $0?[$1] }
  }

  /// The document with a text replaced wherever it is the whole of a value, but for what is no name of
  /// anybody: the record's own id, its time, and the action.
  func replacingText(_ old: String, with new: String) -> JSONObject {
    JSONObject(
      members.map { member in
        ["id", "time", "action", "outcome"].contains(member.name)
          ? member : .init(member.name, member.value.replacingText(old, with: new))
      })
  }

  /// Whether a text is the whole of some value.
  func mentions(_ text: String) -> Bool { members.contains { $0.value.mentions(text) } }
}
