package import CEL
package import Diagnostics

/// Something of a policy that ends, or that somebody must look at, and when.
package struct DueItem: Sendable, Equatable {
  /// What it is.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A rule that acts alone and must be recertified.
    case certification
    /// A standing break-glass that must be recertified.
    case breakGlass = "break-glass"
    /// A rollback that must be tried again.
    case drill
    /// A directory file that goes stale.
    case directory
    case rule
    case exception
    case delegation
    case member
    case suppression
    /// A use of break-glass that somebody must judge; only where a log is looked at.
    case review = "break-glass-review"

    /// Whether somebody must do something, or it goes on being late; the others just end.
    package var asksForAction: Bool {
      switch self {
      case .certification, .breakGlass, .drill, .directory, .review: true
      case .rule, .exception, .delegation, .member, .suppression: false
      }
    }
  }

  /// Where it stands at the instant that was asked about.
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// Somebody should have looked at it.
    case overdue
    /// Somebody must look at it by then.
    case due
    /// It ends by itself.
    case ends
    /// It ended by itself, not long ago.
    case ended
  }

  /// What it is.
  package var kind: Kind
  /// Of the entry; a path for a directory file.
  package var id: String
  /// More about it, such as to whom somebody delegates; nil where the id says all.
  package var detail: String?
  /// When; nil where it has never been done at all.
  package var at: Timestamp?
  /// Where it stands.
  package var state: State
  /// Teams, else members, who answer for it; sorted.
  package var answers: [ID]
  /// Where it is written.
  package var location: SourceLocation

  /// Makes an item from its parts.
  package init(
    kind: Kind, id: String, detail: String? = nil, at: Timestamp?, state: State, answers: [ID],
    location: SourceLocation
  ) {
    self.kind = kind
    self.id = id
    self.detail = detail
    self.at = at
    self.state = state
    self.answers = answers
    self.location = location
  }
}

/// What ends and what must be looked at, in order of time.
package struct DueList: Sendable {
  /// The instant that was asked about.
  package var at: Timestamp
  /// How far ahead it looks, and how far back for what has ended.
  package var within: PolicyDuration
  /// What was never done first, then by instant.
  package var items: [DueItem]

  /// Makes a list from its parts.
  package init(at: Timestamp, within: PolicyDuration, items: [DueItem]) {
    self.at = at
    self.within = within
    self.items = items
  }

  /// The list with more items, in their place.
  package func adding(_ more: [DueItem]) -> DueList {
    DueList(at: at, within: within, items: (items + more).sorted(by: DueSearch.precedes))
  }

  /// Whether somebody should have looked at something.
  package var isOverdue: Bool { items.contains { $0.state == .overdue } }
}
