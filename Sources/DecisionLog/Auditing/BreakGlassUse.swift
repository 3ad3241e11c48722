package import CEL
package import Diagnostics
package import PolicyCore

/// A decision that gave access by break-glass.
package struct BreakGlassUse: Sendable, Hashable {
  /// A review in the log.
  package struct Reviewed: Sendable, Hashable {
    /// The place of its entry.
    package var index: Int
    /// When it was written to the log.
    package var recordedAt: Timestamp
    /// What it says.
    package var review: BreakGlassReview

    /// Makes a review as it is logged.
    package init(index: Int, recordedAt: Timestamp, review: BreakGlassReview) {
      self.index = index
      self.recordedAt = recordedAt
      self.review = review
    }
  }

  /// The place of the decision's entry.
  package var index: Int
  /// The digest that names the decision.
  package var decisionID: String
  /// As the request calls itself.
  package var requestID: String
  /// Who got the access.
  package var subject: String
  /// What the access is to.
  package var resource: String
  /// The instant of the decision.
  package var at: Timestamp
  /// The break-glass that was used, by id.
  package var exceptions: [ID]
  /// Teams that answer for it, sorted.
  package var owners: [ID]
  /// When somebody must have looked at it.
  package var reviewBy: Timestamp?
  /// The review that counts: the last one; nil before somebody looked at it.
  package var reviewed: Reviewed?
  /// Where the decision stands.
  package var location: SourceLocation

  /// Makes a use from its parts.
  package init(
    index: Int, decisionID: String, requestID: String, subject: String, resource: String,
    at: Timestamp, exceptions: [ID], owners: [ID], reviewBy: Timestamp?,
    reviewed: Reviewed? = nil, location: SourceLocation
  ) {
    self.index = index
    self.decisionID = decisionID
    self.requestID = requestID
    self.subject = subject
    self.resource = resource
    self.at = at
    self.exceptions = exceptions
    self.owners = owners
    self.reviewBy = reviewBy
    self.reviewed = reviewed
    self.location = location
  }

  /// Takes a decision; nil where it gave nothing, or gave it without break-glass.
  /// - Parameters:
  ///   - policy: of the commit that decided.
  ///   - location: where the decision stands.
  package init?(_ decision: LoggedDecision, under policy: Policy, at location: SourceLocation) {
    guard decision.status == .approved else { return nil }
    let used = decision.exceptions.compactMap { policy.exception(ID($0)) }
      .filter { $0.breakGlass != nil }
    guard !used.isEmpty else { return nil }
    let within = used.compactMap { $0.breakGlass?.reviewWithin }.min()
    self.init(
      index: decision.index, decisionID: decision.id, requestID: decision.requestID,
      subject: decision.subject, resource: decision.resource, at: decision.stored.at,
      exceptions: used.map(\.id).sorted(), owners: Set(used.map(\.owner)).sorted(),
      reviewBy: within.flatMap { decision.stored.at.adding($0) }, location: location)
  }

  /// Whether somebody should have looked at it before an instant and nobody has.
  package func isOverdue(at instant: Timestamp) -> Bool {
    guard reviewed == nil, let reviewBy else { return false }
    return instant >= reviewBy
  }

  /// As what is due; nil once it is reviewed, and while the review is further away than asked for.
  package func dueItem(at instant: Timestamp, within: PolicyDuration) -> DueItem? {
    guard reviewed == nil, let reviewBy else { return nil }
    let isOverdue = isOverdue(at: instant)
    if !isOverdue, let last = instant.adding(within), reviewBy > last { return nil }
    let names = exceptions.map(\.text).joined(separator: ", ")
    return DueItem(
      kind: .review, id: decisionID, detail: "request \(requestID), \(names)", at: reviewBy,
      state: isOverdue ? .overdue : .due, answers: owners, location: location)
  }
}
