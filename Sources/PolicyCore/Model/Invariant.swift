package import Diagnostics

/// A floor under every decision: where it holds, nothing acts alone (design document, section 2.3).
package struct Invariant: Sendable {
  /// Unique among invariants.
  package let id: ID
  /// One sentence, shown to people.
  package var title: String
  /// The team that reviews what would have acted alone.
  package var owner: ID
  /// For which requests it holds.
  package var condition: Condition
  /// The effects that may not win: `approve`, `constrain`, or both.
  package var never: Set<Effect>
  /// Whether break-glass may do what it forbids.
  package var allowsBreakGlass: Bool
  /// Findings about it that are expected for a while.
  package var suppressions: [Suppression]
  /// Where the id stands.
  package var location: SourceLocation

  /// Makes an invariant.
  package init(
    id: ID, title: String, owner: ID, condition: Condition, never: Set<Effect>,
    allowsBreakGlass: Bool = false, suppressions: [Suppression] = [], location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.owner = owner
    self.condition = condition
    self.never = never
    self.allowsBreakGlass = allowsBreakGlass
    self.suppressions = suppressions
    self.location = location
  }

  /// Whether both say the same; title and place are no part of the meaning.
  package func hasSameMeaning(as other: Invariant) -> Bool {
    id == other.id && owner == other.owner && condition == other.condition && never == other.never
      && allowsBreakGlass == other.allowsBreakGlass
  }
}
