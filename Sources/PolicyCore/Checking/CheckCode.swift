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
}
