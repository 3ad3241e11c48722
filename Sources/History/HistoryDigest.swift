import Crypto
import PolicyCore

/// What identifies the bytes of a history.
///
/// Every source has the SHA-256 of its bytes as they are stored (compressed, if they are). The
/// digest of the history is SHA-256 over the line `precedent.history/v1`, a line feed, and those 32
/// bytes of each source in order. Names are left out: a history that is moved stays the same; one
/// that is cut into other files, or reordered, does not.
package struct HistoryDigest: Sendable, Hashable {
  /// Lower-case hexadecimal, 64 digits.
  package let sha256: String
  /// Stored bytes of all sources.
  package let byteCount: Int

  init(sourceDigests: [SHA256.Digest], byteCount: Int) {
    sha256 = Digest.sha256(
      Array("precedent.history/v1\n".utf8) + sourceDigests.flatMap { Array($0) })
    self.byteCount = byteCount
  }
  /// One that was made before.
  init(sha256: String, byteCount: Int) {
    self.sha256 = sha256
    self.byteCount = byteCount
  }
}
