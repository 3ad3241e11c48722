package import PolicyCore

extension BlastRadius {
  /// Which of the replayed records the change can decide differently, and why it cannot the others.
  ///
  /// It follows from the two versions and the records alone: how they were replayed does not show.
  package struct Scope: Sendable, Hashable {
    /// Replayed records that the change can decide differently.
    package var touched: Int
    /// Replayed records that both versions decide alike, whatever they say.
    package var untouched: Int
    /// What tells them apart.
    package var cause: Cause

    /// What touches records.
    package enum Cause: Sendable, Hashable {
      /// The change touches every record.
      case every(Touching.Reason)
      /// Rules by id, then exceptions by id; without any, the change touches no record.
      case some([Entry])
    }

    /// A rule or an exception that differs.
    package struct Entry: Sendable, Hashable {
      /// Which of the two it is: both have ids, and may have the same.
      package var kind: RuleImpact.Kind
      /// Of the rule or exception.
      package var id: ID
      /// Whether nothing but its condition differs.
      package var isConditionOnly: Bool
      /// Which records it touches.
      package var reach: Reach
    }

    /// Which records a rule or an exception touches that differs.
    package enum Reach: String, Sendable, Hashable, CaseIterable {
      /// Those for which its condition is true or errs, under either version.
      case say = "where-it-has-a-say"
      /// Of those only the ones for which its condition does not come to the same under both
      /// versions: nothing else of it differs, and nothing is replayed in force.
      case difference = "where-its-condition-differs"
    }
  }
}

extension BlastRadius.Scope {
  init(_ sums: ReplaySums, _ touching: Touching) {
    touched = sums.main.replayed - sums.untouched
    untouched = sums.untouched
    switch touching {
    case .every(let reason): cause = .every(reason)
    case .some(let entries): cause = .some(entries.map { Entry($0) })
    }
  }
}

extension BlastRadius.Scope.Entry {
  fileprivate init(_ entry: TouchedEntry) {
    kind = entry.name.kind
    id = entry.name.id
    isConditionOnly = entry.differsInConditionOnly
    reach = entry.isConditionOnly ? .difference : .say
  }
}
