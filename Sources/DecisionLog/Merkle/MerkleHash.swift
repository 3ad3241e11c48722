import Crypto
import PolicyCore

/// A hash of a log's tree: SHA-256 with the prefixes of RFC 9162, section 2.1.1.
package struct MerkleHash: Sendable, Hashable {
  /// How many bytes a hash has.
  package static let byteCount = 32

  /// 32 of them.
  package let bytes: [UInt8]

  /// Nil for anything but 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Nil for anything but 64 lower-case digits.
  package init?(hexadecimal: String) {
    guard let bytes = Hexadecimal.bytes(of: hexadecimal) else { return nil }
    self.init(bytes: bytes)
  }

  private init(_ digest: SHA256.Digest) { bytes = Array(digest) }

  /// Of a tree without leaves.
  package static let ofNothing = MerkleHash(SHA256().finalize())

  /// Of an entry.
  package static func leaf(_ entry: some Sequence<UInt8>) -> MerkleHash {
    var hash = SHA256()
    hash.update(data: [0x00])
    hash.update(data: Array(entry))
    return MerkleHash(hash.finalize())
  }

  /// Of two neighbouring parts of a tree.
  package static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
    var hash = SHA256()
    hash.update(data: [0x01])
    hash.update(data: left.bytes)
    hash.update(data: right.bytes)
    return MerkleHash(hash.finalize())
  }

  /// SHA-256 of bytes as they are, for all that is no tree.
  static func digest(of bytes: [UInt8]) -> MerkleHash { MerkleHash(SHA256.hash(data: bytes)) }

  /// 64 digits.
  package var hexadecimal: String { Hexadecimal.text(of: bytes) }
}
