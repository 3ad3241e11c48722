/// A maximum matching of approvers to the places of requirements: who came first does not matter.
///
/// Augmenting paths (Kuhn's algorithm) over one node a place.
/// - Complexity: O(places x approvers x places) in the worst case; both are small.
struct SeatMatching {
  /// For each requirement, the approvers that fill its places, ascending.
  let filled: [[Int]]

  /// - Parameters:
  ///   - counts: places of each requirement.
  ///   - approverCount: approvers are named by their index.
  ///   - mayFill: whether an approver is eligible for a requirement.
  init(counts: [Int], approverCount: Int, mayFill: (_ approver: Int, _ requirement: Int) -> Bool) {
    let places = counts.enumerated().flatMap { index, count in
      // More places than approvers cannot be filled: a huge count costs nothing.
      Array(repeating: index, count: min(count, approverCount))
    }
    var search = Search(
      places: places,
      eligible: (0..<approverCount).map { approver in
        counts.indices.map { mayFill(approver, $0) }
      })
    for approver in 0..<approverCount { search.place(approver) }
    var filled = Array(repeating: [Int](), count: counts.count)
    for (place, approver) in search.approverOfPlace.enumerated() {
      if let approver { filled[places[place]].append(approver) }
    }
    self.filled = filled.map { $0.sorted() }
  }

  private struct Search {
    let places: [Int]
    let eligible: [[Bool]]
    var approverOfPlace: [Int?]
    private var visited: [Bool]

    init(places: [Int], eligible: [[Bool]]) {
      self.places = places
      self.eligible = eligible
      approverOfPlace = Array(repeating: nil, count: places.count)
      visited = []
    }

    mutating func place(_ approver: Int) {
      visited = Array(repeating: false, count: places.count)
      _ = augment(approver)
    }

    /// Recursion is at most one level for each place, and each place is visited once.
    private mutating func augment(_ approver: Int) -> Bool {
      for place in places.indices where !visited[place] && eligible[approver][places[place]] {
        visited[place] = true
        if let other = approverOfPlace[place], !augment(other) { continue }
        approverOfPlace[place] = approver
        return true
      }
      return false
    }
  }
}
