import Crypto
import Foundation
package import CEL
import PolicyCore

/// A public key, and when signatures by it count.
package struct VerificationKey: Sendable, Hashable {
  /// As checkpoints name it.
  package let name: KeyName
  /// 32 of them.
  package let bytes: [UInt8]
  /// What names it in an envelope: SHA-256 of its bytes, in hexadecimal.
  package let id: String
  /// Inclusive; nil for always.
  package var from: Timestamp?
  /// Exclusive; nil for ever.
  package var until: Timestamp?

  /// Makes a key.
  /// - Throws: `KeyProblem.notAKey` for bytes that are none.
  package init(
    name: KeyName, bytes: [UInt8], from: Timestamp? = nil, until: Timestamp? = nil
  ) throws(KeyProblem) {
    guard bytes.count == PEM.keyByteCount else { throw .notAKey }
    self.name = name
    self.bytes = bytes
    id = Digest.sha256(bytes)
    self.from = from
    self.until = until
  }

  /// Reads the text of an allowed key: SubjectPublicKeyInfo as PEM (RFC 8410, section 4), with
  /// `name`, `valid-from` and `valid-until` before it, which RFC 7468 allows and other tools skip.
  /// - Throws: what is wrong with it.
  package init(reading text: String) throws(KeyProblem) {
    let document = try PEM(reading: text, label: PEM.publicLabel)
    guard let name = document.headers["name"].flatMap(KeyName.init) else { throw .noName }
    try self.init(
      name: name, bytes: document.key(after: PEM.publicPrefix),
      from: document.instant("valid-from"), until: document.instant("valid-until"))
  }

  /// The text of its file.
  package var fileText: String {
    var headers = ["name": name.text]
    headers["valid-from"] = from?.description
    headers["valid-until"] = until?.description
    return PEM(headers: headers, bytes: PEM.publicPrefix + bytes).text(label: PEM.publicLabel)
  }

  /// Whether signatures that were made at an instant count.
  package func isValid(at instant: Timestamp) -> Bool {
    if let from, instant < from { return false }
    if let until, instant >= until { return false }
    return true
  }

  /// Whether a signature is one of this key over a message.
  package func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    do {
      return try Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        .isValidSignature(signature, for: message)
    } catch {
      // Bytes that are no point of the curve verify nothing.
      return false
    }
  }
}
