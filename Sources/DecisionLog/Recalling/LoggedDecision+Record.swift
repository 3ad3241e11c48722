import CEL
import PolicyCore

extension LoggedDecision {
  /// The decision as a recorded request: the request, the approvals, and what came of it; no
  /// outcome while it is pending.
  var record: JSONObject {
    var record = stored.document
    guard let status = outcome else { return record }
    record["outcome"] = .object([
      "status": .string(status.rawValue), "at": .string(stored.at.description),
      "by": .string(decidedBy), "policyCommit": .string(stored.commit),
    ])
    return record
  }

  private var outcome: Outcome.Status? {
    switch status {
    case .approved: .approved
    case .denied: .denied
    case .pending: nil
    }
  }

  /// Who decided: `policy`, or the person whose word was the last that counted.
  private var decidedBy: String {
    switch tier {
    case .automatic, .constrained, .denied: return Outcome.policy
    case .human: break
    }
    switch status {
    case .approved: return lastApprover ?? Outcome.policy
    // A review that nobody filled in time is denied by the policy.
    case .denied: return lastDenier ?? Outcome.policy
    case .pending: return Outcome.policy
    }
  }

  private var lastApprover: String? {
    let seats = parts("requirements").flatMap { $0["filledBy"]?.array ?? [] }
    return Self.last(seats)
  }

  /// Denials count by person, and approvals are given by accounts: the last denial that was not
  /// discounted.
  private var lastDenier: String? {
    let deniers = parts("deniedBy").compactMap(\.string)
    guard !deniers.isEmpty else { return nil }
    let discounted = parts("discounted")
    let denials = (stored.document["approvals"]?.array ?? []).filter { approval in
      approval["verdict"]?.string == Approval.Verdict.deny.rawValue
        && !discounted.contains { $0["by"] == approval["by"] && $0["at"] == approval["at"] }
    }
    return Self.last(denials) ?? deniers.first
  }

  /// By instant, then by id: the order of approvals never matters.
  private static func last(_ words: [JSONValue]) -> String? {
    words.compactMap { word in
      word["by"]?.string.flatMap { by in
        word["at"]?.string.flatMap(Timestamp.parse).map { (at: $0, by: by) }
      }
    }
    .max { $0.at != $1.at ? $0.at < $1.at : ID($0.by) < ID($1.by) }?.by
  }
}
