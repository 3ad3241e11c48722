package import CEL
package import Diagnostics

/// Teams and their members, as the policy version has them.
package struct Directory: Sendable {
  package let teams: [ID: Team]
  package let members: [ID: Member]
  private let personOfAlias: [ID: ID]

  package init(teams: [Team] = [], members: [Member] = []) {
    self.teams = Dictionary(teams.map { ($0.id, $0) }) { first, _ in first }
    self.members = Dictionary(members.map { ($0.id, $0) }) { first, _ in first }
    let people = self.members
    // A member's own id is never somebody else's account.
    personOfAlias = Dictionary(
      members.sorted { $0.id < $1.id }
        .flatMap { member in member.aliases.map { ($0, member.id) } }
        .filter { people[$0.0] == nil }
    ) { first, _ in first }
  }

  /// The person behind an account: the member that has it as an alias, else the id itself.
  package func person(_ account: ID) -> ID { personOfAlias[account] ?? account }

  /// The member behind an account, if the directory knows one.
  package func member(_ account: ID) -> Member? { members[person(account)] }

  /// The people an id names: a team's members, or one known member; nobody for an unknown id.
  package func people(named id: ID) -> Set<ID> {
    if teams[id] != nil { return people(ofTeam: id) }
    let person = person(id)
    return members[person] == nil ? [] : [person]
  }

  /// The members of a team, by whatever account it lists them; nobody for an unknown team.
  package func people(ofTeam id: ID) -> Set<ID> {
    Set(teams[id]?.members.map { person($0) } ?? [])
  }
}

/// Some people with a name.
package struct Team: Sendable, Equatable {
  package let id: ID
  /// Ids of members, sorted.
  package var members: [ID]
  package var location: SourceLocation

  package init(id: ID, members: some Sequence<ID>, location: SourceLocation) {
    self.id = id
    self.members = Set(members).sorted()
    self.location = location
  }
}

/// A person, a workload or an agent.
package struct Member: Sendable, Equatable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case human, workload, agent
  }

  package let id: ID
  package var kind: Kind
  /// Who answers for a workload or an agent: a team or a member.
  package var owner: ID?
  /// Other accounts of the same person.
  package var aliases: [ID]
  package var until: Timestamp?
  package var location: SourceLocation

  package init(
    id: ID, kind: Kind = .human, owner: ID? = nil, aliases: [ID] = [], until: Timestamp? = nil,
    location: SourceLocation
  ) {
    self.id = id
    self.kind = kind
    self.owner = owner
    self.aliases = aliases
    self.until = until
    self.location = location
  }
}
