import CEL
import PolicyCore

/// Judges gates on what was counted; of the main replay and those in force, the worse counts.
struct GateJudge {
  let gates: [JudgedGate]
  let before: Policy
  let after: Policy
  let claims: AcceptanceClaims

  /// - Parameter inForce: counts at each instant in force.
  func results(of main: Tally, inForce: [(at: Timestamp, tally: Tally)]) -> [GateResult] {
    gates.indices.map { index in
      let candidates: [(Timestamp?, Tally)] = [(nil, main)] + inForce.map { ($0.at, $0.tally) }
      let worst = candidates.reduce(candidates[0]) { worst, next in
        measured(index, next.1).count > measured(index, worst.1).count ? next : worst
      }
      return result(gates[index], measured(index, worst.1), of: worst.1, inForceAt: worst.0)
    }
  }

  private func measured(_ index: Int, _ tally: Tally) -> [String] { tally.gateRecords[index] }

  private func result(
    _ judged: JudgedGate, _ records: [String], of tally: Tally, inForceAt: Timestamp?
  ) -> GateResult {
    var result = GateResult(
      id: judged.gate.id, kind: judged.gate.test.kind, origin: judged.origin,
      limit: judged.gate.test.limitText, measured: records.count, records: records,
      inForceAt: inForceAt, verdict: .passed)
    guard judged.gate.test.trips(at: records.count, of: tally.records) else { return result }
    result.verdict = acceptance(of: result).map { .accepted($0) } ?? .tripped
    return result
  }

  private func acceptance(of result: GateResult) -> Acceptance? {
    claims.acceptances.first { acceptance in
      acceptance.gate == result.id && result.measured <= acceptance.count
        && acceptance.policySHA256 == after.digest && mayAccept(acceptance)
    }
  }

  /// Where the old version names who may accept: a committer of that team who authored nothing.
  private func mayAccept(_ acceptance: Acceptance) -> Bool {
    let teams = before.settings.acceptedBy
    guard !teams.isEmpty else { return true }
    let directory = before.directory
    let committer = directory.person(ID(acceptance.committer))
    let authors = claims.authors.map { directory.person(ID($0)) }
    let isMember = teams.contains { directory.teams[$0]?.members.contains(committer) == true }
    return isMember && !authors.contains(committer)
  }
}

extension GateTest {
  /// The key in precedent.yaml.
  var kind: String {
    switch self {
    case .maxNewlyAutomatic: "maxNewlyAutomatic"
    case .maxChangedShare: "maxChangedShare"
    case .noHumanDeniedApproved: "noHumanDeniedApproved"
    case .newlyUnreplayable: "newlyUnreplayable"
    }
  }

  var limitText: String {
    switch self {
    case .maxNewlyAutomatic(nil, let count): "at most \(count)"
    case .maxNewlyAutomatic(let condition?, let count): "at most \(count) where \(condition.source)"
    case .maxChangedShare(let basisPoints): "at most \(Self.percent(basisPoints)) of the records"
    case .noHumanDeniedApproved: "none"
    case .newlyUnreplayable(let count): "at most \(count)"
    }
  }

  func trips(at measured: Int, of records: Int) -> Bool {
    switch self {
    case .maxNewlyAutomatic(_, let count), .newlyUnreplayable(let count): measured > count
    case .noHumanDeniedApproved: measured > 0
    case .maxChangedShare(let basisPoints): measured * 10_000 > basisPoints * records
    }
  }

  private static func percent(_ basisPoints: Int) -> String {
    let hundredths = basisPoints % 100
    guard hundredths != 0 else { return "\(basisPoints / 100)%" }
    return "\(basisPoints / 100).\(hundredths < 10 ? "0" : "")\(hundredths)%"
  }
}
