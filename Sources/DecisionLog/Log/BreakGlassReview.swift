package import CEL
package import PolicyCore

/// What somebody made of a use of break-glass.
package struct BreakGlassReview: Sendable, Hashable {
  /// Whether the emergency was one.
  package enum Verdict: String, Sendable, Hashable, CaseIterable { case justified, misused }

  /// The id of the decision, in full.
  package var decision: String
  /// A member who has no part in the decision.
  package var by: ID
  /// When it was said; the log's own time is that of its entry.
  package var at: Timestamp
  /// Whether the emergency was one.
  package var verdict: Verdict
  /// For people.
  package var note: String
  /// The entry of the earlier review that counts no more; nil for the first.
  package var replaces: Int?

  /// Makes a review.
  package init(
    decision: String, by: ID, at: Timestamp, verdict: Verdict, note: String, replaces: Int? = nil
  ) {
    self.decision = decision
    self.by = by
    self.at = at
    self.verdict = verdict
    self.note = note
    self.replaces = replaces
  }

  /// As entries and signatures have it.
  package var json: JSONObject {
    var json: JSONObject = [
      "decision": .string(decision), "by": .string(by.text), "at": .string(at.description),
      "verdict": .string(verdict.rawValue), "note": .string(note),
    ]
    json["replaces"] = replaces.map { .integer(Int64($0)) }
    return json
  }

  init?(reading json: JSONObject) {
    guard let decision = json["decision"]?.string, let by = json["by"]?.string,
      let at = json["at"]?.string.flatMap(Timestamp.parse),
      let verdict = json["verdict"]?.string.flatMap(Verdict.init),
      let note = json["note"]?.string
    else { return nil }
    self.init(decision: decision, by: ID(by), at: at, verdict: verdict, note: note)
    switch json["replaces"] {
    case nil: break
    case .integer(let index)?: replaces = Int(index)
    default: return nil
    }
  }
}
