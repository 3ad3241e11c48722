package import CEL
package import Diagnostics

/// Teams and their members, as the policy version has them.
///
/// A class, so that passing it on counts one reference and not one for each of its parts.
package final class Directory: Sendable {
  /// By id.
  package let teams: [ID: Team]
  /// By id, without aliases.
  package let members: [ID: Member]
  /// Sorted by who gives, who takes, and when.
  package let delegations: [Delegation]
  private let delegationsByDelegate: [ID: [Delegation]]
  /// Whether some team says how old it is.
  let hasFreshness: Bool
  private let personOfAlias: [ID: ID]
  /// Of each team, under the ids of the directory.
  private let peopleOfTeam: [ID: Set<ID>]
  /// What is asked of members most often, without the rest of them.
  private let standings: [ID: Standing]
  /// Teams, members and aliases by their ids without ASCII case, in which they are unique.
  private let idOfFolded: [ID: ID]

  /// What a member is, and how long.
  private struct Standing {
    let kind: Member.Kind
    let until: Timestamp?
  }

  /// Makes a directory; of two entries with one id the first counts.
  package init(teams: [Team] = [], members: [Member] = [], delegations: [Delegation] = []) {
    self.delegations = delegations.sorted()
    delegationsByDelegate = Dictionary(grouping: self.delegations, by: \.to)
    hasFreshness = teams.contains { $0.freshness != nil }
    self.teams = Dictionary(teams.map { ($0.id, $0) }) { first, _ in first }
    self.members = Dictionary(members.map { ($0.id, $0) }) { first, _ in first }
    let people = self.members
    // A member's own id is never somebody else's account.
    let aliases = members.sorted { $0.id < $1.id }
      .flatMap { member in member.aliases.map { ($0, member.id) } }
      .filter { people[$0.0] == nil }
    personOfAlias = Dictionary(aliases) { first, _ in first }
    let persons = personOfAlias
    peopleOfTeam = self.teams.mapValues { team in
      Set(team.members.map { persons[$0] ?? $0 })
    }
    standings = self.members.mapValues { Standing(kind: $0.kind, until: $0.until) }
    let ids = (teams.map(\.id) + members.map(\.id)).sorted() + aliases.map(\.0)
    idOfFolded = Dictionary(ids.map { ($0.foldingCase, $0) }) { first, _ in first }
  }

  /// Whom others let somebody act for; sorted by who gives.
  package func delegations(to delegate: ID) -> [Delegation] {
    delegationsByDelegate[delegate] ?? []
  }

  /// The same people with what is read after them.
  func with(_ authorities: [ID: Condition], _ delegations: [Delegation]) -> Directory {
    let members = members.values.map { member in
      var member = member
      member.authority = authorities[member.id]
      return member
    }
    return Directory(teams: Array(teams.values), members: members, delegations: delegations)
  }

  /// The id as the directory writes it, when it differs by ASCII case only; else the id itself.
  ///
  /// Other systems take `Dana` for `dana`: to keep somebody out that is enough, to let somebody in
  /// it is not.
  func knownID(_ id: ID) -> ID { spelling(of: id) ?? id }

  /// The same; nil for an id that names nobody here, in whatever ASCII case.
  func spelling(of id: ID) -> ID? { idOfFolded[id.foldingCase] }

  /// Whether some entry could be meant by an id: a team, a member or an account, in any case.
  package func mayMean(_ id: ID) -> Bool { idOfFolded[id.foldingCase] != nil }

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
  package func people(ofTeam id: ID) -> Set<ID> { peopleOfTeam[id] ?? [] }

  /// What a member is; nil for an unknown one.
  func kind(of member: ID) -> Member.Kind? { standings[member]?.kind }

  /// Whether there is such a member and the membership has not ended.
  func isActive(_ member: ID, at instant: Timestamp) -> Bool {
    guard let standing = standings[member] else { return false }
    return standing.until.map { instant < $0 } ?? true
  }
}

/// Some people with a name.
package struct Team: Sendable, Equatable {
  /// Unique among teams and members.
  package let id: ID
  /// Ids of members, sorted.
  package var members: [ID]
  /// Of the file that it stands in; nil when that does not say.
  package var freshness: Freshness?
  /// Findings about it that are expected for a while.
  package var suppressions: [Suppression]
  /// Where the id stands.
  package var location: SourceLocation

  /// Makes a team; its members are sorted, without repeats.
  package init(
    id: ID, members: some Sequence<ID>, freshness: Freshness? = nil,
    suppressions: [Suppression] = [], location: SourceLocation
  ) {
    self.id = id
    self.members = Set(members).sorted()
    self.freshness = freshness
    self.suppressions = suppressions
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
  /// Which requests it may approve, where it is not human; nil for none.
  package var authority: Condition?
  /// Findings about it that are expected for a while.
  package var suppressions: [Suppression]
  /// Where the id stands.
  package var location: SourceLocation

  /// Makes a member.
  package init(
    id: ID, kind: Kind = .human, owner: ID? = nil, aliases: [ID] = [], until: Timestamp? = nil,
    authority: Condition? = nil, suppressions: [Suppression] = [], location: SourceLocation
  ) {
    self.id = id
    self.kind = kind
    self.owner = owner
    self.aliases = aliases
    self.until = until
    self.authority = authority
    self.suppressions = suppressions
    self.location = location
  }

  /// Whether it has not ended at an instant.
  package func isActive(at instant: Timestamp) -> Bool { until.map { instant < $0 } ?? true }
}

/// How old the entries of a directory file are, and how old they may be.
package struct Freshness: Sendable, Hashable {
  /// Where they come from, for people.
  package var source: String?
  /// When they were read from there.
  package var syncedAt: Timestamp
  /// How long they count as fresh.
  package var maxAge: PolicyDuration

  /// Makes a statement about the age of a file.
  package init(source: String? = nil, syncedAt: Timestamp, maxAge: PolicyDuration) {
    self.source = source
    self.syncedAt = syncedAt
    self.maxAge = maxAge
  }

  /// Whether they are too old at an instant, or from after it.
  package func isStale(at instant: Timestamp) -> Bool {
    if syncedAt > instant { return true }
    return syncedAt.adding(maxAge).map { instant > $0 } ?? false
  }
}
