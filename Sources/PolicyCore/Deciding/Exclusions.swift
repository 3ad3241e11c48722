import CEL

/// The people who may not approve a request, because they are a party to it.
package struct Exclusions {
  /// Persons, also ids that the directory does not know.
  package private(set) var people: Set<ID> = []
  private let directory: Directory

  /// The subject, the requester and every actor; for each that is not human, its owner, a team
  /// standing for its members; and the same persons' other accounts.
  init(request: Request, directory: Directory) {
    self.init(parties: request.parties, directory: directory)
  }

  /// The same, of the parties alone.
  package init(parties: [Party], directory: Directory) {
    self.directory = directory
    for party in parties { exclude(party) }
  }

  private mutating func exclude(_ party: Party) {
    let id = directory.knownID(party.id)
    excludeEveryone(named: id)
    let known = directory.member(id)
    let isHuman = known.map { $0.kind == .human } ?? party.isHuman
    guard !isHuman else { return }
    // Where the directory names an owner, the request cannot name another: neither to free the
    // true one, nor to silence somebody who would deny.
    let owners = known?.owner.map { [$0] } ?? party.owners
    for owner in owners { excludeOwner(directory.knownID(owner)) }
  }

  /// An owner that is not human has an owner, who answers for both; owners may stand in a circle.
  private mutating func excludeOwner(_ owner: ID) {
    var next: ID? = owner
    var visited: Set<ID> = []
    while let id = next, visited.insert(id).inserted {
      excludeEveryone(named: id)
      let known = directory.member(id)
      next = known?.kind == .human ? nil : known?.owner
    }
  }

  private mutating func excludeEveryone(named id: ID) {
    people.insert(directory.person(id))
    people.formUnion(directory.people(ofTeam: id))
  }
}

extension Party {
  /// By the request alone; who names an owner and not what it is, is not taken for human.
  fileprivate var isHuman: Bool {
    guard let type else { return owners.isEmpty }
    return type.hasSameUTF8(as: Member.Kind.human.rawValue)
  }
}
