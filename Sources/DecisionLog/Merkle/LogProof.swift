/// Something about a log that can be checked against a checkpoint, without the log.
package struct LogProof: Sendable, Hashable {
  /// What is proved.
  package enum Claim: Sendable, Hashable {
    /// An entry is at a place.
    case entry(index: Int, leaf: MerkleHash)
    /// The log has only grown since it had a size and a root.
    case growth(from: Int, oldRoot: MerkleHash)
  }

  /// Which log.
  package var origin: String
  /// Of the checkpoint.
  package var size: Int
  /// Of the checkpoint.
  package var root: MerkleHash
  /// What is proved.
  package var claim: Claim
  /// In the order in which they are needed.
  package var hashes: [MerkleHash]

  /// Makes a proof.
  package init(
    origin: String, size: Int, root: MerkleHash, claim: Claim, hashes: [MerkleHash]
  ) {
    self.origin = origin
    self.size = size
    self.root = root
    self.claim = claim
    self.hashes = hashes
  }
}
