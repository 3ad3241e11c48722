import CEL
import PolicyCore

/// What is to be seen of a decision, as lists of texts, in the words of the case files.
struct CaseOutcome {
  let values: [String: [String]]

  /// What must be empty unless a case expects something of it.
  static let quietKeys = [
    "lifted", "lapsed", "stale", "invariants", "errors", "conditions", "evidence", "discounted",
    "deniedBy", "humanMissing",
  ]
  /// What a case may leave out.
  static let otherKeys = [
    "matched", "reads", "needs", "eligible", "deadline", "limits", "obligations", "rollback",
    "grant",
  ]
  static let keys = quietKeys + otherKeys

  init(_ decision: Decision) {
    values = Self.verdict(decision).merging(Self.terms(decision)) { first, _ in first }
  }

  private static func verdict(_ decision: Decision) -> [String: [String]] {
    [
      "is": ["\(decision.status) \(decision.tier)"],
      "matched": decision.matched.map { "\($0.rule) \($0.effect)" },
      "reads": decision.matched.map { "\($0.rule): \($0.fields.joined(separator: " "))" },
      "lifted": decision.lifted.map { "\($0.rule) by \($0.by)" },
      "lapsed": decision.lapsed.map(\.text), "stale": decision.stale.map(\.text),
      "invariants": decision.invariants.map(\.text), "errors": decision.errors.map(\.rule.text),
      "conditions": decision.conditions.filter { !$0.holds }.map(\.that),
      "evidence": decision.evidence.filter { !$0.holds }.map(\.that),
      "needs": decision.requirements.map(\.need),
      "eligible": decision.requirements.map { state in
        "\(state.asked): \(state.eligible.map(\.text).joined(separator: " "))"
      },
      "discounted": decision.discounted.map { "\($0.by) \($0.reason)" },
      "deniedBy": decision.deniedBy.map(\.text),
      "humanMissing": decision.isHumanMissing ? ["true"] : [],
    ]
  }

  private static func terms(_ decision: Decision) -> [String: [String]] {
    [
      "deadline": [decision.deadline?.description ?? "none"],
      "limits": [decision.limit?.text ?? "none"],
      "obligations": decision.obligations.map { obligation in
        let properties = JSONValue.object(obligation.properties).canonicalBytes
        let shown =
          obligation.properties.members.isEmpty
          ? "" : " " + String(decoding: properties, as: UTF8.self)
        return "\(obligation.id) \(obligation.type)\(shown)"
      },
      "rollback": decision.rollback.map { "\($0.by) within \($0.within)" },
      "grant": [decision.grant?.words ?? "none"],
    ]
  }
}

extension RequirementState {
  /// Such as `data or user olga`.
  fileprivate var asked: String {
    from.isEmpty ? "nobody" : from.map(\.description).joined(separator: " or ")
  }

  /// Such as `stage 2: data 1/2 by dana for olga`.
  fileprivate var need: String {
    let who = filledBy.map { seat in
      "\(seat.by)" + (seat.onBehalfOf.map { " for \($0)" } ?? "")
    }
    let filled = who.isEmpty ? "" : " by " + who.joined(separator: ", ")
    return (stage == 1 ? "" : "stage \(stage): ") + "\(asked) \(filledBy.count)/\(count)\(filled)"
  }
}

extension Grant {
  /// Such as `sam grant orders-db until 2026-03-01T20:00:00Z`.
  fileprivate var words: String {
    "\(subject) \(action) \(resource)" + (until.map { " until \($0)" } ?? " for ever")
  }
}
