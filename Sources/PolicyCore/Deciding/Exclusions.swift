/// The people who may not approve a request, because they are a party to it.
struct Exclusions {
  let people: Set<ID>

  /// The subject, the requester and every actor; for each that is not human, its owner by request
  /// and by directory, a team standing for its members; and the same persons' other accounts.
  init(request: Request, directory: Directory) {
    var people: Set<ID> = []
    for party in request.parties {
      let known = directory.member(party.id)
      people.insert(directory.person(party.id))
      let isHuman = known.map { $0.kind == .human } ?? (party.type ?? "human" == "human")
      guard !isHuman else { continue }
      for owner in [party.owner, known?.owner].compactMap({ $0 }) {
        people.insert(directory.person(owner))
        people.formUnion(directory.people(named: owner))
      }
    }
    self.people = people
  }
}
