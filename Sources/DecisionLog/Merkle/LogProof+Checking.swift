/// What came of checking a proof.
package struct ProofCheck: Sendable, Hashable {
  /// Why a proof shows nothing.
  package enum Problem: Error, Sendable, Hashable {
    /// The checkpoint, or the old one, is signed by no allowed key.
    case checkpointNotSigned(isOld: Bool)
    /// The checkpoint, or the old one, is of another log.
    case otherOrigin(proof: String, checkpoint: String)
    /// The proof is for another checkpoint.
    case otherSize(proof: Int, checkpoint: Int)
    /// The proof is for a log of the same size with other entries.
    case otherRoot
    /// It says that the log has grown since another checkpoint than the old one.
    case otherOldCheckpoint
    /// The entry is not the one whose hash is proved.
    case otherEntry
    /// The hashes do not lead to the root.
    case notShown
  }

  /// What was checked.
  package let proof: LogProof
  /// Who signed the checkpoint, or why nothing is shown.
  package let result: Result<VerificationKey, Problem>

  /// Whether what the proof says is so.
  package var holds: Bool {
    switch result {
    case .success: true
    case .failure: false
    }
  }
}

extension LogProof {
  /// Holds the proof against signed checkpoints, without the log.
  /// - Parameters:
  ///   - checkpoint: the one that the proof was made for.
  ///   - old: the one since which the log is said to have only grown; nil for a proof of an entry.
  ///   - entry: what the proof should be about; nil for the entry in the proof.
  /// - Complexity: O(log size).
  package func checked(
    against checkpoint: SignedCheckpoint, since old: SignedCheckpoint?, of entry: LogEntry?,
    among keys: [VerificationKey]
  ) -> ProofCheck {
    ProofCheck(
      proof: self,
      result: Result { () throws(ProofCheck.Problem) in
        guard let signer = checkpoint.signer(among: keys) else {
          throw .checkpointNotSigned(isOld: false)
        }
        try requireSame(checkpoint.checkpoint)
        try requireClaim(old, entry ?? self.entry, keys)
        return signer
      })
  }

  private func requireSame(_ checkpoint: Checkpoint) throws(ProofCheck.Problem) {
    guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else {
      throw .otherOrigin(proof: origin, checkpoint: checkpoint.origin)
    }
    guard checkpoint.size == size else {
      throw .otherSize(proof: size, checkpoint: checkpoint.size)
    }
    guard checkpoint.root == root else { throw .otherRoot }
  }

  private func requireClaim(
    _ old: SignedCheckpoint?, _ entry: LogEntry?, _ keys: [VerificationKey]
  ) throws(ProofCheck.Problem) {
    switch claim {
    case .entry(let index, let leaf):
      if let entry, entry.index != index || entry.hash != leaf { throw .otherEntry }
      guard MerkleProof.shows(leaf, at: index, in: root, size: size, by: hashes) else {
        throw .notShown
      }
    case .growth(let oldSize, let oldRoot):
      if let old { try requireOld(old, oldSize, oldRoot, keys) }
      guard
        MerkleProof.showsGrowth(
          from: oldRoot, size: oldSize, to: root, size: size, by: hashes)
      else { throw .notShown }
    }
  }

  private func requireOld(
    _ old: SignedCheckpoint, _ size: Int, _ root: MerkleHash, _ keys: [VerificationKey]
  ) throws(ProofCheck.Problem) {
    guard old.signer(among: keys) != nil else { throw .checkpointNotSigned(isOld: true) }
    guard old.checkpoint.origin.utf8.elementsEqual(origin.utf8) else {
      throw .otherOrigin(proof: origin, checkpoint: old.checkpoint.origin)
    }
    guard old.checkpoint.size == size, old.checkpoint.root == root else {
      throw .otherOldCheckpoint
    }
  }
}
