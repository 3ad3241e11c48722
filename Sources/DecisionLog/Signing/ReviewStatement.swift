package import CEL
package import PolicyCore

/// A review of a use of break-glass as an in-toto Statement v1: what a signature is over.
package struct ReviewStatement: Sendable, Hashable {
  private static let statementType = "https://in-toto.io/Statement/v1"
  private static let predicateType = "urn:precedent:review:v1"

  /// The statement.
  package let json: JSONObject

  /// States a review: its subject is the decision, whose id is the digest of its record.
  package init(of review: BreakGlassReview) {
    json = [
      "_type": .string(Self.statementType),
      "subject": .array([
        .object([
          "name": .string(review.decision),
          "digest": .object(["sha256": .string(review.decision)]),
        ])
      ]),
      "predicateType": .string(Self.predicateType),
      "predicate": .object(review.json),
    ]
  }

  /// The bytes that are signed: canonical JSON (RFC 8785).
  package var payload: [UInt8] { JSONValue.object(json).canonicalBytes }

  /// Signs it.
  /// - Throws: what is wrong with the key.
  package func signed(by key: SigningKey) throws(KeyProblem) -> Envelope {
    try Envelope(payload: payload, type: DecisionStatement.payloadType, by: key)
  }

  /// What is wrong with who signed it, judged at an instant; nil for nothing.
  package func problem(
    _ signatures: [EnvelopeSignature], among keys: [VerificationKey], at instant: Timestamp
  ) -> RecordProblem? {
    let envelope = Envelope(
      payload: payload, type: DecisionStatement.payloadType, signatures: signatures)
    guard let key = envelope.signer(among: keys) else { return .notSigned }
    return key.isValid(at: instant) ? nil : .keyNotValid(key.name)
  }
}
