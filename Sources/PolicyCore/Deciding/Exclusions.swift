import CEL

/// The people who may not approve a request, because they are a party to it.
///
/// They are few, but for the members of teams: those are not copied.
package struct Exclusions {
  /// Persons, also ids that the directory does not know.
  private var persons: [ID] = []
  /// The members of teams.
  private var groups: [Set<ID>] = []
  /// Whether the directory knows any of them.
  private(set) var areKnown = false
  private let directory: Directory

  /// The subject, the requester and every actor; for each that is not human, its owner, a team
  /// standing for its members; and the same persons' other accounts.
  init(request: Request, directory: Directory) {
    self.directory = directory
    exclude(request.subject)
    if let requester = request.requester { exclude(requester) }
    for actor in request.actors { exclude(actor) }
  }

  /// The same, of the parties alone.
  package init(parties: [Party], directory: Directory) {
    self.directory = directory
    for party in parties { exclude(party) }
  }

  /// All of them in one set.
  /// - Complexity: O(people).
  package var people: Set<ID> { groups.reduce(into: Set(persons)) { $0.formUnion($1) } }

  /// Whether somebody is among them.
  func contains(_ person: ID) -> Bool {
    persons.contains(person) || groups.contains { $0.contains(person) }
  }

  /// Whether nobody of some members is among them.
  func areDisjoint(with members: Set<ID>) -> Bool {
    !areKnown
      || !persons.contains(where: members.contains)
        && groups.allSatisfy { $0.isDisjoint(with: members) }
  }

  private mutating func exclude(_ party: Party) {
    let id = directory.spelling(of: party.id)
    let known = excludeEveryone(named: id, or: party.id)
    let isHuman = known.map { $0.kind == .human } ?? party.isHuman
    guard !isHuman else { return }
    // Where the directory names an owner, the request cannot name another: neither to free the
    // true one, nor to silence somebody who would deny.
    if let owner = known?.owner { return excludeOwner(owner) }
    for owner in party.owners { excludeOwner(owner) }
  }

  /// An owner that is not human has an owner, who answers for both; owners may stand in a circle.
  private mutating func excludeOwner(_ owner: ID) {
    var next = directory.spelling(of: owner)
    guard next != nil else { return persons.append(owner) }
    var visited: Set<ID> = []
    while let id = next, visited.insert(id).inserted {
      let known = excludeEveryone(named: id, or: id)
      next = known?.kind == .human ? nil : known?.owner
    }
  }

  /// Takes in those whom an id names.
  /// - Parameter spelling: the id as the directory writes it; nil where it names nobody there.
  /// - Returns: the member whom it names, if the directory knows one.
  private mutating func excludeEveryone(named spelling: ID?, or id: ID) -> Member? {
    guard let spelling else {
      persons.append(id)
      return nil
    }
    areKnown = true
    persons.append(directory.person(spelling))
    let group = directory.people(ofTeam: spelling)
    if !group.isEmpty { groups.append(group) }
    return directory.member(spelling)
  }
}

extension Party {
  /// By the request alone; who names an owner and not what it is, is not taken for human.
  fileprivate var isHuman: Bool {
    guard let type else { return owners.isEmpty }
    return type.hasSameUTF8(as: Member.Kind.human.rawValue)
  }
}
