import Foundation
package import PolicyCore

/// A signed payload: a DSSE envelope (Dead Simple Signing Envelope, protocol and envelope v1).
package struct Envelope: Sendable, Hashable {
  /// What says how the payload is read.
  package let payloadType: String
  /// The bytes that were signed, after their encoding.
  package let payload: [UInt8]
  /// At least one.
  package let signatures: [EnvelopeSignature]

  /// Signs a payload.
  /// - Throws: what is wrong with the key.
  package init(
    payload: [UInt8], type: String, by key: SigningKey
  ) throws(KeyProblem) {
    payloadType = type
    self.payload = payload
    signatures = [
      EnvelopeSignature(
        keyID: key.id,
        signature: try key.signature(of: Self.encoding(payload, type: type)))
    ]
  }

  /// An envelope of its parts.
  package init(payload: [UInt8], type: String, signatures: [EnvelopeSignature]) {
    payloadType = type
    self.payload = payload
    self.signatures = signatures
  }

  /// Reads the JSON form; base64 of either alphabet is read, as the specification asks.
  /// Nil for a document that is none.
  package init?(_ document: JSONValue) {
    guard let type = document["payloadType"]?.string,
      let payload = document["payload"]?.string.flatMap(Self.bytes),
      case .array(let list)? = document["signatures"], !list.isEmpty
    else { return nil }
    var signatures: [EnvelopeSignature] = []
    for entry in list {
      guard let signature = EnvelopeSignature(entry) else { return nil }
      signatures.append(signature)
    }
    self.init(payload: payload, type: type, signatures: signatures)
  }

  /// As it is exchanged.
  package var json: JSONObject {
    [
      "payload": .string(Data(payload).base64EncodedString()),
      "payloadType": .string(payloadType),
      "signatures": .array(signatures.map { .object($0.json) }),
    ]
  }

  /// The first of some keys that has signed it, and whose signatures count at an instant.
  package func signer(among keys: [VerificationKey]) -> VerificationKey? {
    let message = Self.encoding(payload, type: payloadType)
    return keys.first { key in
      signatures.contains { $0.keyID == key.id && key.accepts($0.signature, of: message) }
    }
  }

  /// The pre-authentication encoding: what is really signed.
  package static func encoding(_ payload: [UInt8], type: String) -> [UInt8] {
    Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
  }

  /// Standard or URL-safe base64.
  fileprivate static func bytes(_ text: String) -> [UInt8]? {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }) else {
      return Data(base64Encoded: text).map { Array($0) }
    }
    let standard = text.replacingOccurrences(of: "-", with: "+")
      .replacingOccurrences(of: "_", with: "/")
    return Data(base64Encoded: standard).map { Array($0) }
  }
}

/// One signature of an envelope.
package struct EnvelopeSignature: Sendable, Hashable {
  /// Of the key; only a hint, which nobody trusts.
  package let keyID: String
  /// As the algorithm makes it.
  package let signature: [UInt8]

  /// Makes a signature of its parts.
  package init(keyID: String, signature: [UInt8]) {
    self.keyID = keyID
    self.signature = signature
  }

  init?(_ document: JSONValue) {
    guard let signature = document["sig"]?.string.flatMap(Envelope.bytes) else { return nil }
    self.init(keyID: document["keyid"]?.string ?? "", signature: signature)
  }

  /// As envelopes and log entries have it.
  package var json: JSONObject {
    ["keyid": .string(keyID), "sig": .string(Data(signature).base64EncodedString())]
  }
}
