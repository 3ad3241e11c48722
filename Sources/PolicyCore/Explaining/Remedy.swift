package import CEL

/// One way to a better outcome: if all of this were so, the decision would be that.
///
/// What is said has been worked out by deciding again, or follows from what is missing.
package struct Remedy: Sendable, Hashable {
  /// All of them together.
  package var needs: [Need]
  /// Who would decide then.
  package var tier: Tier
  /// Where the request would stand then.
  package var status: Decision.Status
}

/// Something that is not so, and would have to be.
package enum Need: Sendable, Hashable {
  /// Approvals that a requirement misses.
  case approvals(MissingApprovals)
  /// One of the approvals must be given by a human.
  case human
  /// A clause of a review's evidence must hold.
  case evidence(ClauseState)
  /// Every clause of a rule that approves inside limits must hold.
  case conditions(rule: ID, failing: [ClauseState])
  /// A field of the request would need another value.
  case field(FieldEdit)
  /// A rule or exception that denies would have to not apply; it does because of these parts.
  case notDenied(rule: ID, because: [DecidingPart])
  /// Somebody must certify what has lapsed.
  case certification(rule: ID)
  /// What a rule rests on must be read again.
  case freshData(rule: ID)
  /// A person's denial would have to be taken back.
  case denialTakenBack(by: ID)
  /// The review would have to have been complete before it expired.
  case earlier(than: Timestamp)
}

/// What one requirement misses.
package struct MissingApprovals: Sendable, Hashable {
  /// 1-based.
  package var stage: Int
  /// So many more.
  package var count: Int
  /// Whom it asks.
  package var from: [Selector]
  /// Whether they must give a reason.
  package var isReasonRequired: Bool
  /// Who may give them and fills no place yet, sorted.
  package var candidates: [ID]
  /// Exclusive; nil when they may come at any time.
  package var until: Timestamp?
}

/// Another value for a field, with which a rule's condition would be what it is not.
package struct FieldEdit: Sendable, Hashable {
  /// The rule whose condition reads it.
  package var rule: ID
  /// Such as `resource.environment`.
  package var path: FieldPath
  /// What the request has; nil when it has nothing there.
  package var now: JSONValue?
  /// One of these; sorted as the condition has them.
  package var wanted: [JSONValue]
}
