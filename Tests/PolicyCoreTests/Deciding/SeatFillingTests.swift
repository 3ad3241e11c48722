import CEL
import TestSupport
import Testing

@testable import PolicyCore

/// Filling stages against trying every assignment of approvals to requirements.
struct SeatFillingTests {
  /// A few requirements and a few seats, over a few instants.
  private struct Small: CustomStringConvertible {
    var requirements: [RequirementState]
    var seats: [Seat]
    var humans: Set<ID>
    var needsHuman: Bool

    init(_ random: inout SeededRandom) {
      let owners: [ID] = ["a", "b", "c", "d", "e"]
      let stageCount = random.pick([1, 1, 2, 2, 3])
      requirements = (1...stageCount).flatMap { stage in
        (0..<random.pick([1, 1, 2])).map { _ in
          RequirementState(
            stage: stage, count: random.pick([1, 1, 2]), from: [],
            isReasonRequired: random.chance(15),
            eligible: owners.filter { _ in random.chance(55) }, filledBy: [])
        }
      }
      seats = owners.prefix(Int.random(in: 1...5, using: &random)).map { owner in
        let approvals = (0..<random.pick([1, 1, 1, 2, 3])).map { _ in
          Approval(
            by: owner, verdict: .approve, at: instant("10:0\(random.below(6))"),
            reason: random.chance(60) ? "Fine." : nil)
        }
        return Seat(
          owner: owner,
          approvals: approvals.sorted { $0.at < $1.at }.map {
            SeatedApproval(person: owner, approval: $0)
          })
      }
      humans = Set(owners.filter { _ in random.chance(50) })
      needsHuman = random.chance(50)
    }

    var stageCount: Int { requirements.map(\.stage).max() ?? 0 }

    var description: String {
      requirements.map { "stage \($0.stage): \($0.count) of \($0.eligible)" }.joined(
        separator: "; ")
        + " | "
        + seats.map { "\($0.owner) at \($0.approvals.map { "\($0.approval.at)" })" }
        .joined(separator: ", ") + " humans \(humans) needed \(needsHuman)"
    }

    var filling: SeatFilling {
      SeatFilling(
        requirements, stageCount: stageCount, seats: seats, needsHuman: needsHuman,
        isHuman: humans.contains)
    }
  }

  /// A place that a seat takes with one of its approvals.
  private struct Taken {
    var requirement: Int
    var at: Timestamp
    var isHuman: Bool
  }

  @Test func fillsWhatCanBeFilledAndNothingElse() throws {
    let seed: UInt64 = 77
    var random = SeededRandom(seed: seed)
    var completeCount = 0
    for round in 0..<2_500 {
      let small = Small(&random)
      var states = small.requirements
      let filling = small.filling
      filling.fill(&states)
      let isComplete = states.allSatisfy { $0.missing == 0 } && !filling.isHumanMissing
      completeCount += isComplete ? 1 : 0
      let words: Comment = "seed \(seed), round \(round): \(small)"
      #expect(isComplete == canBeComplete(small, [], small.seats[...]), words)
      #expect(isValid(states, small), words)
    }
    #expect(completeCount > 100)
  }

  @Test func fillsAsMuchAsCanBeFilledOfOneStage() throws {
    let seed: UInt64 = 78
    var random = SeededRandom(seed: seed)
    for round in 0..<1_500 {
      var small = Small(&random)
      small.requirements = small.requirements.filter { $0.stage == 1 }
      var states = small.requirements
      small.filling.fill(&states)
      let count = states.map(\.filledBy.count).reduce(0, +)
      #expect(
        count == greatest(small, [], small.seats[...]), "seed \(seed), round \(round): \(small)")
    }
  }

  /// Tries every requirement with every approval of every seat.
  private func canBeComplete(
    _ small: Small, _ taken: [Taken], _ seats: ArraySlice<Seat>
  ) -> Bool {
    let isFilled = small.requirements.indices.allSatisfy { index in
      taken.count { $0.requirement == index } == small.requirements[index].count
    }
    if isFilled, isInOrder(taken, small), !small.needsHuman || taken.contains(where: \.isHuman) {
      return true
    }
    guard let seat = seats.first else { return false }
    return canBeComplete(small, taken, seats.dropFirst())
      || choices(of: seat, small).contains { choice in
        taken.count { $0.requirement == choice.requirement }
          < small.requirements[choice.requirement].count
          && canBeComplete(small, taken + [choice], seats.dropFirst())
      }
  }

  private func greatest(_ small: Small, _ taken: [Taken], _ seats: ArraySlice<Seat>) -> Int {
    guard let seat = seats.first else { return taken.count }
    var best = greatest(small, taken, seats.dropFirst())
    for choice in choices(of: seat, small)
    where taken.count(where: { $0.requirement == choice.requirement })
      < small.requirements[choice.requirement].count
    {
      best = max(best, greatest(small, taken + [choice], seats.dropFirst()))
    }
    return best
  }

  private func choices(of seat: Seat, _ small: Small) -> [Taken] {
    small.requirements.indices.filter { small.requirements[$0].eligible.contains(seat.owner) }
      .flatMap { index in
        seat.approvals.filter {
          !small.requirements[index].isReasonRequired || $0.approval.hasReason
        }.map {
          Taken(
            requirement: index, at: $0.approval.at, isHuman: small.humans.contains(seat.owner))
        }
      }
  }

  /// No approval used in a stage precedes one used in an earlier stage.
  private func isInOrder(_ taken: [Taken], _ small: Small) -> Bool {
    taken.allSatisfy { early in
      taken.allSatisfy { late in
        small.requirements[early.requirement].stage >= small.requirements[late.requirement].stage
          || early.at <= late.at
      }
    }
  }

  private func isValid(_ states: [RequirementState], _ small: Small) -> Bool {
    let seats = states.flatMap(\.filledBy)
    let taken = states.enumerated().flatMap { index, state in
      state.filledBy.map { Taken(requirement: index, at: $0.at, isHuman: false) }
    }
    return Set(seats.map(\.by)).count == seats.count && isInOrder(taken, small)
      && states.allSatisfy { state in
        state.missing >= 0 && state.filledBy.allSatisfy { state.eligible.contains($0.by) }
      }
  }
}
