/// Proofs about a log's tree, judged without the log.
package enum MerkleProof {
  /// Whether a proof shows that an entry is in a tree (RFC 9162, section 2.1.3.2).
  /// - Complexity: O(log size).
  package static func shows(
    _ leaf: MerkleHash, at index: Int, in root: MerkleHash, size: Int, by proof: [MerkleHash]
  ) -> Bool {
    guard index >= 0, index < size else { return false }
    var place = index
    var last = size - 1
    var hash = leaf
    for step in proof {
      if last == 0 { return false }
      if place % 2 == 1 || place == last {
        hash = .node(step, hash)
        climb(&place, &last)
      } else {
        hash = .node(hash, step)
      }
      place /= 2
      last /= 2
    }
    return last == 0 && hash == root
  }

  /// Whether a proof shows that a tree has only grown since it had another root (RFC 9162, section
  /// 2.1.4.2).
  /// - Complexity: O(log size).
  package static func showsGrowth(
    from oldRoot: MerkleHash, size oldSize: Int, to root: MerkleHash, size: Int,
    by proof: [MerkleHash]
  ) -> Bool {
    guard oldSize >= 0, oldSize <= size else { return false }
    if oldSize == size { return proof.isEmpty && oldRoot == root }
    if oldSize == 0 { return proof.isEmpty && oldRoot == .ofNothing }
    var steps = proof[...]
    // A whole power of two is a node of the new tree, which the verifier knows already.
    if oldSize.nonzeroBitCount == 1 { steps = ([oldRoot] + proof)[...] }
    guard let first = steps.popFirst() else { return false }
    return replay(first, steps, from: (oldRoot, oldSize), to: (root, size))
  }

  private static func replay(
    _ first: MerkleHash, _ steps: ArraySlice<MerkleHash>, from old: (root: MerkleHash, size: Int),
    to new: (root: MerkleHash, size: Int)
  ) -> Bool {
    var place = old.size - 1
    var last = new.size - 1
    while place % 2 == 1 {
      place /= 2
      last /= 2
    }
    var oldHash = first
    var newHash = first
    for step in steps {
      if last == 0 { return false }
      if place % 2 == 1 || place == last {
        oldHash = .node(step, oldHash)
        newHash = .node(step, newHash)
        climb(&place, &last)
      } else {
        newHash = .node(newHash, step)
      }
      place /= 2
      last /= 2
    }
    return last == 0 && oldHash == old.root && newHash == new.root
  }

  /// To the highest node that ends where this one ends.
  private static func climb(_ place: inout Int, _ last: inout Int) {
    while place % 2 == 0, place != 0 {
      place /= 2
      last /= 2
    }
  }
}
