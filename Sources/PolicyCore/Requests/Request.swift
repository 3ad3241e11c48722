package import CEL

/// One ask to change access, valid under a schema and in normal form.
///
/// A class, so that passing it on counts one reference and not one for each of its parts.
package final class Request: Sendable {
  /// Names the request in reports.
  package let id: String
  /// When it was made.
  package let time: Timestamp
  /// Who receives or loses the access.
  package let subject: Party
  /// Who asks, when it is someone else.
  package let requester: Party?
  /// The systems in between, in order.
  package let actors: [Party]
  /// Such as `grant`.
  package let action: String
  /// What the access is to.
  package let resourceID: String
  /// For how long the access is asked; nil where the request does not say, or says it wrongly.
  let askedDuration: PolicyDuration?
  /// The document with properties hoisted and the action an object, without approvals and outcome.
  package let document: JSONObject
  /// The values of the schema's fields, in the order of `RequestSchema.fields`.
  package let fieldValues: [Value]
  /// The same values by the slots of the schema.
  let cells: FieldCells

  /// - Precondition: the document holds under the schema, which asks for what is read here.
  init(document: JSONObject, value: Value, schema: RequestSchema) throws(InvalidRequest) {
    guard let id = document["id"]?.string,
      let time = document["time"]?.string.flatMap(Timestamp.parse),
      let subject = document["subject"].flatMap(Party.init),
      let action = document["action"]?["name"]?.string,
      let resourceID = document["resource"]?["id"]?.string
    else {
      throw InvalidRequest(problems: [.init(path: "", reason: .missing)])
    }
    guard case .map(let fields) = value else {
      throw InvalidRequest(problems: [.init(path: "", reason: .wrongType(expected: "an object"))])
    }
    self.id = id
    self.time = time
    self.subject = subject
    self.action = action
    self.resourceID = resourceID
    self.document = document
    askedDuration = document["context"]?["duration"]?.string.flatMap { PolicyDuration($0) }
    requester = document["requester"].flatMap(Party.init)
    actors = document["actors"]?.array?.compactMap(Party.init) ?? []
    fieldValues = schema.fields.map { fields.selected($0) ?? .null }
    cells = schema.slots.cells(of: fieldValues)
  }

  /// What conditions read at an instant.
  package func bindings(now: Timestamp) -> Bindings {
    Bindings(fieldValues, last: .timestamp(now), fields: cells)
  }

  /// The ids that a field holds: one, a list, or none when it is missing, null or no text.
  package func ids(at path: FieldPath) -> [ID] {
    path.names.reduce(Optional(JSONValue.object(document))) { $0?[$1] }?.ids ?? []
  }

  /// Everyone who may not approve this request: the subject, the requester, every actor.
  package var parties: [Party] { [subject] + (requester.map { [$0] } ?? []) + actors }
}

/// Somebody named by a request, with what the request says of them.
package struct Party: Sendable, Hashable {
  /// An account, not yet a person.
  package var id: ID
  /// Such as `human`, `workload` or `agent`; nil when the request does not say.
  package var type: String?
  /// Who answers for it, by the request: one or several.
  package var owners: [ID]

  /// An account that nobody answers for, unless owners are given.
  package init(id: ID, type: String? = nil, owners: [ID] = []) {
    self.id = id
    self.type = type
    self.owners = owners
  }
}

extension Party {
  /// Reads a bare id, or an object with one; nil for anything else.
  package init?(_ value: JSONValue) {
    if let text = value.string {
      self.init(id: ID(text))
    } else if let id = value["id"]?.string {
      self.init(
        id: ID(id), type: value["type"]?.string, owners: value["owner"]?.ids ?? [])
    } else {
      return nil
    }
  }
}

extension JSONValue {
  /// The ids that a value holds: one, or those of a list; what is no text names nobody.
  var ids: [ID] {
    switch self {
    case .string(let text): [ID(text)]
    case .array(let elements): elements.compactMap { $0.string.map { ID($0) } }
    case .null, .bool, .integer, .double, .object: []
    }
  }
}
