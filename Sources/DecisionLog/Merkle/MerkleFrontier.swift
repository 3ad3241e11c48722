/// The root of a tree that only grows, without its leaves: the hashes of its whole parts.
struct MerkleFrontier: Sendable, Hashable {
  /// How many leaves there are.
  private(set) var size = 0
  /// Of the largest whole parts, from the left: one for each bit of the size that is set.
  private(set) var nodes: [MerkleHash] = []

  /// A tree without leaves.
  init() {}

  /// A tree that was written down; nil where the number of nodes is not that of the size.
  init?(size: Int, nodes: [MerkleHash]) {
    guard size >= 0, nodes.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.nodes = nodes
  }

  /// Adds a leaf behind the others.
  mutating func add(_ leaf: MerkleHash) {
    var node = leaf
    for _ in 0..<size.trailingOneBitCount {
      guard let left = nodes.popLast() else { break }
      node = .node(left, node)
    }
    nodes.append(node)
    size += 1
  }

  /// The hash of all leaves (RFC 9162, section 2.1.1).
  var root: MerkleHash {
    guard var root = nodes.last else { return .ofNothing }
    for node in nodes.dropLast().reversed() { root = .node(node, root) }
    return root
  }
}

extension Int {
  fileprivate var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}
