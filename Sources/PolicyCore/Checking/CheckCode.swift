/// The codes of findings: what a policy that loads still gets wrong; each has a page in
/// docs/diagnostics.
package enum CheckCode: String, Sendable, CaseIterable {
  // Findings about rules that act without a human cannot be lowered or suppressed.
  case ruleWithoutOwner = "rule-without-owner"
  case ruleWithoutLimits = "rule-without-limits"
  case ruleWithoutRollback = "rule-without-rollback"
  case ruleWithoutRecertification = "rule-without-recertification"
  case recertifiedTooRarely = "recertified-too-rarely"
  case ruleLapsed = "rule-lapsed"
  case ruleLapsesSoon = "rule-lapses-soon"
  case certifiedInTheFuture = "certified-in-the-future"
  case ruleExpired = "rule-expired"
  case noPossibleQuorum = "no-possible-quorum"
  case teamWithoutHuman = "team-without-human"
  // Rules, exceptions and invariants that do not go together.
  case ruleNeverMatches = "rule-never-matches"
  case duplicateRule = "duplicate-rule"
  case ruleShadowed = "rule-shadowed"
  case ruleAgainstInvariant = "rule-against-invariant"
  case exceptionLiftsNothing = "exception-lifts-nothing"
  case exceptionLiftsDeny = "exception-lifts-deny"
  case exceptionLiftsFixedDeny = "exception-lifts-fixed-deny"
  case exceptionRenewed = "exception-renewed"
  case exceptionExpired = "exception-expired"
  case exceptionEndsSoon = "exception-ends-soon"
  case exceptionLapsed = "exception-lapsed"
  case delegationExpired = "delegation-expired"
  case delegationEndsSoon = "delegation-ends-soon"
  // Approvers and owners.
  case noQuorumForOwnRequests = "no-quorum-for-own-requests"
  case selectorNamesNobody = "selector-names-nobody"
  case unboundApprover = "unbound-approver"
  case ownerNotHuman = "owner-not-human"
  case allInOnePerson = "all-in-one-person"
  // Removals and ways back.
  case removalWithoutTriggers = "removal-without-triggers"
  case noWayBack = "no-way-back"
  case drillOverdue = "drill-overdue"
  // What makes a policy hard to read or to trust.
  case titleTooLong = "title-too-long"
  case assertedOnly = "asserted-only"
  case assertedApprover = "asserted-approver"
  case unusedTeam = "unused-team"
  case unusedField = "unused-field"
  case unusedFixture = "unused-fixture"
  case noEmergencyPath = "no-emergency-path"
  case mergeWithOwnChanges = "merge-with-own-changes"
  // About severities and suppressions.
  case unknownFindingCode = "unknown-finding-code"
  case cannotBeLowered = "cannot-be-lowered"
  case suppressionExpired = "suppression-expired"
  case suppressesNothing = "suppresses-nothing"
}
