import CEL
import History
import PolicyCore

/// One record decided under both versions.
struct RecordImpact {
  /// A record as one version reads it, and what that version decides.
  struct Side {
    let record: Record
    let decision: Decision
  }

  let place: RecordPlace
  let before: Side
  let after: Side
  /// The instant of both decisions.
  let at: Timestamp
  let change: DecisionChange

  var id: String { after.record.request.id }
  var outcome: Outcome? { after.record.outcome }

  /// No human need approve any more: automatic or constrained from human or denied, or automatic
  /// from constrained.
  var isNewlyAutomatic: Bool {
    let old = before.decision.tier
    let new = after.decision.tier
    return new.actsAlone && !old.actsAlone || new == .automatic && old == .constrained
  }

  /// A human denied it; the new version approves it and the old did not.
  var isHumanDenialNowApproved: Bool {
    outcome?.isDenialByHuman == true && after.decision.status == .approved
      && before.decision.status != .approved
  }

  /// A human approved it; the new version denies it and the old did not.
  var isHumanApprovalNowDenied: Bool {
    guard let outcome, outcome.status == .approved, outcome.by != "policy" else { return false }
    return after.decision.status == .denied && before.decision.status != .denied
  }
}
