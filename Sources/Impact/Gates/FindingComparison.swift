import CEL
import Diagnostics
import PolicyCore

/// Which findings of `check` weigh less than before.
enum FindingComparison {
  /// Severities that are lower, or may be, and suppressions that are new or last longer.
  static func lowered(_ before: Policy, _ after: Policy) -> [LoweredSafeguard] {
    severities(before.settings.severities, after.settings.severities)
      + suppressions(Suppressions(before), Suppressions(after))
  }

  // MARK: - Severities

  private static func severities(
    _ old: [SeveritySetting], _ new: [SeveritySetting]
  ) -> [LoweredSafeguard] {
    Set((old + new).map { ID($0.code) }).sorted().compactMap { code in
      let before = weight(of: code, in: old)
      let after = weight(of: code, in: new)
      guard isLower(after, than: before) else { return nil }
      return LoweredSafeguard(
        kind: .severity, name: code.text, change: "is \(after) instead of \(before)")
    }
  }

  /// How much a finding weighs.
  private enum Weight: Equatable, CustomStringConvertible {
    case unset, off
    case set(Diagnostic.Severity)

    var description: String {
      switch self {
      case .unset: "as Precedent has it"
      case .off: "off"
      case .set(let severity): "`\(severity.rawValue)`"
      }
    }
  }

  private static func weight(of code: ID, in settings: [SeveritySetting]) -> Weight {
    guard let setting = settings.first(where: { ID($0.code) == code }) else { return .unset }
    return setting.severity.map { .set($0) } ?? .off
  }

  /// What a finding weighs unless set is for Precedent to say, and may change: any weight but the
  /// greatest may be lower than it, and it may be lower than any but the least.
  private static func isLower(_ weight: Weight, than other: Weight) -> Bool {
    switch (weight, other) {
    case (.off, .off), (.unset, .off), (.set, .off), (.unset, .unset): false
    case (.off, .set), (.off, .unset): true
    case (.set(let now), .set(let then)): now < then
    case (.set(let now), .unset): now < .error
    case (.unset, .set(let then)): then > .note
    }
  }

  // MARK: - Suppressions

  private static func suppressions(_ old: Suppressions, _ new: Suppressions) -> [LoweredSafeguard] {
    new.ends.sorted { $0.key < $1.key }.compactMap { place, until in
      guard let before = old.ends[place] else {
        return LoweredSafeguard(
          kind: .suppression, name: place.text, change: "is suppressed until \(until)")
      }
      guard until > before else { return nil }
      return LoweredSafeguard(
        kind: .suppression, name: place.text,
        change: "is suppressed until \(until) instead of \(before)")
    }
  }
}

/// The suppressions of all entries of a policy.
private struct Suppressions {
  /// When each ends, by `<kind> <id>: <code>`; the latest where there are several.
  private(set) var ends: [ID: Timestamp] = [:]

  init(_ policy: Policy) {
    for rule in policy.rules { add(rule.suppressions, "rule \(rule.id)") }
    for exception in policy.exceptions { add(exception.suppressions, "exception \(exception.id)") }
    for invariant in policy.settings.invariants {
      add(invariant.suppressions, "invariant \(invariant.id)")
    }
    for team in policy.directory.teams.values { add(team.suppressions, "team \(team.id)") }
    for member in policy.directory.members.values {
      add(member.suppressions, "member \(member.id)")
    }
    for delegation in policy.directory.delegations {
      add(delegation.suppressions, "delegation \(delegation.from) -> \(delegation.to)")
    }
  }

  private mutating func add(_ suppressions: [Suppression], _ entry: String) {
    for suppression in suppressions {
      let place = ID("\(entry): \(suppression.code)")
      ends[place] = max(ends[place] ?? suppression.until, suppression.until)
    }
  }
}
