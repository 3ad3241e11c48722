/// The tree over the entries of a log, in their order (RFC 9162, section 2.1).
package struct MerkleTree: Sendable {
  /// One for each entry.
  package let leaves: [MerkleHash]

  /// Makes a tree of the hashes of its entries.
  package init(leaves: [MerkleHash]) { self.leaves = leaves }

  /// The hash of all entries.
  /// - Complexity: O(entries).
  package var root: MerkleHash { root(of: leaves[...]) }

  /// The hash of the first entries; nil for more than there are.
  /// - Complexity: O(size).
  package func root(size: Int) -> MerkleHash? {
    guard (0...leaves.count).contains(size) else { return nil }
    return root(of: leaves[..<size])
  }

  /// What shows that an entry is among the first ones (section 2.1.3.1); nil for one that is not.
  /// - Complexity: O(size).
  package func inclusionProof(of index: Int, size: Int) -> [MerkleHash]? {
    guard (1...max(1, leaves.count)).contains(size), (0..<size).contains(index),
      size <= leaves.count
    else { return nil }
    return path(to: index, in: leaves[..<size])
  }

  /// What shows that the tree of the first entries has only grown (section 2.1.4.1); nil for sizes
  /// that it never had.
  /// - Complexity: O(size).
  package func consistencyProof(from old: Int, to size: Int) -> [MerkleHash]? {
    guard size <= leaves.count, (0...size).contains(old) else { return nil }
    if old == 0 || old == size { return [] }
    return subproof(of: old, in: leaves[..<size], isWhole: true)
  }

  // MARK: - Recursion, as deep as the logarithm of the size

  private func root(of part: ArraySlice<MerkleHash>) -> MerkleHash {
    guard let first = part.first else { return .ofNothing }
    guard part.count > 1 else { return first }
    let (left, right) = halves(of: part)
    return .node(root(of: left), root(of: right))
  }

  private func path(to index: Int, in part: ArraySlice<MerkleHash>) -> [MerkleHash] {
    guard part.count > 1 else { return [] }
    let (left, right) = halves(of: part)
    return left.indices.contains(index)
      ? path(to: index, in: left) + [root(of: right)]
      : path(to: index, in: right) + [root(of: left)]
  }

  /// - Parameter isWhole: whether the part is the old tree itself, whose hash the verifier knows.
  private func subproof(
    of end: Int, in part: ArraySlice<MerkleHash>, isWhole: Bool
  ) -> [MerkleHash] {
    if end == part.endIndex { return isWhole ? [] : [root(of: part)] }
    let (left, right) = halves(of: part)
    return end <= left.endIndex
      ? subproof(of: end, in: left, isWhole: isWhole) + [root(of: right)]
      : subproof(of: end, in: right, isWhole: false) + [root(of: left)]
  }

  /// The left one has the largest power of two entries that is less than all.
  private func halves(
    of part: ArraySlice<MerkleHash>
  ) -> (ArraySlice<MerkleHash>, ArraySlice<MerkleHash>) {
    let leftCount = 1 << (Int.bitWidth - 1 - (part.count - 1).leadingZeroBitCount)
    let middle = part.startIndex + leftCount
    return (part[..<middle], part[middle...])
  }
}
