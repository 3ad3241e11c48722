import Crypto
import Foundation
package import CEL
import PolicyCore

/// A private key that signs decisions and checkpoints (ed25519, RFC 8032).
package struct SigningKey: Sendable {
  /// As checkpoints name it.
  package let name: KeyName
  /// What names it in an envelope, like that of its verification key.
  package let id: String
  private let key: Curve25519.Signing.PrivateKey

  /// A new key.
  package init(named name: KeyName) { self.init(named: name, Curve25519.Signing.PrivateKey()) }

  private init(named name: KeyName, _ key: Curve25519.Signing.PrivateKey) {
    self.name = name
    self.key = key
    id = Digest.sha256(Array(key.publicKey.rawRepresentation))
  }

  /// A key of its 32 bytes.
  /// - Throws: `KeyProblem.notAKey` for any other number of bytes.
  package init(named name: KeyName, seed: [UInt8]) throws(KeyProblem) {
    do {
      self.init(named: name, try Curve25519.Signing.PrivateKey(rawRepresentation: seed))
    } catch {
      throw .notAKey
    }
  }

  /// Reads the text of a key file: PKCS #8 as PEM (RFC 8410, section 7), with the name before it.
  /// - Throws: what is wrong with it.
  package init(reading text: String) throws(KeyProblem) {
    let document = try PEM(reading: text, label: PEM.privateLabel)
    guard let name = document.headers["name"].flatMap(KeyName.init) else { throw .noName }
    try self.init(named: name, seed: document.key(after: PEM.privatePrefix))
  }

  /// The text of its file, which only its owner may read.
  package var fileText: String {
    PEM(headers: ["name": name.text], bytes: PEM.privatePrefix + key.rawRepresentation)
      .text(label: PEM.privateLabel)
  }

  /// What verifies its signatures.
  /// - Throws: `KeyProblem.notAKey` where the bytes are none.
  package func verificationKey(
    from: Timestamp?, until: Timestamp?
  ) throws(KeyProblem) -> VerificationKey {
    try VerificationKey(
      name: name, bytes: Array(key.publicKey.rawRepresentation), from: from,
      until: until)
  }

  /// The 64 bytes of a signature.
  /// - Throws: `KeyProblem.notAKey` where the bytes are none.
  package func signature(of message: [UInt8]) throws(KeyProblem) -> [UInt8] {
    do {
      return Array(try key.signature(for: message))
    } catch {
      throw .notAKey
    }
  }
}

/// The name of a key, as a checkpoint's signature line has it (C2SP signed-note): no blanks, no `+`.
package struct KeyName: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// As it is written.
  package let text: String
  /// The text.
  package var description: String { text }

  /// Nil for a text that is no name: up to 64 letters, digits, `.`, `-`, `_` and `/`, and it starts with
  /// a letter or digit.
  package init?(_ text: String) {
    let marks = Array(".-_/".utf8)
    guard let first = text.utf8.first, Self.isPlain(first), text.utf8.count <= Self.greatestLength,
      text.utf8.allSatisfy({ Self.isPlain($0) || marks.contains($0) })
    else { return nil }
    self.text = text
  }

  private static let greatestLength = 64

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  /// By bytes.
  package static func < (left: KeyName, right: KeyName) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

/// Why a text is no key.
package enum KeyProblem: Error, Sendable, Hashable {
  /// No block with this label, or one that is not closed.
  case noBlock(label: String)
  /// The block is not base64.
  case notBase64
  /// The bytes are no ed25519 key.
  case notAKey
  /// There is no `name:` before the block, or it is no name.
  case noName
  /// A header that is no instant.
  case badInstant(header: String)
}
