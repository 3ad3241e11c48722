/// What was explained: under which policy, and which stored decision, if it was one.
package struct ExplanationSource: Sendable {
  /// The commit of the policy.
  package var commit: String
  /// The digest of the policy's files.
  package var policySHA256: String
  /// The id of the stored decision; nil for a request or a record.
  package var decisionID: String?
  /// What really happened, as the record has it, such as `approved`; nil when it does not say.
  package var recordedOutcome: String?
  /// Where the stored decision says something else than is decided again; sentences of ours.
  package var differences: [String]

  /// Names what was explained.
  package init(
    commit: String, policySHA256: String, decisionID: String? = nil,
    recordedOutcome: String? = nil, differences: [String] = []
  ) {
    self.commit = commit
    self.policySHA256 = policySHA256
    self.decisionID = decisionID
    self.recordedOutcome = recordedOutcome
    self.differences = differences
  }
}
