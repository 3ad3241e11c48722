import CEL

/// Which seats fill which requirements, with a human among them where one is needed.
struct SeatFilling {
  private let requirements: [RequirementState]
  private let seats: [Seat]
  private let filling: StageFilling
  /// For each place of the filling the requirement it belongs to.
  private let requirementOfPlace: [Int]
  /// Whether everything is filled and no human is among those who fill it, although one must be.
  let isHumanMissing: Bool

  init(
    _ requirements: [RequirementState], stageCount: Int, seats: [Seat], needsHuman: Bool,
    isHuman: (ID) -> Bool
  ) {
    self.requirements = requirements
    self.seats = seats
    let places = requirements.map(StageFilling.Place.init)
    let plain = StageFilling(places, stageCount: stageCount, seats: seats, isHuman: isHuman)
    let seated = Set(plain.filled.joined())
    let lacksHuman =
      needsHuman && plain.isComplete && !seated.contains { isHuman(seats[$0].owner) }
    if lacksHuman,
      let found = Self.withHuman(places, stageCount, seats, isHuman: isHuman)
    {
      filling = found.filling
      requirementOfPlace = found.requirementOfPlace
      isHumanMissing = false
    } else {
      filling = plain
      requirementOfPlace = Array(places.indices)
      isHumanMissing = lacksHuman
    }
  }

  /// A complete filling in which one place is kept for a human, whichever works first.
  private static func withHuman(
    _ places: [StageFilling.Place], _ stageCount: Int, _ seats: [Seat], isHuman: (ID) -> Bool
  ) -> (filling: StageFilling, requirementOfPlace: [Int])? {
    for seat in seats where isHuman(seat.owner) {
      for (index, place) in places.enumerated() where place.isOpen(to: seat.owner) {
        var changed = places
        changed[index] = place.with(count: place.count - 1, of: place.eligible)
        changed.append(place.with(count: 1, of: [seat.owner]))
        let filling = StageFilling(changed, stageCount: stageCount, seats: seats, isHuman: isHuman)
        if filling.isComplete { return (filling, Array(places.indices) + [index]) }
      }
    }
    return nil
  }

  /// Writes down who filled what.
  func fill(_ states: inout [RequirementState]) {
    for (place, filled) in filling.filled.enumerated() {
      let requirement = requirementOfPlace[place]
      for seat in filled {
        guard let used = filling.approval(of: seat) else { continue }
        let owner = seats[seat].owner
        states[requirement].filledBy.append(
          FilledSeat(
            by: used.person, onBehalfOf: owner == used.person ? nil : owner,
            at: used.approval.at))
      }
      states[requirement].filledBy.sort { ($0.by, $0.at) < ($1.by, $1.at) }
    }
  }

  // MARK: - What was not used

  /// Approvals that filled nothing, with the reason.
  var unused: [(approval: Approval, reason: DiscountReason)] {
    var found: [(approval: Approval, reason: DiscountReason)] = []
    for (index, seat) in seats.enumerated() {
      let used = filling.approval(of: index)
      for seated in seat.approvals where seated != used {
        found.append((seated.approval, reasonUnused(seated, in: seat, used: used)))
      }
    }
    return found
  }

  private func reasonUnused(
    _ seated: SeatedApproval, in seat: Seat, used: SeatedApproval?
  ) -> DiscountReason {
    if let used { return used.person == seated.person ? .superseded : .seatTaken }
    let asking = requirements.filter { $0.eligible.contains(seat.owner) }
    if !seated.approval.hasReason, asking.allSatisfy(\.isReasonRequired) { return .reasonMissing }
    let unfilled = asking.filter { state in
      filledCount(of: state) < state.count
    }
    guard !unfilled.isEmpty else { return .notNeeded }
    let isEarly = unfilled.contains { state in
      filling.openings[state.stage - 1].map { seated.approval.at < $0 } ?? true
    }
    return isEarly ? .beforeEarlierStage : .notNeeded
  }

  private func filledCount(of state: RequirementState) -> Int {
    guard let index = requirements.firstIndex(of: state) else { return 0 }
    return filling.filled.enumerated()
      .filter { requirementOfPlace[$0.offset] == index }.reduce(0) { $0 + $1.element.count }
  }
}

extension StageFilling.Place {
  fileprivate init(_ state: RequirementState) {
    self.init(
      stage: state.stage - 1, count: state.count, eligible: state.eligible,
      isReasonRequired: state.isReasonRequired)
  }

  /// So many places of the same requirement, for some of the people.
  fileprivate func with(count: Int, of eligible: [ID]) -> Self {
    Self(stage: stage, count: count, eligible: eligible, isReasonRequired: isReasonRequired)
  }
}
