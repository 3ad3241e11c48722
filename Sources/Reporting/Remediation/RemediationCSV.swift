import CEL
package import DecisionLog
import PolicyCore

/// A remediation as CSV, a row for each decision: what is to be done, then what is set apart.
package struct RemediationCSV: Sendable {
  private static let columns = [
    "state", "kind", "owners", "deadline", "within", "steps", "request", "subject", "action",
    "resource", "decided", "would be", "from", "decision", "entry", "recorded", "commit", "later",
  ]

  /// Makes a renderer.
  package init() {}

  /// The table with its header.
  package func render(_ remediation: Remediation) -> String {
    var draft = CSVLines(header: Self.columns)
    for redress in remediation.open + remediation.setApart {
      draft.add(row(redress, remediation.terms.now))
    }
    return draft.text
  }

  private func row(_ redress: Redress, _ now: Timestamp) -> [String] {
    let isOpen = redress.standing.isOpen
    let deadline =
      redress.duties.map { redress.deadline(of: $0, now: now) }.min()
      ?? redress.deadline(of: nil, now: now)
    let decision = redress.decision
    return [
      redress.standing.name, redress.kind.rawValue,
      list(redress.duties.map(\.by)), isOpen ? deadline.description : "",
      list(redress.duties.compactMap(\.within?.text)), list(redress.duties.compactMap(\.steps)),
      decision.requestID, decision.subject, decision.action, decision.resource,
      redress.before.name, redress.after.name, redress.startsAt?.description ?? "",
      decision.id, decision.index.map { "\($0)" } ?? "", decision.recordedAt?.description ?? "",
      decision.commit, redress.standing.later?.id ?? "",
    ]
  }

  /// Each once, in their order.
  private func list(_ texts: [String]) -> String {
    var seen: Set<ID> = []
    return texts.filter { seen.insert(ID($0)).inserted }.joined(separator: "; ")
  }
}

extension Redress.Standing {
  /// The stable name in JSON and CSV.
  var name: String {
    switch self {
    case .open: "open"
    case .asked: "asked"
    case .ended: "ended"
    case .reversed: "reversed"
    case .superseded: "superseded"
    }
  }

  /// The decision that bears on it; nil where there is none.
  var later: LaterDecision? {
    switch self {
    case .open, .ended: nil
    case .asked(let later, _), .reversed(let later), .superseded(let later): later
    }
  }
}

extension GivenOutcome {
  /// `approved`, or `human/approved`, with its end.
  var name: String {
    let outcome =
      status.rawValue == tier.rawValue ? status.rawValue : "\(tier.rawValue)/\(status.rawValue)"
    return until.map { "\(outcome) until \($0)" } ?? outcome
  }
}
