/// A maximum matching of approvers to the places of requirements: who came first does not matter.
///
/// Augmenting paths (Kuhn's algorithm) over requirements with several places each, breadth first:
/// neither a huge count nor many approvals can exhaust memory or the stack.
/// - Complexity: O(approvers² × requirements) at worst.
struct SeatMatching {
  /// For each requirement, the approvers that fill its places, ascending.
  var filled: [[Int]] { seated.map { $0.sorted() } }

  private let counts: [Int]
  private let mayFill: [[Bool]]
  private var seated: [[Int]]
  /// Requirements from which no free place can be reached any more.
  private var isExhausted: [Bool]

  /// - Parameters:
  ///   - counts: places of each requirement.
  ///   - approverCount: approvers are named by their index.
  ///   - mayFill: whether an approver is eligible for a requirement.
  init(counts: [Int], approverCount: Int, mayFill: (_ approver: Int, _ requirement: Int) -> Bool) {
    self.counts = counts
    self.mayFill = (0..<approverCount).map { approver in
      counts.indices.map { mayFill(approver, $0) }
    }
    seated = Array(repeating: [], count: counts.count)
    isExhausted = Array(repeating: false, count: counts.count)
    for approver in 0..<approverCount { seat(approver) }
  }

  /// One step of a path: an approver who may take a place of a requirement.
  private struct Step {
    let requirement: Int
    let approver: Int
    /// The requirement that the approver leaves for it; nil for the approver who has no place.
    let from: Int?
  }

  private mutating func seat(_ newcomer: Int) {
    var steps: [Step] = []
    var stepTo: [Int?] = Array(repeating: nil, count: counts.count)
    reach(by: newcomer, from: nil, &steps, &stepTo)
    var next = 0
    while next < steps.count {
      let requirement = steps[next].requirement
      if seated[requirement].count < counts[requirement] {
        return move(along: steps, stepTo, to: requirement)
      }
      for approver in seated[requirement] {
        reach(by: approver, from: requirement, &steps, &stepTo)
      }
      next += 1
    }
    // Everything that was reached is full, and all who sit there can reach nothing else.
    for step in steps { isExhausted[step.requirement] = true }
  }

  private func reach(
    by approver: Int, from: Int?, _ steps: inout [Step], _ stepTo: inout [Int?]
  ) {
    for requirement in counts.indices
    where stepTo[requirement] == nil && mayFill[approver][requirement]
      && !isExhausted[requirement]
    {
      stepTo[requirement] = steps.count
      steps.append(Step(requirement: requirement, approver: approver, from: from))
    }
  }

  /// Everyone on the path moves on by one, which frees a place for the newcomer.
  private mutating func move(along steps: [Step], _ stepTo: [Int?], to end: Int) {
    var requirement = end
    while let index = stepTo[requirement] {
      let step = steps[index]
      seated[requirement].append(step.approver)
      guard let from = step.from else { return }
      seated[from].removeAll { $0 == step.approver }
      requirement = from
    }
  }
}
