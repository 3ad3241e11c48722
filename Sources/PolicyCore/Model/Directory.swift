package import CEL
package import Diagnostics

/// Teams and their members, as the policy version has them.
package struct Directory: Sendable {
  /// By id.
  package let teams: [ID: Team]
  /// By id, without aliases.
  package let members: [ID: Member]
  private let personOfAlias: [ID: ID]
  /// Teams, members and aliases by their ids without ASCII case, in which they are unique.
  private let idOfFolded: [ID: ID]

  /// Makes a directory; of two entries with one id the first counts.
  package init(teams: [Team] = [], members: [Member] = []) {
    self.teams = Dictionary(teams.map { ($0.id, $0) }) { first, _ in first }
    self.members = Dictionary(members.map { ($0.id, $0) }) { first, _ in first }
    let people = self.members
    // A member's own id is never somebody else's account.
    let aliases = members.sorted { $0.id < $1.id }
      .flatMap { member in member.aliases.map { ($0, member.id) } }
      .filter { people[$0.0] == nil }
    personOfAlias = Dictionary(aliases) { first, _ in first }
    let ids = (teams.map(\.id) + members.map(\.id)).sorted() + aliases.map(\.0)
    idOfFolded = Dictionary(ids.map { ($0.foldingCase, $0) }) { first, _ in first }
  }

  /// The id as the directory writes it, when it differs by ASCII case only; else the id itself.
  ///
  /// Other systems take `Dana` for `dana`: to keep somebody out that is enough, to let somebody in
  /// it is not.
  func knownID(_ id: ID) -> ID { idOfFolded[id.foldingCase] ?? id }

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
  /// Unique among teams and members.
  package let id: ID
  /// Ids of members, sorted.
  package var members: [ID]
  /// Where the id stands.
  package var location: SourceLocation

  /// Makes a team; its members are sorted, without repeats.
  package init(id: ID, members: some Sequence<ID>, location: SourceLocation) {
    self.id = id
    self.members = Set(members).sorted()
    self.location = location
  }
}

/// A person, a workload or an agent.
package struct Member: Sendable, Equatable {
  /// What a member is; only a human answers for himself.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case human, workload, agent
  }

  /// Unique among teams and members.
  package let id: ID
  /// A human unless stated.
  package var kind: Kind
  /// Who answers for a workload or an agent: a team or a member.
  package var owner: ID?
  /// Other accounts of the same person.
  package var aliases: [ID]
  /// When the membership ends, exclusive; nil when it does not.
  package var until: Timestamp?
  /// Where the id stands.
  package var location: SourceLocation

  /// Makes a member.
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
