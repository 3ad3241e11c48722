/// A maximum matching of seats to the places of requirements: who came first does not matter.
///
/// Augmenting paths (Kuhn's algorithm) over requirements with several places each, breadth first:
/// neither a huge count nor many approvals can exhaust memory or the stack. What a seat may fill can
/// grow while the matching is made; a place once filled stays filled, if not by the same seat.
/// - Complexity: O(seats x requirements) for each seat that is offered a place.
struct SeatMatching {
  /// Places of each requirement.
  private let counts: [Int]
  /// For each seat, the requirements that it may fill.
  private var mayFill: [[Bool]]
  private var seated: [[Int]]
  private var placeOfSeat: [Int?]
  /// Requirements from which no free place can be reached as things stand.
  private var isExhausted: [Bool]

  /// Nobody has a place yet, and no seat may fill anything.
  init(counts: [Int], seatCount: Int) {
    self.counts = counts
    mayFill = Array(
      repeating: Array(repeating: false, count: counts.count), count: seatCount)
    seated = Array(repeating: [], count: counts.count)
    placeOfSeat = Array(repeating: nil, count: seatCount)
    isExhausted = Array(repeating: false, count: counts.count)
  }

  /// For each requirement, the seats that fill its places, ascending.
  var filled: [[Int]] { seated.map { $0.sorted() } }

  /// The requirement that a seat fills a place of, if it has one.
  func requirement(of seat: Int) -> Int? { placeOfSeat[seat] }

  func isFull(_ requirement: Int) -> Bool { seated[requirement].count >= counts[requirement] }

  /// Lets a seat fill a requirement from now on.
  mutating func allow(_ seat: Int, _ requirement: Int) {
    guard !mayFill[seat][requirement] else { return }
    mayFill[seat][requirement] = true
    // There may be new ways to free places.
    for index in isExhausted.indices { isExhausted[index] = false }
  }

  /// One step of a path: a seat that may take a place of a requirement.
  private struct Step {
    let requirement: Int
    let seat: Int
    /// The requirement that the seat leaves for it; nil for the seat that has no place.
    let from: Int?
  }

  /// Gives a seat a place, if others can move so that one is free.
  mutating func offerPlace(to newcomer: Int) {
    guard placeOfSeat[newcomer] == nil else { return }
    var steps: [Step] = []
    var stepTo: [Int?] = Array(repeating: nil, count: counts.count)
    reach(by: newcomer, from: nil, &steps, &stepTo)
    var next = 0
    while next < steps.count {
      let requirement = steps[next].requirement
      if !isFull(requirement) { return move(along: steps, stepTo, to: requirement) }
      for seat in seated[requirement] { reach(by: seat, from: requirement, &steps, &stepTo) }
      next += 1
    }
    // Everything that was reached is full, and all who sit there can reach nothing else.
    for step in steps { isExhausted[step.requirement] = true }
  }

  private func reach(
    by seat: Int, from: Int?, _ steps: inout [Step], _ stepTo: inout [Int?]
  ) {
    for requirement in counts.indices
    where stepTo[requirement] == nil && mayFill[seat][requirement] && !isExhausted[requirement] {
      stepTo[requirement] = steps.count
      steps.append(Step(requirement: requirement, seat: seat, from: from))
    }
  }

  /// Everyone on the path moves on by one, which frees a place for the newcomer.
  private mutating func move(along steps: [Step], _ stepTo: [Int?], to end: Int) {
    var requirement = end
    while let index = stepTo[requirement] {
      let step = steps[index]
      seated[requirement].append(step.seat)
      placeOfSeat[step.seat] = requirement
      guard let from = step.from else { return }
      seated[from].removeAll { $0 == step.seat }
      requirement = from
    }
  }
}
