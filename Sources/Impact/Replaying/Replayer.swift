import CEL
import History
import PolicyCore

/// Decides records under two versions.
struct Replayer: Sendable {
  let before: Decider
  let after: Decider
  let gates: [JudgedGate]
  /// Replaces the instant at which windows and lapse are judged.
  let policyAt: Timestamp?
  /// Empty where there is no old policy: what the defaults say of actions binds nobody.
  private let actionsBefore: [String: ActionDirection]
  private let readerBefore: RecordReader
  private let readerAfter: RecordReader
  private let readsAlike: Bool

  /// - Parameter hasPolicyBefore: false when the old version stands for no policy at all.
  init(before: Policy, after: Policy, policyAt: Timestamp?, hasPolicyBefore: Bool = true) {
    self.before = Decider(policy: before)
    self.after = Decider(policy: after)
    self.policyAt = policyAt
    actionsBefore = hasPolicyBefore ? before.settings.actions : [:]
    gates = JudgedGate.gates(of: before, and: after)
    readerBefore = RecordReader(schema: before.schema)
    readerAfter = RecordReader(schema: after.schema)
    readsAlike = before.schema.digest == after.schema.digest
  }

  /// A record as each version reads it.
  struct Reading {
    let before: Result<Record, InvalidRequest>
    let after: Result<Record, InvalidRequest>
  }

  /// Reads a record under both schemas, once if they are the same.
  func read(_ raw: RawRecord) -> Reading {
    let after = Result { () throws(InvalidRequest) in try readerAfter.record(raw.value) }
    guard !readsAlike else { return Reading(before: after, after: after) }
    let before = Result { () throws(InvalidRequest) in try readerBefore.record(raw.value) }
    return Reading(before: before, after: after)
  }

  /// What an action does: the old version's word counts, so that a change cannot call its own
  /// loosening a removal.
  func direction(ofAction name: String) -> ActionDirection {
    actionsBefore[name] ?? after.policy.settings.direction(ofAction: name)
  }

  /// Decides one record under both, with its own approvals, in the world as it was then.
  /// - Parameter policyAt: overrides the instant of windows and lapse, for replay in force.
  func replay(
    before recordBefore: Record, after recordAfter: Record, place: RecordPlace,
    policyAt inForce: Timestamp? = nil
  ) -> RecordImpact {
    let at = recordAfter.decidedAt
    let policyAt = inForce ?? self.policyAt
    let old = before.decide(
      recordBefore.request, approvals: recordBefore.approvals, at: at, policyAt: policyAt)
    let new = after.decide(
      recordAfter.request, approvals: recordAfter.approvals, at: at, policyAt: policyAt)
    return RecordImpact(
      place: place, before: .init(record: recordBefore, decision: old),
      after: .init(record: recordAfter, decision: new), at: at,
      change: DecisionChange(from: old, to: new))
  }
}
