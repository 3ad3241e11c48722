import CEL
import DecisionLog
import PolicyCore

/// A policy version from a commit, which decides and stamps what it decided.
struct StampedPolicy: Sendable {
  let policy: Policy
  let stamp: Stamp
  /// In words, of every rule.
  private let readings: [ID: String]
  private let decider: Decider
  private let reader: RecordReader

  init(policy: Policy, stamp: Stamp) {
    self.policy = policy
    self.stamp = stamp
    readings = policy.readings
    decider = Decider(policy: policy)
    reader = RecordReader(schema: policy.schema)
  }

  /// Decides a request that has been read under this policy.
  func decide(_ record: Record, at instant: Timestamp) -> MadeDecision {
    let decision = decider.decide(record.request, approvals: record.approvals, at: instant)
    let explanation = Explanation(of: decision, request: record.request, readings: readings)
      .paragraph
    return MadeDecision(
      record: record, decision: decision, explanation: explanation,
      stamped: DecisionRecord(
        request: record.request, approvals: record.approvals, at: instant, decision: decision,
        explanation: explanation, stamp: stamp))
  }

  /// Reads and decides one line of a stream.
  func decide(
    _ document: JSONObject, at instant: Timestamp
  ) throws(InvalidRequest) -> MadeDecision {
    decide(try reader.record(document), at: instant)
  }
}

/// A decision with what it is about.
struct MadeDecision: Sendable {
  let record: Record
  let decision: Decision
  /// One paragraph.
  let explanation: String
  let stamped: DecisionRecord
}
