import CEL

/// Fills the requirements of all stages with seats.
///
/// No approval used in a stage precedes one used in an earlier stage. Approvals are taken in the order
/// of their instants; a stage is open from the instant at which the one before it was first
/// complete. That loses nothing while each seat has one approval: completing a stage later leaves less
/// to those after it. Approvals of one instant can go to either stage, whichever fills more.
///
/// A seat with several approvals may be worth more in a later stage, once somebody else has completed
/// the earlier one; where places stay empty and there is such a seat, later openings are tried.
struct StageFilling {
  /// One requirement as far as it is to be filled.
  struct Place {
    let stage: Int
    let count: Int
    /// Sorted.
    let eligible: [ID]
    let isReasonRequired: Bool

    /// - Complexity: O(log eligible).
    func isOpen(to person: ID) -> Bool {
      var places = eligible.startIndex..<eligible.endIndex
      while let first = places.first {
        let middle = first + places.count / 2
        if eligible[middle] == person { return true }
        places = eligible[middle] < person ? middle + 1..<places.upperBound : first..<middle
      }
      return false
    }
  }

  private let places: [Place]
  private let seats: [Seat]
  private var matching: SeatMatching
  /// When each stage opened; nil for those that have not.
  private(set) var openings: [Timestamp?]

  /// Fills as many places as can be filled.
  /// - Parameter stageCount: stages are counted from 0.
  init(_ places: [Place], stageCount: Int, seats: [Seat], isHuman: (ID) -> Bool) {
    self.places = places
    self.seats = seats
    matching = SeatMatching(counts: places.map(\.count), seatCount: seats.count)
    openings = Array(repeating: nil, count: max(stageCount, 1))
    // Humans first: where some place must be filled by one, they must not find all places taken.
    let order =
      seats.indices.filter { isHuman(seats[$0].owner) }
      + seats.indices.filter { !isHuman(seats[$0].owner) }
    let instants = Set(seats.flatMap(\.approvals).map(\.approval.at)).sorted()
    openings[0] = instants.first
    for instant in instants { take(instant, order) }
    guard !isComplete, openings.count > 1, let first = instants.first,
      seats.contains(where: { $0.approvals.count > 1 })
    else { return }
    var attemptCount = 0
    guard let found = completed(with: [first], instants, order, &attemptCount) else { return }
    matching = found.matching
    openings = found.openings
  }

  /// Whether every place is filled.
  var isComplete: Bool { places.indices.allSatisfy(matching.isFull) }

  /// For each requirement, the seats that fill it, ascending.
  var filled: [[Int]] { matching.filled }

  /// The approval with which a seat fills its place: the last one that can.
  func approval(of seat: Int) -> SeatedApproval? {
    guard let requirement = matching.requirement(of: seat) else { return nil }
    return seats[seat].approvals.last { canUse($0, for: requirement) }
  }

  // MARK: - Later openings

  /// A complete filling, with the earliest openings that begin with these; nil where there is none, or
  /// after too many attempts.
  private func completed(
    with openings: [Timestamp], _ instants: [Timestamp], _ order: [Int], _ attemptCount: inout Int
  ) -> StageFilling? {
    // Each attempt is a matching; a review with that many instants to choose from is filled late at
    // worst, never early.
    let greatestAttemptCount = 500
    for instant in instants where openings.last.map({ $0 <= instant }) ?? true {
      guard attemptCount < greatestAttemptCount else { return nil }
      attemptCount += 1
      let opened = openings + [instant]
      let isLast = opened.count == self.openings.count
      let closedCount = isLast ? opened.count : opened.count - 1
      let filling = refilled(with: opened, stageCount: closedCount, order)
      guard filling.isComplete(stageCount: closedCount) else { continue }
      if isLast { return filling }
      if let found = completed(with: opened, instants, order, &attemptCount) { return found }
    }
    return nil
  }

  /// The first stages filled anew, with their openings given.
  private func refilled(
    with openings: [Timestamp], stageCount: Int, _ order: [Int]
  ) -> StageFilling {
    var filling = self
    filling.matching = SeatMatching(counts: places.map(\.count), seatCount: seats.count)
    for index in filling.openings.indices {
      filling.openings[index] = index < openings.count ? openings[index] : nil
    }
    for seat in order {
      for requirement in places.indices
      where places[requirement].stage < stageCount
        && places[requirement].isOpen(to: seats[seat].owner)
        && seats[seat].approvals.contains(where: { filling.canUse($0, for: requirement) })
      {
        filling.matching.allow(seat, requirement)
      }
      filling.matching.offerPlace(to: seat)
    }
    return filling
  }

  private func isComplete(stageCount: Int) -> Bool {
    places.indices.allSatisfy { places[$0].stage >= stageCount || matching.isFull($0) }
  }

  // MARK: - In time

  private mutating func take(_ instant: Timestamp, _ order: [Int]) {
    let newcomers = order.filter { seat in
      seats[seat].approvals.contains { $0.approval.at == instant }
    }
    allow(newcomers, until: instant)
    offerPlaces(order, newcomers)
    while openNextStage(at: instant) {
      allow(newcomers, until: instant)
      offerPlaces(order, newcomers)
    }
  }

  private mutating func allow(_ newcomers: [Int], until instant: Timestamp) {
    for seat in newcomers {
      for requirement in places.indices
      where places[requirement].isOpen(to: seats[seat].owner) {
        let isUsable = seats[seat].approvals.contains {
          $0.approval.at <= instant && canUse($0, for: requirement)
        }
        if isUsable { matching.allow(seat, requirement) }
      }
    }
  }

  /// A seat that has a place and can now fill others may make room for one that had none.
  private mutating func offerPlaces(_ order: [Int], _ newcomers: [Int]) {
    let hasMoreWays = newcomers.contains { matching.requirement(of: $0) != nil }
    for seat in hasMoreWays ? order : newcomers { matching.offerPlace(to: seat) }
  }

  /// Whether the first stage that is not open opens now, because all before it are complete.
  private mutating func openNextStage(at instant: Timestamp) -> Bool {
    guard let next = openings.firstIndex(where: { $0 == nil }) else { return false }
    let isReady = places.indices.allSatisfy {
      places[$0].stage >= next || matching.isFull($0)
    }
    guard isReady else { return false }
    openings[next] = instant
    return true
  }

  /// Whether an approval lies between the opening of a requirement's stage and that of the next, and
  /// gives a reason where one is needed.
  private func canUse(_ seated: SeatedApproval, for requirement: Int) -> Bool {
    let place = places[requirement]
    guard let opening = openings[place.stage], seated.approval.at >= opening else { return false }
    let next = place.stage + 1 < openings.count ? openings[place.stage + 1] : nil
    if let next, seated.approval.at > next { return false }
    return !place.isReasonRequired || seated.approval.hasReason
  }
}

extension Approval {
  /// Whether it says why, in more than white space.
  var hasReason: Bool { reason.map { !$0.allSatisfy(\.isWhitespace) } ?? false }
}
