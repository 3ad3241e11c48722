package import CEL
package import PolicyCore

/// A decision record as it was stored, with what verifying it needs.
package struct StoredRecord: Sendable, Hashable {
  /// As stored.
  package let json: JSONObject
  /// The instant of the decision.
  package let at: Timestamp
  /// The commit that it names.
  package let commit: String
  /// The request with its approvals, as the decision read them.
  package let document: JSONObject
  /// The version of the meaning under which it was made.
  package let semantics: String

  /// Reads a record.
  /// - Throws: `RecordProblem.notARecord`.
  package init(_ json: JSONObject) throws(RecordProblem) {
    guard json["schema"]?.string == DecisionRecord.schema else {
      throw .notARecord("it is not of `\(DecisionRecord.schema)`")
    }
    guard let at = json["at"]?.string.flatMap(Timestamp.parse) else {
      throw .notARecord("`at` is no instant")
    }
    guard case .object(var document)? = json["request"] else {
      throw .notARecord("it has no `request`")
    }
    guard let commit = json["stamp"]?["commit"]?.string,
      let semantics = json["stamp"]?["semantics"]?.string
    else { throw .notARecord("its stamp names no commit or no semantics") }
    document["approvals"] = json["approvals"]
    self.json = json
    self.at = at
    self.commit = commit
    self.document = document
    self.semantics = semantics
  }

  /// Whether this version of Precedent gives policies the same meaning.
  package var hasKnownSemantics: Bool { semantics == Stamp.semantics }

  /// What is wrong with it whatever its policy says.
  package var ownProblems: [RecordProblem] {
    var problems: [RecordProblem] = []
    var content = json
    content["id"] = nil
    if json["id"]?.string != Digest.sha256(of: content) { problems.append(.otherID) }
    if let request = json["request"]?.object,
      json["requestSha256"]?.string != Digest.sha256(of: request)
    {
      problems.append(.otherRequestDigest)
    }
    return problems
  }

  /// Who signed it, judged at the instant of the decision.
  /// - Throws: `notSigned` or `keyNotValid`.
  package func signer(
    _ signatures: [EnvelopeSignature], among keys: [VerificationKey]
  ) throws(RecordProblem) -> VerificationKey {
    guard let statement = DecisionStatement(of: json) else { throw .notSigned }
    let envelope = Envelope(
      payload: statement.payload, type: DecisionStatement.payloadType, signatures: signatures)
    guard let key = envelope.signer(among: keys) else { throw .notSigned }
    guard key.isValid(at: at) else { throw .keyNotValid(key.name) }
    return key
  }
}
