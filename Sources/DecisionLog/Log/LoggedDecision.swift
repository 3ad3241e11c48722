package import CEL
package import PolicyCore

/// A decision of a log, with what is often asked of it.
package struct LoggedDecision: Sendable, Hashable {
  /// The place of its entry.
  package let index: Int
  /// When it was written to the log.
  package let recordedAt: Timestamp
  /// As stored.
  package let stored: StoredRecord
  /// Who signed it.
  package let signatures: [EnvelopeSignature]
  /// The digest that names it.
  package let id: String
  /// As the request calls itself.
  package let requestID: String
  /// Of the request.
  package let requestSHA256: String
  /// What was decided.
  package let status: Decision.Status
  /// Who decided, or must.
  package let tier: Tier

  /// Takes an entry; nil for one that holds no decision.
  /// - Throws: `RecordProblem.notARecord`: only this program writes to a log, but anyone can.
  package init?(_ entry: LogEntry) throws(RecordProblem) {
    guard case .decision(let record, let signatures) = entry.content else { return nil }
    let stored = try StoredRecord(record)
    guard let id = record["id"]?.string, let requestID = record.requestID,
      let requestSHA256 = record.requestDigest,
      let status = record["decision"]?["status"]?.string.flatMap(Decision.Status.init),
      let tier = record["decision"]?["tier"]?.string.flatMap(Tier.init)
    else { throw .notARecord("it lacks its id, the request's, or what was decided") }
    index = entry.index
    recordedAt = entry.recordedAt
    self.stored = stored
    self.signatures = signatures
    self.id = id
    self.requestID = requestID
    self.requestSHA256 = requestSHA256
    self.status = status
    self.tier = tier
  }

  /// A part of the decision, as records have it.
  package subscript(part: String) -> JSONValue? { stored.json["decision"]?[part] }

  /// Rules and exceptions that took part, in the order of the record: what matched, then what was
  /// lifted.
  package var entries: [String] {
    let matched = self["matched"]?.array ?? []
    let lifted = self["lifted"]?.array ?? []
    return (matched + lifted).compactMap { $0["rule"]?.string }
  }

  /// When the access that it gave ends; nil where nothing ends it, or nothing was granted.
  package var grantEnd: Timestamp? {
    self["grant"]?["until"]?.string.flatMap(Timestamp.parse)
  }

  /// Whether nothing is open any more: an approval or a denial.
  package var isFinal: Bool {
    switch status {
    case .approved, .denied: true
    case .pending: false
    }
  }
}
