import CEL
package import Diagnostics

/// One human acting for another for a while.
package struct Delegation: Sendable, Equatable, Comparable {
  /// Whose seats are lent; a member.
  package let from: ID
  /// Who may use them; a member.
  package let to: ID
  /// For which requests; nil for all.
  package var scope: Condition?
  /// From when, inclusive, until when, exclusive.
  package var window: Window
  /// For people.
  package var reason: String
  /// Findings about it that are expected for a while.
  package var suppressions: [Suppression]
  /// Where `from` stands.
  package var location: SourceLocation

  /// Makes a delegation.
  package init(
    from: ID, to: ID, scope: Condition? = nil, window: Window, reason: String,
    suppressions: [Suppression] = [], location: SourceLocation
  ) {
    self.from = from
    self.to = to
    self.scope = scope
    self.window = window
    self.reason = reason
    self.suppressions = suppressions
    self.location = location
  }

  /// By who gives, who takes, when and for what: so that the order of files does not show.
  package static func < (left: Delegation, right: Delegation) -> Bool {
    if left.from != right.from { return left.from < right.from }
    if left.to != right.to { return left.to < right.to }
    if left.window != right.window { return left.window.precedes(right.window) }
    return (left.scope?.source ?? "").precedesInUTF8(right.scope?.source ?? "")
  }

  /// Place, reason and suppressions are no part of the meaning.
  package func hasSameMeaning(as other: Delegation) -> Bool {
    from == other.from && to == other.to && scope == other.scope && window == other.window
  }
}

extension Window {
  fileprivate func precedes(_ other: Window) -> Bool {
    if since != other.since { return Self.isEarlier(since, other.since) }
    return Self.isEarlier(until, other.until)
  }

  /// No instant comes first.
  private static func isEarlier(_ left: Timestamp?, _ right: Timestamp?) -> Bool {
    guard let left else { return right != nil }
    return right.map { left < $0 } ?? false
  }
}
