import PolicyCore

/// Who may accept a tripped gate.
///
/// Where the old version names teams: a committer of those teams who authored nothing of the change.
/// The old version's directory says who is in a team, so that a change cannot let its own author
/// in; that two addresses are one person either version's directory may say.
struct AcceptanceRights {
  private let teams: [Team]?
  private let directory: Directory
  private let people: [PeopleByAddress]
  private let authors: [Set<ID>]

  /// - Parameter authors: the addresses of all who authored a commit of the change.
  init(before: Policy, after: Policy, authors: [String]) {
    let named = before.settings.acceptedBy
    teams = named.isEmpty ? nil : named.compactMap { before.directory.teams[$0] }
    directory = before.directory
    let people = [before.directory, after.directory].map { PeopleByAddress($0) }
    self.people = people
    self.authors = people.map { known in Set(authors.map { known.person($0) }) }
  }

  func allow(_ committer: String) -> Bool {
    guard let teams else { return true }
    let person = directory.person(ID(committer))
    return teams.contains { $0.members.contains(person) }
      && zip(people, authors).allSatisfy { !$1.contains($0.person(committer)) }
  }
}

/// Members by all their addresses, in lower case: git lets people write theirs as they like.
private struct PeopleByAddress {
  private let people: [ID: ID]

  init(_ directory: Directory) {
    people = directory.members.values.sorted { $0.id < $1.id }.reduce(into: [:]) { people, member in
      for address in [member.id] + member.aliases { people[Self.fold(address.text)] = member.id }
    }
  }

  func person(_ address: String) -> ID { people[Self.fold(address)] ?? Self.fold(address) }

  private static func fold(_ address: String) -> ID { ID(address.lowercased()) }
}
