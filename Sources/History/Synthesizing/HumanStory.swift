import CEL
import PolicyCore

/// What people did with a request that asked them.
struct HumanStory {
  private(set) var approvals: [JSONValue] = []
  private(set) var outcome: JSONValue = .null
  private var clock: Timestamp

  /// How many in a hundred are withdrawn, and how many nobody answers in full.
  private static let withdrawnPercent = 4
  private static let unansweredPercent = 4

  init(
    of request: Request, _ decision: Decision, denialPercent: Int, _ random: inout SeededGenerator
  ) {
    clock = request.time
    tell(request, decision, denialPercent: denialPercent, &random)
  }

  private mutating func tell(
    _ request: Request, _ decision: Decision, denialPercent: Int,
    _ random: inout SeededGenerator
  ) {
    let holds = decision.evidence.allSatisfy(\.holds)
    let people = Self.people(for: decision, &random)
    if random.chance(Self.withdrawnPercent) {
      wait(&random)
      return end("withdrawn", by: request.subject.id.text)
    }
    // People mostly refuse what lacks its evidence.
    let denier = random.chance(holds ? denialPercent : 70) ? people?.last : nil
    for person in people ?? [] where person != denier { add("approve", person, &random) }
    if let denier {
      add("deny", denier, &random)
      return end("denied", by: denier.text)
    }
    guard let last = people?.last, holds, !random.chance(Self.unansweredPercent) else {
      if !approvals.isEmpty { approvals.removeLast() }
      wait(&random)
      return end("expired", by: nil)
    }
    end("approved", by: last.text)
  }

  /// Different people for all places, or nil when there are not enough.
  private static func people(for decision: Decision, _ random: inout SeededGenerator) -> [ID]? {
    var people: [ID] = []
    for requirement in decision.requirements {
      let free = requirement.eligible.filter { !people.contains($0) }.shuffled(using: &random)
      guard free.count >= requirement.count else { return nil }
      people += free.prefix(requirement.count)
    }
    return people
  }

  private mutating func add(_ verdict: String, _ person: ID, _ random: inout SeededGenerator) {
    wait(&random)
    approvals.append(
      .object([
        "by": .string(person.text), "verdict": .string(verdict), "at": .string(clock.description),
      ]))
  }

  /// Minutes to hours, mostly minutes.
  private mutating func wait(_ random: inout SeededGenerator) {
    let scale = random.whole(1...6)
    let minutes = random.whole(1...(4 * scale * scale))
    clock = Timestamp(seconds: clock.seconds + minutes * 60) ?? clock
  }

  private mutating func end(_ status: String, by: String?) {
    outcome = Synthesizer.outcome(status, at: clock, by: by)
  }
}
