import Foundation
import PolicyCore

/// A checkpoint with signatures: a C2SP signed-note.
package struct SignedCheckpoint: Sendable, Hashable {
  /// What was signed.
  package let checkpoint: Checkpoint
  /// In the order of the note.
  package let signatures: [NoteSignature]

  /// Signs a checkpoint.
  /// - Throws: what is wrong with the key.
  package init(_ checkpoint: Checkpoint, by key: SigningKey) throws(KeyProblem) {
    self.checkpoint = checkpoint
    let verification = try key.verificationKey(from: nil, until: nil)
    signatures = [
      NoteSignature(
        name: key.name.text, keyHash: verification.noteHash,
        signature: try key.signature(of: Array(checkpoint.body.utf8)))
    ]
  }

  /// Reads a note.
  /// - Throws: `CheckpointProblem.malformed`.
  package init(reading text: String) throws(CheckpointProblem) {
    guard text.hasSuffix("\n"), let gap = text.range(of: "\n\n") else { throw .malformed }
    checkpoint = try Checkpoint(body: String(text[..<gap.lowerBound]) + "\n")
    var found: [NoteSignature] = []
    for line in text[gap.upperBound...].dropLast().split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      found.append(try NoteSignature(line: String(line)))
    }
    signatures = found
  }

  /// The text of the note.
  package var text: String {
    checkpoint.body + "\n" + signatures.map { $0.line + "\n" }.joined()
  }

  /// The first of some keys that has signed it.
  package func signer(among keys: [VerificationKey]) -> VerificationKey? {
    let message = Array(checkpoint.body.utf8)
    return keys.first { key in
      signatures.contains {
        $0.name.utf8.elementsEqual(key.name.text.utf8) && $0.keyHash == key.noteHash
          && key.accepts($0.signature, of: message)
      }
    }
  }
}

/// One signature line: an em dash, the key's name, then four bytes of its hash and the signature.
package struct NoteSignature: Sendable, Hashable {
  /// Of the key.
  package let name: String
  /// The first four bytes of a hash over name, algorithm and key.
  let keyHash: [UInt8]
  let signature: [UInt8]

  private static let keyHashLength = 4

  init(name: String, keyHash: [UInt8], signature: [UInt8]) {
    self.name = name
    self.keyHash = keyHash
    self.signature = signature
  }

  init(line: String) throws(CheckpointProblem) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[0] == "—", !parts[1].isEmpty,
      let data = Data(base64Encoded: parts[2]), data.count > Self.keyHashLength
    else { throw .malformed }
    self.init(
      name: parts[1], keyHash: Array(data.prefix(Self.keyHashLength)),
      signature: Array(data.dropFirst(Self.keyHashLength)))
  }

  var line: String { "— \(name) \(Data(keyHash + signature).base64EncodedString())" }
}

extension VerificationKey {
  /// The algorithm byte of ed25519 in a signed note.
  private static let noteAlgorithm: UInt8 = 0x01

  /// What tells keys of one name apart (C2SP signed-note, "Signatures").
  var noteHash: [UInt8] {
    let text = Array(name.text.utf8) + [0x0A, Self.noteAlgorithm] + bytes
    return Array(MerkleHash.digest(of: text).bytes.prefix(4))
  }

  /// As other tools are told of it: name, hash and key, with `+` between them.
  package var noteVerifier: String {
    let hash = Hexadecimal.text(of: noteHash)
    return "\(name)+\(hash)+\(Data([Self.noteAlgorithm] + bytes).base64EncodedString())"
  }
}
