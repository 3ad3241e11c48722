import CEL
import PolicyCore

/// What people did with a request that asked them, as the policy would see it.
struct HumanStory {
  private(set) var approvals: [JSONValue] = []
  private(set) var outcome: JSONValue = .null
  private let request: Request
  private let decision: Decision
  private let directory: Directory
  private var clock: Timestamp

  /// How many in a hundred are withdrawn, and how many nobody answers in full, of those that nobody
  /// denies.
  private static let withdrawnPercent = 4
  private static let unansweredPercent = 4
  /// People refuse what lacks its evidence so many times as often.
  private static let doubt = 5
  /// When a request that nobody answers is given up, where the policy sets no deadline.
  private static let patience = PolicyDuration(seconds: 7 * 86_400)

  private static let approvalReasons = [
    "It is needed, and no more is asked.", "Looked at the ticket.", "Agreed with the owner.",
    "The time asked for is short.",
  ]

  private static let denialReasons = [
    "Not needed for this task.", "Ask for less: read access is enough.",
    "The justification does not say why.", "Wrong owner: ask the other team.",
    "Too long: ask again for a shorter time.",
  ]

  init(
    of request: Request, _ decision: Decision, in directory: Directory, denialPercent: Int,
    _ random: inout SeededGenerator
  ) {
    self.request = request
    self.decision = decision
    self.directory = directory
    clock = request.time
    tell(denialPercent: denialPercent, &random)
  }

  private mutating func tell(denialPercent: Int, _ random: inout SeededGenerator) {
    let holds = decision.evidence.allSatisfy(\.holds)
    let people = people(&random)
    let isDenied = random.chance(holds ? denialPercent : denialPercent * Self.doubt)
    if isDenied, let denier = people.last ?? anyoneAsked(&random) {
      return deny(by: denier.id, after: people.dropLast(), &random)
    }
    if random.chance(Self.withdrawnPercent) { return withdraw(&random) }
    let isUnanswered = random.chance(Self.unansweredPercent)
    guard let last = people.last, holds, !isUnanswered else {
      return expire(after: people.dropLast(), &random)
    }
    for person in people where !approve(person, &random) {
      return expire(after: [], &random)
    }
    end("approved", by: last.id)
  }

  // MARK: - How it ends

  private mutating func deny(
    by denier: ID, after others: ArraySlice<Approver>, _ random: inout SeededGenerator
  ) {
    for person in others where !approve(person, &random) { break }
    wait(&random)
    append("deny", denier, reason: random.pick(Self.denialReasons))
    end("denied", by: denier)
  }

  private mutating func withdraw(_ random: inout SeededGenerator) {
    wait(&random)
    end("withdrawn", by: request.requester?.id ?? request.subject.id)
  }

  /// Some approve, not enough of them, until time is up.
  private mutating func expire(
    after others: ArraySlice<Approver>, _ random: inout SeededGenerator
  ) {
    for person in others where !approve(person, &random) { break }
    clock = decision.deadline ?? request.time.adding(Self.patience) ?? clock
    end("expired", by: nil)
  }

  // MARK: - Who and when

  /// Somebody who fills a place.
  private struct Approver {
    let id: ID
    let stage: Int
    let isReasonRequired: Bool
  }

  /// Different people for all places, stage after stage; none when there are not enough, or when no
  /// human is among them although one must be.
  private func people(_ random: inout SeededGenerator) -> [Approver] {
    var people: [Approver] = []
    // Whoever can fill few places is not spent on others.
    for requirement in decision.requirements.sorted(by: { $0.eligible.count < $1.eligible.count }) {
      let free = requirement.eligible.filter { id in !people.contains { $0.id == id } }
      guard free.count >= requirement.count else { return [] }
      people += random.pick(requirement.count, of: free).map {
        Approver(
          id: $0, stage: requirement.stage, isReasonRequired: requirement.isReasonRequired)
      }
    }
    let hasHuman = people.contains { directory.members[$0.id]?.kind == .human }
    guard hasHuman || !decision.needsHuman else { return [] }
    let stages = Set(people.map(\.stage)).sorted()
    return stages.flatMap { stage in people.filter { $0.stage == stage } }
  }

  private func anyoneAsked(_ random: inout SeededGenerator) -> Approver? {
    random.pick(Set(decision.requirements.flatMap(\.eligible)).sorted()).map {
      Approver(id: $0, stage: 1, isReasonRequired: false)
    }
  }

  /// An approval some time later; false, and none, if the review has expired by then.
  private mutating func approve(
    _ person: Approver, _ random: inout SeededGenerator
  ) -> Bool {
    let before = clock
    wait(&random)
    if let deadline = decision.deadline, clock >= deadline {
      clock = before
      return false
    }
    let reason = person.isReasonRequired ? random.pick(Self.approvalReasons) : nil
    append("approve", person.id, reason: reason)
    return true
  }

  private mutating func append(_ verdict: String, _ person: ID, reason: String? = nil) {
    var approval: JSONObject = [
      "by": .string(person.text), "verdict": .string(verdict), "at": .string(clock.description),
    ]
    approval["reason"] = reason.map { .string($0) }
    approvals.append(.object(approval))
  }

  /// Minutes to hours, mostly minutes.
  private mutating func wait(_ random: inout SeededGenerator) {
    let scale = random.whole(1...6)
    let minutes = random.whole(1...(4 * scale * scale))
    clock = Timestamp(seconds: clock.seconds + minutes * 60) ?? clock
  }

  private mutating func end(_ status: String, by person: ID?) {
    outcome = Synthesizer.outcome(status, at: clock, by: person?.text)
  }
}
