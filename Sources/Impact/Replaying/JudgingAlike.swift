import CEL
import PolicyCore

extension Directory {
  /// Whether the same people may approve the same things; where they stand in files does not matter.
  func judgesAlike(_ other: Directory) -> Bool {
    teams.mapValues(\.members) == other.teams.mapValues(\.members)
      && teams.mapValues(\.freshness) == other.teams.mapValues(\.freshness)
      && members.count == other.members.count
      && members.allSatisfy { id, member in
        other.members[id].map { member.judgesAlike($0) } ?? false
      }
      && delegations.count == other.delegations.count
      && zip(delegations, other.delegations).allSatisfy { $0.hasSameMeaning(as: $1) }
  }
}

extension Member {
  fileprivate func judgesAlike(_ other: Member) -> Bool {
    kind == other.kind && owner == other.owner && aliases == other.aliases && until == other.until
      && authority == other.authority
  }
}

extension Settings {
  /// Whether what no rule says is judged the same.
  func judgesAlike(_ other: Settings) -> Bool {
    defaultOutcome == other.defaultOutcome && floors == other.floors
      && invariants.count == other.invariants.count
      && zip(invariants, other.invariants).allSatisfy { $0.hasSameMeaning(as: $1) }
  }
}
