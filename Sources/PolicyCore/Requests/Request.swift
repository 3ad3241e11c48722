package import CEL

/// One ask to change access, valid under a schema and in normal form.
package struct Request: Sendable {
  package let id: String
  package let time: Timestamp
  /// Who receives or loses the access.
  package let subject: Party
  /// Who asks, when it is someone else.
  package let requester: Party?
  /// The systems in between, in order.
  package let actors: [Party]
  package let action: String
  package let resourceID: String
  /// The document with properties hoisted and the action an object, without approvals and outcome.
  package let document: JSONObject
  /// The values of the schema's fields, in the order of `RequestSchema.fields`.
  package let fieldValues: [Value]

  /// What conditions read at an instant.
  package func bindings(now: Timestamp) -> Bindings {
    Bindings(fieldValues + [.timestamp(now)])
  }

  /// The ids that a field holds: one, a list, or none when it is missing, null or no text.
  package func ids(at path: FieldPath) -> [ID] {
    let value = path.names.reduce(Optional(JSONValue.object(document))) { $0?[$1] }
    switch value {
    case .string(let text): return [ID(text)]
    case .array(let elements): return elements.compactMap { $0.string.map { ID($0) } }
    case nil, .null, .bool, .integer, .double, .object: return []
    }
  }

  /// Everyone who may not approve this request: the subject, the requester, every actor.
  package var parties: [Party] { [subject] + (requester.map { [$0] } ?? []) + actors }
}

/// Somebody named by a request, with what the request says of them.
package struct Party: Sendable, Hashable {
  package var id: ID
  /// Such as `human`, `workload` or `agent`; nil when the request does not say.
  package var type: String?
  package var owner: ID?

  package init(id: ID, type: String? = nil, owner: ID? = nil) {
    self.id = id
    self.type = type
    self.owner = owner
  }
}

/// What one person said of a request.
package struct Approval: Sendable, Hashable {
  package enum Verdict: String, Sendable, Hashable, CaseIterable { case approve, deny }

  package var by: ID
  package var verdict: Verdict
  package var at: Timestamp
  package var onBehalfOf: ID?
  package var reason: String?
  /// The digest of the request that was looked at, in lower-case hexadecimal.
  package var requestSHA256: String?

  package init(
    by: ID, verdict: Verdict, at: Timestamp, onBehalfOf: ID? = nil, reason: String? = nil,
    requestSHA256: String? = nil
  ) {
    self.by = by
    self.verdict = verdict
    self.at = at
    self.onBehalfOf = onBehalfOf
    self.reason = reason
    self.requestSHA256 = requestSHA256
  }
}

/// What really happened to a request.
package struct Outcome: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable, CaseIterable {
    case approved, denied, withdrawn, expired
  }

  package var status: Status
  package var at: Timestamp?
  /// `policy`, or who decided; nil when the record does not say.
  package var by: String?
  package var policyCommit: String?

  package init(status: Status, at: Timestamp? = nil, by: String? = nil, policyCommit: String? = nil)
  {
    self.status = status
    self.at = at
    self.by = by
    self.policyCommit = policyCommit
  }

  /// A denial that no policy made by itself.
  package var isDenialByHuman: Bool { status == .denied && by != "policy" }
}

/// A recorded historical request.
package struct Record: Sendable {
  package let request: Request
  package let approvals: [Approval]
  package let outcome: Outcome?

  package init(request: Request, approvals: [Approval], outcome: Outcome?) {
    self.request = request
    self.approvals = approvals
    self.outcome = outcome
  }

  /// When it was decided, as far as is recorded: the outcome, else the last approval, else the
  /// request.
  package var decidedAt: Timestamp {
    outcome?.at ?? approvals.map(\.at).max() ?? request.time
  }
}
