import Testing

@testable import DecisionLog

/// Every proof of every tree up to a size holds, and none holds of anything else.
struct MerkleProofTests {
  private static let greatestSize = 40
  private static let tree = MerkleTree(
    leaves: (0..<greatestSize).map { MerkleHash.leaf([UInt8($0)]) })

  @Test(arguments: 1...greatestSize)
  func showsEachEntryAtItsPlaceAndAtNoOther(size: Int) throws {
    let root = try #require(Self.tree.root(size: size))
    for index in 0..<size {
      let proof = try #require(Self.tree.inclusionProof(of: index, size: size))
      for place in 0..<size {
        let holds = MerkleProof.shows(
          Self.tree.leaves[index], at: place, in: root, size: size, by: proof)
        #expect(holds == (place == index), "entry \(index) at \(place) of \(size)")
      }
    }
  }

  @Test(arguments: 1...greatestSize)
  func showsGrowthFromEverySizeAndFromNoOtherRoot(size: Int) throws {
    let root = try #require(Self.tree.root(size: size))
    for old in 0...size {
      let proof = try #require(Self.tree.consistencyProof(from: old, to: size))
      for other in 0...size {
        let oldRoot = try #require(Self.tree.root(size: other))
        let holds = MerkleProof.showsGrowth(
          from: oldRoot, size: old, to: root, size: size, by: proof)
        #expect(holds == (other == old), "\(old) to \(size) with the root of \(other)")
      }
    }
  }

  @Test(arguments: [2, 3, 7, 8, 21])
  func findsEveryChangedOrMissingStep(size: Int) throws {
    let root = try #require(Self.tree.root(size: size))
    for index in 0..<size {
      let proof = try #require(Self.tree.inclusionProof(of: index, size: size))
      for place in proof.indices {
        var changed = proof
        changed[place] = .leaf([0xFF])
        var shorter = proof
        shorter.remove(at: place)
        for wrong in [changed, shorter, proof + [.leaf([0xFF])]] {
          #expect(
            !MerkleProof.shows(
              Self.tree.leaves[index], at: index, in: root, size: size, by: wrong))
        }
      }
    }
  }

  @Test func refusesPlacesOutsideOfTheTree() {
    #expect(Self.tree.inclusionProof(of: 3, size: 3) == nil)
    #expect(Self.tree.inclusionProof(of: 0, size: 0) == nil)
    #expect(Self.tree.inclusionProof(of: 0, size: Self.greatestSize + 1) == nil)
    #expect(Self.tree.consistencyProof(from: 4, to: 3) == nil)
    #expect(Self.tree.root(size: -1) == nil)
  }
}
