import BenchmarkSupport
import CEL
import DecisionLog
import PolicyCore

/// What decides and stamps, as `precedent decide` does it.
struct BenchmarkedPolicy {
  let policy: Policy
  let documents: [JSONObject]
  let records: [Record]
  let reader: RecordReader
  let verifier: RecordVerifier
  let keys: [VerificationKey]
  private let readings: [ID: String]
  private let decider: Decider
  private let stamp: Stamp
  private let key: SigningKey

  init(_ input: BenchmarkInput) throws {
    policy = input.policy
    documents = input.documents
    records = input.records
    reader = RecordReader(schema: policy.schema)
    readings = policy.readings
    decider = Decider(policy: policy)
    stamp = Stamp(
      repository: "https://example.com/acme/access.git", path: "",
      commit: String(repeating: "1", count: 40), policyTree: String(repeating: "2", count: 40),
      policySHA256: policy.digest, ref: "refs/heads/main",
      committedAt: .parse("2026-01-01T00:00:00Z"),
      engine: "benchmark")
    verifier = RecordVerifier(policy: policy, stamp: stamp)
    guard let name = KeyName("benchmark") else { throw UnusableInput("no name for a key") }
    key = try SigningKey(named: name, seed: Array(repeating: 7, count: 32))
    keys = [try key.verificationKey(from: nil, until: nil)]
  }

  func decide(_ record: Record) -> Decision {
    decider.decide(record.request, approvals: record.approvals, at: record.decidedAt)
  }

  func explanation(of decision: Decision, of record: Record) -> String {
    Explanation(of: decision, request: record.request, readings: readings).paragraph
  }

  func stamped(_ record: Record) -> DecisionRecord {
    let decision = decide(record)
    return DecisionRecord(
      request: record.request, approvals: record.approvals, at: record.decidedAt,
      decision: decision, explanation: explanation(of: decision, of: record), stamp: stamp)
  }

  func signatures(of record: DecisionRecord) throws -> [EnvelopeSignature] {
    try DecisionStatement(of: record.json)?.signed(by: key).signatures ?? []
  }
}
