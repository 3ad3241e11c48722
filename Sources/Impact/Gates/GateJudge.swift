import CEL
import PolicyCore

/// Judges gates on what was counted; of the main replay and those in force, the worse counts.
struct GateJudge {
  let gates: [JudgedGate]
  private let acceptances: [Acceptance]
  private let rights: AcceptanceRights
  /// Of the new version: an acceptance is of what it was written for.
  private let policySHA256: String
  /// The recent protected tip that the change goes back to.
  private let returnsTo: String?
  /// The loosening parts of the change that no record exercises, by name.
  private let unexercised: [String]

  init(
    gates: [JudgedGate], before: Policy, after: Policy, claims: AcceptanceClaims,
    returnsTo: String?, unexercised: [String]
  ) {
    self.unexercised = unexercised
    self.gates = gates
    acceptances = claims.acceptances
    rights = AcceptanceRights(before: before, after: after, authors: claims.authors)
    policySHA256 = after.digest
    self.returnsTo = returnsTo
  }

  /// - Parameter inForce: counts at each instant in force.
  func results(of main: Tally, inForce: [(at: Timestamp, tally: Tally)]) -> [GateResult] {
    let loosens = main.hasLoosening || inForce.contains { $0.tally.hasLoosening }
    // What only the new version cannot read may be anything.
    let isReturn = !loosens && main.newlyUnreplayable.isEmpty
    return gates.indices.map { index in
      let candidates: [(Timestamp?, Tally)] = [(nil, main)] + inForce.map { ($0.at, $0.tally) }
      let worst = candidates.reduce(candidates[0]) { worst, next in
        measured(index, next.1).count > measured(index, worst.1).count ? next : worst
      }
      var result = measure(gates[index], measured(index, worst.1), inForceAt: worst.0)
      if case .looseningWithoutEvidence = gates[index].gate.test {
        result.count(parts: unexercised)
      }
      judge(&result, by: gates[index].gate.test, of: worst.1, returnsTo: isReturn ? returnsTo : nil)
      return result
    }
  }

  private func measured(_ index: Int, _ tally: Tally) -> [String] { tally.gateRecords[index] }

  private func measure(
    _ judged: JudgedGate, _ records: [String], inForceAt: Timestamp?
  ) -> GateResult {
    GateResult(
      id: judged.gate.id, kind: judged.gate.test.kind, origin: judged.origin,
      limit: judged.gate.test.limitText, measured: records.count, records: records,
      inForceAt: inForceAt, verdict: .passed)
  }

  private func judge(
    _ result: inout GateResult, by test: GateTest, of tally: Tally, returnsTo: String?
  ) {
    guard test.trips(at: result.measured, of: tally.comparable) else { return }
    if case .maxChangedShare = test, let returnsTo {
      result.returnsTo = returnsTo
    } else {
      result.verdict = acceptance(of: result).map { .accepted($0) } ?? .tripped
    }
  }

  private func acceptance(of result: GateResult) -> Acceptance? {
    acceptances.first { acceptance in
      acceptance.gate == result.id && result.measured <= acceptance.count
        && acceptance.policySHA256 == policySHA256 && rights.allow(acceptance.committer)
    }
  }
}

extension GateResult {
  /// Counts parts of the change instead of records.
  fileprivate mutating func count(parts: [String]) {
    measured = parts.count
    self.parts = parts
    records = []
    inForceAt = nil
  }
}

extension GateTest {
  var kind: GateKind {
    switch self {
    case .maxNewlyAutomatic: .maxNewlyAutomatic
    case .maxChangedShare: .maxChangedShare
    case .noHumanDeniedApproved: .noHumanDeniedApproved
    case .newlyUnreplayable: .newlyUnreplayable
    case .looseningWithoutEvidence: .looseningWithoutEvidence
    }
  }

  var limitText: String {
    switch self {
    case .maxNewlyAutomatic(nil, let count): "at most \(count)"
    case .maxNewlyAutomatic(let condition?, let count):
      "at most \(count) where \(condition.printed)"
    case .maxChangedShare(let basisPoints):
      "at most \(Percentage(basisPoints: basisPoints)) of the records"
    case .noHumanDeniedApproved: "none"
    case .newlyUnreplayable(let count), .looseningWithoutEvidence(let count): "at most \(count)"
    }
  }

  /// - Parameter records: those that the old version replays.
  func trips(at measured: Int, of records: Int) -> Bool {
    switch self {
    case .maxNewlyAutomatic(_, let count), .newlyUnreplayable(let count),
      .looseningWithoutEvidence(let count):
      measured > count
    case .noHumanDeniedApproved: measured > 0
    case .maxChangedShare(let basisPoints): measured * 10_000 > basisPoints * records
    }
  }
}
