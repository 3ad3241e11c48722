import CEL
package import PolicyCore

/// A safeguard that a change lowers.
package struct LoweredSafeguard: Sendable, Hashable {
  /// What the safeguard is.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case gate, floor, invariant, testing, acceptedBy, severity, suppression, schema, location,
      history
  }

  /// Says what `name` names.
  package var kind: Kind
  /// The gate, floor, invariant, code, entry or field.
  package var name: String
  /// What became of it, as the end of a sentence: `was removed`, `is 60d instead of 30d`.
  package var change: String

  /// For what `between` cannot see, too: what is lowered outside the policy files.
  package init(kind: Kind, name: String, change: String) {
    self.kind = kind
    self.name = name
    self.change = change
  }

  /// What the new version lowers; a version without policy had nothing to lower.
  package static func between(_ before: Policy, _ after: Policy) -> [LoweredSafeguard] {
    let old = before.settings
    let new = after.settings
    return gates(old.gates, new.gates) + floors(old.floors, new.floors)
      + InvariantComparison.lowered(old.invariants, new.invariants)
      + testing(old.testing, new.testing) + coverage(old.coverage, new.coverage)
      + acceptedBy(old, new)
      + FindingComparison.lowered(before, after)
      + SchemaComparison.lowered(before.schema.root, after.schema.root)
  }

  private static func gates(_ old: [Gate], _ new: [Gate]) -> [LoweredSafeguard] {
    old.compactMap { gate in
      // Under whatever name: what a stricter gate refuses is still refused.
      if new.contains(where: { $0.test.isAtLeastAsStrict(as: gate.test) }) { return nil }
      let change =
        new.first { $0.id == gate.id }
        .map { "is `\($0.test.limitText)` instead of `\(gate.test.limitText)`" } ?? "was removed"
      return LoweredSafeguard(kind: .gate, name: gate.id.text, change: change)
    }
  }

  private static func floors(_ old: Floors, _ new: Floors) -> [LoweredSafeguard] {
    [
      ("exceptionMaxDuration", old.exceptionMaxDuration, new.exceptionMaxDuration),
      ("breakGlassMaxDuration", old.breakGlassMaxDuration, new.breakGlassMaxDuration),
      ("recertifyEvery", old.recertifyEvery, new.recertifyEvery),
    ]
    .filter { $0.2.seconds > $0.1.seconds }
    .map { LoweredSafeguard(kind: .floor, name: $0.0, change: "is \($0.2) instead of \($0.1)") }
  }

  private static func testing(_ old: TestingBar, _ new: TestingBar) -> [LoweredSafeguard] {
    guard new < old else { return [] }
    return [
      LoweredSafeguard(
        kind: .testing, name: "changedRules",
        change: "is `\(new.rawValue)` instead of `\(old.rawValue)`")
    ]
  }

  private static func coverage(
    _ old: [CoverageKind: Percentage], _ new: [CoverageKind: Percentage]
  ) -> [LoweredSafeguard] {
    CoverageKind.allCases.compactMap { kind in
      guard let before = old[kind], before.basisPoints > 0 else { return nil }
      let after = new[kind]
      guard after.map({ $0 < before }) ?? true else { return nil }
      return LoweredSafeguard(
        kind: .testing, name: "coverage.\(kind.rawValue)",
        change: after.map { "is \($0) instead of \(before)" } ?? "was removed")
    }
  }

  /// More people who may accept, or no limit at all, is lower.
  private static func acceptedBy(_ old: Settings, _ new: Settings) -> [LoweredSafeguard] {
    guard !old.acceptedBy.isEmpty else { return [] }
    let added = Set(new.acceptedBy).subtracting(old.acceptedBy).sorted()
    if new.acceptedBy.isEmpty {
      let change = "was removed: anyone may accept"
      return [LoweredSafeguard(kind: .acceptedBy, name: "acceptedBy", change: change)]
    }
    return added.map {
      LoweredSafeguard(kind: .acceptedBy, name: "acceptedBy", change: "also lets `\($0)` accept")
    }
  }
}

extension GateTest {
  /// Whether whatever this lets pass the other lets pass too, as far as can be told.
  fileprivate func isAtLeastAsStrict(as other: GateTest) -> Bool {
    switch (self, other) {
    case (.noHumanDeniedApproved, .noHumanDeniedApproved): true
    case (.newlyUnreplayable(let count), .newlyUnreplayable(let limit)): count <= limit
    case (.looseningWithoutEvidence(let count), .looseningWithoutEvidence(let limit)):
      count <= limit
    case (.maxChangedShare(let share), .maxChangedShare(let limit)): share <= limit
    case (.maxNewlyAutomatic(let condition, let count), .maxNewlyAutomatic(let old, let limit)):
      // Without a condition every record counts, which is stricter than any condition.
      count <= limit && (condition == nil || condition == old)
    case (.noHumanDeniedApproved, _), (.newlyUnreplayable, _), (.maxChangedShare, _),
      (.maxNewlyAutomatic, _), (.looseningWithoutEvidence, _):
      false
    }
  }
}
