import History
package import PolicyCore

/// A decision as an in-toto Statement v1: what a signature is over.
///
/// The statement follows from the record, so that a log need not hold it twice.
package struct DecisionStatement: Sendable, Hashable {
  /// The type of in-toto payloads.
  package static let payloadType = "application/vnd.in-toto+json"
  private static let statementType = "https://in-toto.io/Statement/v1"
  private static let predicateType = "urn:precedent:decision:v1"

  /// The statement.
  package let json: JSONObject

  /// States a record: its subject is the request, by the digest of its normal form. Nil for a
  /// document that has no request or no digest.
  package init?(of record: JSONObject) {
    guard case .string(let name)? = record["request"]?["id"],
      case .string(let digest)? = record["requestSha256"]
    else { return nil }
    json = [
      "_type": .string(Self.statementType),
      "subject": .array([
        .object(["name": .string(name), "digest": .object(["sha256": .string(digest)])])
      ]),
      "predicateType": .string(Self.predicateType),
      "predicate": .object(record),
    ]
  }

  /// The record that an envelope holds; nil where its payload is not the statement of a record,
  /// byte for byte.
  package static func record(in envelope: Envelope) -> JSONObject? {
    var reader = JSONReader()
    guard envelope.payloadType == payloadType,
      case .object(let record)? = reader.object(envelope.payload)?["predicate"],
      DecisionStatement(of: record)?.payload == envelope.payload
    else { return nil }
    return record
  }

  /// The bytes that are signed: canonical JSON (RFC 8785).
  package var payload: [UInt8] { JSONValue.object(json).canonicalBytes }

  /// Signs it.
  /// - Throws: what is wrong with the key.
  package func signed(by key: SigningKey) throws(KeyProblem) -> Envelope {
    try Envelope(payload: payload, type: Self.payloadType, by: key)
  }
}

extension LogEntry {
  /// The decision as others exchange it; nil for an entry that nobody signed.
  package var envelope: Envelope? {
    guard case .decision(let record, let signatures) = content, !signatures.isEmpty,
      let statement = DecisionStatement(of: record)
    else { return nil }
    return Envelope(
      payload: statement.payload, type: DecisionStatement.payloadType, signatures: signatures)
  }
}
