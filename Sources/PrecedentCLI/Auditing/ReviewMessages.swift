import CEL
import DecisionLog
import Diagnostics
import PolicyCore

extension Diagnostic {
  /// Why a decision is not reviewed.
  static func cannotReview(_ reason: String, help: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "cannot-review", message: reason,
      help: help ?? "only what gave access by break-glass is reviewed; see `precedent due --log`")
  }

  static func noSuchDecision(_ id: String, log: String) -> Diagnostic {
    Diagnostic(
      code: "no-such-entry", message: "the log `\(log)` has no decision `\(id)`",
      help: "name a decision by its id or the start of it, see `precedent log show \(log)`")
  }

  static func ambiguousDecision(_ id: String, ids: [String]) -> Diagnostic {
    let greatestShownCount = 5
    let names = ids.prefix(greatestShownCount).map { "`\($0.prefix(16))`" }.joined(separator: ", ")
    let more = ids.count > greatestShownCount ? " and more" : ""
    return Diagnostic(
      code: "ambiguous-id", message: "`\(id)` is the start of several decisions",
      notes: ["they are \(names)\(more)"], help: "give more of the id")
  }

  static func notIndependent(_ by: ID, because reason: String) -> Diagnostic {
    Diagnostic(
      code: "not-entitled", message: "`\(by)` \(reason), and so does not judge it",
      help: "ask somebody who has no part in the decision")
  }

  static func alreadyReviewed(_ earlier: BreakGlassUse.Reviewed) -> Diagnostic {
    cannotReview(
      "`\(earlier.review.by)` has reviewed it as \(earlier.review.verdict.rawValue) "
        + "in entry \(earlier.index)",
      help: "a second review counts in place of the first, and needs another verdict")
  }

  /// Uses that nobody has looked at in time.
  static func unreviewed(_ uses: [BreakGlassUse], log: String) -> Diagnostic? {
    guard let first = uses.first else { return nil }
    let greatestShownCount = 10
    let notes = uses.prefix(greatestShownCount).map { use in
      "decision \(use.decisionID.prefix(12)) on request `\(use.requestID)`, "
        + "by \(use.exceptions.map { "`\($0)`" }.joined(separator: ", ")), "
        + "was to be reviewed by \(use.reviewBy?.description ?? "")"
    }
    let more = uses.count - notes.count
    let count = uses.count == 1 ? "1 use" : "\(uses.count) uses"
    return Diagnostic(
      code: "break-glass-unreviewed", severity: .warning,
      message: "\(count) of break-glass \(uses.count == 1 ? "was" : "were") not reviewed in time",
      location: first.location, notes: notes + (more > 0 ? ["and \(more) more"] : []),
      help: "somebody without a part in it judges it: `precedent review DECISION --log \(log) "
        + "--by ID --verdict justified --note TEXT`, or misused")
  }
}
