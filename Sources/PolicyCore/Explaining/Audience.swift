/// Who is told why a request was decided as it was.
package enum Audience: String, Sendable, Hashable, CaseIterable {
  /// Learns what applies and whom to ask, never how to get around a rule, nor who else may approve.
  case requester
  /// Learns what applies, what is missing and who may give it.
  case approver
  /// Learns everything, also about what did not apply.
  case auditor

  /// Whether rules and exceptions that do not apply are told, and not only counted.
  var seesWhatDoesNotApply: Bool { self == .auditor }

  /// Whether conditions, what would change the outcome, and the names of those who may approve are
  /// told.
  var seesConditions: Bool { self != .requester }
}
