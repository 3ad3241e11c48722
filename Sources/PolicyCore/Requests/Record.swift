package import CEL

/// What one person said of a request.
package struct Approval: Sendable, Hashable {
  /// What was said.
  package enum Verdict: String, Sendable, Hashable, CaseIterable { case approve, deny }

  /// The account that said it.
  package var by: ID
  /// What it said.
  package var verdict: Verdict
  /// When it was said.
  package var at: Timestamp
  /// Whose seat it is meant for, when not the own one.
  package var onBehalfOf: ID?
  /// In the approver's words.
  package var reason: String?
  /// The digest of the request that was looked at, in lower-case hexadecimal.
  package var requestSHA256: String?

  /// An approver's word, for their own seat unless `onBehalfOf` says whose.
  package init(
    by: ID, verdict: Verdict, at: Timestamp, onBehalfOf: ID? = nil, reason: String? = nil,
    requestSHA256: String? = nil
  ) {
    self.by = by
    self.verdict = verdict
    self.at = at
    self.onBehalfOf = onBehalfOf
    self.reason = reason
    self.requestSHA256 = requestSHA256
  }
}

/// What really happened to a request.
package struct Outcome: Sendable, Hashable {
  /// How it ended.
  package enum Status: String, Sendable, Hashable, CaseIterable {
    case approved, denied, withdrawn, expired
  }

  /// How it ended.
  package var status: Status
  /// When it ended; nil when the record does not say.
  package var at: Timestamp?
  /// `policy`, or who decided; nil when the record does not say.
  package var by: String?
  /// Under which policy, when the record says.
  package var policyCommit: String?

  /// An end of which nothing but the status need be known.
  package init(status: Status, at: Timestamp? = nil, by: String? = nil, policyCommit: String? = nil)
  {
    self.status = status
    self.at = at
    self.by = by
    self.policyCommit = policyCommit
  }

  /// Whom a record names when nobody decided.
  package static let policy = "policy"

  /// A denial that no policy made by itself; one that does not say by whom counts as human.
  package var isDenialByHuman: Bool { status == .denied && by != Outcome.policy }
}

/// A recorded historical request.
package struct Record: Sendable {
  /// What was asked.
  package let request: Request
  /// What people said, in the order of the record.
  package let approvals: [Approval]
  /// Nil when it is not known.
  package let outcome: Outcome?

  /// A request with what happened to it; the approvals keep their order.
  package init(request: Request, approvals: [Approval], outcome: Outcome?) {
    self.request = request
    self.approvals = approvals
    self.outcome = outcome
  }

  /// When it was decided, as far as is recorded: the outcome, else the last approval, else the
  /// request.
  package var decidedAt: Timestamp {
    outcome?.at ?? approvals.map(\.at).max() ?? request.time
  }

  /// Seconds from the request to the decision of a human; nil when the record does not say so.
  package var humanDecisionSeconds: Int64? {
    guard let outcome, let at = outcome.at, outcome.by != Outcome.policy else { return nil }
    switch outcome.status {
    case .approved, .denied: return at.seconds - request.time.seconds
    case .withdrawn, .expired: return nil
    }
  }
}
