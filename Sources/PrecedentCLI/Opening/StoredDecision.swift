import CEL
import DecisionLog
import PolicyCore

/// What is read again from a stored decision record (`precedent.decision/v1`).
struct StoredDecision {
  /// The id that it gives itself.
  let id: String?
  /// The commit of its stamp.
  let commit: String
  /// The digest of its stamp.
  let policySHA256: String?
  /// The instant of the decision.
  let at: Timestamp
  /// The request with the approvals that were counted.
  let record: JSONObject
  private let status: String?
  private let tier: String?

  /// Nil for a document of another kind.
  /// - Throws: what the record lacks.
  init?(_ file: DocumentFile) throws(CommandFailure) {
    guard file.value["schema"]?.string == DecisionRecord.schema else { return nil }
    guard let commit = file.value["stamp"]?["commit"]?.string else {
      throw CommandFailure(file.problem("the decision has no `stamp.commit`"))
    }
    guard let at = file.value["at"]?.string.flatMap(Timestamp.parse) else {
      throw CommandFailure(file.problem("the decision has no instant in `at`"))
    }
    guard case .object(var record)? = file.value["request"] else {
      throw CommandFailure(file.problem("the decision has no `request`"))
    }
    record["approvals"] = file.value["approvals"]
    self.commit = commit
    self.at = at
    self.record = record
    id = file.value["id"]?.string
    policySHA256 = file.value["stamp"]?["policySha256"]?.string
    status = file.value["decision"]?["status"]?.string
    tier = file.value["decision"]?["tier"]?.string
  }

  /// Where it says something else than what is decided again; whether it was tampered with is for
  /// `verify` to say.
  func differences(from decision: Decision, policy: Policy) -> [String] {
    var differences: [String] = []
    if let policySHA256, !policySHA256.hasSameUTF8(as: policy.digest) {
      differences.append("It was stamped with other policy files than its commit has here.")
    }
    let stored = "\(tier ?? "-")/\(status ?? "-")"
    let again = "\(decision.tier.rawValue)/\(decision.status.rawValue)"
    if !stored.hasSameUTF8(as: again) {
      differences.append("It says \(stored), and decided again it is \(again).")
    }
    return differences
  }
}
