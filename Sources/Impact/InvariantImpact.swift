package import PolicyCore

/// How often one invariant turned an outcome into a review.
package struct InvariantImpact: Sendable, Hashable {
  /// What became of it.
  package enum Change: String, Sendable, Hashable, CaseIterable {
    case added, removed, changed, unchanged
  }

  /// Of the invariant.
  package var invariant: ID
  /// As the new version has it, if it does.
  package var title: String
  /// What became of it.
  package var change: Change
  /// Records that it turned into a review under the old version.
  package var reviewsBefore: Int
  /// Records that it turns into a review under the new version.
  package var reviewsAfter: Int
  /// Records that it turns into a review only under the new version.
  package var gained: RecordList
  /// Records that it turned into a review only under the old version.
  package var lost: RecordList
}

extension InvariantImpact {
  /// By id.
  static func list(
    _ tallies: [ID: InvariantTally], before: Policy, after: Policy
  ) -> [InvariantImpact] {
    let old = before.settings.invariants
    let new = after.settings.invariants
    return Set((old + new).map(\.id)).sorted().compactMap { id in
      let tally = tallies[id] ?? InvariantTally()
      let (one, other) = (old.first { $0.id == id }, new.first { $0.id == id })
      guard let shown = other ?? one else { return nil }
      return InvariantImpact(
        invariant: id, title: shown.title, change: Change(from: one, to: other),
        reviewsBefore: tally.before, reviewsAfter: tally.after, gained: tally.gained,
        lost: tally.lost)
    }
  }
}

extension InvariantImpact.Change {
  fileprivate init(from old: Invariant?, to new: Invariant?) {
    switch (old, new) {
    case (nil, _): self = .added
    case (_?, nil): self = .removed
    case (let old?, let new?): self = old.hasSameMeaning(as: new) ? .unchanged : .changed
    }
  }
}
