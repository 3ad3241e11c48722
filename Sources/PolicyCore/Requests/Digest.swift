import CEL
import Crypto

/// SHA-256 in lower-case hexadecimal.
package enum Digest {
  /// The digest of some bytes.
  package static func sha256(_ bytes: [UInt8]) -> String {
    Hexadecimal.text(of: SHA256.hash(data: bytes))
  }

  /// The digest of a request: SHA-256 over the canonical JSON of its normal form (RFC 8785).
  package static func sha256(of document: JSONObject) -> String {
    sha256(JSONValue.object(document).canonicalBytes)
  }

  /// The digest of some files: each path and content, preceded by its byte count, in path order.
  package static func sha256(of files: [PolicyFile]) -> String {
    var hasher = SHA256()
    for file in files.sorted(by: { $0.path.precedesInUTF8($1.path) }) {
      for part in [Array(file.path.utf8), file.bytes] {
        hasher.update(data: Array("\(part.count):".utf8))
        hasher.update(data: part)
      }
    }
    return Hexadecimal.text(of: hasher.finalize())
  }
}
