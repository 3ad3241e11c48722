package import CEL
package import PolicyCore

/// What is kept of a decision that must be reversed.
package struct FaultyDecision: Sendable, Hashable {
  /// Of its entry; nil for a record by itself.
  package var index: Int?
  /// When it was written to the log; nil for a record by itself.
  package var recordedAt: Timestamp?
  /// The digest that names it.
  package var id: String
  /// Under which policy.
  package var commit: String
  /// In normal form.
  package var request: JSONObject
  /// Of the request.
  package var requestSHA256: String
  /// Rules and exceptions that matched, in the order of the record.
  package var entries: [String]

  /// What is kept of a decision of a log.
  package init(_ decision: LoggedDecision) {
    self.init(
      index: decision.index, recordedAt: decision.recordedAt, id: decision.id,
      record: decision.stored)
  }

  /// Makes what is kept from its parts.
  package init(
    index: Int?, recordedAt: Timestamp?, id: String, commit: String, request: JSONObject,
    requestSHA256: String, entries: [String]
  ) {
    self.index = index
    self.recordedAt = recordedAt
    self.id = id
    self.commit = commit
    self.request = request
    self.requestSHA256 = requestSHA256
    self.entries = entries
  }

  /// What is kept of a record by itself.
  package init(
    index: Int? = nil, recordedAt: Timestamp? = nil, id: String, record: StoredRecord
  ) {
    self.index = index
    self.recordedAt = recordedAt
    self.id = id
    commit = record.commit
    request = record.json["request"]?.object ?? JSONObject()
    requestSHA256 = record.json["requestSha256"]?.string ?? ""
    let matched = record.json["decision"]?["matched"]?.array ?? []
    entries = matched.compactMap { $0["rule"]?.string }
  }

  /// As the request calls itself.
  package var requestID: String { request["id"]?.string ?? "" }
  /// Who got or lost access.
  package var subject: String { request["subject"]?["id"]?.string ?? "" }
  /// What was done.
  package var action: String { request["action"]?["name"]?.string ?? "" }
  /// To what.
  package var resource: String { request["resource"]?["id"]?.string ?? "" }
}

/// A decision that came after another, and bears on it.
package struct LaterDecision: Sendable, Hashable {
  /// Of its entry.
  package var index: Int
  /// The digest that names it.
  package var id: String
  /// What was decided.
  package var status: Decision.Status
  /// As its request calls itself.
  package var requestID: String

  /// Makes a later decision.
  package init(index: Int, id: String, status: Decision.Status, requestID: String) {
    self.index = index
    self.id = id
    self.status = status
    self.requestID = requestID
  }

  init(_ decision: LoggedDecision) {
    self.init(
      index: decision.index, id: decision.id, status: decision.status,
      requestID: decision.requestID)
  }
}
