package import CEL
import Diagnostics

/// Why there is nothing to say about an id.
package enum UnknownPerson: Error, Sendable, Hashable {
  /// The policy has no such id; the nearest of all ids, if one is near.
  case unknown(ID, nearest: String?)
  /// It is a team; its members.
  case team(ID, members: [ID])
}

/// Looks up people in one policy version.
package struct PersonSearch: Sendable {
  private let policy: Policy

  /// A search in one policy.
  package init(policy: Policy) { self.policy = policy }

  /// Everything the policy says about a person.
  /// - Parameters:
  ///   - id: the person's own id or an alias, in any ASCII case.
  ///   - departure: the instant at which the person leaves; nil to leave that out.
  package func account(
    of id: ID, departingAt departure: Timestamp?
  ) throws(UnknownPerson) -> PersonAccount {
    let directory = policy.directory
    let known = directory.knownID(id)
    guard let person = directory.member(known) else { throw unknown(known) }
    var search = MentionSearch(policy: policy, person: person)
    return PersonAccount(
      person: person, asked: known, mentions: search.find(),
      losses: departure.map { Departure(of: person.id, from: policy, at: $0).losses })
  }

  /// Every place of the policy that reads who is in a team, by file and line.
  package func mentions(ofTeam team: ID) -> [Mention] {
    var search = MentionSearch(policy: policy, team: team)
    return search.find()
  }

  private func unknown(_ id: ID) -> UnknownPerson {
    if let team = policy.directory.teams[id] { return .team(id, members: team.members) }
    let members = policy.directory.members.values.sorted { $0.id < $1.id }
    let names = members.flatMap { [$0.id.text] + $0.aliases.map(\.text) }
    // Who knows a person by an address often leaves the domain out.
    let short = names.map { String($0.prefix { $0 != "@" }) }
    let nearest =
      Suggestion.nearest(to: id.text, in: names)
      ?? (short.firstIndex(of: id.text)
      ?? Suggestion.nearest(to: id.text, in: short).flatMap { short.firstIndex(of: $0) })
      .map { names[$0] }
    return .unknown(id, nearest: nearest)
  }
}
